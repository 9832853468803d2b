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
 * @defgroup xfrm_message xfrm_message
 * @{ @ingroup move
 *
 * Messages to and from the kernel about single SAs and policies. What charon
 * knows of them is not enough to install them again, so they are read from the
 * kernel and sent back with only the addresses changed.
 *
 * All messages created have to be freed, those with SAs after wiping them.
 */

#ifndef XFRM_MESSAGE_H_
#define XFRM_MESSAGE_H_

#include <linux/netlink.h>
#include <linux/xfrm.h>

#include <kernel/kernel_interface.h>

/**
 * Create a XFRM_MSG_GETSA or XFRM_MSG_DELSA message.
 *
 * @param type		type of message
 * @param id		SA
 * @param dst		destination address of the SA, that of id is not used
 * @return			message
 */
chunk_t xfrm_sa_query(uint16_t type, kernel_ipsec_sa_id_t *id, host_t *dst);

/**
 * Get the SA a message describes.
 *
 * @param sa		reply to XFRM_MSG_GETSA or XFRM_MSG_DELSA, or a message
 *					created by xfrm_sa_add()
 * @return			data in the message, NULL if the message is something else
 */
struct xfrm_usersa_info *xfrm_sa_info(chunk_t sa);

/**
 * Get an attribute of an SA or a policy.
 *
 * @param message	message about an SA or policy
 * @param type		type of the attribute
 * @return			data in the message, empty if there is no such attribute
 */
chunk_t xfrm_attribute(chunk_t message, uint16_t type);

/**
 * Create a XFRM_MSG_NEWSA message with an SA the kernel has or had, replay
 * state and counters included.
 *
 * @param sa		reply to XFRM_MSG_GETSA or XFRM_MSG_DELSA
 * @param src		source address to set
 * @param dst		destination address to set
 * @return			message
 */
chunk_t xfrm_sa_add(chunk_t sa, host_t *src, host_t *dst);

/**
 * Create a XFRM_MSG_ALLOCSPI message for an ESP SA in tunnel mode without
 * reqid.
 *
 * @param src		source address
 * @param dst		destination address
 * @param if_id		interface ID, 0 if none
 * @return			message
 */
chunk_t xfrm_spi_alloc(host_t *src, host_t *dst, uint32_t if_id);

/**
 * Create a XFRM_MSG_GETPOLICY message.
 *
 * @param id		policy
 * @return			message
 */
chunk_t xfrm_policy_query(kernel_ipsec_policy_id_t *id);

/**
 * Check if two messages by xfrm_policy_query() are about the same policy.
 */
bool xfrm_policy_query_equals(chunk_t a, chunk_t b);

/**
 * Get the template of a policy.
 *
 * @param policy	reply to XFRM_MSG_GETPOLICY
 * @return			data in the message, NULL if not exactly one
 */
struct xfrm_user_tmpl *xfrm_policy_tmpl(chunk_t policy);

/**
 * Create a XFRM_MSG_UPDPOLICY message with another template.
 *
 * @param policy	reply to XFRM_MSG_GETPOLICY
 * @param tmpl		template, NULL to block what the policy matches
 * @return			message
 */
chunk_t xfrm_policy_update(chunk_t policy, struct xfrm_user_tmpl *tmpl);

/**
 * Create a message to add or delete a policy of type sub, one that is considered
 * beside those charon installs.
 *
 * @param type		XFRM_MSG_UPDPOLICY or XFRM_MSG_DELPOLICY
 * @param header	xfrm_userpolicy_info or xfrm_userpolicy_id
 * @param tmpls		templates, empty to delete it
 * @return			message
 */
chunk_t xfrm_sub_policy(uint16_t type, chunk_t header, chunk_t tmpls);

/**
 * Create any message.
 *
 * @param type		type of message
 * @param flags		flags of the netlink header
 * @param header	fixed part of the message
 * @param from		message to copy attributes from
 * @param types		types of attributes to copy, if there are such
 * @param count		number of types
 * @return			message
 */
chunk_t xfrm_message_create(uint16_t type, uint16_t flags, chunk_t header,
							chunk_t from, uint16_t *types, u_int count);

/**
 * Check if an address is that of a host.
 */
bool xfrm_address_equals(xfrm_address_t *address, host_t *host);

/**
 * Set an address to that of a host.
 */
void xfrm_address_set(xfrm_address_t *address, host_t *host);

#endif /** XFRM_MESSAGE_H_ @}*/
