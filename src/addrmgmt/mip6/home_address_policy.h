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
 * @defgroup home_address_policy home_address_policy
 * @{ @ingroup mip6
 */

#ifndef HOME_ADDRESS_POLICY_H_
#define HOME_ADDRESS_POLICY_H_

#include <bus/listeners/listener.h>

#include "ike/session_manager.h"

typedef struct home_address_policy_t home_address_policy_t;

/**
 * As home agent, lets mobile nodes have SAs for no other home addresses than
 * their own (M5), whatever is configured in swanctl.conf.
 */
struct home_address_policy_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Destroy a home_address_policy_t.
	 */
	void (*destroy)(home_address_policy_t *this);
};

/**
 * Create a home_address_policy_t.
 *
 * @param manager	knows the sessions
 */
home_address_policy_t *home_address_policy_create(session_manager_t *manager);

#endif /** HOME_ADDRESS_POLICY_H_ @}*/
