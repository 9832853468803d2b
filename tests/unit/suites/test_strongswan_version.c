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

#include "strongswan_version.h"

/**
 * Constants with and without a version.
 */
static struct {
	chunk_t constants;
	char *version;
} tests[] = {
	/* a string of its own */
	{ chunk_from_chars('a', 0, '5', '.', '9', '.', '8', 0), "5.9.8" },
	{ chunk_from_chars(0, '6', '.', '1', '.', '0', 0, 'b', 0), "6.1.0" },
	{ chunk_from_chars(0, '1', '0', '.', '0', '.', '1', '2', 0), "10.0.12" },
	{ chunk_from_chars(0, '6', '.', '0', '.', '0', 'r', 'c', '1', 0),
	  "6.0.0rc1" },
	/* the first of several */
	{ chunk_from_chars(0, '5', '.', '9', 0, '5', '.', '9', '.', '8', 0, '6',
	  '.', '1', '.', '0', 0), "5.9.8" },
	/* object identifiers, addresses, other numbers and parts of them */
	{ chunk_from_chars(0, '1', '.', '3', '.', '6', 0), NULL },
	{ chunk_from_chars(0, '8', '.', '8', '.', '8', '.', '8', 0), NULL },
	{ chunk_from_chars(0, '5', '.', '9', 0), NULL },
	{ chunk_from_chars(0, '5', '.', '9', '.', 0), NULL },
	{ chunk_from_chars(0, '5', '.', '.', '9', 0), NULL },
	{ chunk_from_chars(0, '.', '5', '.', '9', 0), NULL },
	{ chunk_from_chars(0, '5', '.', '9', '.', 'r', 'c', 0), NULL },
	{ chunk_from_chars(0, '5', '0', '0', '.', '9', '.', '8', 0), NULL },
	{ chunk_from_chars('a', '5', '.', '9', '.', '8', 0), NULL },
	{ chunk_from_chars(0, '5', '.', '9', '.', '8', ' ', 0), NULL },
	/* might go on elsewhere */
	{ chunk_from_chars('5', '.', '9', '.', '8', 0), NULL },
	{ chunk_from_chars(0, '5', '.', '9', '.', '8'), NULL },
	{ chunk_from_chars(0, '5', '.', '9', '.', '1', '1', '1', '1', '1', '1',
	  '1', '1', '1', '1', '1', '1', '1', '1', '1', '1', 0), NULL },
	{ chunk_from_chars(0), NULL },
};

START_TEST(test_constants)
{
	char version[STRONGSWAN_VERSION_MAX];
	bool found;

	found = strongswan_version_find(tests[_i].constants, version);
	ck_assert_int_eq(found, tests[_i].version != NULL);
	if (found)
	{
		ck_assert_str_eq(version, tests[_i].version);
	}
}
END_TEST

/**
 * Messages of charon, charon-nm and others.
 */
static struct {
	char *message;
	char *version;
} messages[] = {
	{ "Starting IKE charon daemon (strongSwan 5.9.8, %s %s, %s)", "5.9.8" },
	{ "Starting charon NetworkManager backend (strongSwan 5.9.8)", "5.9.8" },
	{ "strongSwan 6.0.0dr2", "6.0.0dr2" },
	{ "strongSwan %s", NULL },
	{ "strongSwan 5", NULL },
	{ "Swan 5.9.8", NULL },
	{ "", NULL },
};

START_TEST(test_message)
{
	char version[STRONGSWAN_VERSION_MAX];
	bool found;

	found = strongswan_version_find(chunk_from_str(messages[_i].message),
									version);
	ck_assert_int_eq(found, messages[_i].version != NULL);
	if (found)
	{
		ck_assert_str_eq(version, messages[_i].version);
	}
}
END_TEST

Suite *strongswan_version_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("strongswan version");

	tc = tcase_create("find");
	tcase_add_loop_test(tc, test_constants, 0, countof(tests));
	tcase_add_loop_test(tc, test_message, 0, countof(messages));
	suite_add_tcase(s, tc);

	return s;
}
