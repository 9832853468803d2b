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
#include "paths/address_list.h"

/**
 * Overwrite a list.
 */
static bool replace(address_list_t *list, char *addrs)
{
	linked_list_t *hosts;
	bool changed;

	hosts = host_list_create(addrs);
	changed = list->replace(list, hosts);
	host_list_destroy(hosts);
	return changed;
}

/**
 * Note a verdict.
 */
static void set_state(address_list_t *list, char *addr, address_state_t state,
					  uint64_t now)
{
	host_t *host;

	host = host_create_from_string(addr, 0);
	list->set_state(list, host, state, now);
	host->destroy(host);
}

/**
 * Fail unless the verdict about an address is as given.
 */
static void assert_state(address_list_t *list, char *addr,
						 address_state_t expected, uint64_t when)
{
	address_state_t state;
	uint64_t since = 4711;
	host_t *host;

	host = host_create_from_string(addr, 0);
	state = list->get_state(list, host, &since);
	ck_assert_msg(state == expected && since == when,
				  "%s is %s since %llu, not %s since %llu", addr,
				  enum_to_name(address_state_names, state),
				  (unsigned long long)since,
				  enum_to_name(address_state_names, expected),
				  (unsigned long long)when);
	ck_assert_int_eq(list->get_state(list, host, NULL), expected);
	host->destroy(host);
}

/**
 * A list, what overwrites it, what is left without duplicates, and if that is
 * a change.
 */
static struct {
	char *before;
	char *addrs;
	char *after;
	bool changed;
} replaced[] = {
	{ "", "", "", FALSE },
	{ "", "10.0.0.1", "10.0.0.1", TRUE },
	{ "10.0.0.1", "", "", TRUE },
	{ "10.0.0.1 fec0::1", "10.0.0.1 fec0::1", "10.0.0.1 fec0::1", FALSE },
	{ "10.0.0.1 fec0::1", "fec0::1 10.0.0.1", "fec0::1 10.0.0.1", TRUE },
	{ "10.0.0.1 fec0::1", "10.0.0.1", "10.0.0.1", TRUE },
	{ "10.0.0.1 fec0::1", "fec0::1", "fec0::1", TRUE },
	{ "10.0.0.1", "10.0.0.1 10.0.0.2", "10.0.0.1 10.0.0.2", TRUE },
	{ "10.0.0.1", "10.0.0.2 10.0.0.1", "10.0.0.2 10.0.0.1", TRUE },
	{ "10.0.0.1", "10.0.0.2", "10.0.0.2", TRUE },
	{ "10.0.0.1", "10.0.0.1 10.0.0.1", "10.0.0.1", FALSE },
	{ "10.0.0.1 10.0.0.2", "10.0.0.1 10.0.0.2 10.0.0.1", "10.0.0.1 10.0.0.2",
	  FALSE },
	{ "", "10.0.0.2 10.0.0.1 10.0.0.2 10.0.0.1 ::1 ::1",
	  "10.0.0.2 10.0.0.1 ::1", TRUE },
};

START_TEST(test_replace)
{
	address_list_t *list;

	list = address_list_create();
	replace(list, replaced[_i].before);
	ck_assert_hosts(list->create_enumerator(list), replaced[_i].before);
	ck_assert_int_eq(replace(list, replaced[_i].addrs), replaced[_i].changed);
	ck_assert_hosts(list->create_enumerator(list), replaced[_i].after);
	list->destroy(list);
}
END_TEST

START_TEST(test_rank)
{
	address_list_t *list;
	linked_list_t *hosts;
	host_t *host;

	list = address_list_create();
	ck_assert_int_eq(list->get_count(list), 0);
	ck_assert(!list->get(list, 0));

	hosts = host_list_create("10.0.0.1 fec0::1");
	list->replace(list, hosts);
	host_list_destroy(hosts);

	ck_assert_int_eq(list->get_count(list), 2);
	host = host_create_from_string("10.0.0.1", 500);
	ck_assert(host->ip_equals(host, list->get(list, 0)));
	ck_assert(list->contains(list, host));
	host->destroy(host);
	host = host_create_from_string("fec0::1", 0);
	ck_assert(host->ip_equals(host, list->get(list, 1)));
	ck_assert(list->contains(list, host));
	host->destroy(host);
	host = host_create_from_string("fec0::2", 0);
	ck_assert(!list->contains(list, host));
	host->destroy(host);
	ck_assert(!list->get(list, 2));
	ck_assert(!list->get(list, -1));
	ck_assert(!list->get(list, -2));
	list->destroy(list);
}
END_TEST

/* an address that was taken from the list can be put back into it */
START_TEST(test_rotate)
{
	address_list_t *list;
	linked_list_t *hosts;

	list = address_list_create();
	replace(list, "10.0.0.1 10.0.0.2 10.0.0.3");
	hosts = linked_list_create_with_items(list->get(list, 2),
							list->get(list, 0), list->get(list, 1), NULL);
	ck_assert(list->replace(list, hosts));
	hosts->destroy(hosts);
	ck_assert_hosts(list->create_enumerator(list),
					"10.0.0.3 10.0.0.1 10.0.0.2");
	list->destroy(list);
}
END_TEST

