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
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include "control/control_socket.h"
#include "control_peer.h"
#include "control_server.h"

START_TEST(test_unknown)
{
	char name[256];
	int fd;

	memset(name, 'x', 255);
	name[255] = '\0';

	fd = peer_connect(server.path);
	peer_send_packet(fd, VICI_CMD_REQUEST, "ech");
	ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_UNKNOWN);
	peer_send_packet(fd, VICI_CMD_REQUEST, "news");
	ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_UNKNOWN);
	peer_send_packet(fd, VICI_CMD_REQUEST, "");
	ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_UNKNOWN);
	peer_send_packet(fd, VICI_CMD_REQUEST, name);
	ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_UNKNOWN);
	peer_check_registration(fd, TRUE, "echo", VICI_EVENT_UNKNOWN);
	peer_check_registration(fd, TRUE, name, VICI_EVENT_UNKNOWN);
	peer_check_echo(fd);
	close(fd);
}
END_TEST

START_TEST(test_no_answer)
{
	int fd;

	fd = peer_connect(server.path);
	peer_send_packet(fd, VICI_CMD_REQUEST, _i ? "too-long" : "none");
	ck_assert_int_eq(peer_receive(fd, NULL), -1);
	ck_assert_int_eq(server.log_lines, 1);
	close(fd);
}
END_TEST

START_TEST(test_registration)
{
	chunk_t data;
	int fd, other;

	fd = peer_connect(server.path);
	other = peer_connect(server.path);
	peer_check_registration(fd, FALSE, "news", VICI_EVENT_UNKNOWN);
	ck_assert(!server.dispatcher->has_listeners(server.dispatcher, "news"));
	peer_check_registration(fd, TRUE, "news", VICI_EVENT_CONFIRM);
	ck_assert(server.dispatcher->has_listeners(server.dispatcher, "news"));
	ck_assert(!server.dispatcher->has_listeners(server.dispatcher, "part"));
	ck_assert(!server.dispatcher->has_listeners(server.dispatcher, "unknown"));
	peer_check_registration(fd, TRUE, "news", VICI_EVENT_CONFIRM);

	/* though registered twice, one event */
	server_raise("news", 3);
	server_raise("part", 3);
	ck_assert_int_eq(peer_receive(fd, &data), VICI_EVENT);
	ck_assert(chunk_equals(data, chunk_from_chars(4, 'n', 'e', 'w', 's',
					3, 5, 'v', 'a', 'l', 'u', 'e', 0, 3, 'x', 'x', 'x')));
	chunk_free(&data);
	ck_assert(peer_is_silent(fd));
	ck_assert(peer_is_silent(other));

	peer_check_registration(fd, FALSE, "news", VICI_EVENT_CONFIRM);
	ck_assert(!server.dispatcher->has_listeners(server.dispatcher, "news"));
	server_raise("news", 3);
	ck_assert(peer_is_silent(fd));
	peer_check_registration(fd, FALSE, "news", VICI_EVENT_UNKNOWN);

	/* a client that is gone is not registered anymore */
	peer_check_registration(fd, TRUE, "news", VICI_EVENT_CONFIRM);
	close(fd);
	while (server.dispatcher->has_listeners(server.dispatcher, "news"))
	{
		sched_yield();
	}
	peer_check_echo(other);
	close(other);
}
END_TEST

START_TEST(test_streaming)
{
	int fd, other, i;

	fd = peer_connect(server.path);
	other = peer_connect(server.path);
	peer_check_registration(fd, TRUE, "part", VICI_EVENT_CONFIRM);
	peer_check_registration(other, TRUE, "part", VICI_EVENT_CONFIRM);

	peer_send_packet(fd, VICI_CMD_REQUEST, "big");
	for (i = 0; i < SERVER_BIG_EVENTS; i++)
	{
		ck_assert_int_eq(peer_receive(fd, NULL), VICI_EVENT);
	}
	ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_RESPONSE);
	/* what belongs to an answer is nobody else's */
	ck_assert(peer_is_silent(other));
	close(fd);
	close(other);
}
END_TEST

