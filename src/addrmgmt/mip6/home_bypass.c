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
	 * Home addresses of mobile nodes at home, host_t; ours and those of others.
	 */
	linked_list_t *ours;
	linked_list_t *others;

	/**
	 * Lock for them.
	 */
	mutex_t *mutex;
};

/**
 * Add or delete a policy.
 */
static void change_policy(traffic_selector_t *src, traffic_selector_t *dst,
						  policy_dir_t dir, bool add)
{
	host_t *any = host_create_any(AF_INET6);
	ipsec_sa_cfg_t sa = {
		.mode = MODE_TRANSPORT,
	};
	kernel_ipsec_policy_id_t id = {
		.dir = dir,
		.src_ts = src,
		.dst_ts = dst,
	};
	kernel_ipsec_manage_policy_t data = {
		.type = POLICY_PASS,
		.prio = POLICY_PRIORITY_DEFAULT,
		.src = any,
		.dst = any,
		.sa = &sa,
	};

	if (add)
	{
		charon->kernel->add_policy(charon->kernel, &id, &data);
	}
	else
	{
		charon->kernel->del_policy(charon->kernel, &id, &data);
	}
	any->destroy(any);
}

/**
 * Create a selector for everything between here and a prefix.
 */
static traffic_selector_t *create_ts(host_t *addr, int len)
{
	return traffic_selector_create_from_subnet(addr->clone(addr), len, 0, 0,
											   65535);
}

/**
 * Add or delete the policies of a node.
 */
static void change_policies(host_t *home, bool ours, bool add)
{
	traffic_selector_t *node, *rest;
	host_t *prefix;
	int i;

	node = create_ts(home, 128);
	for (i = 0; i < countof(parts); i++)
	{
		prefix = host_create_from_string(parts[i].prefix, 0);
		rest = create_ts(prefix, parts[i].len);
		change_policy(ours ? node : rest, ours ? rest : node, POLICY_OUT, add);
		change_policy(ours ? rest : node, ours ? node : rest, POLICY_IN, add);
		change_policy(ours ? rest : node, ours ? node : rest, POLICY_FWD, add);
		rest->destroy(rest);
		prefix->destroy(prefix);
	}
	node->destroy(node);
}

METHOD(home_bypass_t, set, void,
	private_home_bypass_t *this, host_t *home, mobility_role_t role,
	bool at_home)
{
	bool ours = role == MOBILITY_MOBILE_NODE;
	linked_list_t *homes = ours ? this->ours : this->others;
	enumerator_t *enumerator;
	host_t *current, *found = NULL;

	this->mutex->lock(this->mutex);
	enumerator = homes->create_enumerator(homes);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = home->ip_equals(home, current) ? current : NULL;
	}
	enumerator->destroy(enumerator);
	if (at_home != (found != NULL))
	{
		DBG1(DBG_IKE, "mobile node %H %s home, its tunnels are %s", home,
			 at_home ? "is at" : "left", at_home ? "inactive" : "active");
		if (at_home)
		{
			homes->insert_last(homes, home->clone(home));
		}
		else
		{
			homes->remove(homes, found, NULL);
			found->destroy(found);
		}
		change_policies(home, ours, at_home);
	}
	this->mutex->unlock(this->mutex);
}

/**
 * Delete the policies of all nodes.
 */
static void remove_all(linked_list_t *homes, bool ours)
{
	host_t *home;

	while (homes->remove_first(homes, (void**)&home) == SUCCESS)
	{
		change_policies(home, ours, FALSE);
		home->destroy(home);
	}
	homes->destroy(homes);
}

METHOD(home_bypass_t, destroy, void,
	private_home_bypass_t *this)
{
	remove_all(this->ours, TRUE);
	remove_all(this->others, FALSE);
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
		.ours = linked_list_create(),
		.others = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
