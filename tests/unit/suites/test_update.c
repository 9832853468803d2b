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

#include "wire/update.h"

/**
 * Longest update as a string, of which the end may be missing.
 */
#define UPDATE_LEN 1024

/**
 * How many payloads the messages of these tests have at most.
 */
#define MAX_PAYLOADS 8

/**
 * Enumerator over bodies of payloads.
 */
typedef struct {
	enumerator_t public;
	chunk_t *bodies;
	int left;
} body_enumerator_t;

METHOD(enumerator_t, enumerate_bodies, bool,
	body_enumerator_t *this, va_list args)
{
	chunk_t *out;

	VA_ARGS_VGET(args, out);

	if (!this->left)
	{
		return FALSE;
	}
	this->left--;
	*out = *this->bodies++;
	return TRUE;
}

/**
 * Write and destroy an update.
 *
 * @param buf		buffer, UPDATE_LEN bytes
 */
static void update_write(update_t *update, char *buf)
{
	enumerator_t *enumerator;
	protocol_id_t protocol;
	uint32_t spi;
	u_int count = 0;
	int len;

	len = snprintf(buf, UPDATE_LEN, "%s%s",
				   update->is_all(update) ? "all " : "",
				   update->has_ike(update) ? "ike " : "");
	enumerator = update->create_sa_enumerator(update);
	while (enumerator->enumerate(enumerator, &protocol, &spi))
	{
		count++;
		if (len < UPDATE_LEN - 32)
		{
			len += snprintf(buf + len, UPDATE_LEN - len, "%s%08x ",
							protocol == PROTO_ESP ? "esp:" :
							protocol == PROTO_AH ? "ah:" : "?", ntohl(spi));
		}
	}
	enumerator->destroy(enumerator);
	ck_assert_int_eq(update->get_sa_count(update), count);
	update->destroy(update);
}

/**
 * Read the payloads of a message.
 *
 * @param buf		receives what was read, UPDATE_LEN bytes
 */
static update_status_t read_bodies(chunk_t *bodies, int count, u_int max,
								   char *buf)
{
	body_enumerator_t *enumerator;
	update_status_t status;
	update_t *update = NULL;
	char *error = NULL;

	INIT(enumerator,
		.public = {
			.enumerate = enumerator_enumerate_default,
			.venumerate = _enumerate_bodies,
			.destroy = (void*)free,
		},
		.bodies = bodies,
		.left = count,
	);
	status = update_read(&enumerator->public, max, &update, &error);
	ck_assert((update != NULL) == (status == UPDATE_OK));
	ck_assert((error != NULL) == (status == UPDATE_MALFORMED));
	buf[0] = '\0';
	if (update)
	{
		update_write(update, buf);
	}
	return status;
}

/**
 * Messages as payloads in hex, - is an empty one, how many SPIs are allowed and
 * what they are, NULL if malformed.
 */
