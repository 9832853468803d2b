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

#include <collections/linked_list.h>

#include "wire/rr_cookie.h"

/**
 * Numbers other than the defaults.
 */
static const dupont_numbers_t numbers = {
	.source = 50000,
	.destination = 50001,
	.cookie = 50002,
};

/**
 * Longer than any cookie.
 */
static u_char bytes[100];

START_TEST(test_length)
{
	notify_t notify = {
		.type = 50002,
		.data = chunk_create(bytes, _i),
	};
	chunk_t cookie = chunk_empty;
	bool valid = _i >= 8 && _i <= 64;
	char *error = NULL;

	ck_assert(rr_cookie_parse(&notify, &cookie, &error) == valid);
	ck_assert((error != NULL) == !valid);
	ck_assert_int_eq(cookie.len, valid ? _i : 0);
	ck_assert(cookie.ptr == (valid ? bytes : NULL));
}
END_TEST

/* only 0 is accepted (D11) */
START_TEST(test_protocol)
{
	notify_t notify = {
		.type = 50002,
		.protocol = _i,
		.data = chunk_create(bytes, 16),
	};
	chunk_t cookie;
	char *error = NULL;

	ck_assert(rr_cookie_parse(&notify, &cookie, &error) == (_i == 0));
	ck_assert((error != NULL) == (_i > 0));
}
END_TEST

START_TEST(test_spi_size)
{
	notify_t notify = {
		.type = 50002,
		.spi_size = _i,
		.data = chunk_create(bytes, 16),
	};
	chunk_t cookie;
	char *error = NULL;

	ck_assert(rr_cookie_parse(&notify, &cookie, &error) == (_i == 0));
	ck_assert((error != NULL) == (_i > 0));
}
END_TEST

START_TEST(test_build)
{
	chunk_t cookie = chunk_create(bytes, RR_COOKIE_LEN), parsed;
	notify_t notify;
	char *error;

	ck_assert_int_eq(cookie.len, 16);
	notify = rr_cookie_build(&numbers, cookie);
	ck_assert_int_eq(notify.type, 50002);
	ck_assert_int_eq(notify.protocol, 0);
	ck_assert_int_eq(notify.spi_size, 0);
	ck_assert(rr_cookie_parse(&notify, &parsed, &error));
	ck_assert(chunk_equals(parsed, cookie));

	notify = rr_cookie_build(&dupont_numbers_default, cookie);
	ck_assert_int_eq(notify.type, 42020);
}
END_TEST

/**
 * Notifies of a message: c is a cookie, d another, s and l are malformed ones,
 * all others are something else.
 */
static struct {
	char *list;
	rr_cookie_status_t status;
	u_char first;
} messages[] = {
	{ "", RR_COOKIE_NONE, 0 },
	{ "-+", RR_COOKIE_NONE, 0 },
	{ "c", RR_COOKIE_OK, 1 },
	{ "-+d-", RR_COOKIE_OK, 2 },
	{ "s", RR_COOKIE_MALFORMED, 0 },
	{ "l", RR_COOKIE_MALFORMED, 0 },
	{ "sc", RR_COOKIE_MALFORMED, 0 },
	{ "cs", RR_COOKIE_MALFORMED, 0 },
	{ "cc", RR_COOKIE_MALFORMED, 0 },
	{ "c-d", RR_COOKIE_MALFORMED, 0 },
	{ "ccc", RR_COOKIE_MALFORMED, 0 },
};

START_TEST(test_read)
{
	u_char data[2][RR_COOKIE_LEN] = { { 1 }, { 2 } };
	notify_t kinds[] = {
		['c'] = { 50002, 0, 0, chunk_from_thing(data[0]) },
		['d'] = { 50002, 0, 0, chunk_from_thing(data[1]) },
		['s'] = { 50002, 0, 0, { bytes, 7 } },
		['l'] = { 50002, 0, 0, { bytes, 65 } },
		['-'] = { 16384, 0, 0, { NULL, 0 } },
		['+'] = { 42020, 0, 0, chunk_from_thing(data[0]) },
	};
	linked_list_t *notifies;
	chunk_t cookie = chunk_empty;
	char *key, *error = NULL;

	notifies = linked_list_create();
	for (key = messages[_i].list; *key; key++)
	{
		notifies->insert_last(notifies, &kinds[(int)*key]);
	}
	ck_assert_int_eq(rr_cookie_read(notifies->create_enumerator(notifies),
									&numbers, &cookie, &error),
					 messages[_i].status);
	ck_assert((error != NULL) == (messages[_i].status == RR_COOKIE_MALFORMED));
	if (messages[_i].status == RR_COOKIE_OK)
	{
		ck_assert_int_eq(cookie.len, RR_COOKIE_LEN);
		ck_assert_int_eq(cookie.ptr[0], messages[_i].first);
	}
	else
	{
		ck_assert(!cookie.ptr);
	}
	notifies->destroy(notifies);
}
END_TEST

/* every bit counts, and the length */
START_TEST(test_matches)
{
	u_char a[RR_COOKIE_MAX_LEN], b[RR_COOKIE_MAX_LEN];
	chunk_t sent = chunk_create(a, _i), received = chunk_create(b, _i);
	int bit;

	for (bit = 0; bit < sizeof(a); bit++)
	{
		a[bit] = b[bit] = bit + 1;
	}
	ck_assert(rr_cookie_matches(sent, received));
	for (bit = 0; bit < _i * 8; bit++)
	{
		b[bit / 8] ^= 1 << bit % 8;
		ck_assert(!rr_cookie_matches(sent, received));
		b[bit / 8] ^= 1 << bit % 8;
	}
	received.len--;
	ck_assert(!rr_cookie_matches(sent, received));
	received.len += 2;
	ck_assert(!rr_cookie_matches(sent, received));
	ck_assert(!rr_cookie_matches(sent, chunk_empty));
	ck_assert(!rr_cookie_matches(chunk_empty, received));
	/* nothing sent, nothing proved */
	ck_assert(!rr_cookie_matches(chunk_empty, chunk_empty));
}
END_TEST

Suite *rr_cookie_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("return routability cookie");

	tc = tcase_create("parse");
	tcase_add_loop_test(tc, test_length, 0, sizeof(bytes) + 1);
	tcase_add_loop_test(tc, test_protocol, 0, 256);
	tcase_add_loop_test(tc, test_spi_size, 0, 256);
	tcase_add_test(tc, test_build);
	suite_add_tcase(s, tc);

	tc = tcase_create("read");
	tcase_add_loop_test(tc, test_read, 0, countof(messages));
	suite_add_tcase(s, tc);

	tc = tcase_create("match");
	tcase_add_loop_test(tc, test_matches, RR_COOKIE_MIN_LEN,
						RR_COOKIE_MAX_LEN);
	suite_add_tcase(s, tc);

	return s;
}
