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
 * @defgroup pool_exemption pool_exemption
 * @{ @ingroup mip6
 */

#ifndef POOL_EXEMPTION_H_
#define POOL_EXEMPTION_H_

#include <sa/ike_sa.h>

typedef struct pool_exemption_t pool_exemption_t;

/**
 * Lets mobile nodes that have a home address of their own have CHILD_SAs,
 * though the connection has pools for others: charon insists on assigning an
 * address then.
 */
struct pool_exemption_t {

	/**
	 * Have charon find no pools for an IKE_SA.
	 */
	void (*add)(pool_exemption_t *this, ike_sa_t *ike_sa);

	/**
	 * An IKE_SA does not exist anymore.
	 */
	void (*remove)(pool_exemption_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a pool_exemption_t.
	 */
	void (*destroy)(pool_exemption_t *this);
};

/**
 * Create a pool_exemption_t, of which there can be only one.
 */
pool_exemption_t *pool_exemption_create();

#endif /** POOL_EXEMPTION_H_ @}*/
