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

#include "child_plan.h"

#include <daemon.h>

#include "compat.h"

/*
 * Described in header.
 */
bool child_plan_src_changes(kernel_call_t *update)
{
	return !update->sa.id.src->ip_equals(update->sa.id.src,
										 update->sa.data.new_src);
}

/*
 * Described in header.
 */
bool child_plan_dst_changes(kernel_call_t *update)
{
	return !update->sa.id.dst->ip_equals(update->sa.id.dst,
										 update->sa.data.new_dst);
}

/**
 * Check if a call is about a policy for traffic of the CHILD_SA, charon also
 * adds and deletes policies that drop it.
 */
static bool is_policy(kernel_call_t *call, kernel_call_type_t type)
{
	return call->type == type && call->policy.data.type == POLICY_IPSEC;
}

/**
 * Check if charon wants to delete the policy a call would add.
 */
static bool is_deleted(child_plan_t *this, kernel_call_t *add)
{
	enumerator_t *enumerator;
	kernel_call_t *call;
	bool found = FALSE;

	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (!found && enumerator->enumerate(enumerator, &call))
	{
		/* equal selectors are the same object in a recording */
		found = is_policy(call, KERNEL_DEL_POLICY) &&
				call->policy.id.dir == add->policy.id.dir &&
				call->policy.id.src_ts == add->policy.id.src_ts &&
				call->policy.id.dst_ts == add->policy.id.dst_ts;
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Sort the update of an SA.
 */
static void add_sa(child_plan_t *this, kernel_call_t *update, host_t *local)
{
	host_t *dst = update->sa.data.new_dst;
	kernel_call_t **sa = dst->ip_equals(dst, local) ? &this->in : &this->out;

	if (update->sa.data.cpi)
	{
		this->obstacle = "IPComp";
	}
	else if (update->sa.data.encap || update->sa.data.new_encap)
	{
		this->obstacle = "UDP encapsulation";
	}
	else if (update_sa_changes_reqid(&update->sa.data) || *sa)
	{
		this->obstacle = "its SAs change";
	}
	*sa = update;
}

/**
 * Sort the addition of a policy.
 */
static void add_policy(child_plan_t *this, kernel_call_t *add)
{
	if (!is_deleted(this, add))
	{
		this->obstacle = "its traffic selectors change";
	}
	else if (add->policy.id.label)
	{
		this->obstacle = "it has a label";
	}
	else if (add->policy.cfg.reqid)
	{
		array_insert(this->policies, ARRAY_TAIL, add);
	}
}

/**
 * Have a virtual IP address on the interface of the new address.
 */
static void move_ip(kernel_call_t *add)
{
	host_t *vip = add->ip.vip;
	char *iface = NULL;
	bool stays;

	/* removing it, as charon does in any case, would break connections */
	stays = charon->kernel->get_interface(charon->kernel, vip, &iface) &&
			streq(iface, add->ip.iface);
	free(iface);
	if (!stays)
	{
		charon->kernel->del_ip(charon->kernel, vip, add->ip.prefix, TRUE);
		kernel_call_make(add);
	}
}

/**
 * Do what is left in charon's order.
 */
static void finish_all(child_plan_t *this)
{
	enumerator_t *enumerator;
	kernel_call_t *call;

	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (enumerator->enumerate(enumerator, &call))
	{
		switch (call->type)
		{
			case KERNEL_UPDATE_SA:
				if (call == this->in || call == this->out)
				{
					kernel_call_make(call);
				}
				break;
			case KERNEL_ADD_IP:
				move_ip(call);
				break;
			case KERNEL_DEL_IP:
				break;
			case KERNEL_ADD_POLICY:
			case KERNEL_DEL_POLICY:
				kernel_call_make(call);
				break;
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Make all calls of a type.
 */
static void finish_type(child_plan_t *this, kernel_call_type_t type)
{
	enumerator_t *enumerator;
	kernel_call_t *call;

	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (enumerator->enumerate(enumerator, &call))
	{
		if (type == KERNEL_ADD_IP && call->type == type)
		{
			move_ip(call);
		}
		else if (is_policy(call, type))
		{
			kernel_call_make(call);
		}
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
bool child_plan_can_wait(child_plan_t *this)
{
	enumerator_t *enumerator;
	kernel_call_t *call;
	bool wait = !this->obstacle;

	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (wait && enumerator->enumerate(enumerator, &call))
	{
		/* virtual IPs are in use */
		wait = call->type != KERNEL_ADD_IP;
	}
	enumerator->destroy(enumerator);
	return wait;
}

/*
 * Described in header.
 */
void child_plan_finish(child_plan_t *this)
{
	if (this->obstacle)
	{
		DBG1(DBG_KNL, "moving CHILD_SA %s{%u} may lose packets: %s",
			 this->recording->name, this->recording->id, this->obstacle);
		finish_all(this);
		return;
	}
	finish_type(this, KERNEL_ADD_IP);
	/* kernel-netlink replaces a policy if it is added before the one with the
	 * old addresses is deleted */
	finish_type(this, KERNEL_ADD_POLICY);
	finish_type(this, KERNEL_DEL_POLICY);
}

/*
 * Described in header.
 */
void child_plan_destroy(child_plan_t *this)
{
	array_destroy(this->policies);
	kernel_recording_destroy(this->recording);
	free(this);
}

/*
 * Described in header.
 */
child_plan_t *child_plan_create(kernel_recording_t *recording, host_t *local)
{
	child_plan_t *this;
	enumerator_t *enumerator;
	kernel_call_t *call;

	INIT(this,
		.recording = recording,
		.policies = array_create(0, 0),
	);
	enumerator = recording->calls->create_enumerator(recording->calls);
	while (enumerator->enumerate(enumerator, &call))
	{
		if (call->type == KERNEL_UPDATE_SA)
		{
			add_sa(this, call, local);
		}
		else if (is_policy(call, KERNEL_ADD_POLICY))
		{
			add_policy(this, call);
		}
	}
	enumerator->destroy(enumerator);

	return this;
}
