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
 * A message that is sent until it is answered, and who waits for that.
 */

#ifndef MOBILITY_EXCHANGE_H_
#define MOBILITY_EXCHANGE_H_

#include <stdbool.h>
#include <stdint.h>

#include "message.h"
#include "role.h"

/**
 * Zero this to initialize it.
 */
typedef struct {
	/** if there is something to wait for */
	bool active;
	/** what is sent, and its addresses */
	message_t message;
	struct in6_addr from, to;
	/** sequence number the exchange began with, others have larger ones */
	uint16_t first_seq;
	/** who gets the reply, -1 for nobody */
	int client;
	/** when it began, when to send it again */
	uint64_t started, due;
	/** until then, doubles each time */
	uint64_t interval;
	/** how often it may still be sent */
	int tries;
} exchange_t;

/**
 * Send a message for the first time. One that was waited for is forgotten.
 *
 * @param client	who to tell of the answer
 * @param tries		how often to send it
 */
void exchange_start(exchange_t *exchange, const transport_t *transport,
					int client, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to,
					int tries);

/**
 * Send it again, or give up, if it is time for that.
 *
 * @return			when it is time again, or NEVER
 */
uint64_t exchange_tick(exchange_t *exchange, const transport_t *transport,
					   uint64_t now);

/**
 * End an exchange, the client gets the text and how long that took.
 */
void exchange_end(exchange_t *exchange, int status, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* MOBILITY_EXCHANGE_H_ */
