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

/*
 * What draft-dupont adds to a decrypted message: first byte of the input is the
 * limit of addresses and SPIs, then follow payloads, each starts with its own
 * type in place of that of the next one.
 */

#include "fuzz.h"

#include "wire/peer_address.h"
#include "wire/rr_cookie.h"
#include "wire/update.h"

/**
 * How many payloads to generate, less one.
 */
#define MAX_PAYLOADS 32

/**
 * Payload types.
 */
enum {
	NOTIFY = 41,
	UPDATE = 200,
};

/**
 * Enumerates payloads of a type.
 */
typedef struct {
	enumerator_t public;
	chunk_t rest;
	uint8_t type;
	notify_t notify;
} payloads_t;

/**
 * Get the next payload of the type, less generic header.
 */
static bool next_body(payloads_t *this, chunk_t *body)
{
	chunk_t payload;
	size_t len, header;

	while (this->rest.len >= 4)
	{
		len = untoh16(this->rest.ptr + 2);
		header = 4;
		if (this->rest.ptr[0] == NOTIFY)
		{
			header = 8;
		}
		if (len < header || len > this->rest.len)
		{	/* not a message that gets as far as this */
			break;
		}
		payload = chunk_create(this->rest.ptr, len);
		this->rest = chunk_skip(this->rest, len);
		if (payload.ptr[0] == this->type)
		{
			*body = chunk_create(payload.ptr + 4, len - 4);
			return TRUE;
		}
	}
	return FALSE;
}

METHOD(enumerator_t, next_notify, bool,
	payloads_t *this, va_list args)
{
	notify_t **out;
	chunk_t body;

	VA_ARGS_VGET(args, out);

	if (!next_body(this, &body) || body.len < 4 + body.ptr[1])
	{
		return FALSE;
	}
	this->notify = (notify_t){
		.protocol = body.ptr[0],
		.spi_size = body.ptr[1],
		.type = untoh16(body.ptr + 2),
		.data = chunk_create(body.ptr + 4 + body.ptr[1],
							 body.len - 4 - body.ptr[1]),
	};
	*out = &this->notify;
	return TRUE;
}

METHOD(enumerator_t, next_update, bool,
	payloads_t *this, va_list args)
{
	chunk_t *out;

	VA_ARGS_VGET(args, out);

	return next_body(this, out);
}

/**
 * Enumerate payloads of a message: notify_t* or chunk_t.
 */
static enumerator_t *enumerate_payloads(chunk_t message, uint8_t type)
{
	payloads_t *this;

	INIT(this,
		.public = {
			.enumerate = enumerator_enumerate_default,
			.venumerate = _next_update,
			.destroy = (void*)free,
		},
		.rest = message,
		.type = type,
	);
	if (type == NOTIFY)
	{
		this->public.venumerate = _next_notify;
	}
	return &this->public;
}

/**
 * Fail if something does not hold.
 */
static void check(bool holds)
{
	if (!holds)
	{
		abort();
	}
}

/**
 * Check if a notify is well formed, as the requirements put it.
 */
static bool judge_address(notify_t *notify)
{
	uint16_t family, operation;

	if (notify->protocol || notify->spi_size || notify->data.len < 8)
	{
		return FALSE;
	}
	family = untoh16(notify->data.ptr);
	operation = untoh16(notify->data.ptr + 2);
	return operation >= 1 && operation <= 3 &&
		   ((family == 1 && notify->data.len == 8) ||
			(family == 2 && notify->data.len == 20));
}

/**
 * What the peer address notifies should be, as the requirements put it.
 */
static peer_address_status_t judge_addresses(chunk_t message, int max,
											 int counts[2], int *ignored)
{
	peer_address_status_t status = PEER_ADDRESS_NONE;
	enumerator_t *enumerator;
	notify_t *notify;
	chunk_t primary[2] = {};
	int end;

	counts[0] = counts[1] = *ignored = 0;
	enumerator = enumerate_payloads(message, NOTIFY);
	while (enumerator->enumerate(enumerator, &notify))
	{
		if (notify->type != 24800 && notify->type != 24801)
		{
			continue;
		}
		end = notify->type - 24800;
		if (counts[end] == (max < 4 ? 4 : max))
		{
			(*ignored)++;
			continue;
		}
		counts[end]++;
		if (status == PEER_ADDRESS_NONE)
		{
			status = PEER_ADDRESS_OK;
		}
		if (!judge_address(notify))
		{
			status = PEER_ADDRESS_MALFORMED;
		}
		else if (untoh16(notify->data.ptr + 2) == 1)
		{
			/* all of the same end have to be the same, with the family */
			if (primary[end].len && !chunk_equals(primary[end], notify->data))
			{
				status = PEER_ADDRESS_MALFORMED;
			}
			primary[end] = notify->data;
		}
	}
	enumerator->destroy(enumerator);
	return status;
}

/**
 * Check that an address gets the same when built and parsed again.
 */
