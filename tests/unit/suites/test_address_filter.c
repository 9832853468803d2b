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

#include "host_lists.h"
#include "paths/address_filter.h"

/**
 * What is skipped and why, as "ADDRESS: REASON, ..."
 */
static char skipped[HOST_LIST_LEN];

static void skip(void *data, host_t *addr, char *reason)
{
	int len = strlen(skipped);
	char str[HOST_LEN];

	ck_assert(data == skipped);
	snprintf(skipped + len, sizeof(skipped) - len, "%s%s: %s",
			 len ? ", " : "", host_write(addr, str), reason);
}

/**
 * Announced lists, what remains and what is skipped on a host that has the
 * addresses 10.0.0.9 and fec0::9; the current path is 10.0.0.1 if none is
 * given.
 */
static struct {
	char *announced;
	char *remaining;
	char *skipped;
	char *current;
} tests[] = {
	{ "", "", "" },
	{ "10.0.0.1", "10.0.0.1", "" },
	{ "fec0::1 10.0.0.1 10.0.0.2", "fec0::1 10.0.0.1 10.0.0.2", "" },
	/* one line is logged for each bad address */
	{ "0.0.0.0 10.0.0.1", "10.0.0.1", "0.0.0.0: unspecified" },
	{ "10.0.0.1 ::", "10.0.0.1", "::: unspecified" },
	{ "224.0.0.1 239.255.255.255", "",
	  "224.0.0.1: multicast, 239.255.255.255: multicast" },
	{ "ff02::1 ffff::1", "", "ff02::1: multicast, ffff::1: multicast" },
	{ "255.255.255.255", "", "255.255.255.255: broadcast" },
	{ "127.0.0.1 127.255.255.255", "",
	  "127.0.0.1: loopback, 127.255.255.255: loopback" },
	{ "::1", "", "::1: loopback" },
	{ "::ffff:a00:1", "", "::ffff:10.0.0.1: IPv4-mapped" },
	{ "10.0.0.9 fec0::9 10.0.0.1", "10.0.0.1",
	  "10.0.0.9: one of our own, fec0::9: one of our own" },
	{ "169.254.0.0 169.254.255.255", "",
	  "169.254.0.0: link-local, 169.254.255.255: link-local" },
	{ "fe80::1 febf::1", "", "fe80::1: link-local, febf::1: link-local" },
	/* their neighbours */
	{ "1.0.0.0 126.255.255.255 128.0.0.0 223.255.255.255 240.0.0.1 "
	  "255.255.255.254 169.253.255.255 169.255.0.0 168.254.0.1",
	  "1.0.0.0 126.255.255.255 128.0.0.0 223.255.255.255 240.0.0.1 "
	  "255.255.255.254 169.253.255.255 169.255.0.0 168.254.0.1", "" },
	{ "::2 ::1:0:1 fe7f::1 fec0::1 feff::1 2001:db8::ffff:a00:1",
	  "::2 ::1:0:1 fe7f::1 fec0::1 feff::1 2001:db8::ffff:a00:1", "" },
	/* link-local ones if the IKE_SA runs on that link */
	{ "169.254.0.2 fe80::2 10.0.0.1", "169.254.0.2 10.0.0.1",
	  "fe80::2: link-local", "169.254.0.1" },
	{ "169.254.0.2 fe80::2 10.0.0.1", "fe80::2 10.0.0.1",
	  "169.254.0.2: link-local", "fe80::1" },
	{ "169.254.0.2 fe80::2 fec0::1", "fec0::1",
	  "169.254.0.2: link-local, fe80::2: link-local", "fec0::1" },
	/* duplicates collapse to the first, and are not logged either */
	{ "10.0.0.1 10.0.0.2 10.0.0.1 10.0.0.2", "10.0.0.1 10.0.0.2", "" },
	{ "fec0::1 10.0.0.2 10.0.0.1 fec0::1", "fec0::1 10.0.0.2 10.0.0.1", "" },
	{ "127.0.0.1 10.0.0.1 127.0.0.1", "10.0.0.1", "127.0.0.1: loopback" },
};

/**
 * Filter a list on such a host.
 */
static linked_list_t *filter(int i, address_filter_cb_t cb)
{
	linked_list_t *announced, *own, *remaining;
	host_t *current;

	announced = host_list_create(tests[i].announced);
	own = host_list_create("fec0::9 10.0.0.9");
	current = host_create_from_string(tests[i].current ?: "10.0.0.1", 500);
	remaining = address_filter(announced, own, current, cb, skipped);
	current->destroy(current);
	host_list_destroy(own);
	host_list_destroy(announced);
	return remaining;
}

START_TEST(test_filter)
{
	linked_list_t *remaining;

	remaining = filter(_i, skip);
	ck_assert_hosts(remaining->create_enumerator(remaining),
					tests[_i].remaining);
	ck_assert_str_eq(skipped, tests[_i].skipped);
	host_list_destroy(remaining);
}
END_TEST

START_TEST(test_no_callback)
{
	linked_list_t *remaining;

	remaining = filter(_i, NULL);
	ck_assert_hosts(remaining->create_enumerator(remaining),
					tests[_i].remaining);
	host_list_destroy(remaining);
}
END_TEST

START_TEST(test_link)
{
	linked_list_t *announced, *own, *remaining;
	struct sockaddr_in6 *sin6;
	host_t *current, *addr;

	announced = host_list_create("fe80::2 fec0::2");
	own = linked_list_create();
	current = host_create_from_string("fe80::1", 500);
	sin6 = (struct sockaddr_in6*)current->get_sockaddr(current);
	sin6->sin6_scope_id = 42;

	remaining = address_filter(announced, own, current, NULL, NULL);
	ck_assert_int_eq(remaining->get_count(remaining), 2);
	remaining->get_first(remaining, (void**)&addr);
	sin6 = (struct sockaddr_in6*)addr->get_sockaddr(addr);
	ck_assert_int_eq(sin6->sin6_scope_id, 42);
	remaining->get_last(remaining, (void**)&addr);
	sin6 = (struct sockaddr_in6*)addr->get_sockaddr(addr);
	ck_assert_int_eq(sin6->sin6_scope_id, 0);

	host_list_destroy(remaining);
	current->destroy(current);
	host_list_destroy(own);
	host_list_destroy(announced);
}
END_TEST

Suite *address_filter_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("address filter");

	tc = tcase_create("filter");
	tcase_add_loop_test(tc, test_filter, 0, countof(tests));
	tcase_add_loop_test(tc, test_no_callback, 0, countof(tests));
	tcase_add_test(tc, test_link);
	suite_add_tcase(s, tc);

	return s;
}
