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
#include "wire/addupd.h"

/**
 * Longer than any valid message.
 */
#define MESSAGE_LEN 512

/**
 * A message in the making, by extensions: the base is the first.
 */
typedef struct {
	u_char bytes[6][64];
	size_t lens[6];
} parts_t;

/**
 * Write a number in the byte order of the machine.
 */
static void put16(u_char *pos, uint16_t value)
{
	memcpy(pos, &value, sizeof(value));
}

/**
 * Make an address extension.
 */
static size_t make_address(u_char *pos, uint16_t type, char *addr)
{
	host_t *host;
	chunk_t bytes;
	bool ipv4;

	host = host_create_from_string(addr, 0);
	bytes = host->get_address(host);
	ipv4 = bytes.len == 4;

	put16(pos, ipv4 ? 3 : 5);
	put16(pos + 2, type);
	put16(pos + 8, ipv4 ? 2 : 10);
	memcpy(pos + (ipv4 ? 12 : 16), bytes.ptr, bytes.len);
	host->destroy(host);
	return ipv4 ? 24 : 40;
}

/**
 * Make all parts of a message, to update an ESP SA of SPI 0x11223344.
 */
static void make_parts(parts_t *parts, char *src, char *dst, char *new_src,
					   char *new_dst)
{
	memset(parts, 0, sizeof(*parts));
	/* version, type, SA type, sequence number, process ID */
	parts->bytes[0][0] = 2;
	parts->bytes[0][1] = 128;
	parts->bytes[0][3] = 3;
	put16(parts->bytes[0] + 8, 4711);
	put16(parts->bytes[0] + 12, 815);
	parts->lens[0] = 16;

	put16(parts->bytes[1], 2);
	put16(parts->bytes[1] + 2, 1);
	htoun32(parts->bytes[1] + 4, 0x11223344);
	parts->lens[1] = 16;

	parts->lens[2] = make_address(parts->bytes[2], 5, src);
	parts->lens[3] = make_address(parts->bytes[3], 6, dst);
	parts->lens[4] = make_address(parts->bytes[4], 27, new_src);
	parts->lens[5] = make_address(parts->bytes[5], 28, new_dst);
}

/**
 * Put parts together to a message, in the given order, and set its length.
 *
 * @param order		numbers of parts
 * @param buf		buffer, MESSAGE_LEN bytes
 */
static chunk_t join_parts(parts_t *parts, char *order, u_char *buf)
{
	size_t len = 0;
	int i;

	for (; *order; order++)
	{
		i = *order - '0';
		ck_assert_int_le(len + parts->lens[i], MESSAGE_LEN);
		memcpy(buf + len, parts->bytes[i], parts->lens[i]);
		len += parts->lens[i];
	}
	put16(buf + 4, len / 8);
	return chunk_create(buf, len);
}

/**
 * Addresses of messages, and where these are.
 */
static struct {
	char *addrs[4];
	/** what may be at each octet: as it is, Any, Protocol, preFix length, SA
	 * type */
	char *octets;
} messages[] = {
#define BASE	"---S----aaaaaaaa"
#define SA		"----aaaaaaaaaaaa"
#define IPV4	"----pf------aaaa--------"
#define IPV6	"----pf----------aaaaaaaaaaaaaaaa--------"
	{ { "10.0.0.1", "10.1.0.1", "10.0.0.2", "10.1.0.2" },
	  BASE SA IPV4 IPV4 IPV4 IPV4 },
	{ { "fec0::1:1", "fec1::1:1", "fec0::1:2", "fec1::1:2" },
	  BASE SA IPV6 IPV6 IPV6 IPV6 },
	{ { "10.0.0.1", "10.1.0.1", "fec0::1:2", "fec1::1:2" },
	  BASE SA IPV4 IPV4 IPV6 IPV6 },
	{ { "fec0::1:1", "fec1::1:1", "10.0.0.2", "10.1.0.2" },
	  BASE SA IPV6 IPV6 IPV4 IPV4 },
};

/**
 * Make one of the messages above.
 */
static chunk_t make_message(int i, u_char *buf)
{
	parts_t parts;

	make_parts(&parts, messages[i].addrs[0], messages[i].addrs[1],
			   messages[i].addrs[2], messages[i].addrs[3]);
	return join_parts(&parts, "012345", buf);
}

/**
 * Parse a message.
 *
 * @param buf		receives why it was refused, unless NULL
 */
