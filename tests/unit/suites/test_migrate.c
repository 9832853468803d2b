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

#include <netinet/in.h>

#include "wire/migrate.h"

/**
 * Lengths of what messages consist of.
 */
#define HEADER 16
#define POLICY 64
#define SA 76
#define KMADDRESS 40
#define TYPE 6

/**
 * Types of attributes.
 */
#define ATTR_TYPE 16
#define ATTR_MIGRATE 17
#define ATTR_KMADDRESS 19

/**
 * A message in the making, aligned as those of the kernel.
 */
static u_char buf[1024] __attribute__((aligned(8)));
static size_t len;

static migrate_t migrate;
static char *error;

/**
 * Write a number in the byte order of the machine.
 */
static void put16(u_char *pos, uint16_t value)
{
	memcpy(pos, &value, sizeof(value));
}

static void put32(u_char *pos, uint32_t value)
{
	memcpy(pos, &value, sizeof(value));
}

/**
 * Write an address.
 */
static void put_address(u_char *pos, char *addr)
{
	host_t *host;
	chunk_t bytes;

	host = host_create_from_string(addr, 0);
	bytes = host->get_address(host);
	memcpy(pos, bytes.ptr, bytes.len);
	host->destroy(host);
}

/**
 * Start a message about an outbound policy of 10.1.0.0/16 === 10.2.0.0/24.
 */
static void start()
{
	u_char *pos = buf + HEADER;

	memset(buf, 0, sizeof(buf));
	len = HEADER + POLICY;
	put32(buf, len);
	put16(buf + 4, 0x21);
	put_address(pos, "10.2.0.0");
	put_address(pos + 16, "10.1.0.0");
	put16(pos + 40, AF_INET);
	pos[42] = 24;
	pos[43] = 16;
	pos[60] = 1;
}

/**
 * Add an attribute.
 *
 * @return			where the content goes
 */
static u_char *add(uint16_t type, size_t size)
{
	u_char *pos = buf + len;

	put16(pos, 4 + size);
	put16(pos + 2, type);
	len += 4 + (size + 3) / 4 * 4;
	put32(buf, len);
	return pos + 4;
}

/**
 * Write an SA that moves from 192.0.2.1 - 192.0.2.2 to 2001:db8::1 -
 * 2001:db8::2.
 */
static void put_sa(u_char *pos, uint32_t reqid)
{
	put_address(pos, "192.0.2.2");
	put_address(pos + 16, "192.0.2.1");
	put_address(pos + 32, "2001:db8::2");
	put_address(pos + 48, "2001:db8::1");
	pos[64] = IPPROTO_ESP;
	pos[65] = 1;
	put32(pos + 68, reqid);
	put16(pos + 72, AF_INET);
	put16(pos + 74, AF_INET6);
}

/**
 * Write addresses for IKE.
 */
static void put_kmaddress(u_char *pos)
{
	put_address(pos, "2001:db8::3");
	put_address(pos + 16, "2001:db8::4");
	put16(pos + 36, AF_INET6);
}

/**
 * Parse the message.
 */
static bool parse()
{
	error = NULL;
	return migrate_parse(chunk_create(buf, len), &migrate, &error);
}

/**
 * Check that the message is refused.
 */
static void check_refused(char *why)
{
	ck_assert(!parse());
	ck_assert_str_eq(error, why);
	ck_assert(!migrate.src_ts && !migrate.km_local && !migrate.sas[0].src);
}

/**
 * Check an address.
 */
static void check_address(host_t *host, char *addr)
{
	host_t *expected;

	expected = host_create_from_string(addr, 0);
	ck_assert(host && host->ip_equals(host, expected));
	expected->destroy(expected);
}

/**
 * Check a selector.
 */
static void check_ts(traffic_selector_t *ts, char *net, uint8_t prefixlen)
{
	host_t *host;
	uint8_t mask;

	ck_assert(ts->to_subnet(ts, &host, &mask));
	check_address(host, net);
	ck_assert_int_eq(mask, prefixlen);
	host->destroy(host);
}

