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

#include "migrate.h"

#include <stdlib.h>
#include <string.h>
#include <linux/xfrm.h>

#include "log.h"
#include "netlink.h"

/* most policies looked at */
#define POLICIES_MAX 256

/* most SAs the kernel takes in a message, its XFRM_MAX_DEPTH */
#define SAS_MAX 6

/* a policy with a tunnel that has to move, as the kernel has it */
typedef struct {
	/* the message, owned */
	struct nlmsghdr *hdr;
	/* within that message */
	struct xfrm_userpolicy_info *policy;
	struct xfrm_user_tmpl *tmpl;
	/* the policy the kernel finds when told to migrate this one */
	int found;
} tunnel_t;

/* all of them, in the order in which the kernel looks for one */
typedef struct {
	const movement_t *movement;
	tunnel_t tunnels[POLICIES_MAX];
	int count;
} search_t;

/*
 * Whether the mobile node is the source of what a policy is for.
 */
static bool is_source(const movement_t *movement, uint8_t dir)
{
	return (dir == XFRM_POLICY_OUT) == movement->mobile_node;
}

/*
 * Whether a policy is for the home address, with a tunnel to the old address.
 */
static bool has_to_move(const movement_t *movement,
						struct xfrm_userpolicy_info *policy,
						struct xfrm_user_tmpl *tmpl)
{
	bool source = is_source(movement, policy->dir);

	return tmpl->mode == XFRM_MODE_TUNNEL && tmpl->id.proto == IPPROTO_ESP &&
		   policy->sel.family == AF_INET6 && tmpl->family == AF_INET6 &&
		   policy->dir < XFRM_POLICY_MAX &&
		   memcmp(source ? &policy->sel.saddr : &policy->sel.daddr,
				  &movement->home, sizeof(movement->home)) == 0 &&
		   (source ? policy->sel.prefixlen_s
				   : policy->sel.prefixlen_d) == 128 &&
		   memcmp(source ? &tmpl->saddr : &tmpl->id.daddr,
				  &movement->from, sizeof(movement->from)) == 0;
}

/*
 * Keep a policy that has to move.
 */
static void take_policy(void *data, struct nlmsghdr *hdr)
{
	search_t *search = data;
	tunnel_t tunnel = {};
	struct rtattr *tmpl, *type;
	int i;

	tmpl = netlink_find(hdr, sizeof(*tunnel.policy), XFRMA_TMPL);
	type = netlink_find(hdr, sizeof(*tunnel.policy), XFRMA_POLICY_TYPE);
	if (!tmpl || search->count == POLICIES_MAX || (type &&
		((struct xfrm_userpolicy_type*)RTA_DATA(type))->type !=
													XFRM_POLICY_TYPE_MAIN))
	{
		return;
	}
	tunnel.hdr = malloc(hdr->nlmsg_len);
	memcpy(tunnel.hdr, hdr, hdr->nlmsg_len);
	tunnel.policy = NLMSG_DATA(tunnel.hdr);
	tunnel.tmpl = (void*)tunnel.hdr + ((void*)RTA_DATA(tmpl) - (void*)hdr);
	if (!has_to_move(search->movement, tunnel.policy, tunnel.tmpl))
	{
		free(tunnel.hdr);
		return;
	}
	/* by priority, and those of the same as the kernel tells them */
	for (i = search->count++; i && search->tunnels[i - 1].policy->priority >
												tunnel.policy->priority; i--)
	{
		search->tunnels[i] = search->tunnels[i - 1];
	}
	search->tunnels[i] = tunnel;
}

/*
 * Whether the kernel takes a selector for that of a policy.
 */
static bool matches(struct xfrm_userpolicy_info *a,
					struct xfrm_userpolicy_info *policy)
{
	if (a->dir != policy->dir)
	{
		return false;
	}
	if (a->sel.proto)
	{
		return memcmp(&a->sel, &policy->sel, sizeof(a->sel)) == 0;
	}
	return memcmp(&a->sel.saddr, &policy->sel.saddr,
				  sizeof(a->sel.saddr)) == 0 &&
		   memcmp(&a->sel.daddr, &policy->sel.daddr,
				  sizeof(a->sel.daddr)) == 0 &&
		   a->sel.prefixlen_s == policy->sel.prefixlen_s &&
		   a->sel.prefixlen_d == policy->sel.prefixlen_d;
}

/*
 * Find out which policy the kernel would migrate in place of each.
 */
static void find_found(search_t *search)
{
	tunnel_t *tunnels = search->tunnels;
	int i, j;

	for (i = 0; i < search->count; i++)
	{
		for (j = 0; j < i; j++)
		{
			if (!search->movement->simple &&
				matches(tunnels[i].policy, tunnels[j].policy))
			{
				break;
			}
		}
		tunnels[i].found = j;
	}
}

