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

#include "correspondent.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "log.h"

/* a correspondent that is nothing else */
typedef struct {
	role_t role;
	/* our address */
	struct in6_addr address;
	exchange_t rr;
} correspondent_t;

/* Described in header. */
void correspondent_receive(role_t *role, const message_t *message,
						   const struct in6_addr *from,
						   const struct in6_addr *to)
{
	message_t answer = {
		.type = HOT,
		.cookie = message->cookie,
		/* nobody looks at it, as there are no BUs to correspondents */
		.token = ~message->cookie,
	};

	if (message->type == HOTI)
	{
		transport_send(&role->transport, &answer, to, from);
	}
}

/* Described in header. */
bool correspondent_rr(role_t *role, exchange_t *rr, int client, args_t *args,
					  struct in6_addr from)
{
	struct in6_addr source = args_address(args, "--from");
	message_t message = { .type = HOTI };
	struct in6_addr to;
	int tries;

	tries = args_number(args, "--tries", 5);
	to = args_need_address(args, NULL);
	if (!args_done(args))
	{
		return false;
	}
	if (getrandom(&message.cookie, sizeof(message.cookie), 0) < 0)
	{
		log_line("no random numbers");
	}
	exchange_start(rr, &role->transport, client, &message,
				   IN6_IS_ADDR_UNSPECIFIED(&source) ? &from : &source, &to,
				   tries);
	return true;
}

/* Described in header. */
void correspondent_hot(exchange_t *rr, const message_t *message,
					   const struct in6_addr *from)
{
	if (message->type == HOT && rr->active &&
		message->cookie == rr->message.cookie &&
		memcmp(from, &rr->to, sizeof(*from)) == 0)
	{
		exchange_end(rr, 0, "HoT from %s", show(from));
	}
}

static void receive(role_t *role, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to)
{
	correspondent_t *this = (correspondent_t*)role;

	correspondent_receive(role, message, from, to);
	correspondent_hot(&this->rr, message, from);
}

static bool command(role_t *role, int client, const char *name, args_t *args)
{
	correspondent_t *this = (correspondent_t*)role;

	return strcmp(name, "rr") == 0 &&
		   correspondent_rr(role, &this->rr, client, args, this->address);
}

static uint64_t tick(role_t *role, uint64_t now)
{
	correspondent_t *this = (correspondent_t*)role;

	return exchange_tick(&this->rr, &role->transport, now);
}

static void stop(role_t *role)
{
}

/* Described in header. */
int correspondent_main(const char *path, args_t *args)
{
	static correspondent_t this = {
		.role = {
			.receive = receive,
			.command = command,
			.tick = tick,
			.stop = stop,
		},
	};

	this.address = args_address(args, "--address");
	if (!args_done(args))
	{
		printf("%s\n", args->error);
		return 2;
	}
	return role_run(&this.role, path, NULL);
}
