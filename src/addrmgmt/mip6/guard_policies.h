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
 * @defgroup guard_policies guard_policies
 * @{ @ingroup mip6
 */

#ifndef GUARD_POLICIES_H_
#define GUARD_POLICIES_H_

#include <library.h>

typedef struct guard_policies_t guard_policies_t;

/**
 * As home agent, has the kernel drop signaling of Mobile IPv6 that is not
 * protected, whether anything is known about the mobile node or not (M10). Once
 * it is, there are policies for its home address, which are more specific.
 *
 * Kernels do not look at the types of Mobility Headers they receive, so all of
 * them are dropped there.
 */
struct guard_policies_t {

	/**
	 * The configuration was read again.
	 */
	void (*reload)(guard_policies_t *this);

	/**
	 * Destroy a guard_policies_t, uninstalls the policies.
	 */
	void (*destroy)(guard_policies_t *this);
};

/**
 * Create a guard_policies_t, installs policies.
 */
guard_policies_t *guard_policies_create();

#endif /** GUARD_POLICIES_H_ @}*/
