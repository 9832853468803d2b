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


/**
 * @defgroup control_server control_server
 * @{ @ingroup unit-tests
 *
 * A control socket with commands and events that are hard to serve.
 */

#ifndef CONTROL_SERVER_H_
#define CONTROL_SERVER_H_

#include "control/control_dispatcher.h"

/**
 * Size of the answers to the command big, and number of events before it.
 */
#define SERVER_BIG_SIZE 50000
#define SERVER_BIG_EVENTS 10

typedef struct server_t server_t;

/**
 * The server. It knows the events news and part, and these commands:
 *
 * - echo answers with the request
 * - big answers with large events named part and a large response
 * - slow does not answer before it is told to
 * - none does not answer at all
 * - too-long has an answer that is too long to be sent
 */
struct server_t {

	/**
	 * Path of the socket.
	 */
	char path[64];

	/**
	 * The dispatcher behind it.
	 */
	control_dispatcher_t *dispatcher;

	/**
	 * Number of lines logged on level 1.
	 */
	refcount_t log_lines;

	/**
	 * Number of times big was requested.
	 */
	refcount_t big_requests;

	/**
	 * Pipe that tells that slow was requested.
	 */
	int slow_started[2];

	/**
	 * Pipe to have slow answered by.
	 */
	int slow_continue[2];
};

extern server_t server;

/**
 * Start the server.
 */
void server_start();

/**
 * Stop the server.
 */
void server_stop();

/**
 * Send an event to all clients that have registered for it.
 *
 * @param event		name of the event
 * @param size		size of its value, "x" repeated
 */
void server_raise(char *event, size_t size);

#endif /** CONTROL_SERVER_H_ @}*/