static struct {
	char *payloads;
	u_int max;
	char *update;
} messages[] = {
	/* all, the IKE_SA, SAs */
	{ "80000000", 9, "all " },
	{ "00000000", 9, "ike " },
	{ "0104000111223344", 9, "esp:11223344 " },
	{ "0204000111223344", 9, "ah:11223344 " },
	{ "0104000211223344aabbccdd", 9, "esp:11223344 esp:aabbccdd " },
	{ "01040000", 9, "" },
	/* several payloads, each for one protocol, in any order */
	{ "00000000 0104000111223344 02040001aabbccdd", 9,
	  "ike esp:11223344 ah:aabbccdd " },
	{ "02040001aabbccdd 0104000111223344 00000000", 9,
	  "ike ah:aabbccdd esp:11223344 " },
	{ "0104000111223344 01040001aabbccdd", 9, "esp:11223344 esp:aabbccdd " },
	{ "01040000 02040000", 9, "" },
	/* duplicates collapse, the same SPI of another protocol is another */
	{ "00000000 00000000", 9, "ike " },
	{ "01040003112233445566778811223344", 9, "esp:11223344 esp:55667788 " },
	{ "0104000111223344 0104000111223344", 9, "esp:11223344 " },
	{ "0104000111223344 0204000111223344", 9, "esp:11223344 ah:11223344 " },
	/* whether there is such an SA is none of our business */
	{ "0104000100000000", 9, "esp:00000000 " },
	/* all beside others, even if these say the same */
	{ "80000000 00000000", 9, NULL },
	{ "00000000 80000000", 9, NULL },
	{ "80000000 80000000", 9, NULL },
	{ "80000000 0104000111223344", 9, NULL },
	{ "0104000111223344 80000000", 9, NULL },
	{ "01040000 80000000", 9, NULL },
	/* all is about the IKE_SA */
	{ "81040000", 9, NULL },
	{ "81000000", 9, NULL },
	{ "8104000111223344", 9, NULL },
	{ "82040000", 9, NULL },
	{ "83000000", 9, NULL },
	{ "ff000000", 9, NULL },
	/* which has no SPIs */
	{ "00040000", 9, NULL },
	{ "80040000", 9, NULL },
	{ "00080000", 9, NULL },
	{ "00000001", 9, NULL },
	{ "80000001", 9, NULL },
	{ "0000000000", 9, NULL },
	{ "8000000000", 9, NULL },
	{ "0004000111223344", 9, NULL },
	{ "8004000111223344", 9, NULL },
	{ "0000000111223344", 9, NULL },
	{ "000800010011223344556677", 9, NULL },
	/* others have some of four octets */
	{ "01000000", 9, NULL },
	{ "02000000", 9, NULL },
	{ "010300031122334455667788aa", 9, NULL },
	{ "010200021122aabb", 9, NULL },
	{ "010800011122334455667788", 9, NULL },
	/* as many as it says */
	{ "01040001", 9, NULL },
	{ "01040000112233", 9, NULL },
	{ "0104000011223344", 9, NULL },
	{ "0104000111223344aa", 9, NULL },
	{ "0104000111223344aabbccdd", 9, NULL },
	{ "0104000211223344", 9, NULL },
	{ "01044001aabbccdd", 9, NULL },
	{ "0104ffff11223344", 9, NULL },
	/* protocols that are none, IKEv2's number for ESP among them */
	{ "0304000111223344", 9, NULL },
	{ "0404000111223344", 9, NULL },
	{ "7f04000111223344", 9, NULL },
	{ "03000000", 9, NULL },
	/* too short for anything */
	{ "-", 9, NULL },
	{ "80", 9, NULL },
	{ "8000", 9, NULL },
	{ "800000", 9, NULL },
	{ "010400", 9, NULL },
	/* one that is malformed refuses all */
	{ "00000000 -", 9, NULL },
	{ "00000000 0104000111223344 0204000111", 9, NULL },
	{ "0304000111223344 0104000111223344", 9, NULL },
	/* the limit, which is one for all payloads, duplicates included */
	{ "0104000211223344aabbccdd", 2, "esp:11223344 esp:aabbccdd " },
	{ "0104000211223344aabbccdd", 1, NULL },
	{ "010400021122334411223344", 2, "esp:11223344 " },
	{ "010400021122334411223344", 1, NULL },
	{ "0104000111223344 02040001aabbccdd", 2, "esp:11223344 ah:aabbccdd " },
	{ "0104000111223344 02040001aabbccdd", 1, NULL },
	{ "0104000111223344", 0, NULL },
	{ "00000000 01040000", 0, "ike " },
	{ "80000000", 0, "all " },
};

START_TEST(test_read)
{
	enumerator_t *enumerator;
	chunk_t bodies[MAX_PAYLOADS];
	char buf[UPDATE_LEN], *hex;
	int count = 0, i;

	enumerator = enumerator_create_token(messages[_i].payloads, " ", "");
	while (enumerator->enumerate(enumerator, &hex))
	{
		ck_assert_int_lt(count, MAX_PAYLOADS);
		bodies[count++] = streq(hex, "-")
							? chunk_empty
							: chunk_from_hex(chunk_from_str(hex), NULL);
	}
	enumerator->destroy(enumerator);

	ck_assert_int_eq(read_bodies(bodies, count, messages[_i].max, buf),
					 messages[_i].update ? UPDATE_OK : UPDATE_MALFORMED);
	ck_assert_str_eq(buf, messages[_i].update ?: "");
	for (i = 0; i < count; i++)
	{
		chunk_free(&bodies[i]);
	}
}
END_TEST

START_TEST(test_read_none)
{
	char buf[UPDATE_LEN];

	ck_assert_int_eq(read_bodies(NULL, 0, 9, buf), UPDATE_NONE);
}
END_TEST

/**
 * Read a single payload, made of header fields and as many zero octets as are
 * needed for the length.
 */
static bool is_valid(uint8_t first, uint8_t spi_size, uint16_t count,
					 size_t len)
{
	u_char data[64] = { first, spi_size };
	chunk_t body = chunk_create(data, len);
	char buf[UPDATE_LEN];

	htoun16(data + 2, count);
	return read_bodies(&body, 1, 65535, buf) == UPDATE_OK;
}

