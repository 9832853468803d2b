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
 * @defgroup nexthop_cache nexthop_cache
 * @{ @ingroup move
 */

#ifndef NEXTHOP_CACHE_H_
#define NEXTHOP_CACHE_H_

#include <library.h>

typedef struct nexthop_cache_t nexthop_cache_t;

/**
 * Remembers next hops.
 *
 * kernel-netlink reads all routes to find the next hop for the route it
 * installs with a policy, also if it has just done so for the policies of
 * another CHILD_SA between the same addresses.
 */
struct nexthop_cache_t {

	/**
	 * Answer the requests of this thread from memory if there was the same
	 * before.
	 */
	void (*start)(nexthop_cache_t *this);

	/**
	 * Forget what was remembered for this thread.
	 */
	void (*stop)(nexthop_cache_t *this);

	/**
	 * Destroy a nexthop_cache_t.
	 */
	void (*destroy)(nexthop_cache_t *this);
};

/**
 * Create a nexthop_cache_t, there can only be one at a time.
 */
nexthop_cache_t *nexthop_cache_create();

#endif /** NEXTHOP_CACHE_H_ @}*/
