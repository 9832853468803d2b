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
 * Payloads that wait for a message to be sent.
 */

#ifndef INJECT_LISTENER_H_
#define INJECT_LISTENER_H_

#include <bus/listeners/listener.h>

#include "inject_payloads.h"

typedef struct inject_listener_t inject_listener_t;

/**
 * Adds payloads to messages that charon sends by itself.
 */
struct inject_listener_t {

	/**
	 * Implements listener_t interface.
	 */
	listener_t listener;

	/**
	 * Add payloads to the next message on an IKE_SA.
	 *
	 * @param name		name of the connection
	 * @param request	TRUE for the next request, FALSE for the next response
	 * @param payloads	payloads to add, adopted
	 */
	void (*add)(inject_listener_t *this, char *name, bool request,
				inject_payloads_t *payloads);

	/**
	 * Destroy an inject_listener_t.
	 */
	void (*destroy)(inject_listener_t *this);
};

/**
 * Create a listener.
 */
inject_listener_t *inject_listener_create();

#endif /** INJECT_LISTENER_H_ */
