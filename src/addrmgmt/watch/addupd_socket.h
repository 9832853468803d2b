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
 * @defgroup addupd_socket addupd_socket
 * @{ @ingroup watch
 */

#ifndef ADDUPD_SOCKET_H_
#define ADDUPD_SOCKET_H_

#include "address_update.h"

typedef struct addupd_socket_t addupd_socket_t;

/**
 * Socket for SADB_X_ADDUPD messages of a mobility daemon, as Linux does not
 * have these in PF_KEY (D15).
 *
 * Each datagram is a message, and there are no answers. Messages are read one
 * by one in a thread of its own, which waits until they are processed, so who
 * sends a lot of them has to wait too. Only root, and the members of a group,
 * may send any.
 */
struct addupd_socket_t {

	/**
	 * Close and remove the socket.
	 */
	void (*destroy)(addupd_socket_t *this);
};

/**
 * Create the socket.
 *
 * @param uri		URI of the socket, unix://PATH
 * @param group		name or number of a group that may send messages, NULL or
 *					empty for none
 * @param handler	gets the messages
 * @return			NULL if it can't be created
 */
addupd_socket_t *addupd_socket_create(char *uri, char *group,
									  address_update_handler_t *handler);

#endif /** ADDUPD_SOCKET_H_ @}*/
