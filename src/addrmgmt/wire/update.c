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

#include "update.h"

#include <collections/hashtable.h>

typedef struct private_update_t private_update_t;

/**
 * The flag for all, the protocol is in the other bits.
 */
#define FLAG_ALL 0x80

/**
 * Length of everything before the SPIs.
 */
#define HEADER_LEN 4

/**
 * Length of an SPI of ESP or AH.
 */
#define SPI_LEN 4

/**
 * Protocols by the number they have in this payload only (Annex B).
 */
static const protocol_id_t protocols[] = {
	PROTO_IKE,
	PROTO_ESP,
	PROTO_AH,
};

/**
 * A listed SA.
 */
typedef struct {

	/**
	 * PROTO_ESP or PROTO_AH.
	 */
	protocol_id_t protocol;

	/**
	 * SPI, network order.
	 */
	uint32_t spi;
} sa_t;

/**
 * Private data of an update_t object.
 */
struct private_update_t {

	/**
	 * Public update_t interface.
	 */
	update_t public;

	/**
	 * TRUE if about all SAs.
	 */
	bool all;

	/**
	 * TRUE if about the IKE_SA.
	 */
	bool ike;

	/**
	 * Listed SAs, sa_t => sa_t, in the order they were added.
	 */
	hashtable_t *sas;
};

/**
 * Hash an SA, with a key as the peer selects the SPIs.
 */
static u_int sa_hash(const void *key)
{
	const sa_t *sa = key;

	return chunk_hash_inc(chunk_from_thing(sa->spi), sa->protocol);
}

/**
 * Compare two SAs.
 */
static bool sa_equals(const void *a, const void *b)
{
	const sa_t *sa = a, *other = b;

	return sa->protocol == other->protocol && sa->spi == other->spi;
}

METHOD(update_t, is_all, bool,
	private_update_t *this)
{
	return this->all;
}

METHOD(update_t, has_ike, bool,
	private_update_t *this)
{
	return this->ike;
}

METHOD(update_t, add_ike, void,
	private_update_t *this)
{
	this->ike = TRUE;
}

METHOD(update_t, add_sa, bool,
	private_update_t *this, protocol_id_t protocol, uint32_t spi)
{
	sa_t key = {
		.protocol = protocol,
		.spi = spi,
	}, *sa;

	if (this->sas->get(this->sas, &key))
	{
		return TRUE;
	}
	if (this->sas->get_count(this->sas) >= UPDATE_MAX_SAS)
	{
		return FALSE;
	}
	INIT(sa);
	*sa = key;
	this->sas->put(this->sas, sa, sa);
	return TRUE;
}

METHOD(update_t, get_sa_count, u_int,
	private_update_t *this)
{
	return this->sas->get_count(this->sas);
}

CALLBACK(sa_filter, bool,
	void *data, enumerator_t *orig, va_list args)
{
	protocol_id_t *protocol;
	uint32_t *spi;
	sa_t *sa;

	VA_ARGS_VGET(args, protocol, spi);

	if (orig->enumerate(orig, NULL, &sa))
	{
		*protocol = sa->protocol;
		*spi = sa->spi;
		return TRUE;
	}
	return FALSE;
}

METHOD(update_t, create_sa_enumerator, enumerator_t*,
	private_update_t *this)
{
	return enumerator_create_filter(
							this->sas->create_enumerator(this->sas),
							sa_filter, NULL, NULL);
}

/**
 * Enumerator over bodies of payloads.
 */
typedef struct {

	/**
	 * Implements enumerator_t.
	 */
	enumerator_t public;

	/**
	 * What to encode.
	 */
	private_update_t *update;

	/**
	 * Number of the protocol that is next.
	 */
	int next;

	/**
	 * Current body.
	 */
	chunk_t body;
} body_enumerator_t;

/**
 * Encode the header of a payload, and the SPIs of one protocol.
 *
 * @return			body, empty if nothing is listed for this protocol
 */
static chunk_t encode(private_update_t *this, int number)
{
	protocol_id_t protocol = protocols[number], current;
	enumerator_t *enumerator;
	uint32_t spi;
	chunk_t body;
	int count = 0;

	if (protocol == PROTO_IKE && !this->ike && !this->all)
	{
		return chunk_empty;
	}
	body = chunk_alloc(HEADER_LEN + SPI_LEN * get_sa_count(this));
	enumerator = create_sa_enumerator(this);
	while (enumerator->enumerate(enumerator, &current, &spi))
	{
		if (current == protocol)
		{
			memcpy(body.ptr + HEADER_LEN + SPI_LEN * count, &spi, SPI_LEN);
			count++;
		}
	}
	enumerator->destroy(enumerator);

	if (!count && protocol != PROTO_IKE)
	{
		chunk_free(&body);
		return chunk_empty;
	}
	body.ptr[0] = number | (this->all ? FLAG_ALL : 0);
	body.ptr[1] = protocol == PROTO_IKE ? 0 : SPI_LEN;
	htoun16(body.ptr + 2, count);
	body.len = HEADER_LEN + SPI_LEN * count;
	return body;
}