START_TEST(test_kernel)
{
	migrate_sa_t *sa = &migrate.sas[0];

	/* as the kernel sends it */
	start();
	put_kmaddress(add(ATTR_KMADDRESS, KMADDRESS));
	add(ATTR_TYPE, TYPE);
	put_sa(add(ATTR_MIGRATE, SA), 7);
	ck_assert(parse());
	ck_assert_int_eq(migrate.dir, POLICY_OUT);
	ck_assert(!migrate.sub);
	check_ts(migrate.src_ts, "10.1.0.0", 16);
	check_ts(migrate.dst_ts, "10.2.0.0", 24);
	ck_assert_int_eq(migrate.src_ts->get_protocol(migrate.src_ts), 0);
	ck_assert_int_eq(migrate.src_ts->get_from_port(migrate.src_ts), 0);
	ck_assert_int_eq(migrate.src_ts->get_to_port(migrate.src_ts), 65535);
	check_address(migrate.km_local, "2001:db8::3");
	check_address(migrate.km_remote, "2001:db8::4");
	ck_assert_int_eq(migrate.count, 1);
	ck_assert_int_eq(sa->protocol, IPPROTO_ESP);
	ck_assert_int_eq(sa->mode, MODE_TUNNEL);
	ck_assert_int_eq(sa->reqid, 7);
	check_address(sa->src, "192.0.2.1");
	check_address(sa->dst, "192.0.2.2");
	check_address(sa->new_src, "2001:db8::1");
	check_address(sa->new_dst, "2001:db8::2");
	migrate_clear(&migrate);
	ck_assert(!migrate.src_ts && !migrate.count);
}
END_TEST

START_TEST(test_variants)
{
	u_char *pos;

	/* several SAs in one attribute and in several, unknown attributes, without
	 * addresses for IKE or a type */
	start();
	add(99, 3);
	pos = add(ATTR_MIGRATE, 2 * SA);
	put_sa(pos, 1);
	put_sa(pos + SA, 2);
	pos = add(ATTR_MIGRATE, SA);
	put_sa(pos, 3);
	pos[64] = IPPROTO_DSTOPTS;
	pos[65] = 2;
	add(99, 0);
	ck_assert(parse());
	ck_assert(!migrate.km_local && !migrate.km_remote && !migrate.sub);
	ck_assert_int_eq(migrate.count, 3);
	ck_assert_int_eq(migrate.sas[0].reqid, 1);
	ck_assert_int_eq(migrate.sas[1].reqid, 2);
	ck_assert_int_eq(migrate.sas[2].reqid, 3);
	ck_assert_int_eq(migrate.sas[2].mode, MODE_NONE);
	ck_assert_int_eq(migrate.sas[2].protocol, IPPROTO_DSTOPTS);
	migrate_clear(&migrate);

	/* a sub policy for mobility headers of one type, in transport mode, former
	 * addresses unspecified */
	start();
	pos = buf + HEADER;
	memset(pos, 0, 32);
	put_address(pos, "2001:db8::5");
	put_address(pos + 16, "2001:db8::6");
	put16(pos + 36, htons(5));
	put16(pos + 38, 0xffff);
	put16(pos + 40, AF_INET6);
	pos[42] = 128;
	pos[43] = 128;
	pos[44] = 135;
	pos[60] = 0;
	add(ATTR_TYPE, TYPE)[0] = 1;
	pos = add(ATTR_MIGRATE, SA);
	put_sa(pos, 0);
	memset(pos, 0, 32);
	pos[65] = 0;
	ck_assert(parse());
	ck_assert_int_eq(migrate.dir, POLICY_IN);
	ck_assert(migrate.sub);
	check_ts(migrate.src_ts, "2001:db8::6", 128);
	check_ts(migrate.dst_ts, "2001:db8::5", 128);
	ck_assert_int_eq(migrate.src_ts->get_protocol(migrate.src_ts), 135);
	ck_assert_int_eq(migrate.src_ts->get_from_port(migrate.src_ts), 5);
	ck_assert_int_eq(migrate.src_ts->get_to_port(migrate.src_ts), 5);
	ck_assert_int_eq(migrate.dst_ts->get_to_port(migrate.dst_ts), 65535);
	ck_assert_int_eq(migrate.sas[0].mode, MODE_TRANSPORT);
	ck_assert(migrate.sas[0].src->is_anyaddr(migrate.sas[0].src));
	migrate_clear(&migrate);

	/* forwarded, in mode BEET, one SA for each template; no padding after the
	 * last attribute, and something else behind */
	start();
	buf[HEADER + 60] = 2;
	pos = add(ATTR_MIGRATE, 6 * SA);
	for (; pos < buf + len; pos += SA)
	{
		put_sa(pos, 1);
		pos[65] = 4;
	}
	add(99, 1);
	put32(buf, len - 3);
	ck_assert(parse());
	ck_assert_int_eq(migrate.dir, POLICY_FWD);
	ck_assert_int_eq(migrate.count, 6);
	ck_assert_int_eq(migrate.sas[5].mode, MODE_BEET);
	migrate_clear(&migrate);
}
END_TEST