static void rebuild_address(peer_address_t *addr)
{
	peer_address_t *again;
	notify_t notify;
	uint8_t buf[PEER_ADDRESS_MAX_LEN];
	char *error;

	notify = peer_address_build(&dupont_numbers_default, addr->end,
								addr->operation, addr->addr, buf);
	check(judge_address(&notify));
	again = peer_address_parse(&notify, &dupont_numbers_default, &error);
	check(again && again->end == addr->end &&
		  again->operation == addr->operation &&
		  again->addr->equals(again->addr, addr->addr));
	peer_address_destroy(again);
}

/**
 * Read the peer addresses.
 */
static void read_addresses(chunk_t message, int max)
{
	peer_address_status_t status;
	linked_list_t *lists[2];
	peer_address_t *addr;
	int counts[2], expected_ignored, ignored, end, count;
	char *error = NULL;

	lists[0] = linked_list_create();
	lists[1] = linked_list_create();
	status = peer_address_read(enumerate_payloads(message, NOTIFY),
							   &dupont_numbers_default, max, lists[0], lists[1],
							   &ignored, &error);
	check(status == judge_addresses(message, max, counts, &expected_ignored));
	check(ignored == expected_ignored);
	check((error != NULL) == (status == PEER_ADDRESS_MALFORMED));
	for (end = 0; end < 2; end++)
	{
		count = 0;
		while (lists[end]->remove_first(lists[end], (void**)&addr) == SUCCESS)
		{
			count++;
			check(addr->end == end);
			rebuild_address(addr);
			peer_address_destroy(addr);
		}
		check(count == (status == PEER_ADDRESS_OK ? counts[end] : 0));
		lists[end]->destroy(lists[end]);
	}
}

/**
 * Read the cookie.
 */
static void read_cookie(chunk_t message)
{
	rr_cookie_status_t status;
	enumerator_t *enumerator;
	notify_t *notify;
	chunk_t cookie = chunk_empty;
	int count = 0;
	bool valid = TRUE;
	char *error = NULL;

	enumerator = enumerate_payloads(message, NOTIFY);
	while (enumerator->enumerate(enumerator, &notify))
	{
		if (notify->type == 42020)
		{
			count++;
			valid = valid && count == 1 && notify->protocol == 0 &&
					notify->spi_size == 0 && notify->data.len >= 8 &&
					notify->data.len <= 64;
		}
	}
	enumerator->destroy(enumerator);

	status = rr_cookie_read(enumerate_payloads(message, NOTIFY),
							&dupont_numbers_default, &cookie, &error);
	check(status == (count ? valid ? RR_COOKIE_OK : RR_COOKIE_MALFORMED
						   : RR_COOKIE_NONE));
	check((error != NULL) == (status == RR_COOKIE_MALFORMED));
	check(rr_cookie_matches(cookie, cookie) == (status == RR_COOKIE_OK));
}

/**
 * What the Update payloads should be, as the requirements put it.
 *
 * @param spis		receives the number of SPIs
 */
static update_status_t judge_update(chunk_t message, u_int max, bool *all,
									bool *ike, u_int *spis)
{
	enumerator_t *enumerator;
	chunk_t body;
	u_int count, total = 0;
	bool valid = TRUE;

	*all = *ike = FALSE;
	*spis = 0;
	enumerator = enumerate_payloads(message, UPDATE);
	while (enumerator->enumerate(enumerator, &body))
	{
		total++;
		if (body.len < 4)
		{
			valid = FALSE;
			continue;
		}
		count = untoh16(body.ptr + 2);
		switch (body.ptr[0])
		{
			case 0x80:
				*all = TRUE;
				valid = valid && !body.ptr[1] && !count && body.len == 4;
				break;
			case 0x00:
				*ike = TRUE;
				valid = valid && !body.ptr[1] && !count && body.len == 4;
				break;
			case 0x01:
			case 0x02:
				valid = valid && body.ptr[1] == 4 && body.len == 4 + 4 * count;
				*spis += count;
				break;
			default:
				valid = FALSE;
				break;
		}
	}
	enumerator->destroy(enumerator);
	if (!total)
	{
		return UPDATE_NONE;
	}
	valid = valid && (!*all || total == 1) && *spis <= max;
	return valid ? UPDATE_OK : UPDATE_MALFORMED;
}

/**
 * Check if an SPI is in a message, which is well formed.
 */
