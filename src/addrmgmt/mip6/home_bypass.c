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

#include "home_bypass.h"

#include <daemon.h>
#include <threading/mutex.h>

#include "wire/mobility_header.h"

typedef struct private_home_bypass_t private_home_bypass_t;

/**
 * Everything a node may talk to, in parts: a part is more specific than
 * anywhere, so it takes precedence, and has a policy of its own in the kernel.
 * Left out is ::/3, in which no global addresses are: since 6.12 the kernel
 * looks for the policy to migrate by an address, which is :: for anywhere.
 */
static const struct {
	char *prefix;
	int len;
} parts[] = {
	{ "2000::", 3 },
	{ "4000::", 2 },
	{ "8000::", 1 },
};

/**
 * Private data of home_bypass_t.
 */
struct private_home_bypass_t {

	/**
	 * Public interface.
	 */
	home_bypass_t public;

	/**
	 * Mobile nodes at home, binding_t.
	 */
	linked_list_t *homes;

	/**
	 * Lock for the list.
	 */
	mutex_t *mutex;
};

/**
 * Add or delete policies for some traffic.
 *
 * @param sa		SA to use, reqid 0 for none
 */
static void change_policies(binding_t *binding, traffic_selector_t *node,
							traffic_selector_t *other, ipsec_sa_cfg_t *sa,
							bool add)
{
	policy_dir_t dirs[] = { POLICY_OUT, POLICY_IN, POLICY_FWD };
	bool ours = binding->role == MOBILITY_MOBILE_NODE, out;
	kernel_ipsec_policy_id_t id = {};
	kernel_ipsec_manage_policy_t data = {
		.type = sa->reqid ? POLICY_IPSEC : POLICY_PASS,
		.prio = POLICY_PRIORITY_DEFAULT,
		.sa = sa,
	};
	host_t *any = host_create_any(AF_INET6);
	int i;

	for (i = 0; i < countof(dirs); i++)
	{
		out = dirs[i] == POLICY_OUT;
		id.dir = dirs[i];
		id.src_ts = out == ours ? node : other;
		id.dst_ts = out == ours ? other : node;
		data.src = !sa->reqid ? any : out ? binding->local : binding->remote;
		data.dst = !sa->reqid ? any : out ? binding->remote : binding->local;
		if (add)
		{
			charon->kernel->add_policy(charon->kernel, &id, &data);
		}
		else
		{
			charon->kernel->del_policy(charon->kernel, &id, &data);
		}
	}
	any->destroy(any);
}

/**
 * Create a selector for a subnet.
 */
static traffic_selector_t *create_ts(host_t *addr, int len, uint8_t protocol)
{
	return traffic_selector_create_from_subnet(addr->clone(addr), len, protocol,
											   0, 65535);
}

/**
 * Add or delete the policies that let pass what the tunnels are for.
 */
static void change_bypass(binding_t *binding, bool add)
{
	traffic_selector_t *node, *rest;
	ipsec_sa_cfg_t none = {
		.mode = MODE_TRANSPORT,
	};
	host_t *prefix;
	int i;

	node = create_ts(binding->home, 128, 0);
	for (i = 0; i < countof(parts); i++)
	{
		prefix = host_create_from_string(parts[i].prefix, 0);
		rest = create_ts(prefix, parts[i].len, 0);
		change_policies(binding, node, rest, &none, add);
		rest->destroy(rest);
		prefix->destroy(prefix);
	}
	node->destroy(node);
}

/**
 * Add or delete the policies for messages between mobile node and home agent.
 */
static void change_signaling(binding_t *binding, bool add)
{
	bool ours = binding->role == MOBILITY_MOBILE_NODE;
	traffic_selector_t *node, *agent;
	ipsec_sa_cfg_t tunnel = {
		.mode = MODE_TUNNEL,
		.reqid = binding->reqid,
		.esp = {
			.use = TRUE,
		},
	};

	node = create_ts(binding->home, 128, IPPROTO_MH);
	agent = create_ts(ours ? binding->remote : binding->local, 128,
					  IPPROTO_MH);
	change_policies(binding, node, agent, &tunnel, add);
	agent->destroy(agent);
	node->destroy(node);
}

/**
 * Add or delete all policies of a node.
 */
static void change(binding_t *binding, bool add)
{
	if (binding->reqid && add)
	{
		change_signaling(binding, TRUE);
	}
	change_bypass(binding, add);
	if (binding->reqid && !add)
	{
		change_signaling(binding, FALSE);
	}
}

/**
 * Find a node at home, to be called with the lock.
 */
static binding_t *find(private_home_bypass_t *this, binding_t *binding)
{
	enumerator_t *enumerator;
	binding_t *current, *found = NULL;

	enumerator = this->homes->create_enumerator(this->homes);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		if (current->role == binding->role &&
			current->home->ip_equals(current->home, binding->home))
		{
			found = current;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(home_bypass_t, set, void,
	private_home_bypass_t *this, binding_t *binding, bool at_home)
{
	binding_t *found;

	this->mutex->lock(this->mutex);
	found = find(this, binding);
	if (at_home != (found != NULL))
	{
		DBG1(DBG_IKE, "mobile node %H %s home, its tunnels are %s",
			 binding->home, at_home ? "is at" : "left",
			 at_home ? "inactive" : "active");
		if (at_home)
		{
			found = binding_clone(binding);
			this->homes->insert_last(this->homes, found);
			change(found, TRUE);
		}
		else
		{
			this->homes->remove(this->homes, found, NULL);
			change(found, FALSE);
			binding_destroy(found);
		}
	}
	this->mutex->unlock(this->mutex);
}

METHOD(home_bypass_t, destroy, void,
	private_home_bypass_t *this)
{
	binding_t *binding;

	while (this->homes->remove_first(this->homes, (void**)&binding) == SUCCESS)
	{
		change(binding, FALSE);
		binding_destroy(binding);
	}
	this->homes->destroy(this->homes);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
home_bypass_t *home_bypass_create()
{
	private_home_bypass_t *this;

	INIT(this,
		.public = {
			.set = _set,
			.destroy = _destroy,
		},
		.homes = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
