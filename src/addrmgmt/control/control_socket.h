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
 * @defgroup control_socket control_socket
 * @{ @ingroup control
 */

#ifndef CONTROL_SOCKET_H_
#define CONTROL_SOCKET_H_

#include <library.h>

/**
 * Number of clients served at the same time.
 */
#define CONTROL_CLIENTS_MAX 64

/**
 * Bytes of events to keep for a client that does not read them.
 */
#define CONTROL_BACKLOG_MAX (1024 * 1024)

typedef struct control_socket_t control_socket_t;

/**
 * Callback for a message received from a client.
 *
 * Invoked by a worker thread, for one message of a client at a time.
 *
 * @param user		user data, as passed to control_socket_create()
 * @param id		unique number of the client
 * @param message	message without its length
 * @return			FALSE to disconnect the client
 */
typedef bool (*control_inbound_cb_t)(void *user, u_int id, chunk_t message);

/**
 * Callback for a client that has gone.
 *
 * @param user		user data, as passed to control_socket_create()
 * @param id		unique number of the client, not used again
 */
typedef void (*control_disconnect_cb_t)(void *user, u_int id);

/**
 * Exchanges messages with clients in the framing of vici.
 *
 * Nothing here ever waits for a client. What a client can make us keep is
 * limited: while anything is left to send to it no request is read from it,
 * and with too many unread events it is disconnected.
 */
struct control_socket_t {

	/**
	 * Send a message to a client.
	 *
	 * @param id		number of the client, ignored if it is gone
	 * @param message	message without its length, gets owned
	 * @param event		TRUE if the client did not request this very message
	 */
	void (*send)(control_socket_t *this, u_int id, chunk_t message,
				 bool event);

	/**
	 * Destroy a control_socket_t, no threads may be running anymore.
	 */
	void (*destroy)(control_socket_t *this);
};

/**
 * Listen for clients.
 *
 * @param uri			URI of the socket
 * @param inbound		called with every message received
 * @param disconnect	called when a client is gone
 * @param user			user data to pass to the callbacks
 * @return				NULL if it is not possible to listen there
 */
control_socket_t *control_socket_create(char *uri,
										control_inbound_cb_t inbound,
										control_disconnect_cb_t disconnect,
										void *user);

#endif /** CONTROL_SOCKET_H_ @}*/