METHOD(enumerator_t, enumerate_bodies, bool,
	body_enumerator_t *this, va_list args)
{
	chunk_t *body;

	VA_ARGS_VGET(args, body);

	chunk_free(&this->body);
	while (!this->body.len && this->next < countof(protocols))
	{
		this->body = encode(this->update, this->next++);
	}
	*body = this->body;
	return this->body.len > 0;
}

METHOD(enumerator_t, destroy_bodies, void,
	body_enumerator_t *this)
{
	chunk_free(&this->body);
	free(this);
}

METHOD(update_t, create_body_enumerator, enumerator_t*,
	private_update_t *this)
{
	body_enumerator_t *enumerator;

	INIT(enumerator,
		.public = {
			.enumerate = enumerator_enumerate_default,
			.venumerate = _enumerate_bodies,
			.destroy = _destroy_bodies,
		},
		.update = this,
	);
	return &enumerator->public;
}

METHOD(update_t, destroy, void,
	private_update_t *this)
{
	this->sas->destroy_function(this->sas, (void*)free);
	free(this);
}

/**
 * Create an update.
 */
static private_update_t *create(bool all)
{
	private_update_t *this;

	INIT(this,
		.public = {
			.is_all = _is_all,
			.has_ike = _has_ike,
			.add_ike = _add_ike,
			.add_sa = _add_sa,
			.get_sa_count = _get_sa_count,
			.create_sa_enumerator = _create_sa_enumerator,
			.create_body_enumerator = _create_body_enumerator,
			.destroy = _destroy,
		},
		.all = all,
		.sas = hashtable_create(sa_hash, sa_equals, 8),
	);
	return this;
}

/*
 * Described in header.
 */
update_t *update_create()
{
	return &create(FALSE)->public;
}

/*
 * Described in header.
 */
update_t *update_create_all()
{
	return &create(TRUE)->public;
}

/**
 * Parse a payload with the flag for all, or for the IKE_SA: both are without
 * SPIs.
 */
static bool parse_ike(chunk_t body, char **error)
{
	if (body.ptr[1])
	{
		*error = "SPI size is not zero";
	}
	else if (untoh16(body.ptr + 2) || body.len != HEADER_LEN)
	{
		*error = "SPIs not allowed";
	}
	else
	{
		return TRUE;
	}
	return FALSE;
}

/**
 * Parse a payload that lists SAs of a protocol.
 *
 * @param left		how many SPIs are allowed, gets decreased
 */
static bool parse_sas(private_update_t *this, protocol_id_t protocol,
					  chunk_t body, u_int *left, char **error)
{
	uint16_t count = untoh16(body.ptr + 2);
	chunk_t spis = chunk_skip(body, HEADER_LEN);
	uint32_t spi;

	if (body.ptr[1] != SPI_LEN)
	{
		*error = "wrong SPI size";
		return FALSE;
	}
	if (spis.len != count * SPI_LEN)
	{
		*error = "length does not match number of SPIs";
		return FALSE;
	}
	if (count > *left)
	{
		*error = "too many SPIs";
		return FALSE;
	}
	*left -= count;
	while (spis.len)
	{
		memcpy(&spi, spis.ptr, SPI_LEN);
		add_sa(this, protocol, spi);
		spis = chunk_skip(spis, SPI_LEN);
	}
	return TRUE;
}

/**
 * Parse a payload.
 */
static bool parse(private_update_t *this, chunk_t body, u_int *left,
				  char **error)
{
	bool all;
	int number;

	if (body.len < HEADER_LEN)
	{
		*error = "payload too short";
		return FALSE;
	}
	all = body.ptr[0] & FLAG_ALL;
	number = body.ptr[0] & ~FLAG_ALL;
	if (number >= countof(protocols))
	{
		*error = "unknown protocol";
		return FALSE;
	}
	if (all && protocols[number] != PROTO_IKE)
	{
		*error = "all SAs of a single protocol";
		return FALSE;
	}
	if (protocols[number] != PROTO_IKE)
	{
		return parse_sas(this, protocols[number], body, left, error);
	}
	if (!parse_ike(body, error))
	{
		return FALSE;
	}
	if (all)
	{
		this->all = TRUE;
	}
	else
	{
		this->ike = TRUE;
	}
	return TRUE;
}

/*
 * Described in header.
 */
update_status_t update_read(enumerator_t *bodies, u_int max, update_t **update,
							char **error)
{
	private_update_t *this;
	u_int left = min(max, UPDATE_MAX_SAS), count = 0;
	bool valid = TRUE;
	chunk_t body;

	this = create(FALSE);
	while (valid && bodies->enumerate(bodies, &body))
	{
		count++;
		valid = parse(this, body, &left, error);
		if (valid && this->all && count > 1)
		{
			*error = "all SAs beside other Update payloads";
			valid = FALSE;
		}
	}
	bodies->destroy(bodies);

	if (!count || !valid)
	{
		destroy(this);
		return count ? UPDATE_MALFORMED : UPDATE_NONE;
	}
	*update = &this->public;
	return UPDATE_OK;
}
