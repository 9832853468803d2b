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
#include <sys/socket.h>
#include <unistd.h>

#include <vici_builder.h>
#include <vici_socket.h>

#include "control_peer.h"
#include "control_server.h"

/**
 * A request with a message of each kind of element.
 */
static chunk_t build_request()
{
	vici_builder_t *builder;
	vici_message_t *message;
	chunk_t packet;

	builder = vici_builder_create();
	builder->add_kv(builder, "key", "value");
	builder->begin_section(builder, "section");
	builder->begin_list(builder, "list");
	builder->add_li(builder, "item");
	builder->end_list(builder);
	builder->end_section(builder);
	message = builder->finalize(builder);
	packet = peer_packet(VICI_CMD_REQUEST, "echo",
						 message->get_encoding(message));
	message->destroy(message);
	return packet;
}

START_TEST(test_split)
{
	chunk_t packet, answer;
	int fd, i, j;

	packet = build_request();
	fd = peer_connect(server.path);
	for (i = 1; i < packet.len; i++)
	{
		peer_send(fd, chunk_create(packet.ptr, i));
		peer_send(fd, chunk_skip(packet, i));
		ck_assert_int_eq(peer_receive(fd, &answer), VICI_CMD_RESPONSE);
		ck_assert(chunk_equals(answer, chunk_skip(packet, 10)));
		chunk_free(&answer);
	}
	for (i = 0; i < packet.len; i++)
	{
		for (j = i + 1; j < packet.len; j++)
		{
			peer_send(fd, chunk_create(packet.ptr, i));
			peer_send(fd, chunk_create(packet.ptr + i, j - i));
			peer_send(fd, chunk_skip(packet, j));
			ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_RESPONSE);
		}
	}
	close(fd);
	chunk_free(&packet);
	ck_assert_int_eq(server.log_lines, 0);
}
END_TEST

START_TEST(test_bytes)
{
	chunk_t packet;
	int fd, i;

	packet = build_request();
	fd = peer_connect(server.path);
	for (i = 0; i < packet.len; i++)
	{
		ck_assert(peer_is_silent(fd));
		peer_send(fd, chunk_create(packet.ptr + i, 1));
	}
	ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_RESPONSE);
	close(fd);
	chunk_free(&packet);
}
END_TEST

START_TEST(test_pipeline)
{
	chunk_t packet, data = chunk_empty;
	int fd, i;

	packet = build_request();
	fd = peer_connect(server.path);
	for (i = 0; i < 100; i++)
	{
		data = chunk_cat("mc", data, packet);
	}
	ck_assert_int_eq(send(fd, data.ptr, data.len, 0), data.len);
	for (i = 0; i < 100; i++)
	{
		ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_RESPONSE);
	}
	close(fd);
	chunk_free(&packet);
	chunk_free(&data);
}
END_TEST

START_TEST(test_longest)
{
	chunk_t message, packet, answer, value;
	int fd, i;

	/* 1 + 1 + 4 bytes for request and name, elements of 1 + 2 + 2 + x */
	message = chunk_alloc(VICI_MESSAGE_SIZE_MAX - 6);
	for (i = 0; i < message.len; i += 5 + value.len)
	{
		value = chunk_create(message.ptr + i + 5,
							 min(message.len - i - 5, 60000));
		if (message.len - i - 5 - value.len < 5)
		{	/* too little left for another one */
			value.len = message.len - i - 5;
		}
		memcpy(message.ptr + i, "\x03\x01k", 3);
		htoun16(message.ptr + i + 3, value.len);
		memset(value.ptr, 'v', value.len);
	}
	packet = peer_packet(VICI_CMD_REQUEST, "echo", message);
	ck_assert_int_eq(packet.len, sizeof(uint32_t) + VICI_MESSAGE_SIZE_MAX);

	fd = peer_connect(server.path);
	peer_send(fd, packet);
	ck_assert_int_eq(peer_receive(fd, &answer), VICI_CMD_RESPONSE);
	ck_assert(chunk_equals(answer, message));
	peer_check_echo(fd);
	close(fd);
	chunk_free(&answer);
	chunk_free(&packet);
	chunk_free(&message);
}
END_TEST

