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
 * @defgroup xfrm_socket xfrm_socket
 * @{ @ingroup move
 */

#ifndef XFRM_SOCKET_H_
#define XFRM_SOCKET_H_

#include <linux/netlink.h>

#include <library.h>

typedef struct xfrm_socket_t xfrm_socket_t;
typedef struct xfrm_request_t xfrm_request_t;

/**
 * A request to the kernel and what it answered.
 */
struct xfrm_request_t {

	/**
	 * Message to send, owned by the request.
	 */
	chunk_t message;

	/**
	 * Message the kernel answered with, owned by the request; empty if none.
	 * For XFRM_MSG_DELSA that is the kernel's notification of it, with the
	 * final state of the SA, if asked for by listen().
	 */
	chunk_t reply;

	/**
	 * Error code the kernel answered with, 0 if done.
	 */
	int error;
};

/**
 * Sends several requests with one system call, in which the kernel processes
 * all of them, one right after the other.
 *
 * Not to be used by several threads at the same time.
 */
struct xfrm_socket_t {

	/**
	 * Send requests and receive the answers to them.
	 *
	 * @param requests		requests, replies and errors are filled in
	 * @param count			number of requests
	 */
	void (*send)(xfrm_socket_t *this, xfrm_request_t *requests, u_int count);

	/**
	 * Get the final state of SAs with the reply to XFRM_MSG_DELSA, or not.
	 *
	 * @param enable		TRUE to get it
	 * @return				TRUE if it will be received
	 */
	bool (*listen)(xfrm_socket_t *this, bool enable);

	/**
	 * Destroy a xfrm_socket_t.
	 */
	void (*destroy)(xfrm_socket_t *this);
};

/**
 * Wipe and free the messages of requests, there are keys in them.
 */
void xfrm_request_clear(xfrm_request_t *requests, u_int count);

/**
 * Create a xfrm_socket_t.
 *
 * @return					socket, NULL if the kernel has no XFRM
 */
xfrm_socket_t *xfrm_socket_create();

#endif /** XFRM_SOCKET_H_ @}*/
