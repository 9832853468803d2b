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
#include "mip6/home_rule.h"

/**
 * Read selectors, subnets separated by spaces; with an m in front for BU only.
 */
static linked_list_t *selectors_create(char *str)
{
	enumerator_t *enumerator;
	linked_list_t *selectors;
	traffic_selector_t *ts;
	char *token;

	selectors = linked_list_create();
	enumerator = enumerator_create_token(str, " ", "");
	while (enumerator->enumerate(enumerator, &token))
	{
		ts = *token == 'm' ?
				traffic_selector_create_from_cidr(token + 1, 135, 1280, 1280) :
				traffic_selector_create_from_cidr(token, 0, 0, 65535);
		ck_assert(ts);
		selectors->insert_last(selectors, ts);
	}
	enumerator->destroy(enumerator);
	return selectors;
}

/**
 * Check if selectors are the same, in the same order.
 */
static bool equal(linked_list_t *a, char *str)
{
	linked_list_t *b;
	bool equal;

	b = selectors_create(str);
	equal = a->equals_offset(a, b, offsetof(traffic_selector_t, equals));
	b->destroy_offset(b, offsetof(traffic_selector_t, destroy));
	return equal;
}

/**
 * What is left of selectors, and which is none of the permitted home addresses.
 */
static struct {
	char *permitted;
	char *selectors;
	char *narrowed;
	char *foreign;
} rules[] = {
	{ "fec3::1", "fec3::1/128", "fec3::1/128", "" },
	{ "fec3::1", "mfec3::1/128", "mfec3::1/128", "" },
	{ "fec3::1", "fec3::2/128", "", "fec3::2/128" },
	{ "fec3::1", "mfec3::2/128", "", "mfec3::2/128" },
	{ "fec3::1", "fec3::/64", "fec3::1/128", "" },
	{ "fec3::1", "mfec3::/64", "mfec3::1/128", "" },
	{ "fec3::1", "::/0", "fec3::1/128", "" },
	{ "fec3::1", "fec4::/64", "", "fec4::/64" },
	{ "fec3::1", "0.0.0.0/0", "", "0.0.0.0/0" },
	{ "fec3::1", "10.0.0.1/32", "", "10.0.0.1/32" },
	/* the selector of the packet that made an SA necessary, and all */
	{ "fec3::1", "fec3::1/128 ::/0", "fec3::1/128 fec3::1/128", "" },
	{ "fec3::1", "fec3::1/128 fec3::2/128", "fec3::1/128", "fec3::2/128" },
	{ "fec3::1", "fec3::2/128 fec3::1/128", "fec3::1/128", "fec3::2/128" },
	{ "fec3::1 fec3::2", "fec3::2/128", "fec3::2/128", "" },
	{ "fec3::1 fec3::2", "fec3::/64", "fec3::1/128 fec3::2/128", "" },
	{ "fec3::1 fec3::2", "fec3::3/128", "", "fec3::3/128" },
	{ "", "fec3::1/128", "", "fec3::1/128" },
	{ "", "::/0", "", "::/0" },
	{ "fec3::1", "", "", "" },
};

START_TEST(test_narrow)
{
	linked_list_t *permitted, *selectors;

	permitted = host_list_create(rules[_i].permitted);
	selectors = selectors_create(rules[_i].selectors);
	home_rule_narrow(selectors, permitted);
	ck_assert(equal(selectors, rules[_i].narrowed));
	selectors->destroy_offset(selectors, offsetof(traffic_selector_t, destroy));
	host_list_destroy(permitted);
}
END_TEST

START_TEST(test_foreign)
{
	linked_list_t *permitted, *selectors, *found;
	traffic_selector_t *foreign;

	permitted = host_list_create(rules[_i].permitted);
	selectors = selectors_create(rules[_i].selectors);
	foreign = home_rule_get_foreign(selectors, permitted);
	found = linked_list_create();
	if (foreign)
	{
		found->insert_last(found, foreign);
	}
	ck_assert(equal(found, rules[_i].foreign));
	found->destroy(found);
	selectors->destroy_offset(selectors, offsetof(traffic_selector_t, destroy));
	host_list_destroy(permitted);
}
END_TEST

/**
 * Which addresses are in a prefix, and may be those of hosts there.
 */
static struct {
	char *prefix;
	int len;
	char *addr;
	bool in;
	bool host;
} prefixes[] = {
	{ "fec3::", 64, "fec3::1", TRUE, TRUE },
	{ "fec3::", 64, "fec3::ffff:ffff:ffff:ffff", TRUE, TRUE },
	{ "fec3::", 64, "fec3:0:0:1::1", FALSE, TRUE },
	{ "fec3::", 64, "fec2:ffff:ffff:ffff:ffff::1", FALSE, TRUE },
	{ "fec3::", 64, "10.0.0.1", FALSE, TRUE },
	{ "fec3::77", 64, "fec3::1", TRUE, TRUE },
	/* all routers */
	{ "fec3::", 64, "fec3::", TRUE, FALSE },
	{ "fec3::", 48, "fec3::", TRUE, FALSE },
	{ "fec3::", 48, "fec3:0:0:1::", TRUE, TRUE },
	/* reserved anycast groups, the universal bit is zero */
	{ "fec3::", 64, "fec3::fdff:ffff:ffff:fffe", TRUE, FALSE },
	{ "fec3::", 64, "fec3::fdff:ffff:ffff:ff80", TRUE, FALSE },
	{ "fec3::", 64, "fec3::fdff:ffff:ffff:ff7f", TRUE, TRUE },
	{ "fec3::", 64, "fec3::ffff:ffff:ffff:fffe", TRUE, TRUE },
	{ "fec3::", 112, "fec3::fffe", TRUE, FALSE },
	{ "fec3::", 112, "fec3::ff80", TRUE, FALSE },
	{ "fec3::", 112, "fec3::ff7f", TRUE, TRUE },
	/* no room for them */
	{ "fec3::", 121, "fec3::7f", TRUE, TRUE },
	{ "fec3::", 121, "fec3::", TRUE, FALSE },
	{ "fec3::1", 128, "fec3::1", TRUE, TRUE },
	{ "fec3::1", 128, "fec3::2", FALSE, TRUE },
	{ "fec3::", 128, "fec3::", TRUE, TRUE },
};

START_TEST(test_prefixes)
{
	host_t *prefix, *addr;
	int len = prefixes[_i].len;

	prefix = host_create_from_string(prefixes[_i].prefix, 0);
	addr = host_create_from_string(prefixes[_i].addr, 0);
	ck_assert_msg(home_rule_is_in_prefix(addr, prefix, len) == prefixes[_i].in,
				  "%s in %s/%d", prefixes[_i].addr, prefixes[_i].prefix, len);
	if (prefixes[_i].in)
	{
		ck_assert_msg(home_rule_is_host(addr, len) == prefixes[_i].host,
					  "%s as host", prefixes[_i].addr);
	}
	prefix->destroy(prefix);
	addr->destroy(addr);
}
END_TEST

Suite *home_rule_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("home rule");

	tc = tcase_create("selectors");
	tcase_add_loop_test(tc, test_narrow, 0, countof(rules));
	tcase_add_loop_test(tc, test_foreign, 0, countof(rules));
	suite_add_tcase(s, tc);

	tc = tcase_create("prefix");
	tcase_add_loop_test(tc, test_prefixes, 0, countof(prefixes));
	suite_add_tcase(s, tc);

	return s;
}