static bool is_valid(chunk_t data, char **reason)
{
	addupd_t addupd;
	char *error = NULL;
	bool valid;

	valid = addupd_parse(data, &addupd, &error);
	ck_assert((error != NULL) == !valid);
	ck_assert((addupd.src && addupd.dst && addupd.new_src && addupd.new_dst) ==
			  valid);
	ck_assert((addupd.src || addupd.dst || addupd.new_src || addupd.new_dst) ==
			  valid);
	ck_assert(valid || (!addupd.spi && !addupd.protocol));
	if (reason)
	{
		*reason = error;
	}
	addupd_clear(&addupd);
	return valid;
}

START_TEST(test_parse)
{
	addupd_t addupd;
	host_t *addrs[4];
	u_char buf[MESSAGE_LEN];
	char str[HOST_LEN], *error = NULL;
	int i;

	ck_assert(addupd_parse(make_message(_i, buf), &addupd, &error));
	ck_assert(!error);
	ck_assert_int_eq(addupd.protocol, PROTO_ESP);
	ck_assert_int_eq(ntohl(addupd.spi), 0x11223344);
	addrs[0] = addupd.src;
	addrs[1] = addupd.dst;
	addrs[2] = addupd.new_src;
	addrs[3] = addupd.new_dst;
	for (i = 0; i < countof(addrs); i++)
	{
		ck_assert_str_eq(host_write(addrs[i], str), messages[_i].addrs[i]);
		ck_assert_int_eq(addrs[i]->get_port(addrs[i]), 0);
	}
	addupd_clear(&addupd);
	ck_assert(!addupd.src && !addupd.dst && !addupd.new_src && !addupd.new_dst);
}
END_TEST

/* every value of every octet */
START_TEST(test_octets)
{
	u_char buf[MESSAGE_LEN];
	chunk_t data;
	int i, value, before;
	bool valid;

	data = make_message(_i, buf);
	ck_assert_int_eq(data.len, strlen(messages[_i].octets));
	for (i = 0; i < data.len; i++)
	{
		before = buf[i];
		for (value = 0; value <= 0xff; value++)
		{
			switch (messages[_i].octets[i])
			{
				case 'a':
					valid = TRUE;
					break;
				case 'p':
					valid = value == 0 || value == 255;
					break;
				case 'f':
					/* the family is four octets later */
					valid = value == 0 ||
							value == (buf[i - 5] + buf[i - 4] == 3 ? 32 : 128);
					break;
				case 'S':
					valid = value == 2 || value == 3;
					break;
				default:
					valid = value == before;
					break;
			}
			buf[i] = value;
			ck_assert_msg(is_valid(data, NULL) == valid,
						  "octet %d is %d", i, value);
		}
		buf[i] = before;
	}
}
END_TEST

/* cut off, with the length that was meant and with the one it has */
START_TEST(test_length)
{
	u_char buf[MESSAGE_LEN] = {};
	chunk_t data;
	size_t len;

	len = make_message(_i, buf).len;
	for (data = chunk_create(buf, 0); data.len < sizeof(buf); data.len++)
	{
		put16(buf + 4, len / 8);
		ck_assert(is_valid(data, NULL) == (data.len == len));
		put16(buf + 4, data.len / 8);
		ck_assert(is_valid(data, NULL) == (data.len == len));
	}
}
END_TEST

START_TEST(test_sa_type)
{
	addupd_t addupd;
	u_char buf[MESSAGE_LEN];
	chunk_t data;
	char *error;

	data = make_message(0, buf);
	buf[3] = 2;
	ck_assert(addupd_parse(data, &addupd, &error));
	ck_assert_int_eq(addupd.protocol, PROTO_AH);
	addupd_clear(&addupd);
}
END_TEST

/* all orders of the five extensions */
START_TEST(test_order)
{
	parts_t parts;
	u_char buf[MESSAGE_LEN];
	char order[7] = "0";
	int number, used, i, count = 0;

	make_parts(&parts, "10.0.0.1", "10.1.0.1", "10.0.0.2", "10.1.0.2");
	/* five digits of base five, also with some repeated and others missing */
	for (number = 0; number < 5 * 5 * 5 * 5 * 5; number++)
	{
		for (i = 5, used = number; i >= 1; i--, used /= 5)
		{
			order[i] = '1' + used % 5;
		}
		if (is_valid(join_parts(&parts, order, buf), NULL))
		{
			ck_assert_str_eq(order, "012345");
			count++;
		}
	}
	ck_assert_int_eq(count, 1);
}
END_TEST

/**
 * Orders of parts that are refused, and why.
 */
