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
 * @defgroup kernel_selectors kernel_selectors
 * @{ @ingroup mip6
 */

#ifndef KERNEL_SELECTORS_H_
#define KERNEL_SELECTORS_H_

#include <kernel/kernel_interface.h>

typedef struct kernel_selectors_t kernel_selectors_t;

/**
 * Brings selectors with types of Mobility Headers (MH) and of ICMPv6 messages to
 * the kernel as it wants them, and back from there, of whatever connection.
 * Described by type_selectors_t.
 *
 * Charon and all of us know the selectors as they are on the wire. What replaces
 * methods of charon's kernel interface to see those has to be created after this
 * object and destroyed before it.
 *
 * Inbound policies may be coarser than what was negotiated. Then there is one
 * policy for CHILD_SAs that have different types, and for other MH messages of
 * the same addresses that the peer has protected by the SA of yet another
 * policy, e.g. one for everything. So such policies do not insist on an SA of
 * their own reqid: any that has the same mode, and in tunnel mode the same
 * source, will do. (XFRM_MSG_MIGRATE finds such a policy if it says reqid 0,
 * as it is in the policy, or none.) What that can't help is
 *  - CHILD_SAs of different mode for the same addresses and protocol: there is
 *    only one policy, that of the one that is more specific, or was there
 *    first. So return routability with the home agent itself as correspondent
 *    is not possible if BU and BA are protected in transport mode.
 *  - types that are not to be protected at all beside others that are, between
 *    the same addresses: they are refused inbound.
 *  - peers with the same outer address, which are told apart by the inner one
 *    only as far as packets are not MH.
 * Outbound, of a source that is more than one address, MH messages of all types
 * leave by the CHILD_SA for some of them; the peer may then refuse those it has
 * not negotiated, unless it is one of us.
 */
struct kernel_selectors_t {

	/**
	 * Check if the kernel's policy for selectors is coarser than they are.
	 *
	 * @param src		source selector
	 * @param dst		destination selector
	 * @param dir		direction of the policy
	 * @param buf		receives what is different, for people
	 * @param len		size of buf
	 * @return			TRUE if coarser
	 */
	bool (*is_coarser)(kernel_selectors_t *this, traffic_selector_t *src,
					   traffic_selector_t *dst, policy_dir_t dir, char *buf,
					   size_t len);

	/**
	 * Destroy a kernel_selectors_t.
	 */
	void (*destroy)(kernel_selectors_t *this);
};

/**
 * Create a kernel_selectors_t, there can only be one at a time.
 */
kernel_selectors_t *kernel_selectors_create();

#endif /** KERNEL_SELECTORS_H_ @}*/
