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

#include "update_payload.h"

#include <stddef.h>

#include <encoding/payloads/unknown_payload.h>

typedef struct private_update_payload_t private_update_payload_t;

/**
 * Private data of an update_payload_t object.
 */
struct private_update_payload_t {

	/**
	 * Public update_payload_t interface.
	 */
	update_payload_t public;

	/**
	 * Type of this payload.
	 */
	payload_type_t type;

	/**
	 * Next payload type.
	 */
	uint8_t next_payload;

	/**
	 * Critical bit, followed by reserved ones.
	 */
	bool flags[8];

	/**
	 * Length of this payload.
	 */
	uint16_t payload_length;

	/**
	 * Everything after the generic header.
	 */
	chunk_t body;
};

/**
 * Encoding rules of the generic header, and a body that is encoded already.
 */
static encoding_rule_t encodings[] = {
	{ U_INT_8,			offsetof(private_update_payload_t, next_payload)	},
	{ FLAG,				offsetof(private_update_payload_t, flags[0])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[1])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[2])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[3])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[4])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[5])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[6])		},
	{ RESERVED_BIT,		offsetof(private_update_payload_t, flags[7])		},
	{ PAYLOAD_LENGTH,	offsetof(private_update_payload_t, payload_length)	},
	{ CHUNK_DATA,		offsetof(private_update_payload_t, body)			},
};

METHOD(payload_t, verify, status_t,
	private_update_payload_t *this)
{
	return SUCCESS;
}

METHOD(payload_t, get_encoding_rules, int,
	private_update_payload_t *this, encoding_rule_t **rules)
{
	*rules = encodings;
	return countof(encodings);
}

METHOD(payload_t, get_header_length, int,
	private_update_payload_t *this)
{
	return 4;
}

METHOD(payload_t, get_type, payload_type_t,
	private_update_payload_t *this)
{
	return this->type;
}

METHOD(payload_t, get_next_type, payload_type_t,
	private_update_payload_t *this)
{
	return this->next_payload;
}

METHOD(payload_t, set_next_type, void,
	private_update_payload_t *this, payload_type_t type)
{
	this->next_payload = type;
}

METHOD(payload_t, get_length, size_t,
	private_update_payload_t *this)
{
	return this->payload_length;
}

METHOD(payload_t, destroy, void,
	private_update_payload_t *this)
{
	chunk_free(&this->body);
	free(this);
}

/*
 * Described in header.
 */
update_payload_t *update_payload_create(payload_type_t type, chunk_t body)
{
	private_update_payload_t *this;

	INIT(this,
		.public = {
			.payload_interface = {
				.verify = _verify,
				.get_encoding_rules = _get_encoding_rules,
				.get_header_length = _get_header_length,
				.get_length = _get_length,
				.get_next_type = _get_next_type,
				.set_next_type = _set_next_type,
				.get_type = _get_type,
				.destroy = _destroy,
			},
		},
		.type = type,
		.next_payload = PL_NONE,
		.payload_length = get_header_length(this) + body.len,
		.body = chunk_clone(body),
	);
	return &this->public;
}

/*
 * Described in header.
 */
void update_payload_write(message_t *message, payload_type_t type,
						  update_t *update)
{
	enumerator_t *enumerator;
	update_payload_t *payload;
	chunk_t body;

	enumerator = update->create_body_enumerator(update);
	while (enumerator->enumerate(enumerator, &body))
	{
		payload = update_payload_create(type, body);
		message->add_payload(message, &payload->payload_interface);
	}
	enumerator->destroy(enumerator);
}

CALLBACK(body_filter, bool,
	payload_type_t *type, enumerator_t *orig, va_list args)
{
	unknown_payload_t *unknown;
	payload_t *payload;
	chunk_t *body;

	VA_ARGS_VGET(args, body);

	while (orig->enumerate(orig, &payload))
	{
		if (payload->get_type(payload) == PL_UNKNOWN)
		{
			unknown = (unknown_payload_t*)payload;
			if (unknown->get_type(unknown) == *type)
			{
				*body = unknown->get_data(unknown);
				return TRUE;
			}
		}
	}
	return FALSE;
}

/*
 * Described in header.
 */
update_status_t update_payload_read(message_t *message, payload_type_t type,
									u_int max, update_t **update, char **error)
{
	return update_read(enumerator_create_filter(
								message->create_payload_enumerator(message),
								body_filter, &type, NULL),
					   max, update, error);
}
