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
 * What has the kernel put home addresses into packets and take them out: states
 * in mode "ro" for the Home Address destination option and the type 2 routing
 * header, and sub policies that ask for them.
 */

#ifndef MOBILITY_REWRITE_H_
#define MOBILITY_REWRITE_H_

#include <stdbool.h>
#include <stdint.h>
#include <netinet/in.h>
#include <linux/xfrm.h>

/**
 * Which packets a sub policy is for, and what they get.
 */
typedef struct {
	/** XFRM_POLICY_IN or _OUT */
	uint8_t dir;
	/** IPPROTO_DSTOPTS: home address option, IPPROTO_ROUTING: routing header */
	uint8_t header;
	/** IPPROTO_MH or IPPROTO_ICMPV6 */
	uint8_t proto;
	/** type of the message, 0 for any */
	uint8_t type;
	/** addresses of the packet, NULL for any */
	const struct in6_addr *src, *dst;
} rewrite_t;

/**
 * Have packets between two addresses carry a home address.
 *
 * @param header	IPPROTO_DSTOPTS or IPPROTO_ROUTING
 * @param care_of	care-of address, NULL to stop it
 */
void rewrite_set(uint8_t header, const struct in6_addr *src,
				 const struct in6_addr *dst, const struct in6_addr *care_of);

/**
 * Accept that header in packets that policies allow it for, or no more.
 */
void rewrite_accept(uint8_t header, bool accept);

/**
 * Add or remove a sub policy.
 */
void rewrite_policy(const rewrite_t *rewrite, bool add);

#endif /* MOBILITY_REWRITE_H_ */
