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

#include <check.h>

#include "host_lists.h"
#include "wire/peer_address.h"

/**
 * Numbers other than the defaults, in no order.
 */
static const dupont_numbers_t numbers = {
	.source = 50001,
	.destination = 50000,
	.cookie = 50002,
};

/**
 * Family, operation, and bytes that are an address if there are enough.
 */
static u_char bytes[] = {
	0x00, 0x00, 0x00, 0x00,
	0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
	0xaa, 0xbb, 0xcc, 0xdd,
};

/**
 * The same as addresses, the shorter is a prefix of the other.
 */
#define ADDR4 "32.1.13.184"
#define ADDR6 "2001:db8::1"

/**
 * Longest list as a string.
 */
#define LIST_LEN 2048

/**
 * Parse the bytes above as a notify for the sender's address.
 *
 * @param buf		receives operation and address as a string, or the error
 * @return			TRUE if well formed
 */
static bool parse(uint8_t protocol, uint8_t spi_size, uint16_t family,
				  uint16_t operation, size_t len, char *buf)
{
	u_char data[sizeof(bytes)];
	notify_t notify = {
		.type = numbers.source,
		.protocol = protocol,
		.spi_size = spi_size,
		.data = chunk_create(data, len),
	};
	peer_address_t *addr;
	char *error = NULL, host[HOST_LEN];

	memcpy(data, bytes, sizeof(data));
	htoun16(data, family);
	htoun16(data + 2, operation);
	addr = peer_address_parse(&notify, &numbers, &error);
	ck_assert((addr == NULL) == (error != NULL));
	if (!addr)
	{
		strcpy(buf, error);
		return FALSE;
	}
	ck_assert_int_eq(addr->end, PEER_ADDRESS_SOURCE);
	ck_assert_int_eq(addr->addr->get_port(addr->addr), 0);
	snprintf(buf, LIST_LEN, "%d %s", addr->operation,
			 host_write(addr->addr, host));
	peer_address_destroy(addr);
	return TRUE;
}

START_TEST(test_length)
{
	char buf[LIST_LEN];

	ck_assert(parse(0, 0, 1, 2, _i, buf) == (_i == 8));
	if (_i == 8)
	{
		ck_assert_str_eq(buf, "2 " ADDR4);
	}
	ck_assert(parse(0, 0, 2, 2, _i, buf) == (_i == 20));
	if (_i == 20)
	{
		ck_assert_str_eq(buf, "2 " ADDR6);
	}
}
END_TEST

/* a notify is as long as the length field allows */
START_TEST(test_length_max)
{
	notify_t notify = {
		.type = numbers.source,
		.data = chunk_alloc(65535 - 8),
	};
	char *error = NULL;

	memset(notify.data.ptr, 0, notify.data.len);
	htoun16(notify.data.ptr, 2);
	htoun16(notify.data.ptr + 2, 1);
	ck_assert(!peer_address_parse(&notify, &numbers, &error));
	ck_assert(error);
	chunk_free(&notify.data);
}
END_TEST

START_TEST(test_family)
{
	char buf[LIST_LEN];
	int family;

	for (family = 0; family <= 0xffff; family++)
	{
		ck_assert(parse(0, 0, family, 1, 8, buf) == (family == 1));
		ck_assert(parse(0, 0, family, 1, 20, buf) == (family == 2));
	}
}
END_TEST

START_TEST(test_operation)
{
	char buf[LIST_LEN], expected[LIST_LEN];
	int operation;

	for (operation = 0; operation <= 0xffff; operation++)
	{
		ck_assert(parse(0, 0, 1, operation, 8, buf) ==
				  (operation >= 1 && operation <= 3));
		if (operation >= 1 && operation <= 3)
		{
			snprintf(expected, sizeof(expected), "%d " ADDR4, operation);
			ck_assert_str_eq(buf, expected);
		}
	}
}
END_TEST

/* only 0 is accepted (D4) */
START_TEST(test_protocol)
{
	char buf[LIST_LEN];

	ck_assert(parse(_i, 0, 1, 1, 8, buf) == (_i == 0));
}
END_TEST

START_TEST(test_spi_size)
{
	char buf[LIST_LEN];

	ck_assert(parse(0, _i, 1, 1, 8, buf) == (_i == 0));
}
END_TEST

