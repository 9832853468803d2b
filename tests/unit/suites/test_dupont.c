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

#include "wire/dupont.h"

START_TEST(test_defaults)
{
	char *error = NULL;

	ck_assert_int_eq(dupont_numbers_default.source, 24800);
	ck_assert_int_eq(dupont_numbers_default.destination, 24801);
	ck_assert_int_eq(dupont_numbers_default.cookie, 42020);
	ck_assert_int_eq(dupont_numbers_default.update, 200);
	ck_assert(dupont_numbers_check(&dupont_numbers_default, &error));
	ck_assert(!error);
}
END_TEST

/**
 * Numbers as they might be configured.
 */
static struct {
	dupont_numbers_t numbers;
	bool usable;
} numbers[] = {
	{ { 16384, 16385, 16386, 133 }, TRUE },
	{ { 65533, 65534, 65535, 255 }, TRUE },
	{ { 40960, 24801, 24800, 200 }, TRUE },
	/* not a status notify, of another's */
	{ { 16383, 24801, 42020, 200 }, FALSE },
	{ { 24800, 16383, 42020, 200 }, FALSE },
	{ { 24800, 24801, 16383, 200 }, FALSE },
	{ { 0, 24801, 42020, 200 }, FALSE },
	{ { 24800, -1, 42020, 200 }, FALSE },
	{ { 24800, 24801, -24802, 200 }, FALSE },
	/* not 16 bit */
	{ { 65536, 24801, 42020, 200 }, FALSE },
	{ { 24800, 65536 + 24801, 42020, 200 }, FALSE },
	{ { 24800, 24801, 1 << 30, 200 }, FALSE },
	/* those of draft-kivinen */
	{ { 42000, 24801, 42020, 200 }, FALSE },
	{ { 24800, 42004, 42020, 200 }, FALSE },
	{ { 24800, 24801, 42006, 200 }, FALSE },
	/* the same for two */
	{ { 24800, 24800, 42020, 200 }, FALSE },
	{ { 24800, 24801, 24800, 200 }, FALSE },
	{ { 24800, 24801, 24801, 200 }, FALSE },
	/* payloads charon or somebody else uses, or not 8 bit */
	{ { 24800, 24801, 42020, 0 }, FALSE },
	{ { 24800, 24801, 42020, -1 }, FALSE },
	{ { 24800, 24801, 42020, 42 }, FALSE },
	{ { 24800, 24801, 42020, 127 }, FALSE },
	{ { 24800, 24801, 42020, 128 }, FALSE },
	{ { 24800, 24801, 42020, 132 }, FALSE },
	{ { 24800, 24801, 42020, 256 }, FALSE },
};

START_TEST(test_numbers)
{
	char *error = NULL;

	ck_assert(dupont_numbers_check(&numbers[_i].numbers, &error) ==
			  numbers[_i].usable);
	ck_assert((error != NULL) == !numbers[_i].usable);
}
END_TEST

/* only 0 is accepted (D4, D11) */
START_TEST(test_protocol)
{
	notify_t notify = {
		.protocol = _i,
	};
	char *error = NULL;

	ck_assert(dupont_notify_check(&notify, &error) == (_i == 0));
	ck_assert((error != NULL) == (_i > 0));
}
END_TEST

START_TEST(test_spi_size)
{
	notify_t notify = {
		.spi_size = _i,
	};
	char *error = NULL;

	ck_assert(dupont_notify_check(&notify, &error) == (_i == 0));
	ck_assert((error != NULL) == (_i > 0));
}
END_TEST

Suite *dupont_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("dupont");

	tc = tcase_create("numbers");
	tcase_add_test(tc, test_defaults);
	tcase_add_loop_test(tc, test_numbers, 0, countof(numbers));
	suite_add_tcase(s, tc);

	tc = tcase_create("notify header");
	tcase_add_loop_test(tc, test_protocol, 0, 256);
	tcase_add_loop_test(tc, test_spi_size, 0, 256);
	suite_add_tcase(s, tc);

	return s;
}
