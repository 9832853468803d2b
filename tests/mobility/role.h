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

/*
 * What home agent, mobile node and correspondent have in common: a process in
 * the background with sockets for messages and one for commands.
 */

#ifndef MOBILITY_ROLE_H_
#define MOBILITY_ROLE_H_

#include <stdbool.h>
#include <stdint.h>

#include "args.h"
#include "message.h"
#include "transport.h"

/**
 * A second, as role_now() counts.
 */
#define SECOND 1000000ULL

/**
 * No time.
 */
#define NEVER UINT64_MAX

typedef struct role_t role_t;

/**
 * Base of the roles.
 */
struct role_t {

	/** the sockets */
	transport_t transport;

	/**
	 * Take a message.
	 */
	void (*receive)(role_t *this, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to);

	/**
	 * Do a command, and reply to the client, now or later.
	 *
	 * @return		FALSE if there is no such command or it is malformed
	 */
	bool (*command)(role_t *this, int client, const char *name, args_t *args);

	/**
	 * Do what is due.
	 *
	 * @return		when something is due again, NEVER if not
	 */
	uint64_t (*tick)(role_t *this, uint64_t now);

	/**
	 * Remove everything from the kernel.
	 */
	void (*stop)(role_t *this);
};

/**
 * Run a role in the background, until it is told "stop".
 *
 * @param path		socket for commands
 * @param prepare	called when messages are received, but before this process
 *					returns, may be NULL
 * @return			exit status of the process that is not in the background
 */
int role_run(role_t *role, const char *path, void (*prepare)(role_t *role));

/**
 * Reply to a client and forget it.
 *
 * @param client	client, -1 for none
 * @param status	exit status of the client
 */
void role_reply(int client, int status, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * Send a command to the process in the background and print the reply.
 *
 * @return			exit status
 */
int role_ask(const char *path, int argc, char *argv[]);

/**
 * Get the time that went by, in microseconds.
 */
uint64_t role_now();

#endif /* MOBILITY_ROLE_H_ */