START_TEST(test_type)
{
	notify_t notify = {};
	int type;

	for (type = 0; type <= 0xffff; type++)
	{
		notify.type = type;
		ck_assert(peer_address_is(&notify, &numbers) ==
				  (type == 50000 || type == 50001));
		ck_assert(peer_address_is(&notify, &dupont_numbers_default) ==
				  (type == 24800 || type == 24801));
	}
}
END_TEST

/* what is said in the header about who is who depends on the type alone */
START_TEST(test_end)
{
	u_char data[] = { 0, 1, 0, 3, 10, 0, 0, 1 };
	notify_t notify = {
		.data = chunk_from_thing(data),
	};
	peer_address_t *addr;
	char *error;

	notify.type = 50001;
	addr = peer_address_parse(&notify, &numbers, &error);
	ck_assert_int_eq(addr->end, PEER_ADDRESS_SOURCE);
	ck_assert_int_eq(addr->operation, PEER_ADDRESS_DELETE);
	peer_address_destroy(addr);

	notify.type = 50000;
	addr = peer_address_parse(&notify, &numbers, &error);
	ck_assert_int_eq(addr->end, PEER_ADDRESS_DESTINATION);
	peer_address_destroy(addr);
}
END_TEST

START_TEST(test_names)
{
	ck_assert_str_eq(enum_to_name(peer_address_end_names, PEER_ADDRESS_SOURCE),
					 "PEER_ADDRESS_SOURCE");
	ck_assert_str_eq(enum_to_name(peer_address_end_names,
								  PEER_ADDRESS_DESTINATION),
					 "PEER_ADDRESS_DESTINATION");
	ck_assert_str_eq(enum_to_name(peer_address_operation_names, 1), "PRIMARY");
	ck_assert_str_eq(enum_to_name(peer_address_operation_names, 2), "ADD");
	ck_assert_str_eq(enum_to_name(peer_address_operation_names, 3), "DELETE");
}
END_TEST

/**
 * What a notify to build is on the wire.
 */
static struct {
	peer_address_end_t end;
	peer_address_operation_t operation;
	char *addr;
	uint16_t type;
	chunk_t data;
} built[] = {
	{ PEER_ADDRESS_SOURCE, PEER_ADDRESS_PRIMARY, "10.1.2.3", 50001,
	  chunk_from_chars(0, 1, 0, 1, 10, 1, 2, 3) },
	{ PEER_ADDRESS_DESTINATION, PEER_ADDRESS_ADD, "10.1.2.4", 50000,
	  chunk_from_chars(0, 1, 0, 2, 10, 1, 2, 4) },
	{ PEER_ADDRESS_SOURCE, PEER_ADDRESS_DELETE, "fec0::1", 50001,
	  chunk_from_chars(0, 2, 0, 3, 0xfe, 0xc0, 0, 0, 0, 0, 0, 0,
					   0, 0, 0, 0, 0, 0, 0, 1) },
	{ PEER_ADDRESS_DESTINATION, PEER_ADDRESS_PRIMARY, "fec0::2", 50000,
	  chunk_from_chars(0, 2, 0, 1, 0xfe, 0xc0, 0, 0, 0, 0, 0, 0,
					   0, 0, 0, 0, 0, 0, 0, 2) },
};

START_TEST(test_build)
{
	peer_address_t *parsed;
	notify_t notify;
	host_t *addr;
	uint8_t buf[PEER_ADDRESS_MAX_LEN];
	char *error;

	addr = host_create_from_string(built[_i].addr, 500);
	notify = peer_address_build(&numbers, built[_i].end, built[_i].operation,
								addr, buf);
	ck_assert_int_eq(notify.type, built[_i].type);
	ck_assert_int_eq(notify.protocol, 0);
	ck_assert_int_eq(notify.spi_size, 0);
	ck_assert(chunk_equals(notify.data, built[_i].data));

	parsed = peer_address_parse(&notify, &numbers, &error);
	ck_assert(parsed);
	ck_assert_int_eq(parsed->end, built[_i].end);
	ck_assert_int_eq(parsed->operation, built[_i].operation);
	ck_assert(parsed->addr->ip_equals(parsed->addr, addr));
	peer_address_destroy(parsed);
	addr->destroy(addr);
}
END_TEST

/**
 * Notifies in the lists below, lower case letters are about the source.
 */