static bool contains_spi(chunk_t message, protocol_id_t protocol, uint32_t spi)
{
	enumerator_t *enumerator;
	chunk_t body;
	bool found = FALSE;
	size_t i;

	enumerator = enumerate_payloads(message, UPDATE);
	while (enumerator->enumerate(enumerator, &body))
	{
		if (body.ptr[0] == (protocol == PROTO_ESP ? 1 : 2))
		{
			for (i = 4; i < body.len; i += 4)
			{
				found = found || memeq(body.ptr + i, &spi, 4);
			}
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check that an update gets the same when encoded and read again.
 */
static void encode_update(update_t *update)
{
	enumerator_t *enumerator;
	update_t *again = NULL;
	uint8_t buf[FUZZ_MAX];
	chunk_t body;
	size_t len = 0;
	u_int count = 0;
	char *error;

	enumerator = update->create_body_enumerator(update);
	while (enumerator->enumerate(enumerator, &body))
	{
		check(len + body.len + 4 <= sizeof(buf));
		buf[len] = UPDATE;
		buf[len + 1] = 0;
		htoun16(buf + len + 2, body.len + 4);
		memcpy(buf + len + 4, body.ptr, body.len);
		len += body.len + 4;
		count++;
	}
	enumerator->destroy(enumerator);
	check(count <= 3);
	if (!count)
	{
		check(!update->is_all(update) && !update->has_ike(update) &&
			  !update->get_sa_count(update));
		return;
	}
	check(update_read(enumerate_payloads(chunk_create(buf, len), UPDATE),
					  UPDATE_MAX_SAS, &again, &error) == UPDATE_OK);
	check(again->is_all(again) == update->is_all(update));
	check(again->has_ike(again) == update->has_ike(update));
	check(again->get_sa_count(again) == update->get_sa_count(update));
	again->destroy(again);
}

/**
 * Read the Update payloads.
 */
static void read_update(chunk_t message, u_int max)
{
	enumerator_t *enumerator;
	update_status_t status;
	update_t *update = NULL;
	protocol_id_t protocol;
	uint32_t spi;
	bool all, ike;
	u_int spis;
	char *error = NULL;

	status = update_read(enumerate_payloads(message, UPDATE), max, &update,
						 &error);
	check(status == judge_update(message, max, &all, &ike, &spis));
	check((error != NULL) == (status == UPDATE_MALFORMED));
	check((update != NULL) == (status == UPDATE_OK));
	if (!update)
	{
		return;
	}
	check(update->is_all(update) == all);
	check(update->has_ike(update) == ike);
	/* duplicates collapse */
	check(update->get_sa_count(update) <= spis);
	check((update->get_sa_count(update) > 0) == (spis > 0));
	enumerator = update->create_sa_enumerator(update);
	while (enumerator->enumerate(enumerator, &protocol, &spi))
	{
		check(contains_spi(message, protocol, spi));
	}
	enumerator->destroy(enumerator);
	encode_update(update);
	update->destroy(update);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	library_init("", "fuzz");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	chunk_t message;

	if (!len)
	{
		return 0;
	}
	message = chunk_create((u_char*)data + 1, len - 1);
	read_addresses(message, (int8_t)data[0]);
	read_cookie(message);
	read_update(message, data[0]);
	return 0;
}

/**
 * Append the body of a notify.
 */
static size_t generate_notify(uint32_t (*random)(), uint8_t *buf)
{
	static uint16_t types[] = {
		24800, 24800, 24800, 24801, 24801, 24801, 42020, 24802, 16384,
	};
	uint16_t type = types[random() % countof(types)];
	uint8_t family = 1 + random() % 2;
	size_t len, i;

	len = type == 42020 ? 6 + random() % 64 : family == 1 ? 8 : 20;
	if (random() % 16 == 0)
	{
		len = random() % 24;
	}
	memset(buf, 0, 4);
	if (random() % 16 == 0)
	{
		buf[0] = random() % 4;
	}
	if (random() % 16 == 0 && len)
	{
		buf[1] = random() % len;
	}
	htoun16(buf + 2, type);
	for (i = 4; i < 4 + len; i++)
	{	/* few values, so that there are duplicates */
		buf[i] = random() % 8 ? 0 : random() % 3;
	}
	if (len >= 4)
	{
		htoun16(buf + 4, random() % 32 ? family : random());
		htoun16(buf + 6, random() % 32 ? 1 + random() % 3 : random());
	}
	return 4 + len;
}

/**
 * Append the body of an Update payload.
 */
static size_t generate_update(uint32_t (*random)(), uint8_t *buf)
{
	uint8_t protocol = random() % 3;
	uint16_t count = protocol ? random() % 8 : 0;
	size_t len, i;

	len = 4 + 4 * count;
	buf[0] = protocol;
	buf[1] = protocol ? 4 : 0;
	if (random() % 16 == 0)
	{
		buf[0] |= 0x80;
	}
	if (random() % 32 == 0)
	{
		count += random() % 3 - 1;
	}
	if (random() % 32 == 0)
	{
		len -= random() % 4;
	}
	htoun16(buf + 2, count);
	for (i = 4; i < len; i++)
	{
		buf[i] = random() % 4 ? 0 : random() % 3;
	}
	return len;
}

size_t fuzz_generate(uint32_t (*random)(), uint8_t *buf)
{
	size_t len = 1, body;
	bool notify;
	int count;

	buf[0] = random() % 40;
	for (count = random() % MAX_PAYLOADS; count > 0; count--)
	{
		notify = random() % 4;
		body = notify ? generate_notify(random, buf + len + 4)
					  : generate_update(random, buf + len + 4);
		buf[len] = notify ? NOTIFY : UPDATE;
		buf[len + 1] = 0;
		htoun16(buf + len + 2, body + 4);
		len += body + 4;
	}
	return len;
}