START_TEST(test_state)
{
	address_list_t *list;
	enumerator_t *enumerator;
	address_state_t state;
	uint64_t since;
	host_t *addr;

	list = address_list_create();
	replace(list, "10.0.0.1 10.0.0.2");
	assert_state(list, "10.0.0.1", ADDRESS_UNVERIFIED, 0);
	assert_state(list, "10.0.0.9", ADDRESS_UNVERIFIED, 0);

	set_state(list, "10.0.0.1", ADDRESS_VERIFIED, 10);
	set_state(list, "10.0.0.2", ADDRESS_FAILED, 20);
	assert_state(list, "10.0.0.1", ADDRESS_VERIFIED, 10);
	assert_state(list, "10.0.0.2", ADDRESS_FAILED, 20);

	enumerator = list->create_enumerator(list);
	ck_assert(enumerator->enumerate(enumerator, &addr, &state, &since));
	ck_assert_int_eq(state, ADDRESS_VERIFIED);
	ck_assert_int_eq(since, 10);
	ck_assert(enumerator->enumerate(enumerator, &addr, &state, &since));
	ck_assert_int_eq(state, ADDRESS_FAILED);
	ck_assert_int_eq(since, 20);
	ck_assert(!enumerator->enumerate(enumerator, &addr, &state, &since));
	enumerator->destroy(enumerator);

	/* a newer verdict replaces the older one */
	set_state(list, "10.0.0.1", ADDRESS_FAILED, 30);
	assert_state(list, "10.0.0.1", ADDRESS_FAILED, 30);

	/* verdicts about unknown addresses are not remembered */
	set_state(list, "10.0.0.9", ADDRESS_FAILED, 40);
	assert_state(list, "10.0.0.9", ADDRESS_UNVERIFIED, 0);
	replace(list, "10.0.0.9");
	assert_state(list, "10.0.0.9", ADDRESS_UNVERIFIED, 0);
	list->destroy(list);
}
END_TEST

START_TEST(test_remember)
{
	address_list_t *list;
	host_t *host;

	list = address_list_create();
	replace(list, "10.0.0.1 10.0.0.2 10.0.0.3");
	set_state(list, "10.0.0.1", ADDRESS_FAILED, 10);
	set_state(list, "10.0.0.2", ADDRESS_VERIFIED, 20);

	/* what is known survives a new order, and leaving the list (K7) */
	replace(list, "10.0.0.3 10.0.0.1");
	assert_state(list, "10.0.0.1", ADDRESS_FAILED, 10);
	assert_state(list, "10.0.0.2", ADDRESS_VERIFIED, 20);
	host = host_create_from_string("10.0.0.2", 0);
	ck_assert(!list->contains(list, host));
	host->destroy(host);
	replace(list, "");
	assert_state(list, "10.0.0.1", ADDRESS_FAILED, 10);

	/* a check may end after its address left the list */
	set_state(list, "10.0.0.3", ADDRESS_FAILED, 30);
	replace(list, "10.0.0.3 10.0.0.2 10.0.0.1");
	assert_state(list, "10.0.0.1", ADDRESS_FAILED, 10);
	assert_state(list, "10.0.0.2", ADDRESS_VERIFIED, 20);
	assert_state(list, "10.0.0.3", ADDRESS_FAILED, 30);
	list->destroy(list);
}
END_TEST

START_TEST(test_forget)
{
	address_list_t *list;
	char addr[32];
	int i;

	list = address_list_create();
	/* 16 are remembered */
	for (i = 1; i <= 17; i++)
	{
		snprintf(addr, sizeof(addr), "10.0.0.%d", i);
		replace(list, addr);
		set_state(list, addr, ADDRESS_FAILED, i);
	}
	assert_state(list, "10.0.0.1", ADDRESS_FAILED, 1);
	/* then the oldest is forgotten */
	replace(list, "10.0.0.18");
	set_state(list, "10.0.0.18", ADDRESS_FAILED, 18);
	assert_state(list, "10.0.0.1", ADDRESS_UNVERIFIED, 0);
	assert_state(list, "10.0.0.2", ADDRESS_FAILED, 2);
	/* the one that comes back does not count anymore */
	replace(list, "10.0.0.2");
	assert_state(list, "10.0.0.3", ADDRESS_FAILED, 3);
	assert_state(list, "10.0.0.18", ADDRESS_FAILED, 18);
	list->destroy(list);
}
END_TEST

/* a peer can't make us forget what failed by announcing just anything */
START_TEST(test_forget_unverified)
{
	address_list_t *list;
	char addr[32];
	int i;

	list = address_list_create();
	replace(list, "10.0.0.1");
	set_state(list, "10.0.0.1", ADDRESS_FAILED, 1);
	for (i = 1; i <= 100; i++)
	{
		snprintf(addr, sizeof(addr), "10.0.1.%d", i);
		replace(list, addr);
	}
	assert_state(list, "10.0.0.1", ADDRESS_FAILED, 1);
	list->destroy(list);
}
END_TEST

START_TEST(test_names)
{
	ck_assert_str_eq(enum_to_name(address_state_names, ADDRESS_UNVERIFIED),
					 "unverified");
	ck_assert_str_eq(enum_to_name(address_state_names, ADDRESS_VERIFIED),
					 "verified");
	ck_assert_str_eq(enum_to_name(address_state_names, ADDRESS_FAILED),
					 "failed");
}
END_TEST

Suite *address_list_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("address list");

	tc = tcase_create("order");
	tcase_add_loop_test(tc, test_replace, 0, countof(replaced));
	tcase_add_test(tc, test_rank);
	tcase_add_test(tc, test_rotate);
	suite_add_tcase(s, tc);

	tc = tcase_create("state");
	tcase_add_test(tc, test_state);
	tcase_add_test(tc, test_remember);
	tcase_add_test(tc, test_forget);
	tcase_add_test(tc, test_forget_unverified);
	tcase_add_test(tc, test_names);
	suite_add_tcase(s, tc);

	return s;
}
