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
 * The notifies of a decrypted INFORMATIONAL request: first byte of the input
 * is the limit of addresses, then follow notify payloads.
 */

#include "fuzz.h"

#include "paths/address_filter.h"
#include "paths/address_list.h"
#include "wire/address_notify.h"
#include "wire/disconnect_notify.h"

/**
 * How many notifies to generate, less one.
 */
#define MAX_NOTIFIES 64

/**
 * Enumerates notify payloads.
 */
typedef struct {
	enumerator_t public;
	chunk_t rest;
	notify_t notify;
} payloads_t;

METHOD(enumerator_t, next_payload, bool,
	payloads_t *this, va_list args)
{
	notify_t **out;
	chunk_t payload;
	size_t len, header;

	VA_ARGS_VGET(args, out);

	if (this->rest.len < 8)
	{
		return FALSE;
	}
	len = untoh16(this->rest.ptr + 2);
	header = 8 + this->rest.ptr[5];
	if (len < header || len > this->rest.len)
	{	/* not a message that gets as far as this */
		return FALSE;
	}
	payload = chunk_create(this->rest.ptr, len);
	this->rest = chunk_skip(this->rest, len);
	this->notify = (notify_t){
		.protocol = payload.ptr[4],
		.spi_size = payload.ptr[5],
		.type = untoh16(payload.ptr + 6),
		.data = chunk_skip(payload, header),
	};
	*out = &this->notify;
	return TRUE;
}

static enumerator_t *enumerate_payloads(chunk_t body)
{
	payloads_t *this;

	INIT(this,
		.public = {
			.enumerate = enumerator_enumerate_default,
			.venumerate = _next_payload,
			.destroy = (void*)free,
		},
		.rest = body,
	);
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
 * Number of skipped addresses.
 */
static void count_skipped(void *data, host_t *addr, char *reason)
{
	check(reason != NULL);
	(*(int*)data)++;
}

/**
 * What the list should be, as the requirements put it.
 */
static address_notify_status_t judge(chunk_t body, int max, int *count,
									 int *ignored)
{
	address_notify_status_t status = ADDRESS_NOTIFY_NONE;
	enumerator_t *enumerator;
	notify_t *notify;
	size_t need;

	*count = *ignored = 0;
	enumerator = enumerate_payloads(body);
	while (enumerator->enumerate(enumerator, &notify))
	{
		if (notify->type != 42004 && notify->type != 42006)
		{
			continue;
		}
		if (*count == (max < 4 ? 4 : max))
		{
			(*ignored)++;
			continue;
		}
		(*count)++;
		need = notify->type == 42004 ? 4 : 16;
		if (notify->protocol > 1 || notify->spi_size != 0 ||
			notify->data.len < need)
		{
			status = ADDRESS_NOTIFY_MALFORMED;
		}
		else if (status == ADDRESS_NOTIFY_NONE)
		{
			status = ADDRESS_NOTIFY_OK;
		}
	}
	enumerator->destroy(enumerator);
	return status;
}

/**
 * Do with a list what is done with one that is received.
 */
static void apply(linked_list_t *addrs)
{
	linked_list_t *own, *remaining;
	address_list_t *list;
	host_t *current;
	int skipped = 0;

	own = linked_list_create_with_items(
							host_create_from_string("10.0.0.9", 0), NULL);
	current = host_create_from_string("10.0.0.1", 500);
	remaining = address_filter(addrs, own, current, count_skipped, &skipped);
	check(remaining->get_count(remaining) + skipped <=
		  addrs->get_count(addrs));

	list = address_list_create();
	list->replace(list, remaining);
	check(list->get_count(list) == remaining->get_count(remaining));
	check(!list->replace(list, remaining));
	list->destroy(list);

	remaining->destroy_offset(remaining, offsetof(host_t, destroy));
	own->destroy_offset(own, offsetof(host_t, destroy));
	current->destroy(current);
}

/**
 * Read all times to be away.
 */
static void read_disconnect(chunk_t body)
{
	enumerator_t *enumerator;
	notify_t *notify;
	uint32_t seconds;
	char *error = NULL;

	enumerator = enumerate_payloads(body);
	while (enumerator->enumerate(enumerator, &notify))
	{
		if (notify->type == DISCONNECT_NOTIFY)
		{
			check(disconnect_notify_parse(notify, &seconds, &error) ==
				  (notify->protocol <= 1 && notify->spi_size == 0 &&
				   notify->data.len >= 4));
		}
	}
	enumerator->destroy(enumerator);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	library_init("", "fuzz");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	address_notify_status_t status;
	linked_list_t *addrs;
	chunk_t body;
	char *error = NULL;
	int max, ignored, count, expected_ignored;

	if (!len)
	{
		return 0;
	}
	max = (int8_t)data[0];
	body = chunk_create((u_char*)data + 1, len - 1);

	addrs = linked_list_create();
	status = address_notify_read(enumerate_payloads(body), max, addrs,
								 &ignored, &error);
	check(status == judge(body, max, &count, &expected_ignored));
	check(ignored == expected_ignored);
	check(addrs->get_count(addrs) == (status == ADDRESS_NOTIFY_OK ? count : 0));
	check((error != NULL) == (status == ADDRESS_NOTIFY_MALFORMED));
	apply(addrs);
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	read_disconnect(body);
	return 0;
}

/**
 * Append one notify payload.
 */
static size_t generate_notify(uint32_t (*random)(), uint8_t *buf)
{
	static uint16_t types[] = {
		42004, 42004, 42004, 42006, 42006, 42006, 42000, 42005, 16384,
	};
	static uint8_t firsts[] = {
		10, 10, 0, 127, 169, 224, 255, 0x20, 0xfe, 0xff,
	};
	uint16_t type;
	uint8_t spi_size = random() % 16 ? 0 : random() % 9;
	size_t len, i;

	type = types[random() % countof(types)];
	len = type == 42006 ? 16 : 4;
	if (random() % 8 == 0)
	{
		len = random() % 24;
	}
	len += 8 + spi_size;
	buf[0] = 41;
	buf[1] = 0;
	htoun16(buf + 2, len);
	buf[4] = random() % 8 ? random() % 2 : random();
	buf[5] = spi_size;
	htoun16(buf + 6, type);
	for (i = 8; i < len; i++)
	{	/* few values, so that there are duplicates */
		buf[i] = random() % 4 ? 0 : random() % 10;
	}
	if (len > 8)
	{
		buf[8] = firsts[random() % countof(firsts)];
	}
	return len;
}

size_t fuzz_generate(uint32_t (*random)(), uint8_t *buf)
{
	size_t len = 1;
	int count;

	buf[0] = random() % 20;
	for (count = random() % MAX_NOTIFIES; count > 0; count--)
	{
		len += generate_notify(random, buf + len);
	}
	return len;
}
