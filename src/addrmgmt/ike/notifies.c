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

#include "notifies.h"

#include <encoding/payloads/notify_payload.h>

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

/*
 * Described in header.
 */
enumerator_t *notifies_create_enumerator(message_t *message)
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
void notifies_add(message_t *message, notify_t *notify)
{
	notify_payload_t *payload;

	payload = notify_payload_create_from_protocol_and_type(PLV2_NOTIFY,
											notify->protocol, notify->type);
	payload->set_notification_data(payload, notify->data);
	message->add_payload(message, (payload_t*)payload);
}
