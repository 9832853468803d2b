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


#include "control_server.h"

#include <check.h>
#include <signal.h>
#include <unistd.h>

#include <vici_builder.h>
#include <vici_socket.h>

server_t server;

/**
 * Folder of the socket.
 */
static char dir[32];

static void count_log(debug_t group, level_t level, char *fmt, ...)
{
	if (level == 1)
	{
		ref_get(&server.log_lines);
	}
}

/**
 * Build a message with one value of some size.
 */
static vici_message_t *build_message(size_t size)
{
	vici_builder_t *builder;
	chunk_t value;

	value = chunk_alloca(size);
	memset(value.ptr, 'x', value.len);
	builder = vici_builder_create();
	builder->add(builder, VICI_KEY_VALUE, "value", value);
	return builder->finalize(builder);
}

/*
 * Described in header.
 */
void server_raise(char *event, size_t size)
{
	server.dispatcher->raise_event(server.dispatcher, event, 0,
								   build_message(size));
}

CALLBACK(echo, vici_message_t*,
	void *user, char *name, u_int id, vici_message_t *request)
{
	ck_assert_str_eq(name, "echo");
	return vici_message_create_from_data(
						chunk_clone(request->get_encoding(request)), TRUE);
}

CALLBACK(big, vici_message_t*,
	void *user, char *name, u_int id, vici_message_t *request)
{
	int i;

	ref_get(&server.big_requests);
	for (i = 0; i < SERVER_BIG_EVENTS; i++)
	{
		server.dispatcher->raise_event(server.dispatcher, "part", id,
								build_message(SERVER_BIG_SIZE));
	}
	return build_message(SERVER_BIG_SIZE);
}

CALLBACK(slow, vici_message_t*,
	void *user, char *name, u_int id, vici_message_t *request)
{
	char c = 's';

	ignore_result(write(server.slow_started[1], &c, 1));
	ignore_result(read(server.slow_continue[0], &c, 1));
	return build_message(10);
}

CALLBACK(none, vici_message_t*,
	void *user, char *name, u_int id, vici_message_t *request)
{
	return NULL;
}

CALLBACK(too_long, vici_message_t*,
	void *user, char *name, u_int id, vici_message_t *request)
{
	return vici_message_create_from_data(chunk_alloc(VICI_MESSAGE_SIZE_MAX),
										 TRUE);
}

/*
 * Described in header.
 */
void server_start()
{
	char uri[128];

	/* as charon does */
	signal(SIGPIPE, SIG_IGN);

	strcpy(dir, "/tmp/test-control-XXXXXX");
	ck_assert(mkdtemp(dir) != NULL);
	snprintf(server.path, sizeof(server.path), "%s/socket", dir);
	snprintf(uri, sizeof(uri), "unix://%s", server.path);
	ck_assert(pipe(server.slow_started) == 0);
	ck_assert(pipe(server.slow_continue) == 0);

	server.dispatcher = control_dispatcher_create(uri);
	ck_assert(server.dispatcher != NULL);
	server.dispatcher->add_event(server.dispatcher, "part");
	server.dispatcher->add_event(server.dispatcher, "news");
	server.dispatcher->add_command(server.dispatcher, "echo", echo, NULL);
	server.dispatcher->add_command(server.dispatcher, "big", big, NULL);
	server.dispatcher->add_command(server.dispatcher, "slow", slow, NULL);
	server.dispatcher->add_command(server.dispatcher, "none", none, NULL);
	server.dispatcher->add_command(server.dispatcher, "too-long", too_long,
								   NULL);

	lib->processor->set_threads(lib->processor, 4);
	server.log_lines = 0;
	dbg = count_log;
}

/*
 * Described in header.
 */
void server_stop()
{
	dbg = dbg_default;
	lib->processor->cancel(lib->processor);
	server.dispatcher->destroy(server.dispatcher);
	close(server.slow_started[0]);
	close(server.slow_started[1]);
	close(server.slow_continue[0]);
	close(server.slow_continue[1]);
	unlink(server.path);
	rmdir(dir);
}