static struct {
	char key;
	notify_t notify;
} kinds[] = {
	/* primaries of both families, the last ones unspecified */
	{ 'p', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 1) } },
	{ 'q', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 2) } },
	{ 'r', { 50001, 0, 0, chunk_from_chars(0, 2, 0, 1, 10, 0, 0, 1, 0, 0, 0, 0,
										   0, 0, 0, 0, 0, 0, 0, 0) } },
	{ 'z', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 1, 0, 0, 0, 0) } },
	{ 'Z', { 50001, 0, 0, chunk_from_chars(0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
										   0, 0, 0, 0, 0, 0, 0, 0) } },
	{ 'P', { 50000, 0, 0, chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 1) } },
	{ 'Q', { 50000, 0, 0, chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 2) } },
	/* alternates */
	{ 'a', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0, 2) } },
	{ 'b', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0, 3) } },
	{ 'x', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 3, 10, 0, 0, 2) } },
	{ 'A', { 50000, 0, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0, 4) } },
	{ 'X', { 50000, 0, 0, chunk_from_chars(0, 1, 0, 3, 10, 0, 0, 4) } },
	/* malformed: short, protocol ID, SPI, family, operation */
	{ 's', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0) } },
	{ 'S', { 50000, 0, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0) } },
	{ '1', { 50001, 1, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0, 2) } },
	{ '4', { 50000, 0, 4, chunk_from_chars(0, 1, 0, 2, 10, 0, 0, 2) } },
	{ 'f', { 50001, 0, 0, chunk_from_chars(0, 3, 0, 2, 10, 0, 0, 2) } },
	{ 'o', { 50001, 0, 0, chunk_from_chars(0, 1, 0, 4, 10, 0, 0, 2) } },
	/* others: INITIAL_CONTACT, those of draft-kivinen, our
	 * defaults, a cookie */
	{ '-', { 16384, 0, 0, { NULL, 0 } } },
	{ '=', { 42004, 1, 0, chunk_from_chars(10, 0, 0, 1) } },
	{ '+', { 24800, 0, 0, chunk_from_chars(0, 1, 0, 2, 10, 0, 0, 2) } },
	{ 'c', { 50002, 0, 0, chunk_from_chars(1, 2, 3, 4, 5, 6, 7, 8) } },
};

/* strings for that */
#define P "PRIMARY 10.0.0.1"
#define Q "PRIMARY 10.0.0.2"
#define A "ADD 10.0.0.2"
#define B "ADD 10.0.0.3"
#define X "DELETE 10.0.0.2"

/**
 * Lists, how many to look at, and what they are.
 */
