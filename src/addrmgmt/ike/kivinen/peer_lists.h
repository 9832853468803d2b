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
 * @defgroup peer_lists peer_lists
 * @{ @ingroup ike
 */

#ifndef PEER_LISTS_H_
#define PEER_LISTS_H_

#include "ike/session.h"

typedef struct peer_lists_t peer_lists_t;

/**
 * Reads the address lists of a peer and decides if they may be applied.
 */
struct peer_lists_t {

	/**
	 * Read the list in a request, if there is one.
	 *
	 * What is wrong with it is logged, counted and reported, the answer to the
	 * request does not tell.
	 *
	 * @param ike_sa	IKE_SA the request was received by
	 * @param message	request
	 * @param own		our own addresses, host_t
	 * @return			list of host_t to apply, destroyed by the caller, NULL
	 *					if there is none or if it is refused
	 */
	linked_list_t *(*read)(peer_lists_t *this, ike_sa_t *ike_sa,
						   message_t *message, linked_list_t *own);

	/**
	 * Message IDs start over, as the IKE_SA was replaced (C4).
	 */
	void (*reset)(peer_lists_t *this);

	/**
	 * Destroy a peer_lists_t.
	 */
	void (*destroy)(peer_lists_t *this);
};

/**
 * Create a peer_lists_t.
 *
 * @param session	session to count and report for
 */
peer_lists_t *peer_lists_create(session_t *session);

#endif /** PEER_LISTS_H_ @}*/