/**
 * What a client is disconnected for.
 */
static struct {
	char *what;
	chunk_t data;
} garbage[] = {
	{ "no data", chunk_from_chars(0, 0, 0, 0) },
	{ "512 KiB and 1 byte", chunk_from_chars(0x00, 0x08, 0x00, 0x01) },
	{ "4 GiB", chunk_from_chars(0xff, 0xff, 0xff, 0xff) },
	{ "HTTP", chunk_from_chars('G', 'E', 'T', ' ', '/', ' ') },
	{ "no name", chunk_from_chars(0, 0, 0, 1, VICI_CMD_REQUEST) },
	{ "short name", chunk_from_chars(0, 0, 0, 5, VICI_CMD_REQUEST, 4,
									 'e', 'c', 'h') },
	{ "short name of event", chunk_from_chars(0, 0, 0, 4, VICI_EVENT_REGISTER,
											  255, 'a', 'b') },
	{ "binary name", chunk_from_chars(0, 0, 0, 6, VICI_CMD_REQUEST, 4,
									  'e', 'c', 0, 'o') },
	{ "response", chunk_from_chars(0, 0, 0, 6, VICI_CMD_RESPONSE, 4,
								   'e', 'c', 'h', 'o') },
	{ "unknown response", chunk_from_chars(0, 0, 0, 1, VICI_CMD_UNKNOWN) },
	{ "confirm", chunk_from_chars(0, 0, 0, 1, VICI_EVENT_CONFIRM) },
	{ "unknown event", chunk_from_chars(0, 0, 0, 1, VICI_EVENT_UNKNOWN) },
	{ "event", chunk_from_chars(0, 0, 0, 6, VICI_EVENT, 4,
								'n', 'e', 'w', 's') },
	{ "type 8", chunk_from_chars(0, 0, 0, 6, 8, 4, 'e', 'c', 'h', 'o') },
	{ "type 255", chunk_from_chars(0, 0, 0, 6, 255, 4, 'e', 'c', 'h', 'o') },
};

START_TEST(test_garbage)
{
	int good, bad;

	good = peer_connect(server.path);
	peer_check_echo(good);
	bad = peer_connect(server.path);
	peer_check_echo(bad);

	peer_send(bad, garbage[_i].data);
	ck_assert_msg(peer_receive(bad, NULL) == -1, "%s", garbage[_i].what);
	ck_assert_int_eq(server.log_lines, 1);
	close(bad);

	peer_check_echo(good);
	close(good);
}
END_TEST

/**
 * Malformed messages.
 */
static struct {
	char *what;
	chunk_t data;
} malformed[] = {
	{ "type 0", chunk_from_chars(0) },
	{ "type 8", chunk_from_chars(8) },
	{ "end of section", chunk_from_chars(2) },
	{ "end of list", chunk_from_chars(6) },
	{ "item without list", chunk_from_chars(5, 0, 1, 'x') },
	{ "section in list", chunk_from_chars(4, 1, 'l', 1, 1, 's') },
	{ "short key", chunk_from_chars(3, 2, 'k') },
	{ "no value", chunk_from_chars(3, 1, 'k') },
	{ "short value", chunk_from_chars(3, 1, 'k', 255, 255, 'v') },
	{ "binary key", chunk_from_chars(3, 1, 0xff, 0, 1, 'v') },
	{ "end of message", chunk_from_chars(7) },
	{ "open section", chunk_from_chars(1, 1, 's') },
	{ "open list", chunk_from_chars(4, 1, 'l') },
	{ "short item", chunk_from_chars(4, 1, 'l', 5, 0, 2, 'x') },
	{ "list in list", chunk_from_chars(4, 1, 'l', 4, 1, 'l') },
	{ "end of list twice", chunk_from_chars(4, 1, 'l', 6, 6) },
};