/* the flag and every protocol */
START_TEST(test_first)
{
	ck_assert(is_valid(_i, 0, 0, 4) == (_i == 0x00 || _i == 0x80));
	ck_assert(is_valid(_i, 4, 0, 4) == (_i == 0x01 || _i == 0x02));
	ck_assert(is_valid(_i, 4, 1, 8) == (_i == 0x01 || _i == 0x02));
}
END_TEST

START_TEST(test_spi_size)
{
	int protocol;

	ck_assert(is_valid(0x80, _i, 0, 4) == (_i == 0));
	ck_assert(is_valid(0x00, _i, 0, 4) == (_i == 0));
	for (protocol = 1; protocol <= 2; protocol++)
	{
		ck_assert(is_valid(protocol, _i, 0, 4) == (_i == 4));
		ck_assert(is_valid(protocol, _i, 1, 8) == (_i == 4));
		ck_assert(is_valid(protocol, _i, 2, 12) == (_i == 4));
		if (_i <= 16)
		{
			/* of the length it claims */
			ck_assert(is_valid(protocol, _i, 3, 4 + 3 * _i) == (_i == 4));
		}
	}
}
END_TEST

START_TEST(test_count)
{
	int count;

	for (count = 0; count <= 0xffff; count++)
	{
		ck_assert(is_valid(0x80, 0, count, 4) == (count == 0));
		ck_assert(is_valid(0x00, 0, count, 4) == (count == 0));
		ck_assert(is_valid(0x01, 4, count, 4) == (count == 0));
		ck_assert(is_valid(0x01, 4, count, 8) == (count == 1));
		ck_assert(is_valid(0x02, 4, count, 20) == (count == 4));
	}
}
END_TEST

START_TEST(test_length)
{
	ck_assert(is_valid(0x80, 0, 0, _i) == (_i == 4));
	ck_assert(is_valid(0x00, 0, 0, _i) == (_i == 4));
	ck_assert(is_valid(0x01, 4, 0, _i) == (_i == 4));
	ck_assert(is_valid(0x01, 4, 1, _i) == (_i == 8));
	ck_assert(is_valid(0x02, 4, 2, _i) == (_i == 12));
}
END_TEST

/**
 * Make a body with different SPIs.
 */
static chunk_t make_body(uint16_t count)
{
	chunk_t body = chunk_alloc(4 + 4 * count);
	int i;

	body.ptr[0] = 1;
	body.ptr[1] = 4;
	htoun16(body.ptr + 2, count);
	for (i = 0; i < count; i++)
	{
		htoun32(body.ptr + 4 + 4 * i, 0xc0000000 + i);
	}
	return body;
}

/* there is a limit if none is set */
START_TEST(test_max)
{
	chunk_t body;
	char buf[UPDATE_LEN];

	ck_assert_int_eq(UPDATE_MAX_SAS, 4096);

	body = make_body(4096);
	ck_assert_int_eq(read_bodies(&body, 1, 0xffffffff, buf), UPDATE_OK);
	ck_assert_int_eq(read_bodies(&body, 1, 4096, buf), UPDATE_OK);
	ck_assert_int_eq(read_bodies(&body, 1, 4095, buf), UPDATE_MALFORMED);
	chunk_free(&body);

	body = make_body(4097);
	ck_assert_int_eq(read_bodies(&body, 1, 0xffffffff, buf), UPDATE_MALFORMED);
	chunk_free(&body);

	/* as long as a payload gets */
	body = make_body(16381);
	ck_assert_int_eq(body.len + 4, 65532);
	ck_assert_int_eq(read_bodies(&body, 1, 0xffffffff, buf), UPDATE_MALFORMED);
	chunk_free(&body);
}
END_TEST

/**
 * Encode an update as payloads in hex.
 */
static void encode_hex(update_t *update, char *buf)
{
	enumerator_t *enumerator;
	char *pos = buf;
	chunk_t body;

	buf[0] = '\0';
	enumerator = update->create_body_enumerator(update);
	while (enumerator->enumerate(enumerator, &body))
	{
		if (pos != buf)
		{
			*pos++ = ' ';
		}
		chunk_to_hex(body, pos, FALSE);
		pos += strlen(pos);
	}
	/* and it stays at the end */
	ck_assert(!enumerator->enumerate(enumerator, &body));
	enumerator->destroy(enumerator);
}

