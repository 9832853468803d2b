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
 * Sockets for the messages of Mobile IPv6.
 */

#ifndef MOBILITY_TRANSPORT_H_
#define MOBILITY_TRANSPORT_H_

#include <stdbool.h>
#include <netinet/in.h>

#include "message.h"

/**
 * A socket for Mobility Headers and one for ICMPv6.
 */
typedef struct {
	int mh;
	int icmp;
} transport_t;

/**
 * Open the sockets.
 *
 * @return			FALSE if that failed
 */
bool transport_open(transport_t *transport);

/**
 * Receive a message.
 *
 * @param from		its source, after the kernel took out home addresses
 * @param to		its destination
 * @return			FALSE if it is none that we understand
 */
bool transport_receive(const transport_t *transport, bool icmp,
					   message_t *message, struct in6_addr *from,
					   struct in6_addr *to);

/**
 * Send a message.
 */
void transport_send(const transport_t *transport, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to);

#endif /* MOBILITY_TRANSPORT_H_ */
