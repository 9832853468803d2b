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

#include "wire/disconnect_notify.h"

static u_char bytes[] = { 0x01, 0x02, 0x03, 0x04, 0xff, 0xff };

START_TEST(test_length)
{
	notify_t notify = {
		.type = DISCONNECT_NOTIFY,
		.data = chunk_create(bytes, _i),
	};
	uint32_t seconds = 4711;
	char *error = NULL;

	ck_assert(disconnect_notify_parse(&notify, &seconds, &error) == (_i >= 4));
	ck_assert((error != NULL) == (_i < 4));
	ck_assert_uint_eq(seconds, _i < 4 ? 4711 : 0x01020304);
}
END_TEST

/* 0 and 1 are accepted (K14) */
START_TEST(test_protocol)
{
	notify_t notify = {
		.type = DISCONNECT_NOTIFY,
		.protocol = _i,
		.data = chunk_create(bytes, 4),
	};
	uint32_t seconds;
	char *error = NULL;

	ck_assert(disconnect_notify_parse(&notify, &seconds, &error) == (_i <= 1));
	ck_assert((error != NULL) == (_i > 1));
}
END_TEST

START_TEST(test_spi_size)
{
	notify_t notify = {
		.type = DISCONNECT_NOTIFY,
		.spi_size = _i,
		.data = chunk_create(bytes, 4),
	};
	uint32_t seconds;
	char *error = NULL;

	ck_assert(disconnect_notify_parse(&notify, &seconds, &error) == (_i == 0));
	ck_assert((error != NULL) == (_i > 0));
}
END_TEST

/**
 * Times, 0 means to be back.
 */
static uint32_t times[] = { 0, 1, 3600, 0x01020304, 0x80000000, 0xffffffff };

START_TEST(test_build)
{
	notify_t notify;
	uint8_t buf[DISCONNECT_NOTIFY_LEN];
	uint32_t seconds = 4711;
	char *error;

	notify = disconnect_notify_build(times[_i], buf);
	ck_assert_int_eq(notify.type, 42000);
	ck_assert_int_eq(notify.protocol, 0);
	ck_assert_int_eq(notify.spi_size, 0);
	ck_assert_int_eq(notify.data.len, 4);
	ck_assert(disconnect_notify_parse(&notify, &seconds, &error));
	ck_assert_uint_eq(seconds, times[_i]);
}
END_TEST

START_TEST(test_order)
{
	notify_t notify;
	uint8_t buf[DISCONNECT_NOTIFY_LEN];

	notify = disconnect_notify_build(0x01020304, buf);
	ck_assert(memeq(notify.data.ptr, bytes, 4));
}
END_TEST

Suite *disconnect_notify_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("disconnect notify");

	tc = tcase_create("parse");
	tcase_add_loop_test(tc, test_length, 0, sizeof(bytes) + 1);
	tcase_add_loop_test(tc, test_protocol, 0, 256);
	tcase_add_loop_test(tc, test_spi_size, 0, 256);
	suite_add_tcase(s, tc);

	tc = tcase_create("build");
	tcase_add_loop_test(tc, test_build, 0, countof(times));
	tcase_add_test(tc, test_order);
	suite_add_tcase(s, tc);

	return s;
}
