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
 * @defgroup mobile_ipv6 mobile_ipv6
 * @{ @ingroup mip6
 */

#ifndef MOBILE_IPV6_H_
#define MOBILE_IPV6_H_

#include "ike/session_manager.h"
#include "mobility.h"
#include "movement.h"

typedef struct mobile_ipv6_t mobile_ipv6_t;

/**
 * All of RFC 4877, wired to charon.
 */
struct mobile_ipv6_t {

	/**
	 * Knows what is protected for mobile nodes.
	 */
	mobility_t *mobility;

	/**
	 * Knows where they are.
	 */
	movement_t *movement;

	/**
	 * The configuration was read again.
	 */
	void (*reload)(mobile_ipv6_t *this);

	/**
	 * Destroy a mobile_ipv6_t.
	 */
	void (*destroy)(mobile_ipv6_t *this);
};

/**
 * Create a mobile_ipv6_t.
 *
 * @param manager	knows the sessions, hears of everything first
 */
mobile_ipv6_t *mobile_ipv6_create(session_manager_t *manager);

#endif /** MOBILE_IPV6_H_ @}*/
