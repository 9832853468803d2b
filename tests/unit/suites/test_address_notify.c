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
#include "wire/address_notify.h"

/**
 * Bytes that are an address if there are enough of them.
 */
static u_char bytes[] = {
	0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
	0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0x11, 0x22,
};

/**
 * The same as addresses, they are prefixes of that.
 */
#define ADDR4 "32.1.13.184"
#define ADDR6 "2001:db8::1"

/**
 * How many notifies the lists of these tests have at most.
 */
#define MAX_NOTIFIES 80

/**
 * A list of notifies from a string: each character is one notify.
 */
static notify_t *notifies_create(char *list)
{
	static struct {
		char key;
		notify_t notify;
	} kinds[] = {
		/* IPv4, IPv6, both protocol IDs */
		{ '4', { IPV4_ADDRESS_CHANGE, 1, 0, { bytes, 4 } } },
		{ '6', { IPV6_ADDRESS_CHANGE, 1, 0, { bytes, 16 } } },
		{ '0', { IPV4_ADDRESS_CHANGE, 0, 0, { bytes + 4, 4 } } },
		/* malformed: short, wrong protocol ID, with SPI */
		{ 's', { IPV4_ADDRESS_CHANGE, 1, 0, { bytes, 3 } } },
		{ 'S', { IPV6_ADDRESS_CHANGE, 1, 0, { bytes, 15 } } },
		{ 'p', { IPV4_ADDRESS_CHANGE, 3, 0, { bytes, 4 } } },
		{ 'i', { IPV6_ADDRESS_CHANGE, 1, 4, { bytes, 16 } } },
		/* others: INITIAL_CONTACT, MOBIKE's ADDITIONAL_IP4_ADDRESS */
		{ 'o', { 16384, 0, 0, { NULL, 0 } } },
		{ 'O', { 16397, 0, 0, { bytes, 4 } } },
		{ 'd', { DISCONNECT_NOTIFY, 0, 0, { bytes, 4 } } },
	};
	notify_t *notifies;
	int i, j;

	notifies = calloc(MAX_NOTIFIES, sizeof(notify_t));
	for (i = 0; list[i]; i++)
	{
		ck_assert_int_lt(i, MAX_NOTIFIES);
		for (j = 0; j < countof(kinds); j++)
		{
			if (kinds[j].key == list[i])
			{
				notifies[i] = kinds[j].notify;
			}
		}
		ck_assert_int_ne(notifies[i].type, 0);
	}
	return notifies;
}

/**
 * Enumerator over an array of notifies, NULL data ends it.
 */
typedef struct {
	enumerator_t public;
	notify_t *next;
} notify_enumerator_t;

METHOD(enumerator_t, enumerate_notifies, bool,
	notify_enumerator_t *this, va_list args)
{
	notify_t **out;

	VA_ARGS_VGET(args, out);

	if (!this->next->type)
	{
		return FALSE;
	}
	*out = this->next++;
	return TRUE;
}

static enumerator_t *notifies_enumerate(notify_t *notifies)
{
	notify_enumerator_t *this;

	INIT(this,
		.public = {
			.enumerate = enumerator_enumerate_default,
			.venumerate = _enumerate_notifies,
			.destroy = (void*)free,
		},
		.next = notifies,
	);
	return &this->public;
}

/**
 * Lists, how many to look at, and what they are.
 */
static struct {
	char *list;
	int max;
	address_notify_status_t status;
	char *addrs;
	int ignored;
} lists[] = {
	/* without address change notifies it is not a list (K1) */
	{ "", 16, ADDRESS_NOTIFY_NONE, "", 0 },
	{ "oOd", 16, ADDRESS_NOTIFY_NONE, "", 0 },
	/* the order is kept, others in between do not matter */
	{ "4", 16, ADDRESS_NOTIFY_OK, ADDR4, 0 },
	{ "60", 16, ADDRESS_NOTIFY_OK, ADDR6 " 0.0.0.0", 0 },
	{ "o0d6oO4d", 16, ADDRESS_NOTIFY_OK, "0.0.0.0 " ADDR6 " " ADDR4, 0 },
	/* duplicates are left to who reads them, and count (K4) */
	{ "4444", 4, ADDRESS_NOTIFY_OK, ADDR4 " " ADDR4 " " ADDR4 " " ADDR4, 0 },
	{ "44446", 4, ADDRESS_NOTIFY_OK, ADDR4 " " ADDR4 " " ADDR4 " " ADDR4, 1 },
	/* the first max are looked at, others are ignored and counted (K4) */
	{ "46464", 5, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6 " " ADDR4, 0 },
	{ "464646", 5, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6 " " ADDR4, 1 },
	{ "46464ooo64dd", 5, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6 " " ADDR4, 2 },
	/* but never fewer than 4 */
	{ "4646", 3, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6, 0 },
	{ "46460", 0, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6, 1 },
	{ "46460", -1, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6, 1 },
	/* malformed ones within refuse the list as a whole, beyond don't */
	{ "s", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "S", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "p", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "i", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "s4", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "4s", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "4s4", 16, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "464s", 4, ADDRESS_NOTIFY_MALFORMED, "", 0 },
	{ "464oosoo66", 4, ADDRESS_NOTIFY_MALFORMED, "", 2 },
	{ "4646s", 4, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6, 1 },
	{ "4646ooSpi", 4, ADDRESS_NOTIFY_OK,
	  ADDR4 " " ADDR6 " " ADDR4 " " ADDR6, 3 },
	/* a message as full as it gets, and fuller */
	{ "44444444444444444444444444444444444444444444444444444444444444444444",
	  4, ADDRESS_NOTIFY_OK, ADDR4 " " ADDR4 " " ADDR4 " " ADDR4, 64 },
};

