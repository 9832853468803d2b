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

#include "child_policies.h"

#include "move/type_selectors.h"

typedef struct private_child_policies_t private_child_policies_t;
typedef struct policy_t policy_t;

/**
 * A policy that has to change together with an SA.
 */
struct policy_t {

	/**
	 * Call to add it.
	 */
	kernel_call_t *call;

	/**
	 * Asks the kernel for it.
	 */
	chunk_t query;

	/**
	 * What the kernel has.
	 */
	chunk_t current;
};

/**
 * Private data of child_policies_t.
 */
struct private_child_policies_t {

	/**
	 * Public interface.
	 */
	child_policies_t public;

	/**
	 * What to do.
	 */
	child_plan_t *plan;

	/**
	 * Policies to change, all there are until they were found.
	 */
	policy_t *policies;

	/**
	 * Number of policies.
	 */
	u_int count;

	/**
	 * Number of policies there is room for.
	 */
	u_int max;
};

METHOD(child_policies_t, query, u_int,
	private_child_policies_t *this, xfrm_request_t *requests)
{
	u_int i;

	for (i = 0; i < this->count; i++)
	{
		requests[i].message = this->policies[i].query;
		this->policies[i].query = chunk_empty;
	}
	return this->count;
}

/**
 * Check if a policy refers to an SA of ours and has to change with it.
 */
static bool has_to_change(private_child_policies_t *this,
						  kernel_call_t *policy, chunk_t current)
{
	struct xfrm_user_tmpl *tmpl = xfrm_policy_tmpl(current);
	bool outbound = policy->policy.id.dir == POLICY_OUT;
	kernel_call_t *update = outbound ? this->plan->out : this->plan->in;

	if (!tmpl || !update || tmpl->mode != XFRM_MODE_TUNNEL ||
		tmpl->id.proto != update->sa.id.proto ||
		!xfrm_address_equals(&tmpl->saddr, update->sa.id.src))
	{
		/* that of another CHILD_SA is in force */
		return FALSE;
	}
	if (outbound)
	{
		return tmpl->id.spi == update->sa.id.spi;
	}
	/* the kernel checks source addresses only */
	return child_plan_src_changes(update);
}

METHOD(child_policies_t, found, void,
	private_child_policies_t *this, xfrm_request_t *requests)
{
	policy_t *policy;
	u_int i, used = 0;

	for (i = 0; i < this->count; i++)
	{
		policy = &this->policies[i];
		if (has_to_change(this, policy->call, requests[i].reply))
		{
			this->policies[used].call = policy->call;
			this->policies[used++].current = chunk_clone(requests[i].reply);
		}
	}
	this->count = used;
}

METHOD(child_policies_t, update, u_int,
	private_child_policies_t *this, bool outbound, kernel_call_t *update,
	struct xfrm_user_tmpl *other, xfrm_request_t *requests)
{
	struct xfrm_user_tmpl tmpl;
	host_t *src = update->sa.data.new_src, *dst = update->sa.data.new_dst;
	u_int i, count = 0;

	for (i = 0; i < this->count; i++)
	{
		if ((this->policies[i].call->policy.id.dir == POLICY_OUT) != outbound)
		{
			continue;
		}
		tmpl = *xfrm_policy_tmpl(this->policies[i].current);
		xfrm_address_set(&tmpl.saddr, src);
		xfrm_address_set(&tmpl.id.daddr, dst);
		tmpl.family = dst->get_family(dst);
		requests[count++].message = xfrm_policy_update(
										this->policies[i].current,
										other ?: &tmpl);
	}
	return count;
}

METHOD(child_policies_t, get_max_requests, u_int,
	private_child_policies_t *this)
{
	return this->max;
}

METHOD(child_policies_t, destroy, void,
	private_child_policies_t *this)
{
	u_int i;

	for (i = 0; i < this->max; i++)
	{
		chunk_free(&this->policies[i].query);
		chunk_free(&this->policies[i].current);
	}
	free(this->policies);
	free(this);
}

/**
 * Add a policy of the kernel.
 */
static void add_policy(private_child_policies_t *this, kernel_call_t *call,
					     kernel_ipsec_policy_id_t *id)
{
	policy_t *policy = &this->policies[this->count++];

	policy->call = call;
	policy->query = xfrm_policy_query(id);
}

/**
 * Add all policies the CHILD_SA has in the kernel.
 */
static void add_policies(private_child_policies_t *this)
{
	type_selectors_t types;
	kernel_ipsec_policy_id_t id;
	kernel_call_t *call;
	u_int i, j;

	for (i = 0; i < array_count(this->plan->policies); i++)
	{
		array_get(this->plan->policies, i, &call);
		id = call->policy.id;
		type_selectors_init(&types, &id, call->policy.data.type,
							type_selectors_dissects(NULL));
		for (j = 0; j < types.count; j++)
		{
			id.src_ts = types.pairs[j].src;
			id.dst_ts = types.pairs[j].dst;
			add_policy(this, call, &id);
		}
		if (!types.count)
		{
			add_policy(this, call, &id);
		}
		type_selectors_clear(&types);
	}
}

/*
 * Described in header.
 */
child_policies_t *child_policies_create(child_plan_t *plan)
{
	private_child_policies_t *this;

	INIT(this,
		.public = {
			.query = _query,
			.found = _found,
			.update = _update,
			.get_max_requests = _get_max_requests,
			.destroy = _destroy,
		},
		.plan = plan,
		.max = array_count(plan->policies) * TYPE_SELECTORS_MAX,
	);
	this->policies = calloc(this->max, sizeof(policy_t));
	add_policies(this);

	return &this->public;
}
