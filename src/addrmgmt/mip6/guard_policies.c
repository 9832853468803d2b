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

#include "guard_policies.h"

#include <daemon.h>

#include "ike/options.h"
#include "mobile_nodes.h"
#include "mobility_options.h"
#include "paths/address.h"
#include "wire/mobility_header.h"

typedef struct private_guard_policies_t private_guard_policies_t;
typedef struct guard_t guard_t;

/**
 * Private data of guard_policies_t.
 */
struct private_guard_policies_t {

	/**
	 * Public interface.
	 */
	guard_policies_t public;

	/**
	 * What is installed, guard_t.
	 */
	linked_list_t *guards;
};

/**
 * A policy.
 */
struct guard_t {
	policy_dir_t dir;
	traffic_selector_t *src;
	traffic_selector_t *dst;
};

/**
 * Destroy a guard_t.
 */
static void destroy_guard(guard_t *guard)
{
	guard->src->destroy(guard->src);
	guard->dst->destroy(guard->dst);
	free(guard);
}

/**
 * Install or uninstall a policy, in the class of priorities behind those of
 * CHILD_SAs and traps.
 */
static void manage(guard_t *guard, bool add)
{
	host_t *any = host_create_any(AF_INET6);
	ipsec_sa_cfg_t sa = {};
	kernel_ipsec_policy_id_t id = {
		.dir = guard->dir,
		.src_ts = guard->src,
		.dst_ts = guard->dst,
	};
	kernel_ipsec_manage_policy_t policy = {
		.type = POLICY_DROP,
		.prio = POLICY_PRIORITY_FALLBACK,
		.src = any,
		.dst = any,
		.sa = &sa,
	};
	status_t status;

	status = add ? charon->kernel->add_policy(charon->kernel, &id, &policy) :
				   charon->kernel->del_policy(charon->kernel, &id, &policy);
	if (status != SUCCESS)
	{
		DBG1(DBG_KNL, "unable to %s policy against unprotected Mobility "
			 "Headers, %R === %R %N", add ? "install" : "uninstall", guard->src,
			 guard->dst, policy_dir_names, guard->dir);
	}
	any->destroy(any);
}

/**
 * Install or uninstall policies.
 */
static void manage_all(linked_list_t *guards, bool add)
{
	enumerator_t *enumerator;
	guard_t *guard;

	enumerator = guards->create_enumerator(guards);
	while (enumerator->enumerate(enumerator, &guard))
	{
		manage(guard, add);
	}
	enumerator->destroy(enumerator);
}

/**
 * Create a selector for Mobility Headers.
 *
 * @param host		address, NULL for any
 * @param type		type of message, -1 for any
 */
static traffic_selector_t *create_ts(host_t *host, int len, int type)
{
	return traffic_selector_create_from_subnet(
						host ? host->clone(host) : host_create_any(AF_INET6),
						host ? len : 0, IPPROTO_MH, type < 0 ? 0 : type << 8,
						type < 0 ? 0xffff : type << 8);
}

/**
 * Add a policy.
 */
static void add(linked_list_t *guards, policy_dir_t dir,
				traffic_selector_t *src, traffic_selector_t *dst)
{
	guard_t *guard;

	INIT(guard,
		.dir = dir,
		.src = src,
		.dst = dst,
	);
	guards->insert_last(guards, guard);
}

/**
 * Add what nobody may send unprotected from and to home addresses.
 */
static void add_prefix(linked_list_t *guards, host_t *agent, host_t *home,
					   int len)
{
	/* Binding Updates to us, and what is forwarded, HoTi for one */
	add(guards, POLICY_IN, create_ts(home, len, -1), create_ts(agent, 128, -1));
	add(guards, POLICY_FWD, create_ts(home, len, -1), create_ts(NULL, 0, -1));
	add(guards, POLICY_OUT, create_ts(agent, 128, MH_BINDING_ACK),
		create_ts(home, len, -1));
	add(guards, POLICY_OUT, create_ts(NULL, 0, MH_HOME_TEST),
		create_ts(home, len, -1));
	add(guards, POLICY_OUT, create_ts(NULL, 0, MH_HOME_TEST_INIT),
		create_ts(home, len, -1));
}

/**
 * Add what belongs to home addresses that are configured one by one.
 */
static void add_addresses(linked_list_t *guards, mobility_options_t *options)
{
	enumerator_t *enumerator;
	linked_list_t *addrs;
	identification_t *id;
	host_t *addr;

	addrs = options->home_addresses->clone_offset(options->home_addresses,
												  offsetof(host_t, clone));
	enumerator = mobile_nodes_create_enumerator(options->conn);
	while (enumerator->enumerate(enumerator, &id, &addr))
	{
		if (!address_is_in(addrs, addr))
		{
			addrs->insert_last(addrs, addr->clone(addr));
		}
	}
	enumerator->destroy(enumerator);
	while (addrs->remove_first(addrs, (void**)&addr) == SUCCESS)
	{
		add_prefix(guards, options->home_agent, addr, 128);
		addr->destroy(addr);
	}
	addrs->destroy(addrs);
}

/**
 * Add what belongs to a connection.
 */
static void add_connection(linked_list_t *guards, char *conn)
{
	mobility_options_t *options;

	options = mobility_options_create(conn);
	if (options->role == MOBILITY_HOME_AGENT && options->home_agent &&
		option_get_bool(conn, "mobile_ipv6.guard", TRUE))
	{
		if (options->home_prefix)
		{
			add_prefix(guards, options->home_agent, options->home_prefix,
					   options->home_prefix_len);
		}
		else
		{
			add_addresses(guards, options);
		}
	}
	mobility_options_destroy(options);
}

METHOD(guard_policies_t, reload, void,
	private_guard_policies_t *this)
{
	linked_list_t *guards, *old = this->guards;
	enumerator_t *enumerator;
	char *conn;

	guards = linked_list_create();
	enumerator = mobility_options_create_enumerator();
	while (enumerator->enumerate(enumerator, &conn))
	{
		add_connection(guards, conn);
	}
	enumerator->destroy(enumerator);
	/* those that stay are there twice for a moment, so there is no gap */
	manage_all(guards, TRUE);
	this->guards = guards;
	manage_all(old, FALSE);
	old->destroy_function(old, (void*)destroy_guard);
}

METHOD(guard_policies_t, destroy, void,
	private_guard_policies_t *this)
{
	manage_all(this->guards, FALSE);
	this->guards->destroy_function(this->guards, (void*)destroy_guard);
	free(this);
}

/*
 * Described in header.
 */
guard_policies_t *guard_policies_create()
{
	private_guard_policies_t *this;

	INIT(this,
		.public = {
			.reload = _reload,
			.destroy = _destroy,
		},
		.guards = linked_list_create(),
	);
	reload(this);

	return &this->public;
}
