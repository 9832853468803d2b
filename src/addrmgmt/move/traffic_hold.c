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

#include "traffic_hold.h"

#include <daemon.h>
#include <collections/array.h>

/**
 * Priority of the policies that drop packets, goes before all others.
 */
#define DROP_PRIORITY 1

typedef struct private_traffic_hold_t private_traffic_hold_t;
typedef struct drop_t drop_t;

/**
 * Private data of traffic_hold_t.
 */
struct private_traffic_hold_t {

	/**
	 * Public interface.
	 */
	traffic_hold_t public;

	/**
	 * Policies that were installed, drop_t.
	 */
	array_t *drops;
};

/**
 * A policy that drops packets, as kernel-netlink wants it to be described.
 */
struct drop_t {

	/**
	 * Selectors of the policy.
	 */
	kernel_ipsec_policy_id_t id;

	/**
	 * The rest of it.
	 */
	kernel_ipsec_manage_policy_t data;

	/**
	 * There is no SA, of course.
	 */
	ipsec_sa_cfg_t sa;
};

/**
 * Install a policy that drops what one of a CHILD_SA's policies matches.
 */
static void add_drop(private_traffic_hold_t *this, ike_sa_t *ike_sa,
					 child_sa_t *child_sa, traffic_selector_t *src,
					 traffic_selector_t *dst)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);
	drop_t *drop;

	INIT(drop,
		.id = {
			.dir = POLICY_OUT,
			.src_ts = src->clone(src),
			.dst_ts = dst->clone(dst),
			.mark = child_sa->get_mark(child_sa, FALSE),
			.if_id = child_sa->get_if_id(child_sa, FALSE),
		},
		.data = {
			.type = POLICY_DROP,
			.prio = POLICY_PRIORITY_DEFAULT,
			.manual_prio = DROP_PRIORITY,
			.src = me->clone(me),
			.dst = other->clone(other),
		},
	);
	drop->data.sa = &drop->sa;
	charon->kernel->add_policy(charon->kernel, &drop->id, &drop->data);
	array_insert(this->drops, ARRAY_TAIL, drop);
}

/**
 * Remove a policy that drops packets.
 */
static void remove_drop(drop_t *drop)
{
	charon->kernel->del_policy(charon->kernel, &drop->id, &drop->data);
	drop->id.src_ts->destroy(drop->id.src_ts);
	drop->id.dst_ts->destroy(drop->id.dst_ts);
	drop->data.src->destroy(drop->data.src);
	drop->data.dst->destroy(drop->data.dst);
	free(drop);
}

METHOD(traffic_hold_t, destroy, void,
	private_traffic_hold_t *this)
{
	drop_t *drop;

	while (array_remove(this->drops, ARRAY_TAIL, &drop))
	{
		remove_drop(drop);
	}
	array_destroy(this->drops);
	free(this);
}

/*
 * Described in header.
 */
traffic_hold_t *traffic_hold_create(ike_sa_t *ike_sa)
{
	private_traffic_hold_t *this;
	enumerator_t *children, *policies;
	traffic_selector_t *src, *dst;
	child_sa_t *child_sa;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.drops = array_create(0, 0),
	);
	children = ike_sa->create_child_sa_enumerator(ike_sa);
	while (children->enumerate(children, &child_sa))
	{
		policies = child_sa->create_policy_enumerator(child_sa);
		while (policies->enumerate(policies, &src, &dst))
		{
			add_drop(this, ike_sa, child_sa, src, dst);
		}
		policies->destroy(policies);
	}
	children->destroy(children);

	return &this->public;
}