static struct {
	char *order;
	char *reason;
} orders[] = {
	{ "0", "extension missing" },
	{ "01", "extension missing" },
	{ "012", "extension missing" },
	{ "0123", "extension missing" },
	{ "01234", "extension missing" },
	{ "02345", "extension unknown, repeated or not in order" },
	{ "01345", "extension unknown, repeated or not in order" },
	{ "01245", "extension unknown, repeated or not in order" },
	{ "01235", "extension unknown, repeated or not in order" },
	{ "011345", "extension unknown, repeated or not in order" },
	{ "0112345", "extension unknown, repeated or not in order" },
	{ "0123345", "extension unknown, repeated or not in order" },
	{ "0123451", "unknown or repeated extension" },
	{ "0123455", "unknown or repeated extension" },
	{ "0123450", "unknown or repeated extension" },
};

START_TEST(test_order_reason)
{
	parts_t parts;
	u_char buf[MESSAGE_LEN];
	char *reason;

	make_parts(&parts, "10.0.0.1", "10.1.0.1", "10.0.0.2", "10.1.0.2");
	ck_assert(!is_valid(join_parts(&parts, orders[_i].order, buf), &reason));
	ck_assert_str_eq(reason, orders[_i].reason);
}
END_TEST

/**
 * An octet of a message that is changed, and why it is refused then; the second
 * message is used for those from 1000 on.
 */
static struct {
	int octet;
	u_char value;
	char *reason;
} octets[] = {
	{ 0, 1, "wrong version" },
	{ 1, 2, "not an SADB_X_ADDUPD message" },
	{ 2, 1, "error number in message" },
	{ 3, 0, "SA type is not ESP or AH" },
	{ 3, 9, "SA type is not ESP or AH" },
	{ 4, 0, "wrong message length" },
	{ 4, 15, "wrong message length" },
	{ 5, 1, "wrong message length" },
	{ 6, 1, "reserved field of message is not zero" },
	{ 7, 1, "reserved field of message is not zero" },
	{ 16, 0, "wrong length of extension" },
	{ 16, 1, "wrong length of SA" },
	{ 16, 3, "wrong length of SA" },
	{ 17, 1, "wrong length of extension" },
	{ 18, 2, "extension unknown, repeated or not in order" },
	{ 32, 0, "wrong length of extension" },
	{ 32, 1, "socket address too short" },
	{ 32, 2, "wrong length of socket address" },
	{ 32, 4, "wrong length of socket address" },
	{ 32, 13, "wrong length of extension" },
	{ 34, 6, "extension unknown, repeated or not in order" },
	{ 36, 17, "address has a protocol" },
	{ 37, 24, "address is a prefix" },
	{ 37, 128, "address is a prefix" },
	{ 38, 1, "reserved field of address is not zero" },
	{ 39, 1, "reserved field of address is not zero" },
	{ 40, 0, "unknown address family" },
	{ 40, 1, "unknown address family" },
	{ 40, 10, "wrong length of socket address" },
	{ 41, 1, "unknown address family" },
	{ 42, 1, "port or other fields of socket address are not zero" },
	{ 43, 1, "port or other fields of socket address are not zero" },
	{ 48, 1, "port or other fields of socket address are not zero" },
	{ 55, 1, "port or other fields of socket address are not zero" },
	{ 104, 4, "wrong length of extension" },
	{ 106, 5, "extension unknown, repeated or not in order" },
	{ 1040, 2, "wrong length of socket address" },
	{ 1043, 1, "port or other fields of socket address are not zero" },
	{ 1044, 1, "port or other fields of socket address are not zero" },
	{ 1064, 1, "port or other fields of socket address are not zero" },
	{ 1067, 1, "port or other fields of socket address are not zero" },
	{ 1068, 1, "padding is not zero" },
	{ 1071, 1, "padding is not zero" },
};

START_TEST(test_octet_reason)
{
	u_char buf[MESSAGE_LEN];
	chunk_t data;
	char *reason;

	data = make_message(octets[_i].octet / 1000, buf);
	buf[octets[_i].octet % 1000] = octets[_i].value;
	ck_assert(!is_valid(data, &reason));
	ck_assert_str_eq(reason, octets[_i].reason);
}
END_TEST

START_TEST(test_spi_zero)
{
	u_char buf[MESSAGE_LEN];
	chunk_t data;
	char *reason;

	data = make_message(0, buf);
	memset(buf + 20, 0, 4);
	ck_assert(!is_valid(data, &reason));
	ck_assert_str_eq(reason, "SPI is zero");
}
END_TEST