START_TEST(test_encode_all)
{
	update_t *update;
	char buf[UPDATE_LEN];

	update = update_create_all();
	ck_assert(update->is_all(update));
	ck_assert(!update->has_ike(update));
	encode_hex(update, buf);
	ck_assert_str_eq(buf, "80000000");
	update->destroy(update);
}
END_TEST

START_TEST(test_encode)
{
	update_t *update;
	char buf[UPDATE_LEN];

	update = update_create();
	encode_hex(update, buf);
	ck_assert_str_eq(buf, "");

	ck_assert(update->add_sa(update, PROTO_AH, htonl(0x01020304)));
	encode_hex(update, buf);
	ck_assert_str_eq(buf, "0204000101020304");

	ck_assert(update->add_sa(update, PROTO_ESP, htonl(0x11223344)));
	ck_assert(update->add_sa(update, PROTO_AH, htonl(0x11223344)));
	encode_hex(update, buf);
	ck_assert_str_eq(buf, "0104000111223344 020400020102030411223344");

	/* what is listed already */
	ck_assert(update->add_sa(update, PROTO_ESP, htonl(0x11223344)));
	ck_assert_int_eq(update->get_sa_count(update), 3);
	update->add_ike(update);
	update->add_ike(update);
	encode_hex(update, buf);
	ck_assert_str_eq(buf, "00000000 0104000111223344 020400020102030411223344");
	update_write(update, buf);
	ck_assert_str_eq(buf, "ike ah:01020304 esp:11223344 ah:11223344 ");

	update = update_create();
	update->add_ike(update);
	ck_assert(!update->is_all(update));
	ck_assert(update->has_ike(update));
	encode_hex(update, buf);
	ck_assert_str_eq(buf, "00000000");
	update->destroy(update);
}
END_TEST

/* leaving early */
START_TEST(test_encode_some)
{
	enumerator_t *enumerator;
	update_t *update;
	chunk_t body;

	update = update_create();
	update->add_ike(update);
	update->add_sa(update, PROTO_ESP, 1);
	enumerator = update->create_body_enumerator(update);
	ck_assert(enumerator->enumerate(enumerator, &body));
	enumerator->destroy(enumerator);
	update->destroy(update);
}
END_TEST

/* as many as possible can be sent and received */
START_TEST(test_encode_max)
{
	enumerator_t *enumerator;
	update_t *update;
	chunk_t bodies[MAX_PAYLOADS], body;
	char buf[UPDATE_LEN];
	int i, count = 0;

	update = update_create();
	update->add_ike(update);
	for (i = 0; i < 4096; i++)
	{
		ck_assert(update->add_sa(update, i % 3 ? PROTO_ESP : PROTO_AH, i));
	}
	ck_assert(!update->add_sa(update, PROTO_ESP, 4096));
	/* no new one */
	ck_assert(update->add_sa(update, PROTO_AH, 0));
	ck_assert_int_eq(update->get_sa_count(update), 4096);

	enumerator = update->create_body_enumerator(update);
	while (enumerator->enumerate(enumerator, &body))
	{
		ck_assert_int_lt(count, MAX_PAYLOADS);
		bodies[count++] = chunk_clone(body);
	}
	enumerator->destroy(enumerator);
	ck_assert_int_eq(count, 3);
	ck_assert_int_eq(bodies[0].len + bodies[1].len + bodies[2].len,
					 3 * 4 + 4 * 4096);
	ck_assert_int_eq(read_bodies(bodies, count, 4096, buf), UPDATE_OK);
	ck_assert_int_eq(read_bodies(bodies, count, 4095, buf), UPDATE_MALFORMED);
	update->destroy(update);
	for (i = 0; i < count; i++)
	{
		chunk_free(&bodies[i]);
	}
}
END_TEST

Suite *update_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("update");

	tc = tcase_create("read");
	tcase_add_loop_test(tc, test_read, 0, countof(messages));
	tcase_add_test(tc, test_read_none);
	tcase_add_loop_test(tc, test_first, 0, 256);
	tcase_add_loop_test(tc, test_spi_size, 0, 256);
	tcase_add_test(tc, test_count);
	tcase_add_loop_test(tc, test_length, 0, 24);
	tcase_add_test(tc, test_max);
	suite_add_tcase(s, tc);

	tc = tcase_create("encode");
	tcase_add_test(tc, test_encode_all);
	tcase_add_test(tc, test_encode);
	tcase_add_test(tc, test_encode_some);
	tcase_add_test(tc, test_encode_max);
	suite_add_tcase(s, tc);

	return s;
}
