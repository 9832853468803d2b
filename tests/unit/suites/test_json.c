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
#include <stdio.h>

#include <vici_builder.h>

#include "json.h"

/**
 * Print a message as JSON and compare.
 */
static void check_json(vici_builder_t *builder, char *name, char *expected)
{
	vici_message_t *message;
	node_t *root;
	FILE *out;
	char *str;
	size_t len;

	message = builder->finalize(builder);
	ck_assert(message != NULL);
	root = node_create(message);
	ck_assert(root != NULL);

	out = open_memstream(&str, &len);
	json_print(out, root, name);
	fclose(out);
	ck_assert_str_eq(str, expected);

	free(str);
	node_destroy(root);
	message->destroy(message);
}

START_TEST(test_structure)
{
	vici_builder_t *b;

	b = vici_builder_create();
	check_json(b, NULL, "{}");

	b = vici_builder_create();
	check_json(b, "gw", "{\"name\":\"gw\"}");

	b = vici_builder_create();
	b->add_kv(b, "a", "b");
	b->begin_section(b, "empty");
	b->end_section(b);
	b->begin_section(b, "s");
	b->add_kv(b, "c", "d");
	b->begin_list(b, "none");
	b->end_list(b);
	b->begin_list(b, "l");
	b->add_li(b, "1");
	b->add_li(b, "2");
	b->end_list(b);
	b->end_section(b);
	b->add_kv(b, "e", "");
	check_json(b, "gw", "{\"name\":\"gw\",\"a\":\"b\",\"empty\":{},\"s\":"
			   "{\"c\":\"d\",\"none\":[],\"l\":[\"1\",\"2\"]},\"e\":\"\"}");
}
END_TEST

START_TEST(test_types)
{
	vici_builder_t *b;

	b = vici_builder_create();
	b->add_kv(b, "uniqueid", "12");
	b->add_kv(b, "time", "1700000000.050");
	/* not what JSON takes for a number, or not known to be one */
	b->add_kv(b, "age", "007");
	b->add_kv(b, "local-port", "5x");
	b->add_kv(b, "remote-port", "5.");
	b->add_kv(b, "matches", "");
	b->add_kv(b, "text", "7");
	b->begin_section(b, "counters");
	b->add_kv(b, "moves", "0");
	b->add_kv(b, "list", "18446744073709551615");
	b->end_section(b);
	check_json(b, NULL, "{\"uniqueid\":12,\"time\":1700000000.050,"
			   "\"age\":\"007\",\"local-port\":\"5x\",\"remote-port\":\"5.\","
			   "\"matches\":\"\",\"text\":\"7\","
			   "\"counters\":{\"moves\":0,\"list\":18446744073709551615}}");

	b = vici_builder_create();
	b->begin_section(b, "peer-addresses");
	b->begin_section(b, "1");
	b->add_kv(b, "address", "192.0.2.1");
	b->add_kv(b, "in-use", "yes");
	b->end_section(b);
	b->begin_section(b, "2");
	b->add_kv(b, "in-use", "no");
	b->end_section(b);
	b->end_section(b);
	b->begin_section(b, "local-addresses");
	b->end_section(b);
	check_json(b, NULL, "{\"peer-addresses\":[{\"address\":\"192.0.2.1\","
			   "\"in-use\":true},{\"in-use\":false}],\"local-addresses\":[]}");
}
END_TEST

/**
 * Values and what they are in JSON.
 */
static struct {
	chunk_t value;
	char *json;
} strings[] = {
	{ chunk_from_chars('"', '\\', '/', '\''), "\\\"\\\\/'" },
	{ chunk_from_chars(0x00, 0x0a, 0x1b, 0x1f, 0x20, 0x7f),
	  "\\u0000\\u000a\\u001b\\u001f \\u007f" },
	/* the first and last of each length */
	{ chunk_from_chars(0xc2, 0x80, 0xdf, 0xbf), "\xc2\x80\xdf\xbf" },
	{ chunk_from_chars(0xe0, 0xa0, 0x80, 0xef, 0xbf, 0xbf),
	  "\xe0\xa0\x80\xef\xbf\xbf" },
	{ chunk_from_chars(0xf0, 0x90, 0x80, 0x80, 0xf4, 0x8f, 0xbf, 0xbf),
	  "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf" },
	{ chunk_from_chars(0xed, 0x9f, 0xbf, 0xee, 0x80, 0x80),
	  "\xed\x9f\xbf\xee\x80\x80" },
	/* not shortest, surrogate, too large, incomplete, out of place */
	{ chunk_from_chars(0xc1, 0xbf), "\\ufffd\\ufffd" },
	{ chunk_from_chars(0xe0, 0x9f, 0xbf), "\\ufffd\\ufffd\\ufffd" },
	{ chunk_from_chars(0xf0, 0x8f, 0xbf, 0xbf),
	  "\\ufffd\\ufffd\\ufffd\\ufffd" },
	{ chunk_from_chars(0xed, 0xa0, 0x80), "\\ufffd\\ufffd\\ufffd" },
	{ chunk_from_chars(0xf4, 0x90, 0x80, 0x80),
	  "\\ufffd\\ufffd\\ufffd\\ufffd" },
	{ chunk_from_chars(0xff, 'a'), "\\ufffda" },
	{ chunk_from_chars(0x80, 'a'), "\\ufffda" },
	{ chunk_from_chars('a', 0xc3), "a\\ufffd" },
	{ chunk_from_chars(0xe2, 0x82), "\\ufffd\\ufffd" },
	{ chunk_from_chars(0xc3, '"'), "\\ufffd\\\"" },
};

START_TEST(test_strings)
{
	vici_builder_t *b;
	char expected[256];

	snprintf(expected, sizeof(expected), "{\"key\":\"%s\"}",
			 strings[_i].json);
	b = vici_builder_create();
	b->add(b, VICI_KEY_VALUE, "key", strings[_i].value);
	check_json(b, NULL, expected);
}
END_TEST

START_TEST(test_malformed)
{
	vici_message_t *message;
	chunk_t data[] = {
		/* open section, open list, unknown type, short value */
		chunk_from_chars(1, 1, 's'),
		chunk_from_chars(4, 1, 'l'),
		chunk_from_chars(9),
		chunk_from_chars(3, 1, 'k', 0, 2, 'v'),
	};

	message = vici_message_create_from_data(data[_i], FALSE);
	ck_assert(!node_create(message));
	message->destroy(message);
}
END_TEST

START_TEST(test_printable)
{
	char str[] = "a\x1b[31m\n\x7f\xc3\xa4";

	ck_assert_str_eq(make_printable(str), "a?[31m??\xc3\xa4");
}
END_TEST

Suite *json_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("json");

	tc = tcase_create("messages");
	tcase_add_test(tc, test_structure);
	tcase_add_test(tc, test_types);
	tcase_add_loop_test(tc, test_strings, 0, countof(strings));
	tcase_add_loop_test(tc, test_malformed, 0, 4);
	tcase_add_test(tc, test_printable);
	suite_add_tcase(s, tc);

	return s;
}
