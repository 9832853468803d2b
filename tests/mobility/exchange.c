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

#include "exchange.h"

#include <stdarg.h>
#include <stdio.h>

/* as RFC 6275 12 has them: INITIAL_BINDACK_TIMEOUT, MAX_BINDACK_TIMEOUT */
#define FIRST_INTERVAL (1 * SECOND)
#define LONGEST_INTERVAL (32 * SECOND)

/* Described in header. */
void exchange_start(exchange_t *exchange, const transport_t *transport,
					int client, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to,
					int tries)
{
	if (exchange->active)
	{
		role_reply(exchange->client, 1, "superseded");
	}
	exchange->active = true;
	exchange->message = *message;
	exchange->from = *from;
	exchange->to = *to;
	exchange->first_seq = message->seq;
	exchange->client = client;
	exchange->started = role_now();
	exchange->interval = FIRST_INTERVAL;
	exchange->due = exchange->started + exchange->interval;
	exchange->tries = tries - 1;
	transport_send(transport, message, from, to);
}

/* Described in header. */
uint64_t exchange_tick(exchange_t *exchange, const transport_t *transport,
					   uint64_t now)
{
	if (!exchange->active)
	{
		return NEVER;
	}
	if (now < exchange->due)
	{
		return exchange->due;
	}
	if (exchange->tries <= 0)
	{
		exchange_end(exchange, 1, "no answer");
		return NEVER;
	}
	exchange->tries--;
	exchange->interval *= 2;
	if (exchange->interval > LONGEST_INTERVAL)
	{
		exchange->interval = LONGEST_INTERVAL;
	}
	exchange->due = now + exchange->interval;
	if (exchange->message.type == BU)
	{
		/* each has its own, RFC 6275 11.8 */
		exchange->message.seq++;
	}
	transport_send(transport, &exchange->message, &exchange->from,
				   &exchange->to);
	return exchange->due;
}

/* Described in header. */
void exchange_end(exchange_t *exchange, int status, const char *fmt, ...)
{
	uint64_t took = role_now() - exchange->started;
	char text[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	exchange->active = false;
	role_reply(exchange->client, status, "%s after %llu.%llu ms", text,
			   (unsigned long long)took / 1000,
			   (unsigned long long)took / 100 % 10);
}
