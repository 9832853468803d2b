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

#include "rewrite.h"

#include <errno.h>
#include <string.h>

#include "log.h"
#include "netlink.h"

/* IPPROTO_DSTOPTS and IPPROTO_ROUTING in an acquire make no sense, so never
 * wait for one */
#define LEVEL_USE 1

static const struct in6_addr any;

/* what never expires */
static const struct xfrm_lifetime_cfg forever = {
	.soft_byte_limit = XFRM_INF,
	.hard_byte_limit = XFRM_INF,
	.soft_packet_limit = XFRM_INF,
	.hard_packet_limit = XFRM_INF,
};

/*
 * Remove a state, there may be none.
 */
static void remove_state(uint8_t header, const struct in6_addr *src,
						 const struct in6_addr *dst)
{
	struct xfrm_usersa_id id = {
		.family = AF_INET6,
		.proto = header,
	};
	request_t request;

	memcpy(&id.daddr, dst, sizeof(*dst));
	request_start(&request, XFRM_MSG_DELSA, 0, &id, sizeof(id));
	request_add(&request, XFRMA_SRCADDR, src, sizeof(*src));
	netlink_send(NETLINK_XFRM, &request);
}

static void add_state(uint8_t header, const struct in6_addr *src,
					  const struct in6_addr *dst,
					  const struct in6_addr *care_of, uint8_t flags)
{
	struct xfrm_usersa_info sa = {
		.family = AF_INET6,
		.sel.family = AF_INET6,
		.id.proto = header,
		.mode = XFRM_MODE_ROUTEOPTIMIZATION,
		.flags = flags,
		.lft = forever,
	};
	request_t request;
	int error;

	memcpy(&sa.saddr, src, sizeof(*src));
	memcpy(&sa.id.daddr, dst, sizeof(*dst));
	request_start(&request, XFRM_MSG_NEWSA, NLM_F_CREATE | NLM_F_EXCL,
				  &sa, sizeof(sa));
	request_add(&request, XFRMA_COADDR, care_of, sizeof(*care_of));
	error = netlink_send(NETLINK_XFRM, &request);
	if (error)
	{
		log_error(error, "adding a state for header %d", header);
	}
}

/* Described in header. */
void rewrite_set(uint8_t header, const struct in6_addr *src,
				 const struct in6_addr *dst, const struct in6_addr *care_of)
{
	/* a new one, as routes of the kernel know where the old one led to */
	remove_state(header, src, dst);
	if (care_of)
	{
		add_state(header, src, dst, care_of, 0);
	}
}

/* Described in header. */
void rewrite_accept(uint8_t header, bool accept)
{
	remove_state(header, &any, &any);
	if (accept)
	{
		add_state(header, &any, &any, &any, XFRM_STATE_WILDRECV);
	}
}

/*
 * Fill in the selector of a sub policy.
 */
static void fill_selector(const rewrite_t *rewrite, struct xfrm_selector *sel)
{
	sel->family = AF_INET6;
	sel->proto = rewrite->proto;
	if (rewrite->type)
	{
		/* the kernel has no more than the type, not shifted */
		sel->sport = htons(rewrite->type);
		sel->sport_mask = 0xffff;
	}
	if (rewrite->src)
	{
		memcpy(&sel->saddr, rewrite->src, sizeof(*rewrite->src));
		sel->prefixlen_s = 128;
	}
	if (rewrite->dst)
	{
		memcpy(&sel->daddr, rewrite->dst, sizeof(*rewrite->dst));
		sel->prefixlen_d = 128;
	}
}

static int remove_policy(const rewrite_t *rewrite)
{
	struct xfrm_userpolicy_type type = { .type = XFRM_POLICY_TYPE_SUB };
	struct xfrm_userpolicy_id id = { .dir = rewrite->dir };
	request_t request;

	fill_selector(rewrite, &id.sel);
	request_start(&request, XFRM_MSG_DELPOLICY, 0, &id, sizeof(id));
	request_add(&request, XFRMA_POLICY_TYPE, &type, sizeof(type));
	return netlink_send(NETLINK_XFRM, &request);
}

static int add_policy(const rewrite_t *rewrite)
{
	struct xfrm_userpolicy_type type = { .type = XFRM_POLICY_TYPE_SUB };
	struct xfrm_userpolicy_info policy = {
		.dir = rewrite->dir,
		.action = XFRM_POLICY_ALLOW,
		.lft = forever,
	};
	struct xfrm_user_tmpl tmpl = {
		.family = AF_INET6,
		.id.proto = rewrite->header,
		.mode = XFRM_MODE_ROUTEOPTIMIZATION,
		.optional = LEVEL_USE,
		.aalgos = ~0,
		.ealgos = ~0,
		.calgos = ~0,
	};
	request_t request;

	fill_selector(rewrite, &policy.sel);
	/* inbound, the state that accepts it is for any addresses */
	if (rewrite->dir == XFRM_POLICY_OUT)
	{
		memcpy(&tmpl.saddr, rewrite->src, sizeof(*rewrite->src));
		memcpy(&tmpl.id.daddr, rewrite->dst, sizeof(*rewrite->dst));
	}
	request_start(&request, XFRM_MSG_UPDPOLICY, 0, &policy, sizeof(policy));
	request_add(&request, XFRMA_POLICY_TYPE, &type, sizeof(type));
	request_add(&request, XFRMA_TMPL, &tmpl, sizeof(tmpl));
	return netlink_send(NETLINK_XFRM, &request);
}

/* Described in header. */
void rewrite_policy(const rewrite_t *rewrite, bool add)
{
	int error;

	error = add ? add_policy(rewrite) : remove_policy(rewrite);
	if (error && error != ENOENT)
	{
		log_error(error, "%s a sub policy", add ? "adding" : "removing");
	}
}
