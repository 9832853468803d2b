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
 * Has the kernel move the tunnels of a mobile node to another care-of address.
 */

#ifndef MOBILITY_MIGRATE_H_
#define MOBILITY_MIGRATE_H_

#include <stdbool.h>
#include <netinet/in.h>

/**
 * A movement.
 */
typedef struct {
	/** if this is the mobile node, the home agent otherwise */
	bool mobile_node;
	/** home address, the policies are for it */
	struct in6_addr home;
	/** address of the home agent */
	struct in6_addr agent;
	/** address to move from */
	struct in6_addr from;
	/** address to move to */
	struct in6_addr to;
	/** tell the IKE daemon to move the IKE_SA, too */
	bool kmaddress;
	/** one message a policy, also where the kernel can't take it that way */
	bool simple;
} movement_t;

/**
 * Send a XFRM_MSG_MIGRATE for each policy with a tunnel to the old address.
 *
 * The kernel takes a message about a policy for any protocol for one about the
 * first policy between the same addresses. Unless "simple", SAs of policies it
 * does not find for that reason are moved together with those of the other
 * policy, and the policy is replaced by one with the new address.
 *
 * @return			number of policies that were moved
 */
int migrate(const movement_t *movement);

#endif /* MOBILITY_MIGRATE_H_ */
