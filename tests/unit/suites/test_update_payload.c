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

#include <encoding/message.h>
#include <encoding/payloads/unknown_payload.h>

#include "cleartext_keymat.h"
#include "ike/dupont/update_payload.h"

/**
 * Payload type, another one, and that of notifies.
 */
#define TYPE 200
#define OTHER 201
#define NOTIFY 41

/**
 * Where payloads start in a packet: after IKE header, header of the encrypted
 * payload and IV.
 */
#define PAYLOADS_OFFSET (28 + 4 + CLEARTEXT_IV_LEN)

static keymat_t *keymat;
static ike_sa_id_t *id;

static void setup()
{
	keymat = cleartext_keymat_create();
	id = ike_sa_id_create(IKEV2_MAJOR_VERSION, 0x1122334455667788, 0x99, TRUE);
}

static void teardown()
{
	keymat->destroy(keymat);
	id->destroy(id);
}

/**
 * Create an INFORMATIONAL message to send.
 */
static message_t *create_message(bool request)
{
	message_t *message;

	message = message_create(IKEV2_MAJOR_VERSION, IKEV2_MINOR_VERSION);
	message->set_exchange_type(message, INFORMATIONAL);
	message->set_request(message, request);
	message->set_message_id(message, 7);
	message->set_ike_sa_id(message, id);
	message->set_source(message, host_create_from_string("10.0.0.1", 500));
	message->set_destination(message,
							 host_create_from_string("10.0.0.2", 500));
	return message;
}

/**
 * Generate and destroy a message.
 */
static packet_t *generate(message_t *message)
{
	packet_t *packet;

	ck_assert_int_eq(message->generate(message, keymat, &packet), SUCCESS);
	message->destroy(message);
	return packet;
}

/**
 * Generate and destroy a message, and receive it.
 */
static message_t *transfer(message_t *message)
{
	message = message_create_from_packet(generate(message));
	ck_assert_int_eq(message->parse_header(message), SUCCESS);
	ck_assert_int_eq(message->parse_body(message, keymat), SUCCESS);
	return message;
}

/**
 * Generate and destroy a message, and receive it in fragments.
 */
static message_t *transfer_fragments(message_t *message)
{
	enumerator_t *enumerator;
	message_t *fragment, *defrag = NULL;
	packet_t *packet;
	status_t status = NEED_MORE;
	int count = 0;

	ck_assert_int_eq(message->fragment(message, keymat, 576, &enumerator),
					 SUCCESS);
	while (enumerator->enumerate(enumerator, &packet))
	{
		ck_assert_int_eq(status, NEED_MORE);
		fragment = message_create_from_packet(packet->clone(packet));
		ck_assert_int_eq(fragment->parse_header(fragment), SUCCESS);
		ck_assert_int_eq(fragment->parse_body(fragment, keymat), SUCCESS);
		if (!defrag)
		{
			defrag = message_create_defrag(fragment);
			ck_assert(defrag);
		}
		status = defrag->add_fragment(defrag, fragment);
		fragment->destroy(fragment);
		count++;
	}
	enumerator->destroy(enumerator);
	message->destroy(message);
	ck_assert_int_gt(count, 1);
	ck_assert_int_eq(status, SUCCESS);
	ck_assert_int_eq(defrag->parse_body(defrag, keymat), SUCCESS);
	return defrag;
}

/**
 * Create an update of everything there is, but for all.
 */
static update_t *create_update(int count)
{
	update_t *update;
	int i;

	update = update_create();
	update->add_ike(update);
	for (i = 0; i < count; i++)
	{
		ck_assert(update->add_sa(update, i % 2 ? PROTO_AH : PROTO_ESP,
								 htonl(0xc0000000 + i)));
	}
	return update;
}

/**
 * Read and destroy an update, and compare it to what create_update() makes.
 */