/*
 * Set the new address in a template.
 */
static void move_tmpl(const movement_t *movement, uint8_t dir,
					  struct xfrm_user_tmpl *tmpl)
{
	memcpy(is_source(movement, dir) ? &tmpl->saddr : &tmpl->id.daddr,
		   &movement->to, sizeof(movement->to));
}

/*
 * Have the SAs of a policy migrated, with those of policies in its shade.
 */
static int migrate_policy(search_t *search, int index)
{
	const movement_t *movement = search->movement;
	struct xfrm_userpolicy_type type = { .type = XFRM_POLICY_TYPE_MAIN };
	struct xfrm_userpolicy_info *policy = search->tunnels[index].policy;
	struct xfrm_userpolicy_id id = {
		.sel = policy->sel,
		.dir = policy->dir,
	};
	struct xfrm_user_kmaddress km = { .family = AF_INET6 };
	struct xfrm_user_migrate sas[SAS_MAX] = {};
	struct xfrm_user_tmpl moved;
	request_t request;
	int i, j, count = 0;

	for (i = index; i < search->count && count < SAS_MAX; i++)
	{
		if (search->tunnels[i].found != index)
		{
			continue;
		}
		moved = *search->tunnels[i].tmpl;
		if (count && !sas[0].reqid)
		{
			/* means any SA, the kernel refuses to move it twice; every message
			 * moves the next one */
			break;
		}
		for (j = 0; j < count && sas[j].reqid != moved.reqid; j++);
		if (j < count)
		{
			/* the kernel takes no duplicates */
			continue;
		}
		move_tmpl(movement, policy->dir, &moved);
		sas[count].proto = moved.id.proto;
		sas[count].mode = moved.mode;
		sas[count].reqid = moved.reqid;
		sas[count].old_family = sas[count].new_family = AF_INET6;
		sas[count].old_saddr = search->tunnels[i].tmpl->saddr;
		sas[count].old_daddr = search->tunnels[i].tmpl->id.daddr;
		sas[count].new_saddr = moved.saddr;
		sas[count].new_daddr = moved.id.daddr;
		count++;
	}
	request_start(&request, XFRM_MSG_MIGRATE, 0, &id, sizeof(id));
	request_add(&request, XFRMA_POLICY_TYPE, &type, sizeof(type));
	request_add(&request, XFRMA_MIGRATE, sas, count * sizeof(*sas));
	if (movement->kmaddress)
	{
		memcpy(&km.local, movement->mobile_node ? &movement->to
						: &movement->agent, sizeof(movement->to));
		memcpy(&km.remote, movement->mobile_node ? &movement->agent
						: &movement->to, sizeof(movement->to));
		request_add(&request, XFRMA_KMADDRESS, &km, sizeof(km));
	}
	return netlink_send(NETLINK_XFRM, &request);
}

/*
 * Replace a policy the kernel does not migrate.
 */
static int replace_policy(const movement_t *movement, tunnel_t *tunnel)
{
	request_t request;

	move_tmpl(movement, tunnel->policy->dir, tunnel->tmpl);
	memcpy(&request, tunnel->hdr, tunnel->hdr->nlmsg_len);
	request.hdr.nlmsg_type = XFRM_MSG_UPDPOLICY;
	request.hdr.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	return netlink_send(NETLINK_XFRM, &request);
}

/* Described in header. */
int migrate(const movement_t *movement)
{
	static const char *dirs[] = { "in", "out", "fwd" };
	struct xfrm_userpolicy_id none = {};
	search_t search = { .movement = movement };
	request_t request;
	tunnel_t *tunnel;
	int i, error, moved = 0;

	request_start(&request, XFRM_MSG_GETPOLICY, 0, &none, sizeof(none));
	netlink_dump(NETLINK_XFRM, &request, take_policy, &search);
	find_found(&search);
	for (i = 0; i < search.count; i++)
	{
		tunnel = &search.tunnels[i];
		error = tunnel->found == i ? migrate_policy(&search, i)
								   : replace_policy(movement, tunnel);
		log_line("%s policy %s of %s, protocol %d, reqid %u, from %s to %s"
				 "%s: %s",
				 tunnel->found == i ? "migrated" : "replaced",
				 dirs[tunnel->policy->dir], show(&movement->home),
				 tunnel->policy->sel.proto, tunnel->tmpl->reqid,
				 show(&movement->from), show(&movement->to),
				 movement->kmaddress ? " with KMADDRESS" : "",
				 error ? strerror(error) : "done");
		moved += !error;
	}
	for (i = 0; i < search.count; i++)
	{
		free(search.tunnels[i].hdr);
	}
	return moved;
}