START_TEST(test_malformed)
{
	chunk_t packet;
	int fd;

	packet = peer_packet(VICI_CMD_REQUEST, "echo", malformed[_i].data);
	fd = peer_connect(server.path);
	peer_send(fd, packet);
	ck_assert_msg(peer_receive(fd, NULL) == -1, "%s", malformed[_i].what);
	ck_assert_int_eq(server.log_lines, 1);
	close(fd);
	chunk_free(&packet);

	fd = peer_connect(server.path);
	peer_check_echo(fd);
	close(fd);
}
END_TEST

START_TEST(test_random)
{
	u_char data[200];
	int fd, i, j, len;

	srandom(_i);
	for (i = 0; i < 20; i++)
	{
		len = random() % sizeof(data);
		for (j = 0; j < len; j++)
		{
			data[j] = random();
		}
		if (len >= 6)
		{	/* get further than to the length and name */
			htoun32(data, random() % len);
			data[4] %= 9;
			data[5] %= 5;
			if (i % 2)
			{
				memcpy(data + 5, "\x04" "echo", min(5, len - 5));
			}
		}
		fd = peer_connect(server.path);
		peer_send(fd, chunk_create(data, len));
		close(fd);
	}
	fd = peer_connect(server.path);
	peer_check_echo(fd);
	close(fd);
}
END_TEST

START_TEST(test_incomplete)
{
	chunk_t packet;
	int fd, other, i;

	other = peer_connect(server.path);
	packet = build_request();
	for (i = 0; i < packet.len; i++)
	{
		fd = peer_connect(server.path);
		peer_send(fd, chunk_create(packet.ptr, i));
		shutdown(fd, SHUT_WR);
		ck_assert_int_eq(peer_receive(fd, NULL), -1);
		close(fd);
		/* to end without sending anything is all right */
		ck_assert_int_eq(server.log_lines, i);
	}
	chunk_free(&packet);
	peer_check_echo(other);
	close(other);
}
END_TEST

START_TEST(test_destroy)
{
	int fd, i;

	/* with clients, requests and output left, teardown does it */
	fd = peer_connect(server.path);
	peer_check_registration(fd, TRUE, "part", VICI_EVENT_CONFIRM);
	for (i = 0; i < 3; i++)
	{
		peer_send_packet(peer_connect(server.path), VICI_CMD_REQUEST, "echo");
	}
	peer_send_packet(fd, VICI_CMD_REQUEST, "big");
}
END_TEST

START_TEST(test_no_socket)
{
	control_dispatcher_t *second;

	/* a socket in a folder that does not exist */
	second = control_dispatcher_create("unix:///nonexistent/socket");
	ck_assert(!second);
	ck_assert_int_ge(server.log_lines, 1);
}
END_TEST

Suite *control_framing_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("control socket framing");

	tc = tcase_create("requests");
	tcase_set_timeout(tc, 30);
	tcase_add_checked_fixture(tc, server_start, server_stop);
	tcase_add_test(tc, test_split);
	tcase_add_test(tc, test_bytes);
	tcase_add_test(tc, test_pipeline);
	tcase_add_test(tc, test_longest);
	suite_add_tcase(s, tc);

	tc = tcase_create("garbage");
	tcase_add_checked_fixture(tc, server_start, server_stop);
	tcase_add_loop_test(tc, test_garbage, 0, countof(garbage));
	tcase_add_loop_test(tc, test_malformed, 0, countof(malformed));
	tcase_add_loop_test(tc, test_random, 0, 10);
	tcase_add_test(tc, test_incomplete);
	suite_add_tcase(s, tc);

	tc = tcase_create("life");
	tcase_add_checked_fixture(tc, server_start, server_stop);
	tcase_add_test(tc, test_destroy);
	tcase_add_test(tc, test_no_socket);
	suite_add_tcase(s, tc);

	return s;
}
