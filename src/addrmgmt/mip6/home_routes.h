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
 * @defgroup home_routes home_routes
 * @{ @ingroup mip6
 */

#ifndef HOME_ROUTES_H_
#define HOME_ROUTES_H_

#include "watch/address_watcher.h"

typedef struct home_routes_t home_routes_t;

/**
 * Keeps charon from installing routes for what is sent from home addresses, or to
 * them by a home agent.
 *
 * Its route for the tunnel of the payload is a default route by the gateway of
 * the network the mobile node was in last, for everything the node sends: the
 * Binding Update from its next care-of address would never get anywhere. Routes
 * are up to the mobility daemon, and packets from a home address find the
 * policies whatever route they take.
 *
 * At the home agent such a route is one for the home address by where the mobile
 * node was: when it came home what it is answered would go there.
 */
struct home_routes_t {

	/**
	 * Have routes installed again.
	 */
	void (*destroy)(home_routes_t *this);
};

/**
 * Get home_routes_t, of which there can be only one object.
 *
 * @param watcher		knows home addresses
 */
home_routes_t *home_routes_create(address_watcher_t *watcher);

#endif /** HOME_ROUTES_H_ @}*/
