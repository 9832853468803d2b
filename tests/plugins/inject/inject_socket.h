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
 * Takes commands of tests.
 */

#ifndef INJECT_SOCKET_H_
#define INJECT_SOCKET_H_

#include "inject_listener.h"
#include "inject_sender.h"

typedef struct inject_socket_t inject_socket_t;

/**
 * One command per connection, a line of text; answered by another, which starts
 * with "error" on failure.  NAME is that of a connection whose IKE_SA is
 * established, PAYLOADs see inject_payloads.h.
 *
 *   send NAME [PAYLOAD...]       make an INFORMATIONAL exchange with these
 *                                payloads, answer with those of the response
 *   queue NAME [PAYLOAD...]      the same, but don't wait for the response
 *   request NAME PAYLOAD...      add to the next request charon makes
 *   response NAME PAYLOAD...     add to the next response
 *   repeat NAME [AGE [FROM TO]]  send the last request again, or the AGEth
 *                                last one, on another path
 *   hold NAME                    don't send the next request
 *   release                      send it
 */
struct inject_socket_t {

	/**
	 * Destroy an inject_socket_t.
	 */
	void (*destroy)(inject_socket_t *this);
};

/**
 * Create a socket.
 *
 * @param listener	listener that adds payloads
 * @param sender	sender that repeats requests
 * @return			socket, NULL on failure
 */
inject_socket_t *inject_socket_create(inject_listener_t *listener,
									  inject_sender_t *sender);

#endif /** INJECT_SOCKET_H_ */