static void ck_assert_update(message_t *message, int count)
{
	enumerator_t *enumerator;
	protocol_id_t protocol;
	update_t *update;
	uint32_t spi, sum = 0;
	char *error;
	int i;

	ck_assert_int_eq(update_payload_read(message, TYPE, count, &update, &error),
					 UPDATE_OK);
	ck_assert(!update->is_all(update));
	ck_assert(update->has_ike(update));
	ck_assert_int_eq(update->get_sa_count(update), count);
	enumerator = update->create_sa_enumerator(update);
	while (enumerator->enumerate(enumerator, &protocol, &spi))
	{
		i = ntohl(spi) - 0xc0000000;
		ck_assert_int_eq(protocol, i % 2 ? PROTO_AH : PROTO_ESP);
		sum += i;
	}
	enumerator->destroy(enumerator);
	ck_assert_int_eq(sum, count * (count - 1) / 2);
	update->destroy(update);
}

/* as it is before encryption, in a message with nothing else */
START_TEST(test_encoding)
{
	update_payload_t *payload;
	message_t *message;
	packet_t *packet;
	chunk_t data, expected = chunk_from_chars(0, 0, 0, 12,
											  1, 4, 0, 1,
											  0x11, 0x22, 0x33, 0x44,
											  /* padding, ICV */
											  0, 0, 0, 3, 0, 0, 0, 0);

	message = create_message(TRUE);
	payload = update_payload_create(TYPE, chunk_from_chars(1, 4, 0, 1,
												0x11, 0x22, 0x33, 0x44));
	ck_assert_int_eq(payload->payload_interface.get_length(
										&payload->payload_interface), 12);
	message->add_payload(message, &payload->payload_interface);
	packet = generate(message);
	data = packet->get_data(packet);
	/* only the encrypted payload is outside, of which this is the first */
	ck_assert_int_eq(data.ptr[16], 46);
	ck_assert_int_eq(data.ptr[28], TYPE);
	ck_assert_int_eq(untoh16(data.ptr + 30), data.len - 28);
	ck_assert(chunk_equals(chunk_skip(data, PAYLOADS_OFFSET), expected));
	packet->destroy(packet);
}
END_TEST

/* the chain of payloads as the other side sees it */
START_TEST(test_chain)
{
	message_t *message;
	update_t *update;
	packet_t *packet;
	chunk_t data;
	int type, notifies = 0, updates = 0, i;

	message = create_message(TRUE);
	for (i = 0; i < 16; i++)
	{
		message->add_notify(message, FALSE, 24800,
							chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 1));
	}
	update = create_update(4);
	update_payload_write(message, TYPE, update);
	update->destroy(update);

	packet = generate(message);
	data = packet->get_data(packet);
	type = data.ptr[28];
	data = chunk_skip(data, PAYLOADS_OFFSET);
	while (type)
	{
		ck_assert(type == TYPE || type == NOTIFY);
		if (type == TYPE)
		{
			updates++;
		}
		else
		{
			notifies++;
		}
		/* critical bit and reserved ones */
		ck_assert_int_eq(data.ptr[1], 0);
		type = data.ptr[0];
		data = chunk_skip(data, untoh16(data.ptr + 2));
	}
	ck_assert_int_eq(notifies, 16);
	ck_assert_int_eq(updates, 3);
	packet->destroy(packet);
}
END_TEST

/* several at once, between others, in requests and responses */
START_TEST(test_transfer)
{
	message_t *message;
	update_t *update;

	message = create_message(_i);
	message->add_notify(message, FALSE, 24800,
						chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 1));
	update = create_update(10);
	update_payload_write(message, TYPE, update);
	update->destroy(update);
	message->add_notify(message, FALSE, 24801,
						chunk_from_chars(0, 1, 0, 1, 10, 0, 0, 2));

	message = transfer(message);
	ck_assert_int_eq(message->get_request(message), _i);
	ck_assert(message->get_notify(message, 24800));
	ck_assert(message->get_notify(message, 24801));
	ck_assert_update(message, 10);
	message->destroy(message);
}
END_TEST

START_TEST(test_transfer_all)
{
	message_t *message;
	update_t *update;
	char *error;

	message = create_message(TRUE);
	update = update_create_all();
	update_payload_write(message, TYPE, update);
	update->destroy(update);

	message = transfer(message);
	ck_assert_int_eq(update_payload_read(message, TYPE, 0, &update, &error),
					 UPDATE_OK);
	ck_assert(update->is_all(update));
	update->destroy(update);
	message->destroy(message);
}
END_TEST

