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

#include "paths/counters.h"

START_TEST(test_names)
{
	char *name;
	int i, j;

	for (i = 0; i < COUNTER_MAX; i++)
	{
		name = enum_to_name(counter_names, i);
		ck_assert_msg(name, "counter %d has no name", i);
		for (j = 0; j < i; j++)
		{
			ck_assert_str_ne(name, enum_to_name(counter_names, j));
		}
	}
	ck_assert(!enum_to_name(counter_names, COUNTER_MAX));
	/* the first, one in between, and the last */
	ck_assert_str_eq(enum_to_name(counter_names, COUNTER_MOVES), "moves");
	ck_assert_str_eq(enum_to_name(counter_names, COUNTER_IN_RESPONSE),
					 "in-response");
	ck_assert_str_eq(enum_to_name(counter_names, COUNTER_MOBIKE_IGNORED),
					 "mobike-ignored");
}
END_TEST

Suite *counters_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("counters");

	tc = tcase_create("names");
	tcase_add_test(tc, test_names);
	suite_add_tcase(s, tc);

	return s;
}
