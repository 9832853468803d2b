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

#include "inject_payloads.h"

#include <collections/linked_list.h>
#include <encoding/payloads/notify_payload.h>
#include <encoding/payloads/unknown_payload.h>

typedef struct private_inject_payloads_t private_inject_payloads_t;

/**
 * Private data of inject_payloads_t.
 */
struct private_inject_payloads_t {

	/**
	 * Public interface.
	 */
	inject_payloads_t public;

	/**
	 * Payloads, payload_t*.
	 */
	linked_list_t *payloads;
};

/**
 * Get the next word as a number.
 */
static bool next_number(enumerator_t *words, u_long max, u_long *number)
{
	char *word, *end;

	if (!words->enumerate(words, &word))
	{
		return FALSE;
	}
	*number = strtoul(word, &end, 10);
	return *word && !*end && *number <= max;
}

/**
 * Get the next word as bytes.
 */
static bool next_bytes(enumerator_t *words, chunk_t *bytes)
{
	char *word;
	size_t len;

	*bytes = chunk_empty;
	if (!words->enumerate(words, &word))
	{
		return FALSE;
	}
	if (streq(word, "-"))
	{
		return TRUE;
	}
	len = strlen(word);
	if (len % 2 || strspn(word, "0123456789abcdefABCDEF") != len)
	{
		return FALSE;
	}
	*bytes = chunk_from_hex(chunk_from_str(word), NULL);
	return TRUE;
}

/**
 * Parse what follows "notify".
 */
static payload_t *parse_notify(enumerator_t *words)
{
	notify_payload_t *notify = NULL;
	chunk_t spi = chunk_empty, data = chunk_empty;
	u_long type, protocol;

	if (next_number(words, 0xffff, &type) &&
		next_number(words, 0xff, &protocol) &&
		next_bytes(words, &spi) && spi.len <= 0xff &&
		next_bytes(words, &data))
	{
		notify = notify_payload_create(PLV2_NOTIFY);
		/* SPIs of any length are only accepted for this protocol */
		notify->set_protocol_id(notify, PROTO_IKE);
		notify->set_spi_data(notify, spi);
		notify->set_protocol_id(notify, protocol);
		notify->set_notify_type(notify, type);
		notify->set_notification_data(notify, data);
	}
	chunk_free(&spi);
	chunk_free(&data);
	return notify ? &notify->payload_interface : NULL;
}

METHOD(payload_t, get_real_type, payload_type_t,
	unknown_payload_t *this)
{
	return this->get_type(this);
}

/**
 * Parse what follows "payload" and "critical".
 */
static payload_t *parse_unknown(enumerator_t *words, bool critical)
{
	unknown_payload_t *unknown;
	chunk_t body;
	u_long type;

	if (!next_number(words, 0xff, &type) || !next_bytes(words, &body))
	{
		return NULL;
	}
	unknown = unknown_payload_create_data(type, critical, body);
	/* the number that goes into the preceding payload */
	unknown->payload_interface.get_type = _get_real_type;
	return &unknown->payload_interface;
}

METHOD(inject_payloads_t, add_to, void,
	private_inject_payloads_t *this, message_t *message)
{
	payload_t *payload;

	while (this->payloads->remove_first(this->payloads,
										(void**)&payload) == SUCCESS)
	{
		message->add_payload(message, payload);
	}
}

METHOD(inject_payloads_t, destroy, void,
	private_inject_payloads_t *this)
{
	this->payloads->destroy_offset(this->payloads,
								   offsetof(payload_t, destroy));
	free(this);
}

/*
 * Described in header.
 */
inject_payloads_t *inject_payloads_create(enumerator_t *words)
{
	private_inject_payloads_t *this;
	payload_t *payload;
	char *word;

	INIT(this,
		.public = {
			.add_to = _add_to,
			.destroy = _destroy,
		},
		.payloads = linked_list_create(),
	);

	while (words->enumerate(words, &word))
	{
		payload = streq(word, "notify") ? parse_notify(words) :
				  streq(word, "payload") ? parse_unknown(words, FALSE) :
				  streq(word, "critical") ? parse_unknown(words, TRUE) : NULL;
		if (!payload)
		{
			destroy(this);
			return NULL;
		}
		this->payloads->insert_last(this->payloads, payload);
	}
	return &this->public;
}

/**
 * Write bytes the way they are parsed.
 */
static void write_bytes(FILE *out, chunk_t bytes)
{
	size_t i;

	fputs(bytes.len ? " " : " -", out);
	for (i = 0; i < bytes.len; i++)
	{
		fprintf(out, "%02x", bytes.ptr[i]);
	}
}

/**
 * Write one payload.
 */
static void write_payload(FILE *out, payload_t *payload)
{
	notify_payload_t *notify;
	unknown_payload_t *unknown;

	switch (payload->get_type(payload))
	{
		case PLV2_NOTIFY:
			notify = (notify_payload_t*)payload;
			fprintf(out, "notify %d %d", notify->get_notify_type(notify),
					notify->get_protocol_id(notify));
			write_bytes(out, notify->get_spi_data(notify));
			write_bytes(out, notify->get_notification_data(notify));
			break;
		case PL_UNKNOWN:
			unknown = (unknown_payload_t*)payload;
			fprintf(out, "%s %d",
					unknown->is_critical(unknown) ? "critical" : "payload",
					unknown->get_type(unknown));
			write_bytes(out, unknown->get_data(unknown));
			break;
		default:
			fprintf(out, "%s", enum_to_name(payload_type_names,
											payload->get_type(payload)));
			break;
	}
}

/*
 * Described in header.
 */
char *inject_payloads_describe(message_t *message)
{
	enumerator_t *enumerator;
	payload_t *payload;
	char *text = NULL;
	size_t len;
	FILE *out;
	bool first = TRUE;

	out = open_memstream(&text, &len);
	enumerator = message->create_payload_enumerator(message);
	while (enumerator->enumerate(enumerator, &payload))
	{
		fputs(first ? "" : ", ", out);
		write_payload(out, payload);
		first = FALSE;
	}
	enumerator->destroy(enumerator);
	fputs(first ? "empty" : "", out);
	fclose(out);
	return text;
}
