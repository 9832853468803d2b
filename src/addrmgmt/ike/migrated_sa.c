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

#include "migrated_sa.h"

/**
 * Check if two ranges of addresses overlap. Neither protocols nor ports tell
 * SAs of the same reqid apart, and the kernel may have less of these than what
 * was negotiated.
 */
static bool overlap(traffic_selector_t *a, traffic_selector_t *b)
{
	chunk_t from = a->get_from_address(a), to = a->get_to_address(a);

	return a->get_type(a) == b->get_type(b) &&
		   memcmp(from.ptr, b->get_to_address(b).ptr, from.len) <= 0 &&
		   memcmp(to.ptr, b->get_from_address(b).ptr, to.len) >= 0;
}

/**
 * Check if a CHILD_SA has policies for the traffic of a migrated policy.
 */
static bool has_policy(child_sa_t *child_sa, address_update_t *update)
{
	bool out = update->dir == POLICY_OUT;
	traffic_selector_t *mine = out ? update->src_ts : update->dst_ts;
	traffic_selector_t *theirs = out ? update->dst_ts : update->src_ts;
	traffic_selector_t *my_ts, *other_ts;
	enumerator_t *enumerator;
	bool found = FALSE;

	enumerator = child_sa->create_policy_enumerator(child_sa);
	while (!found && enumerator->enumerate(enumerator, &my_ts, &other_ts))
	{
		found = overlap(mine, my_ts) && overlap(theirs, other_ts);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if a host is a specific one.
 */
static bool is_specific(host_t *host)
{
	return !host->is_anyaddr(host);
}

/**
 * Check if it is known where SAs were.
 */
static bool has_addresses(address_update_t *update)
{
	return update->mode != MODE_TRANSPORT && is_specific(update->src) &&
		   is_specific(update->dst);
}

/**
 * Check if SAs were at certain addresses.
 */
static bool was_at(address_update_t *update, host_t *local, host_t *remote)
{
	bool out = update->dir == POLICY_OUT;

	return local->ip_equals(local, out ? update->src : update->dst) &&
		   remote->ip_equals(remote, out ? update->dst : update->src);
}

/*
 * Described in header.
 */
bool migrated_sa_is_of(address_update_t *update, ike_sa_t *ike_sa,
					   host_t *local, host_t *remote)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	bool known = has_addresses(update), found = FALSE;

	if (known && !was_at(update, local, remote))
	{
		return FALSE;
	}
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (!found && enumerator->enumerate(enumerator, &child_sa))
	{
		found = child_sa->get_protocol(child_sa) == update->protocol &&
				child_sa->get_mode(child_sa) == update->mode &&
				(!update->reqid ||
				 child_sa->get_reqid(child_sa) == update->reqid) &&
				((known && update->reqid) || has_policy(child_sa, update));
	}
	enumerator->destroy(enumerator);
	return found;
}

/*
 * Described in header.
 */
bool migrated_sa_get_path(address_update_t *update, host_t **local,
						  host_t **remote)
{
	bool out = update->dir == POLICY_OUT;

	if (update->km_local)
	{
		*local = update->km_local;
		*remote = update->km_remote;
		return TRUE;
	}
	*local = out ? update->new_src : update->new_dst;
	*remote = out ? update->new_dst : update->new_src;
	return update->mode != MODE_TRANSPORT;
}