START_TEST(test_read)
{
	notify_t *notifies;
	linked_list_t *addrs;
	char *error = NULL, buf[HOST_LIST_LEN], expected[HOST_LIST_LEN];
	int ignored = -1;

	notifies = notifies_create(lists[_i].list);
	addrs = host_list_create("1.2.3.4");
	ck_assert_int_eq(address_notify_read(notifies_enumerate(notifies),
						lists[_i].max, addrs, &ignored, &error),
					 lists[_i].status);
	/* what is in the list already stays */
	snprintf(expected, sizeof(expected), "1.2.3.4%s%s",
			 *lists[_i].addrs ? " " : "", lists[_i].addrs);
	host_list_write(addrs->create_enumerator(addrs), buf);
	ck_assert_str_eq(buf, expected);
	ck_assert_int_eq(ignored, lists[_i].ignored);
	ck_assert((error != NULL) ==
			  (lists[_i].status == ADDRESS_NOTIFY_MALFORMED));
	host_list_destroy(addrs);
	free(notifies);
}
END_TEST

/* every length there can be, data after the address is ignored (K2) */
START_TEST(test_length)
{
	notify_t notify = {
		.protocol = 1,
		.data = chunk_create(bytes, _i),
	};
	host_t *addr;
	char *error = NULL, buf[HOST_LEN];

	notify.type = IPV4_ADDRESS_CHANGE;
	addr = address_notify_parse(&notify, &error);
	ck_assert((addr != NULL) == (_i >= 4));
	ck_assert((error != NULL) == (_i < 4));
	if (addr)
	{
		ck_assert_str_eq(host_write(addr, buf), ADDR4);
		ck_assert_int_eq(addr->get_port(addr), 0);
		addr->destroy(addr);
	}

	error = NULL;
	notify.type = IPV6_ADDRESS_CHANGE;
	addr = address_notify_parse(&notify, &error);
	ck_assert((addr != NULL) == (_i >= 16));
	ck_assert((error != NULL) == (_i < 16));
	if (addr)
	{
		ck_assert_str_eq(host_write(addr, buf), ADDR6);
		ck_assert_int_eq(addr->get_port(addr), 0);
		addr->destroy(addr);
	}
}
END_TEST

/* a notify is as long as the length field allows */
START_TEST(test_length_max)
{
	notify_t notify = {
		.type = IPV6_ADDRESS_CHANGE,
		.protocol = 1,
		.data = chunk_alloc(65535 - 8),
	};
	host_t *addr;
	char *error, buf[HOST_LEN];

	memset(notify.data.ptr, 0xff, notify.data.len);
	memcpy(notify.data.ptr, bytes, sizeof(bytes));
	addr = address_notify_parse(&notify, &error);
	ck_assert(addr);
	ck_assert_str_eq(host_write(addr, buf), ADDR6);
	addr->destroy(addr);
	chunk_free(&notify.data);
}
END_TEST

/* 0 and 1 are accepted (K3) */
START_TEST(test_protocol)
{
	notify_t notify = {
		.type = IPV4_ADDRESS_CHANGE,
		.protocol = _i,
		.data = chunk_create(bytes, 4),
	};
	host_t *addr;
	char *error = NULL;

	addr = address_notify_parse(&notify, &error);
	ck_assert((addr != NULL) == (_i == 0 || _i == 1));
	ck_assert((error != NULL) == (_i > 1));
	DESTROY_IF(addr);
}
END_TEST

