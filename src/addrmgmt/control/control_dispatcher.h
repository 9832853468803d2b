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
 * @defgroup control_dispatcher control_dispatcher
 * @{ @ingroup control
 */

#ifndef CONTROL_DISPATCHER_H_
#define CONTROL_DISPATCHER_H_

#include <library.h>

#include <vici_dispatcher.h>

typedef struct control_dispatcher_t control_dispatcher_t;

/**
 * Serves commands and events to clients that speak the protocol of vici.
 *
 * Commands and events stay until the dispatcher is destroyed.
 */
struct control_dispatcher_t {

	/**
	 * Add a command.
	 *
	 * @param name		name of the command
	 * @param cb		called with requests, several threads may do so at the
	 *					same time; if it returns NULL, the client is
	 *					disconnected
	 * @param user		user data to pass to callback
	 */
	void (*add_command)(control_dispatcher_t *this, char *name,
						vici_command_cb_t cb, void *user);

	/**
	 * Add an event clients may register for.
	 *
	 * @param name		name of the event
	 */
	void (*add_event)(control_dispatcher_t *this, char *name);

	/**
	 * Check if any client has registered for an event.
	 *
	 * @param name		name of the event
	 */
	bool (*has_listeners)(control_dispatcher_t *this, char *name);

	/**
	 * Send an event to those who have registered for it.
	 *
	 * @param name		name of the event
	 * @param id		number of the client whose command this event is part of
	 *					the answer to, 0 for all clients
	 * @param message	message, gets owned, nothing is sent if NULL
	 */
	void (*raise_event)(control_dispatcher_t *this, char *name, u_int id,
						vici_message_t *message);

	/**
	 * Destroy a control_dispatcher_t, no threads may be running anymore.
	 */
	void (*destroy)(control_dispatcher_t *this);
};

/**
 * Listen for clients.
 *
 * @param uri		URI of the socket
 * @return			NULL if it is not possible to listen there
 */
control_dispatcher_t *control_dispatcher_create(char *uri);

#endif /** CONTROL_DISPATCHER_H_ @}*/
