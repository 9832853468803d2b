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
 * @defgroup care_of_address care_of_address
 * @{ @ingroup mip6
 */

#ifndef CARE_OF_ADDRESS_H_
#define CARE_OF_ADDRESS_H_

#include "bindings.h"
#include "watch/address_watcher.h"

typedef struct care_of_address_t care_of_address_t;

/**
 * Has charon use the care-of address towards home agents (M4, RFC 4877 4.4):
 * the one a mobility daemon said last, if it is still there, else the kernel's
 * choice, else any other that is no home address.
 *
 * If there is nothing but the home address the mobile node is at home, where
 * its care-of address is the home address (RFC 6275 11.5.5).
 */
struct care_of_address_t {

	/**
	 * The configuration was read again.
	 */
	void (*reload)(care_of_address_t *this);

	/**
	 * Leave the choice to the kernel again.
	 */
	void (*destroy)(care_of_address_t *this);
};

/**
 * Check if there is a router between us and a home agent, so we can't be at home,
 * whatever was said last. One that can't be reached at all counts as home,
 * nothing gets there.
 */
bool care_of_address_is_away(host_t *home_agent);

/**
 * Get care_of_address_t, of which there can be only one object.
 *
 * @param bindings		knows what mobility daemons said
 * @param watcher		knows our addresses
 */
care_of_address_t *care_of_address_create(bindings_t *bindings,
										  address_watcher_t *watcher);

#endif /** CARE_OF_ADDRESS_H_ @}*/