START_TEST(test_lengths)
{
	size_t full, valid = HEADER + POLICY + 4 + KMADDRESS + 4 + SA;
	u_char *pos;

	start();
	put_kmaddress(add(ATTR_KMADDRESS, KMADDRESS));
	put_sa(add(ATTR_MIGRATE, SA), 1);
	full = len;
	ck_assert_int_eq(full, valid);
	/* shorter as the header says, or shorter than it says */
	for (len = 0; len < full; len++)
	{
		put32(buf, len);
		ck_assert(!parse());
		put32(buf, full);
		ck_assert(!parse());
	}
	ck_assert(parse());
	migrate_clear(&migrate);
	put32(buf, full + 1);
	check_refused("wrong message length");
	put32(buf, -1);
	check_refused("wrong message length");
	put32(buf, HEADER + POLICY);
	check_refused("no SAs");
	put32(buf, HEADER + POLICY + 2);
	check_refused("attribute cut off");
	put32(buf, full);

	pos = buf + HEADER + POLICY;
	put16(pos, 3);
	check_refused("wrong length of attribute");
	put16(pos, 0);
	check_refused("wrong length of attribute");
	put16(pos, full);
	check_refused("wrong length of attribute");
	put16(pos, 4 + KMADDRESS - 1);
	check_refused("wrong length of addresses for IKE");
	put16(pos, 4 + KMADDRESS);
	pos += 4 + KMADDRESS;
	put16(pos, 4);
	check_refused("wrong length of SAs");
	put16(pos, 4 + SA - 1);
	check_refused("wrong length of SAs");

	start();
	put_sa(add(ATTR_MIGRATE, SA), 1);
	add(ATTR_TYPE, 0);
	check_refused("wrong length of policy type");
}
END_TEST

/**
 * Bytes to change in a message, and why it is refused then.
 */
static struct {
	size_t pos;
	u_char value;
	char *why;
} changes[] = {
	{ 4, 0x22, "not a XFRM_MSG_MIGRATE message" },
	/* family, prefix lengths and direction of the policy */
	{ HEADER + 40, 0, "invalid selector" },
	{ HEADER + 40, AF_UNIX, "invalid selector" },
	{ HEADER + 42, 33, "invalid selector" },
	{ HEADER + 43, 33, "invalid selector" },
	{ HEADER + 60, 3, "unknown direction" },
	/* family of the addresses for IKE */
	{ HEADER + POLICY + 4 + 36, 0, "invalid address for IKE" },
	/* type */
	{ HEADER + POLICY + 44 + 4, 2, "unknown policy type" },
	/* families of the SA */
	{ HEADER + POLICY + 44 + 12 + 4 + 72, 0, "unknown address family" },
	{ HEADER + POLICY + 44 + 12 + 4 + 74, 0, "invalid new address" },
};

START_TEST(test_changes)
{
	start();
	put_kmaddress(add(ATTR_KMADDRESS, KMADDRESS));
	add(ATTR_TYPE, TYPE);
	put_sa(add(ATTR_MIGRATE, SA), 1);
	buf[changes[_i].pos] = changes[_i].value;
	check_refused(changes[_i].why);
}
END_TEST

START_TEST(test_contents)
{
	u_char *pos;
	int i;

	start();
	put_sa(add(ATTR_MIGRATE, SA), 1);
	memset(buf + HEADER + POLICY + 4 + 32, 0, 16);
	check_refused("invalid new address");

	start();
	put_sa(add(ATTR_MIGRATE, SA), 1);
	memset(buf + HEADER + POLICY + 4 + 48, 0, 16);
	check_refused("invalid new address");

	start();
	put_sa(add(ATTR_MIGRATE, SA), 1);
	pos = add(ATTR_KMADDRESS, KMADDRESS);
	put_kmaddress(pos);
	memset(pos + 16, 0, 16);
	check_refused("invalid address for IKE");

	start();
	put_sa(add(ATTR_MIGRATE, SA), 1);
	put_kmaddress(add(ATTR_KMADDRESS, KMADDRESS));
	put_kmaddress(add(ATTR_KMADDRESS, KMADDRESS));
	check_refused("several addresses for IKE");

	start();
	for (i = 0; i < 7; i++)
	{
		put_sa(add(ATTR_MIGRATE, SA), i);
	}
	check_refused("too many SAs");

	start();
	put_kmaddress(add(ATTR_KMADDRESS, KMADDRESS));
	check_refused("no SAs");
}
END_TEST

Suite *migrate_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("migrate");

	tc = tcase_create("parse");
	tcase_add_test(tc, test_kernel);
	tcase_add_test(tc, test_variants);
	suite_add_tcase(s, tc);

	tc = tcase_create("refuse");
	tcase_add_test(tc, test_lengths);
	tcase_add_loop_test(tc, test_changes, 0, countof(changes));
	tcase_add_test(tc, test_contents);
	suite_add_tcase(s, tc);

	return s;
}