static struct {
	char *list;
	int max;
	peer_address_status_t status;
	char *sources;
	char *dests;
	int ignored;
} lists[] = {
	{ "", 16, PEER_ADDRESS_NONE, "", "", 0 },
	{ "-=+c", 16, PEER_ADDRESS_NONE, "", "", 0 },
	/* for each end, in the order they are in, others do not matter */
	{ "p", 16, PEER_ADDRESS_OK, P, "", 0 },
	{ "P", 16, PEER_ADDRESS_OK, "", P, 0 },
	{ "pP", 16, PEER_ADDRESS_OK, P, P, 0 },
	{ "Qp", 16, PEER_ADDRESS_OK, P, Q, 0 },
	{ "baxpQ", 16, PEER_ADDRESS_OK, B ", " A ", " X ", " P, Q, 0 },
	{ "-p=A+PcX", 16, PEER_ADDRESS_OK, P,
	  "ADD 10.0.0.4, " P ", DELETE 10.0.0.4", 0 },
	{ "axa", 16, PEER_ADDRESS_OK, A ", " X ", " A, "", 0 },
	/* duplicates are kept, but there is one primary for each end (D1) */
	{ "aa", 16, PEER_ADDRESS_OK, A ", " A, "", 0 },
	{ "pap", 16, PEER_ADDRESS_OK, P ", " A ", " P, "", 0 },
	{ "qa", 16, PEER_ADDRESS_OK, Q ", " A, "", 0 },
	{ "pq", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "paq", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "ppq", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "pr", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "zZ", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "pPQ", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	/* a malformed one refuses all, of both ends */
	{ "s", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "S", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "1", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "4", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "f", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "o", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "sp", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "pPs", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "pPS", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	{ "PSp", 16, PEER_ADDRESS_MALFORMED, "", "", 0 },
	/* the first max of each end are looked at, others ignored and counted */
	{ "paxab", 5, PEER_ADDRESS_OK,
	  P ", " A ", " X ", " A ", " B, "", 0 },
	{ "paxabPP", 5, PEER_ADDRESS_OK,
	  P ", " A ", " X ", " A ", " B, P ", " P, 0 },
	{ "paxabaPsP", 5, PEER_ADDRESS_OK,
	  P ", " A ", " X ", " A ", " B, P ", " P, 2 },
	{ "PPPPPPSp", 5, PEER_ADDRESS_OK,
	  P, P ", " P ", " P ", " P ", " P, 2 },
	{ "ppppqo", 4, PEER_ADDRESS_OK, P ", " P ", " P ", " P, "", 2 },
	{ "pppqo", 4, PEER_ADDRESS_MALFORMED, "", "", 1 },
	{ "saaaasaS", 4, PEER_ADDRESS_MALFORMED, "", "", 3 },
	/* but never fewer than 4 */
	{ "aaaa", 3, PEER_ADDRESS_OK, A ", " A ", " A ", " A, "", 0 },
	{ "aaaab", 0, PEER_ADDRESS_OK, A ", " A ", " A ", " A, "", 1 },
	{ "aaaab", -1, PEER_ADDRESS_OK, A ", " A ", " A ", " A, "", 1 },
};

/**
 * Write and destroy a list.
 */
static void list_write(linked_list_t *list, char *buf)
{
	peer_address_t *addr;
	char host[HOST_LEN];
	size_t len = 0;

	buf[0] = '\0';
	while (list->remove_first(list, (void**)&addr) == SUCCESS)
	{
		len += snprintf(buf + len, LIST_LEN - len, "%s%s %s", len ? ", " : "",
						enum_to_name(peer_address_operation_names,
									 addr->operation),
						host_write(addr->addr, host));
		peer_address_destroy(addr);
	}
	list->destroy(list);
}

/**
 * Create a list with something in it.
 */
static linked_list_t *list_create(peer_address_end_t end)
{
	peer_address_t *addr;

	INIT(addr,
		.end = end,
		.operation = PEER_ADDRESS_ADD,
		.addr = host_create_from_string("1.2.3.4", 0),
	);
	return linked_list_create_with_items(addr, NULL);
}

/**
 * Check a list that had something in it before.
 */
static void ck_assert_list(linked_list_t *list, char *expected)
{
	char buf[LIST_LEN], all[LIST_LEN];

	list_write(list, buf);
	snprintf(all, sizeof(all), "ADD 1.2.3.4%s%s", *expected ? ", " : "",
			 expected);
	ck_assert_str_eq(buf, all);
}

START_TEST(test_read)
{
	linked_list_t *notifies, *sources, *dests;
	char *key, *error = NULL;
	int i, ignored = -1;

	notifies = linked_list_create();
	for (key = lists[_i].list; *key; key++)
	{
		for (i = 0; kinds[i].key != *key; i++)
		{
			ck_assert_int_lt(i + 1, countof(kinds));
		}
		notifies->insert_last(notifies, &kinds[i].notify);
	}
	sources = list_create(PEER_ADDRESS_SOURCE);
	dests = list_create(PEER_ADDRESS_DESTINATION);

	ck_assert_int_eq(peer_address_read(notifies->create_enumerator(notifies),
						&numbers, lists[_i].max, sources, dests, &ignored,
						&error),
					 lists[_i].status);
	ck_assert_list(sources, lists[_i].sources);
	ck_assert_list(dests, lists[_i].dests);
	ck_assert_int_eq(ignored, lists[_i].ignored);
	ck_assert((error != NULL) ==
			  (lists[_i].status == PEER_ADDRESS_MALFORMED));
	notifies->destroy(notifies);
}
END_TEST

Suite *peer_address_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("peer address");

	tc = tcase_create("parse");
	tcase_add_loop_test(tc, test_length, 0, sizeof(bytes) + 1);
	tcase_add_test(tc, test_length_max);
	tcase_add_test(tc, test_family);
	tcase_add_test(tc, test_operation);
	tcase_add_loop_test(tc, test_protocol, 0, 256);
	tcase_add_loop_test(tc, test_spi_size, 0, 256);
	tcase_add_test(tc, test_type);
	tcase_add_test(tc, test_end);
	tcase_add_test(tc, test_names);
	suite_add_tcase(s, tc);

	tc = tcase_create("build");
	tcase_add_loop_test(tc, test_build, 0, countof(built));
	suite_add_tcase(s, tc);

	tc = tcase_create("read");
	tcase_add_loop_test(tc, test_read, 0, countof(lists));
	suite_add_tcase(s, tc);

	return s;
}