/* only 0 is accepted (K3) */
START_TEST(test_spi_size)
{
	notify_t notify = {
		.type = IPV6_ADDRESS_CHANGE,
		.protocol = 1,
		.spi_size = _i,
		.data = chunk_create(bytes, 16),
	};
	host_t *addr;
	char *error = NULL;

	addr = address_notify_parse(&notify, &error);
	ck_assert((addr != NULL) == (_i == 0));
	ck_assert((error != NULL) == (_i > 0));
	DESTROY_IF(addr);
}
END_TEST

START_TEST(test_type)
{
	notify_t notify = {
		.protocol = 1,
	};
	int type;

	for (type = 0; type <= 0xffff; type++)
	{
		notify.type = type;
		ck_assert(address_notify_is(&notify) ==
				  (type == 42004 || type == 42006));
	}
}
END_TEST

START_TEST(test_build)
{
	notify_t notify;
	host_t *addr;

	addr = host_create_from_string(ADDR4, 500);
	notify = address_notify_build(addr);
	ck_assert_int_eq(notify.type, 42004);
	ck_assert_int_eq(notify.protocol, 1);
	ck_assert_int_eq(notify.spi_size, 0);
	ck_assert_int_eq(notify.data.len, 4);
	ck_assert(memeq(notify.data.ptr, bytes, 4));
	addr->destroy(addr);

	addr = host_create_from_string(ADDR6, 500);
	notify = address_notify_build(addr);
	ck_assert_int_eq(notify.type, 42006);
	ck_assert_int_eq(notify.protocol, 1);
	ck_assert_int_eq(notify.spi_size, 0);
	ck_assert_int_eq(notify.data.len, 16);
	ck_assert(memeq(notify.data.ptr, bytes, 16));
	addr->destroy(addr);
}
END_TEST

/**
 * Lists to announce, and what comes out at the other end.
 */
static struct {
	char *addrs;
	char *received;
} announced[] = {
	{ "", "" },
	{ "10.0.0.1", "10.0.0.1" },
	{ "fec0::1 10.0.0.1 fec0::2", "fec0::1 10.0.0.1 fec0::2" },
	/* not more than 16 */
	{ "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7 "
	  "10.0.0.8 10.0.0.9 10.0.0.10 10.0.0.11 10.0.0.12 10.0.0.13 10.0.0.14 "
	  "10.0.0.15 10.0.0.16 10.0.0.17 10.0.0.18",
	  "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7 "
	  "10.0.0.8 10.0.0.9 10.0.0.10 10.0.0.11 10.0.0.12 10.0.0.13 10.0.0.14 "
	  "10.0.0.15 10.0.0.16" },
};

START_TEST(test_announce)
{
	linked_list_t *addrs, *received;
	address_notify_status_t status;
	char *error;
	int ignored;

	addrs = host_list_create(announced[_i].addrs);
	received = linked_list_create();
	status = address_notify_read(address_notify_create_enumerator(
									addrs->create_enumerator(addrs)),
								 MAX_NOTIFIES, received, &ignored, &error);
	ck_assert_int_eq(status, *announced[_i].received ? ADDRESS_NOTIFY_OK
													 : ADDRESS_NOTIFY_NONE);
	ck_assert_hosts(received->create_enumerator(received),
					announced[_i].received);
	host_list_destroy(received);
	host_list_destroy(addrs);
}
END_TEST

START_TEST(test_names)
{
	ck_assert_str_eq(enum_to_name(address_notify_type_names, 42000),
					 "DISCONNECT_NOTIFY");
	ck_assert_str_eq(enum_to_name(address_notify_type_names, 42004),
					 "IPV4_ADDRESS_CHANGE");
	ck_assert_str_eq(enum_to_name(address_notify_type_names, 42006),
					 "IPV6_ADDRESS_CHANGE");
	ck_assert(!enum_to_name(address_notify_type_names, 42005));
}
END_TEST

Suite *address_notify_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("address notify");

	tc = tcase_create("parse");
	tcase_add_loop_test(tc, test_length, 0, sizeof(bytes) + 1);
	tcase_add_test(tc, test_length_max);
	tcase_add_loop_test(tc, test_protocol, 0, 256);
	tcase_add_loop_test(tc, test_spi_size, 0, 256);
	tcase_add_test(tc, test_type);
	tcase_add_test(tc, test_names);
	suite_add_tcase(s, tc);

	tc = tcase_create("read");
	tcase_add_loop_test(tc, test_read, 0, countof(lists));
	suite_add_tcase(s, tc);

	tc = tcase_create("build");
	tcase_add_test(tc, test_build);
	tcase_add_loop_test(tc, test_announce, 0, countof(announced));
	suite_add_tcase(s, tc);

	return s;
}