START_TEST(test_never_reads_events)
{
	int fd, other, i, count, sent;

	fd = peer_connect(server.path);
	other = peer_connect(server.path);
	peer_check_registration(fd, TRUE, "news", VICI_EVENT_CONFIRM);
	peer_check_registration(other, TRUE, "news", VICI_EVENT_CONFIRM);

	sent = 3 * CONTROL_BACKLOG_MAX / SERVER_BIG_SIZE;
	for (i = 0; i < sent; i++)
	{
		server_raise("news", SERVER_BIG_SIZE);
		ck_assert_int_eq(peer_receive(other, NULL), VICI_EVENT);
	}
	peer_check_echo(other);
	ck_assert_int_eq(server.log_lines, 1);

	for (count = 0; peer_receive(fd, NULL) == VICI_EVENT; count++)
	{
		ck_assert_int_lt(count, sent);
	}
	ck_assert_int_gt(count, 0);
	ck_assert_int_lt(count, CONTROL_BACKLOG_MAX / SERVER_BIG_SIZE + 10);
	close(fd);
	close(other);
}
END_TEST

START_TEST(test_never_reads_answers)
{
	chunk_t packet;
	u_int requests = 0, answers = 0;
	int fd, other, i;

	fd = peer_connect(server.path);
	other = peer_connect(server.path);
	peer_check_registration(fd, TRUE, "part", VICI_EVENT_CONFIRM);
	packet = peer_packet(VICI_CMD_REQUEST, "big", chunk_empty);
	while (send(fd, packet.ptr, packet.len, MSG_DONTWAIT) == packet.len)
	{
		requests++;
	}
	chunk_free(&packet);
	/* too many to keep the answers of all of them */
	ck_assert_uint_gt(requests, 100);
	for (i = 0; i < 1000; i++)
	{
		peer_check_echo(other);
	}
	ck_assert_uint_le(server.big_requests, 2);

	/* but it gets all of them */
	while (answers < requests)
	{
		for (i = 0; i < SERVER_BIG_EVENTS; i++)
		{
			ck_assert_int_eq(peer_receive(fd, NULL), VICI_EVENT);
		}
		ck_assert_int_eq(peer_receive(fd, NULL), VICI_CMD_RESPONSE);
		answers++;
	}
	peer_check_echo(fd);
	ck_assert_int_eq(server.log_lines, 0);
	close(fd);
	close(other);
}
END_TEST

START_TEST(test_many)
{
	int fds[CONTROL_CLIENTS_MAX], fd, i;

	for (i = 0; i < countof(fds); i++)
	{
		fds[i] = peer_connect(server.path);
		peer_check_echo(fds[i]);
	}
	for (i = 0; i < 3; i++)
	{
		fd = peer_connect(server.path);
		ck_assert_int_eq(peer_receive(fd, NULL), -1);
		close(fd);
	}
	ck_assert_int_eq(server.log_lines, 3);
	for (i = 0; i < countof(fds); i++)
	{
		peer_check_echo(fds[i]);
		close(fds[i]);
	}
	/* room again as soon as it has noticed that these are gone */
	do
	{
		fd = peer_connect(server.path);
		peer_send_packet(fd, VICI_CMD_REQUEST, "echo");
		i = peer_receive(fd, NULL);
		close(fd);
	}
	while (i == -1);
	ck_assert_int_eq(i, VICI_CMD_RESPONSE);
}
END_TEST

START_TEST(test_gone_while_served)
{
	int fd, other;
	char c = 'c';

	fd = peer_connect(server.path);
	other = peer_connect(server.path);
	peer_check_registration(fd, TRUE, "news", VICI_EVENT_CONFIRM);
	peer_send_packet(fd, VICI_CMD_REQUEST, "slow");
	ck_assert_int_eq(read(server.slow_started[0], &c, 1), 1);
	close(fd);
	/* notices the end by that, but can't forget the client yet */
	server_raise("news", 3);
	peer_check_echo(other);
	ck_assert(server.dispatcher->has_listeners(server.dispatcher, "news"));
	ck_assert_int_eq(write(server.slow_continue[1], &c, 1), 1);
	while (server.dispatcher->has_listeners(server.dispatcher, "news"))
	{
		sched_yield();
	}
	peer_check_echo(other);
	close(other);
}
END_TEST

Suite *control_clients_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("control socket clients");

	tc = tcase_create("commands and events");
	tcase_add_checked_fixture(tc, server_start, server_stop);
	tcase_add_test(tc, test_unknown);
	tcase_add_loop_test(tc, test_no_answer, 0, 2);
	tcase_add_test(tc, test_registration);
	tcase_add_test(tc, test_streaming);
	suite_add_tcase(s, tc);

	tc = tcase_create("bad clients");
	/* they move some 150 MB */
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, server_start, server_stop);
	tcase_add_test(tc, test_never_reads_events);
	tcase_add_test(tc, test_never_reads_answers);
	tcase_add_test(tc, test_many);
	tcase_add_test(tc, test_gone_while_served);
	suite_add_tcase(s, tc);

	return s;
}
