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
 * @defgroup client client
 * @{ @ingroup addrmgmt-ctl
 */

#ifndef CLIENT_H_
#define CLIENT_H_

#include <library.h>

#include <vici_builder.h>

typedef struct client_t client_t;

/**
 * Callback for events, message is destroyed by the caller.
 */
typedef void (*client_event_cb_t)(void *user, vici_message_t *message);

/**
 * Connection to the control socket of the plugin.
 *
 * That of libvici does not notice in 5.9.8 if the other end is gone, so this
 * uses its messages only. All methods say on stderr why they fail.
 */
struct client_t {

	/**
	 * Request something and wait for the response.
	 *
	 * @param command	name of the command
	 * @param request	arguments of the command, gets owned, NULL for none
	 * @param event		name of the event the answer consists of, may be NULL
	 * @param cb		called for each event
	 * @param user		user data to pass to callback
	 * @return			response, NULL if failed
	 */
	vici_message_t *(*request)(client_t *this, char *command,
							   vici_message_t *request, char *event,
							   client_event_cb_t cb, void *user);

	/**
	 * Wait for events until the connection breaks.
	 *
	 * @param event		name of the event
	 * @param cb		called for each event
	 * @param user		user data to pass to callback
	 */
	void (*watch)(client_t *this, char *event, client_event_cb_t cb,
				  void *user);

	/**
	 * Destroy a client_t.
	 */
	void (*destroy)(client_t *this);
};

/**
 * Connect to the plugin.
 *
 * @param uri		URI of the socket
 * @return			NULL if failed
 */
client_t *client_create(char *uri);

#endif /** CLIENT_H_ @}*/
