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
 * @defgroup home_bypass home_bypass
 * @{ @ingroup mip6
 */

#ifndef HOME_BYPASS_H_
#define HOME_BYPASS_H_

#include "bindings.h"

typedef struct home_bypass_t home_bypass_t;

/**
 * Makes the tunnel policies of mobile nodes that are at home inactive, without
 * removing them (RFC 4877 4.2): policies that let everything from and to the
 * home address pass take precedence over tunnels to anywhere, but not over what
 * protects messages between mobile node and home agent. If that is done by the
 * same tunnel as everything else, with the coarsest selectors, that goes on.
 *
 * The policies of the tunnels stay as they are, a mobility daemon has to find
 * them when the node leaves home.
 */
struct home_bypass_t {

	/**
	 * Set whether a node is at home.
	 *
	 * @param binding	what is known of it, gets copied
	 */
	void (*set)(home_bypass_t *this, binding_t *binding, bool at_home);

	/**
	 * Destroy a home_bypass_t, as if all nodes were away.
	 */
	void (*destroy)(home_bypass_t *this);
};

/**
 * Create a home_bypass_t.
 */
home_bypass_t *home_bypass_create();

#endif /** HOME_BYPASS_H_ @}*/
