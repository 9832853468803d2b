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

#include "guidance.h"
#include "clock.h"
#include "ike/dupont/proxy_policy.h"
#include "paths/updates.h"

/*
 * Described in header.
 */
linked_list_t *guidance_get_followers(ike_sa_t *ike_sa)
{
	linked_list_t *followers;
	enumerator_t *enumerator;
	child_sa_t *child_sa;

	followers = linked_list_create();
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		if (!proxy_policy_is_proxy(child_sa))
		{
			followers->insert_last(followers, child_sa);
		}
	}
	enumerator->destroy(enumerator);
	return followers;
}

/**
 * Implements traffic_selector_t.is_host().
 */
static bool is_no_host(traffic_selector_t *this, host_t *host)
{
	return FALSE;
}

/**
 * Have charon ask another method of selectors of a CHILD_SA.
 */
static void replace_method(child_sa_t *child_sa, bool local,
						   bool (*method)(traffic_selector_t*, host_t*))
{
	enumerator_t *enumerator;
	traffic_selector_t *ts;

	enumerator = child_sa->create_ts_enumerator(child_sa, local);
	while (enumerator->enumerate(enumerator, &ts))
	{
		ts->is_host = method;
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
void guidance_keep_selectors(ike_sa_t *ike_sa, bool keep)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts;
	child_sa_t *child_sa;
	bool (*method)(traffic_selector_t*, host_t*);

	ts = traffic_selector_create_dynamic(0, 0, 65535);
	method = keep ? is_no_host : ts->is_host;
	ts->destroy(ts);
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		replace_method(child_sa, TRUE, method);
		replace_method(child_sa, FALSE, method);
	}
	enumerator->destroy(enumerator);
}

/**
 * Use another address of the peer. Both ends know it by the binding, there is
 * nothing to ask for.
 */
static void use_remote(in_force_t *force, host_t *local, host_t *remote)
{
	updates_t *updates = force->paths->get_updates(force->paths);
	linked_list_t *addrs;

	addrs = linked_list_create_with_items(remote, NULL);
	updates->replace(updates, addrs);
	addrs->destroy(addrs);
	updates->use(updates, local, remote, clock_ms());
}

/**
 * Move CHILD_SAs, those that are not there yet.
 */
static void move_child_sas(child_places_t *places, ike_sa_t *ike_sa,
						   host_t *local, host_t *remote)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);
	linked_list_t *followers;

	local = local->clone(local);
	local->set_port(local, me->get_port(me));
	remote = remote->clone(remote);
	remote->set_port(remote, other->get_port(other));

	followers = guidance_get_followers(ike_sa);
	guidance_keep_selectors(ike_sa, TRUE);
	places->move_child_sas(places, ike_sa, followers, local, remote);
	guidance_keep_selectors(ike_sa, FALSE);
	followers->destroy(followers);

	local->destroy(local);
	remote->destroy(remote);
}

/*
 * Described in header.
 */
void guidance_follow(session_t *session, ike_sa_t *ike_sa,
					 path_executor_t *executor, child_places_t *places,
					 in_force_t *force, host_t *local, host_t *remote,
					 bool alone)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);
	bool local_changes = !local->ip_equals(local, me);
	bool remote_changes = !remote->ip_equals(remote, other);

	if (alone || (!local_changes && !remote_changes))
	{
		move_child_sas(places, ike_sa, local, remote);
		return;
	}
	if (!force)
	{
		executor->actions.move(&executor->actions, local, remote,
							   "mobility daemon says so");
		return;
	}
	if (local_changes)
	{	/* the peer is told */
		session->prefer(session, local);
	}
	if (remote_changes)
	{
		use_remote(force, local, remote);
	}
}
