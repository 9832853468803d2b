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
 * Return routability by way of the home agent: HoTi and HoT.
 */

#ifndef MOBILITY_CORRESPONDENT_H_
#define MOBILITY_CORRESPONDENT_H_

#include "exchange.h"
#include "role.h"

/**
 * Answer a HoTi, ignore any other message.
 */
void correspondent_receive(role_t *role, const message_t *message,
						   const struct in6_addr *from,
						   const struct in6_addr *to);

/**
 * Send a HoTi, "rr ADDRESS [--from ADDRESS] [--tries N]".
 *
 * @param from		source address if there is none in the command
 * @return			FALSE if the command is malformed
 */
bool correspondent_rr(role_t *role, exchange_t *rr, int client, args_t *args,
					  struct in6_addr from);

/**
 * Take a HoT if it answers a HoTi.
 */
void correspondent_hot(exchange_t *rr, const message_t *message,
					   const struct in6_addr *from);

/**
 * Run a correspondent that is nothing else.
 */
int correspondent_main(const char *path, args_t *args);

#endif /* MOBILITY_CORRESPONDENT_H_ */
