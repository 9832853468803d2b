/*
 * Copyright (C) 2026 The addrmgmt authors
 *
 * This program is free software; you can redistribute it and/or modify it
 * under the terms of the GNU General Public License as published by the
 * Free Software Foundation; either version 2 of the License, or (at your
 * option) any later version.  See <http://www.fsf.org/copyleft/gpl.txt>.
 *
 * This program is distributed in the hope that it will be useful, but
 * WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY
 * or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License
 * for more details.
 */

#include "address_messages.h"

#include <encoding/payloads/notify_payload.h>

#include "wire/disconnect_notify.h"

/**
 * Length of a notify payload without SPI and data.
 */
#define NOTIFY_HEADER_LENGTH 8

/**
 * Enumerates notify_t over the payloads of a message.
 */
typedef struct {
	enumerator_t public;
	enumerator_t *payloads;
	notify_t notify;
} notify_enumerator_t;

METHOD(enumerator_t, notify_enumerate, bool,
	notify_enumerator_t *this, va_list args)
{
	notify_payload_t *payload;
	payload_t *current;
	notify_t **notify;
	chunk_t data;

	VA_ARGS_VGET(args, notify);

	while (this->payloads->enumerate(this->payloads, &current))
	{
		if (current->get_type(current) == PLV2_NOTIFY)
		{
			payload = (notify_payload_t*)current;
			data = payload->get_notification_data(payload);
			this->notify = (notify_t) {
				.type = payload->get_notify_type(payload),
				.protocol = payload->get_protocol_id(payload),
				.spi_size = current->get_length(current) - data.len -
							NOTIFY_HEADER_LENGTH,
				.data = data,
			};
			*notify = &this->notify;
			return TRUE;
		}
	}
	return FALSE;
}

METHOD(enumerator_t, notify_destroy, void,
	notify_enumerator_t *this)
{
	this->payloads->destroy(this->payloads);
	free(this);
}

/**
 * Enumerate the notifies of a message.
 */
static enumerator_t *create_notify_enumerator(message_t *message)
{
	notify_enumerator_t *this;

	INIT(this,
		.public = {
			.enumerate = enumerator_enumerate_default,
			.venumerate = _notify_enumerate,
			.destroy = _notify_destroy,
		},
		.payloads = message->create_payload_enumerator(message),
	);
	return &this->public;
}

/*
 * Described in header.
 */
address_notify_status_t address_messages_read(message_t *message, int max,
											  linked_list_t *addrs,
											  int *ignored, char **error)
{
	return address_notify_read(create_notify_enumerator(message), max, addrs,
							   ignored, error);
}

/*
 * Described in header.
 */
bool address_messages_contains(message_t *message)
{
	enumerator_t *enumerator;
	notify_t *notify;
	bool found = FALSE;

	enumerator = create_notify_enumerator(message);
	while (!found && enumerator->enumerate(enumerator, &notify))
	{
		found = address_notify_is(notify);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Add a notify to a message.
 */
static void add_notify(message_t *message, notify_t *notify)
{
	notify_payload_t *payload;

	payload = notify_payload_create_from_protocol_and_type(PLV2_NOTIFY,
											notify->protocol, notify->type);
	payload->set_notification_data(payload, notify->data);
	message->add_payload(message, (payload_t*)payload);
}

/*
 * Described in header.
 */
void address_messages_write(message_t *message, enumerator_t *addrs)
{
	enumerator_t *enumerator;
	notify_t *notify;

	enumerator = address_notify_create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &notify))
	{
		add_notify(message, notify);
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
bool address_messages_read_disconnect(message_t *message, uint32_t *seconds,
									  char **error)
{
	enumerator_t *enumerator;
	notify_t *notify;
	bool valid = FALSE;

	*error = NULL;
	enumerator = create_notify_enumerator(message);
	while (!valid && !*error && enumerator->enumerate(enumerator, &notify))
	{
		if (notify->type == DISCONNECT_NOTIFY)
		{
			valid = disconnect_notify_parse(notify, seconds, error);
		}
	}
	enumerator->destroy(enumerator);
	return valid;
}

/*
 * Described in header.
 */
void address_messages_write_disconnect(message_t *message, uint32_t seconds)
{
	uint8_t buf[DISCONNECT_NOTIFY_LEN];
	notify_t notify;

	notify = disconnect_notify_build(seconds, buf);
	add_notify(message, &notify);
}