/**
 * Addresses that are refused, and why.
 */
static struct {
	char *addrs[4];
	char *reason;
} addresses[] = {
#define FAMILIES	"source and destination are of different families"
#define UNSPECIFIED	"address is unspecified"
	{ { "10.0.0.1", "fec1::1", "10.0.0.2", "10.1.0.2" }, FAMILIES },
	{ { "fec0::1", "10.1.0.1", "10.0.0.2", "10.1.0.2" }, FAMILIES },
	{ { "10.0.0.1", "10.1.0.1", "fec0::2", "10.1.0.2" }, FAMILIES },
	{ { "10.0.0.1", "10.1.0.1", "10.0.0.2", "fec1::2" }, FAMILIES },
	{ { "10.0.0.1", "fec1::1", "10.0.0.2", "fec1::2" }, FAMILIES },
	{ { "0.0.0.0", "10.1.0.1", "10.0.0.2", "10.1.0.2" }, UNSPECIFIED },
	{ { "10.0.0.1", "0.0.0.0", "10.0.0.2", "10.1.0.2" }, UNSPECIFIED },
	{ { "10.0.0.1", "10.1.0.1", "0.0.0.0", "10.1.0.2" }, UNSPECIFIED },
	{ { "10.0.0.1", "10.1.0.1", "10.0.0.2", "0.0.0.0" }, UNSPECIFIED },
	{ { "fec0::1", "fec1::1", "::", "fec1::2" }, UNSPECIFIED },
	{ { "fec0::1", "fec1::1", "fec0::2", "::" }, UNSPECIFIED },
};

START_TEST(test_addresses)
{
	parts_t parts;
	u_char buf[MESSAGE_LEN];
	char **addrs = addresses[_i].addrs, *reason;

	make_parts(&parts, addrs[0], addrs[1], addrs[2], addrs[3]);
	ck_assert(!is_valid(join_parts(&parts, "012345", buf), &reason));
	ck_assert_str_eq(reason, addresses[_i].reason);
}
END_TEST

/* what we send is what it should be */
START_TEST(test_build)
{
	char **addrs = messages[_i].addrs;
	addupd_t addupd = {
		.protocol = PROTO_ESP,
		.spi = htonl(0x11223344),
		/* ports must not get into it */
		.src = host_create_from_string(addrs[0], 500),
		.dst = host_create_from_string(addrs[1], 4500),
		.new_src = host_create_from_string(addrs[2], 500),
		.new_dst = host_create_from_string(addrs[3], 4500),
	};
	u_char buf[MESSAGE_LEN];
	uint8_t built[ADDUPD_MAX_LEN];
	uint32_t pid = getpid();
	chunk_t expected, data;

	expected = make_message(_i, buf);
	memcpy(buf + 12, &pid, sizeof(pid));
	memset(built, 0xff, sizeof(built));
	data = addupd_build(&addupd, 4711, built);
	ck_assert(data.ptr == built);
	ck_assert(chunk_equals(data, expected));

	buf[3] = 2;
	addupd.protocol = PROTO_AH;
	data = addupd_build(&addupd, 4711, built);
	ck_assert(chunk_equals(data, expected));
	addupd_clear(&addupd);
}
END_TEST

START_TEST(test_max)
{
	u_char buf[MESSAGE_LEN];

	ck_assert_int_eq(make_message(1, buf).len, ADDUPD_MAX_LEN);
}
END_TEST

Suite *addupd_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("SADB_X_ADDUPD");

	tc = tcase_create("parse");
	tcase_add_loop_test(tc, test_parse, 0, countof(messages));
	tcase_add_loop_test(tc, test_octets, 0, countof(messages));
	tcase_add_loop_test(tc, test_length, 0, countof(messages));
	tcase_add_test(tc, test_sa_type);
	suite_add_tcase(s, tc);

	tc = tcase_create("refuse");
	tcase_add_test(tc, test_order);
	tcase_add_loop_test(tc, test_order_reason, 0, countof(orders));
	tcase_add_loop_test(tc, test_octet_reason, 0, countof(octets));
	tcase_add_test(tc, test_spi_zero);
	tcase_add_loop_test(tc, test_addresses, 0, countof(addresses));
	suite_add_tcase(s, tc);

	tc = tcase_create("build");
	tcase_add_loop_test(tc, test_build, 0, countof(messages));
	tcase_add_test(tc, test_max);
	suite_add_tcase(s, tc);

	return s;
}