START_TEST(test_transfer_max)
{
	message_t *message;
	update_t *update;

	message = create_message(TRUE);
	update = create_update(4096);
	update_payload_write(message, TYPE, update);
	update->destroy(update);
	message = transfer(message);
	ck_assert_update(message, 4096);
	message->destroy(message);
}
END_TEST

START_TEST(test_fragments)
{
	message_t *message;
	update_t *update;

	message = create_message(TRUE);
	update = create_update(1000);
	update_payload_write(message, TYPE, update);
	update->destroy(update);
	message = transfer_fragments(message);
	ck_assert_update(message, 1000);
	message->destroy(message);
}
END_TEST

/* neither other payloads charon doesn't know, nor others at all */
START_TEST(test_others)
{
	message_t *message;
	update_t *update;
	char *error;

	message = create_message(TRUE);
	update = create_update(1);
	update_payload_write(message, OTHER, update);
	update->destroy(update);
	message->add_notify(message, FALSE, 24800, chunk_empty);
	message = transfer(message);
	ck_assert_int_eq(update_payload_read(message, TYPE, 9, &update, &error),
					 UPDATE_NONE);
	ck_assert_int_eq(update_payload_read(message, OTHER, 9, &update, &error),
					 UPDATE_OK);
	update->destroy(update);
	message->destroy(message);
}
END_TEST

/* what is about to be sent is not read, it is seen by the same hook */
START_TEST(test_outgoing)
{
	message_t *message;
	update_t *update;
	char *error;

	message = create_message(TRUE);
	update = create_update(1);
	update_payload_write(message, TYPE, update);
	update->destroy(update);
	ck_assert_int_eq(update_payload_read(message, TYPE, 9, &update, &error),
					 UPDATE_NONE);
	message->destroy(message);
}
END_TEST

/* it is not for charon to check them */
START_TEST(test_malformed)
{
	update_payload_t *payload;
	message_t *message;
	update_t *update;
	chunk_t bodies[] = {
		chunk_empty,
		chunk_from_chars(0x80),
		chunk_from_chars(0x80, 0, 0, 1),
		chunk_from_chars(1, 4, 0xff, 0xff),
		chunk_from_chars(3, 4, 0, 1, 0, 0, 0, 1),
	};
	char *error = NULL;

	message = create_message(TRUE);
	ck_assert_int_lt(_i, countof(bodies));
	payload = update_payload_create(TYPE, bodies[_i]);
	message->add_payload(message, &payload->payload_interface);
	message = transfer(message);
	ck_assert_int_eq(update_payload_read(message, TYPE, 9, &update, &error),
					 UPDATE_MALFORMED);
	ck_assert(error);
	message->destroy(message);
}
END_TEST

/* what this file is for: charon's own class can't be sent */
START_TEST(test_unknown_payload)
{
	unknown_payload_t *payload;
	message_t *message;
	packet_t *packet;

	message = create_message(TRUE);
	payload = unknown_payload_create_data(TYPE, FALSE, chunk_clone(
											chunk_from_chars(0x80, 0, 0, 0)));
	message->add_payload(message, &payload->payload_interface);
	packet = generate(message);
	ck_assert_int_ne(packet->get_data(packet).ptr[28], TYPE);
	packet->destroy(packet);
}
END_TEST

Suite *update_payload_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("update payload");

	tc = tcase_create("generate");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_encoding);
	tcase_add_test(tc, test_chain);
	tcase_add_test(tc, test_unknown_payload);
	suite_add_tcase(s, tc);

	tc = tcase_create("transfer");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_transfer, FALSE, TRUE + 1);
	tcase_add_test(tc, test_transfer_all);
	tcase_add_test(tc, test_transfer_max);
	tcase_add_test(tc, test_fragments);
	tcase_add_test(tc, test_others);
	tcase_add_test(tc, test_outgoing);
	tcase_add_loop_test(tc, test_malformed, 0, 5);
	suite_add_tcase(s, tc);

	return s;
}
