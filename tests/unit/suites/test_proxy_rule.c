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
#include <selectors/traffic_selector.h>

#include "host_lists.h"
#include "paths/proxy_rule.h"

/**
 * Read selectors, separated by spaces: address, subnet or FROM-TO; with a u in
 * front it is for UDP port 500 only.
 */
static linked_list_t *selectors_create(char *str)
{
	enumerator_t *enumerator;
	linked_list_t *selectors;
	traffic_selector_t *ts;
	char *token, *from, *to;

	selectors = linked_list_create();
	enumerator = enumerator_create_token(str, " ", "");
	while (enumerator->enumerate(enumerator, &token))
	{
		from = strdup(token);
		to = strchr(from, '-');
		if (to)
		{
			*to++ = '\0';
			ts = traffic_selector_create_from_string(0,
					strchr(from, ':') ? TS_IPV6_ADDR_RANGE :
										TS_IPV4_ADDR_RANGE, from, 0, to, 65535);
		}
		else if (from[0] == 'u')
		{	/* UDP only */
			ts = traffic_selector_create_from_cidr(from + 1, 17, 500, 500);
		}
		else
		{
			ts = traffic_selector_create_from_cidr(from, 0, 0, 65535);
		}
		ck_assert(ts);
		selectors->insert_last(selectors, ts);
		free(from);
	}
	enumerator->destroy(enumerator);
	return selectors;
}

/**
 * What the common end point of selectors is, "" if there is none, and how many
 * are left if they are narrowed to 10.0.0.1 and fec0::1.
 */
static struct {
	char *selectors;
	char *end;
	int left;
	int left6;
} ends[] = {
	{ "", "", 0, 0 },
	{ "10.0.0.1", "10.0.0.1", 1, 0 },
	{ "fec0::1", "fec0::1", 0, 1 },
	{ "10.0.0.2", "10.0.0.2", 0, 0 },
	{ "u10.0.0.1 10.0.0.1", "10.0.0.1", 2, 0 },
	{ "10.0.0.1-10.0.0.1", "10.0.0.1", 1, 0 },
	{ "10.0.0.1 10.0.0.2", "", 1, 0 },
	{ "10.0.0.2 10.0.0.1", "", 1, 0 },
	{ "10.0.0.1 fec0::1", "", 1, 1 },
	{ "10.0.0.1-10.0.0.2", "", 0, 0 },
	{ "10.0.0.0-10.0.0.1", "", 0, 0 },
	{ "10.0.0.0/31", "", 0, 0 },
	{ "0.0.0.0/0 10.0.0.1", "", 1, 0 },
	{ "10.0.0.1 0.0.0.0/0", "", 1, 0 },
	{ "fec0::/127 fec0::1", "", 0, 1 },
};

START_TEST(test_ends)
{
	linked_list_t *selectors;
	char buf[HOST_LEN] = "";
	host_t *end;

	selectors = selectors_create(ends[_i].selectors);
	end = proxy_rule_get_end(selectors);
	ck_assert_str_eq(end ? host_write(end, buf) : "", ends[_i].end);
	DESTROY_IF(end);
	selectors->destroy_offset(selectors, offsetof(traffic_selector_t, destroy));
}
END_TEST

/**
 * How many selectors are left if they are narrowed to an address.
 */
static int narrow(char *str, char *addr)
{
	linked_list_t *selectors;
	host_t *end;
	int left;

	selectors = selectors_create(str);
	end = host_create_from_string(addr, 500);
	proxy_rule_narrow(selectors, end);
	left = selectors->get_count(selectors);
	selectors->destroy_offset(selectors, offsetof(traffic_selector_t, destroy));
	end->destroy(end);
	return left;
}

START_TEST(test_narrow)
{
	ck_assert_int_eq(narrow(ends[_i].selectors, "10.0.0.1"), ends[_i].left);
	ck_assert_int_eq(narrow(ends[_i].selectors, "fec0::1"), ends[_i].left6);
}
END_TEST

/**
 * What the configuration permits.
 */
static struct {
	char *ranges;
	char *addr;
	bool permitted;
} permits[] = {
	{ NULL, "10.0.0.1", FALSE },
	{ "", "10.0.0.1", FALSE },
	{ "10.0.0.1", "10.0.0.1", TRUE },
	{ "10.0.0.1", "10.0.0.2", FALSE },
	{ "10.0.0.1", "fec0::1", FALSE },
	{ "10.0.0.0/24", "10.0.0.0", TRUE },
	{ "10.0.0.0/24", "10.0.0.255", TRUE },
	{ "10.0.0.0/24", "10.0.1.0", FALSE },
	{ "10.0.0.0/24", "9.255.255.255", FALSE },
	{ "10.0.0.2-10.0.0.4", "10.0.0.1", FALSE },
	{ "10.0.0.2-10.0.0.4", "10.0.0.2", TRUE },
	{ "10.0.0.2-10.0.0.4", "10.0.0.4", TRUE },
	{ "10.0.0.2-10.0.0.4", "10.0.0.5", FALSE },
	{ "10.0.0.4-10.0.0.2", "10.0.0.3", FALSE },
	{ "fec0::/16", "fec0:ffff::1", TRUE },
	{ "fec0::/16", "fec1::1", FALSE },
	{ "fec0::2 - fec0::4", "fec0::3", TRUE },
	{ "fec0::2 - fec0::4", "10.0.0.3", FALSE },
	{ "0.0.0.0/0", "10.0.0.1", TRUE },
	{ "0.0.0.0/0", "fec0::1", FALSE },
	{ "0.0.0.0/0, ::/0", "fec0::1", TRUE },
	{ " 10.0.0.1 ,fec0::1", "fec0::1", TRUE },
	{ "10.0.0.3,10.0.0.2,10.0.0.1", "10.0.0.1", TRUE },
	/* what can't be read permits nothing, and the rest is read */
	{ "any", "10.0.0.1", FALSE },
	{ "%any", "10.0.0.1", FALSE },
	{ "10.0.0", "10.0.0.1", FALSE },
	{ "10.0.0.1-", "10.0.0.1", FALSE },
	{ "-10.0.0.1", "10.0.0.1", FALSE },
	{ "10.0.0.1-fec0::1", "10.0.0.1", FALSE },
	{ "moon, 10.0.0.1", "10.0.0.1", TRUE },
	{ "moon, 10.0.0.1", "10.0.0.2", FALSE },
};

START_TEST(test_permits)
{
	host_t *addr;

	addr = host_create_from_string(permits[_i].addr, 0);
	ck_assert_msg(proxy_rule_permits(permits[_i].ranges,
									 addr) == permits[_i].permitted,
				  "'%s' for %s", permits[_i].ranges, permits[_i].addr);
	addr->destroy(addr);
}
END_TEST

Suite *proxy_rule_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("proxy rule");

	tc = tcase_create("end points");
	tcase_add_loop_test(tc, test_ends, 0, countof(ends));
	tcase_add_loop_test(tc, test_narrow, 0, countof(ends));
	suite_add_tcase(s, tc);

	tc = tcase_create("configuration");
	tcase_add_loop_test(tc, test_permits, 0, countof(permits));
	suite_add_tcase(s, tc);

	return s;
}
