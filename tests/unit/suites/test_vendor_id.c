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
#include <library.h>

#include "wire/vendor_id.h"

/**
 * The documents, by which peers know each other.
 */
static struct {
	vendor_id_t id;
	char *draft;
} drafts[] = {
	{ VENDOR_ID_KIVINEN_00, "draft-kivinen-mobike-protocol-00" },
	{ VENDOR_ID_DUPONT_04, "draft-dupont-ikev2-addrmgmt-04" },
	{ VENDOR_ID_DUPONT_08, "draft-dupont-ikev2-addrmgmt-08" },
	{ VENDOR_ID_OFF, "addrmgmt-off" },
};

START_TEST(test_md5)
{
	char command[128], md5[33] = "", data[33];
	chunk_t id;
	FILE *out;

	snprintf(command, sizeof(command), "printf %%s %s | md5sum",
			 drafts[_i].draft);
	out = popen(command, "r");
	ck_assert(out);
	ck_assert_int_eq(fread(md5, 1, 32, out), 32);
	pclose(out);

	id = vendor_id_get(drafts[_i].id);
	ck_assert_int_eq(id.len, 16);
	chunk_to_hex(id, data, FALSE);
	ck_assert_str_eq(data, md5);
	ck_assert_str_eq(enum_to_name(vendor_id_names, drafts[_i].id),
					 drafts[_i].draft);
}
END_TEST

START_TEST(test_find)
{
	u_char data[20] = {};
	chunk_t id;
	int i;

	id = vendor_id_get(drafts[_i].id);
	memcpy(data, id.ptr, id.len);
	ck_assert_int_eq(vendor_id_find(chunk_create(data, 16)), drafts[_i].id);
	/* everything else is of another vendor, also if it begins the same */
	for (i = 0; i < sizeof(data); i++)
	{
		if (i != 16)
		{
			ck_assert_int_eq(vendor_id_find(chunk_create(data, i)),
							 VENDOR_ID_MAX);
		}
	}
	for (i = 0; i < 16; i++)
	{
		data[i] ^= 1;
		ck_assert_int_eq(vendor_id_find(chunk_create(data, 16)),
						 VENDOR_ID_MAX);
		data[i] ^= 1;
	}
	ck_assert_int_eq(vendor_id_find(chunk_empty), VENDOR_ID_MAX);
}
END_TEST

START_TEST(test_all)
{
	ck_assert_int_eq(countof(drafts), VENDOR_ID_MAX);
}
END_TEST

Suite *vendor_id_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("vendor id");

	tc = tcase_create("data");
	tcase_add_loop_test(tc, test_md5, 0, countof(drafts));
	tcase_add_loop_test(tc, test_find, 0, countof(drafts));
	tcase_add_test(tc, test_all);
	suite_add_tcase(s, tc);

	return s;
}
