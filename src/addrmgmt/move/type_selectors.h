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
 * @defgroup type_selectors type_selectors
 * @{ @ingroup move
 *
 * Selectors with types of Mobility Headers (MH) and of ICMPv6 messages, in the
 * notation of RFC 4301, 4.4.1.1: the type is in the high octet of what are the
 * ports of others.
 *
 * On the wire the type in the source selector is that of the messages the one
 * side sends, that in the destination selector of those the other side sends.
 * The kernel has one type in a policy, that of the packets the policy is for:
 * in outbound policies of our types, in inbound policies of the peer's.
 *
 * It reads the type
 *  - of what was sent here: always.
 *  - of MH anywhere else: never. Linux before 6.7 pretends to behind an
 *    extension header, but what it takes for the type is chosen by the sender.
 *    So inbound policies have the protocol only, and so have outbound ones that
 *    may be for forwarded packets, as their source is more than an address.
 *  - of received ICMPv6: since Linux 6.7. Before, behind extension headers it
 *    takes the next header in the first one for the type; these numbers, which
 *    are no types in use, get policies of their own, so all there is behind
 *    extension headers has to be protected, and nothing else: errors, echo and
 *    neighbor discovery have none.
 *
 * Policies that let packets pass never have less than what was configured, in
 * doubt they match nothing.
 */

#ifndef TYPE_SELECTORS_H_
#define TYPE_SELECTORS_H_

#include <kernel/kernel_interface.h>

/**
 * Policies of the kernel one pair of selectors is installed as, at most.
 */
#define TYPE_SELECTORS_MAX 4

typedef struct type_selectors_t type_selectors_t;

/**
 * Pairs of selectors, as kernel-netlink has to get them.
 */
struct type_selectors_t {

	/**
	 * Selectors, and whether the policy is also for what others have
	 * negotiated.
	 */
	struct {
		traffic_selector_t *src, *dst;
		bool shared;
	} pairs[TYPE_SELECTORS_MAX];

	/**
	 * Number of pairs, 0 if the selectors have no such types.
	 */
	u_int count;

	/**
	 * TRUE if they match more packets than the selectors they were made of.
	 */
	bool coarser;
};

/**
 * Check if selectors are for a protocol of which they may have types.
 *
 * @param src		source selector
 * @param dst		destination selector
 * @return			IPPROTO_MH or IPPROTO_ICMPV6, 0 if something else
 */
uint8_t type_selectors_protocol(traffic_selector_t *src,
								traffic_selector_t *dst);

/**
 * Get what a policy is installed as.
 *
 * @param this		gets the pairs, to be cleared
 * @param id		policy
 * @param type		what the policy does
 * @param dissects	TRUE if the kernel knows types of received ICMPv6 messages
 *					behind extension headers
 */
void type_selectors_init(type_selectors_t *this, kernel_ipsec_policy_id_t *id,
						 policy_type_t type, bool dissects);

/**
 * Get what an SA is installed with, which has room for one pair. All packets of
 * the SA are compared with it, so it matches all its selectors.
 *
 * @param this		gets one pair or none, to be cleared
 * @param src		source selectors
 * @param dst		destination selectors
 * @param inbound	TRUE for an inbound SA
 * @param dissects	as above
 */
void type_selectors_init_sa(type_selectors_t *this, linked_list_t *src,
							linked_list_t *dst, bool inbound, bool dissects);

/**
 * Destroy the pairs.
 */
void type_selectors_clear(type_selectors_t *this);

/**
 * Get a source selector the kernel has made of a packet in the notation of
 * RFC 4301.
 *
 * @param src		selector as kernel-netlink converts it
 * @return			selector, to be destroyed
 */
traffic_selector_t *type_selectors_from_packet(traffic_selector_t *src);

/**
 * Get a selector without types, of all there are.
 *
 * @param ts		selector
 * @return			selector, to be destroyed
 */
traffic_selector_t *type_selectors_any(traffic_selector_t *ts);

/**
 * Check if a kernel knows types of received ICMPv6 messages behind extension
 * headers.
 *
 * @param release	release of the kernel, NULL for the one we run on
 */
bool type_selectors_dissects(char *release);

#endif /** TYPE_SELECTORS_H_ @}*/
