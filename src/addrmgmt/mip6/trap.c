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

#include "trap.h"

#include <netinet/icmp6.h>

#include <daemon.h>

#include "compat.h"

typedef struct private_trap_t private_trap_t;

/**
 * Private data of trap_t.
 */
struct private_trap_t {

	/**
	 * Public interface.
	 */
	trap_t public;

	/**
	 * What the SA would be like.
	 */
	ipsec_sa_cfg_t sa;

	/**
	 * Selectors, traffic_selector_t.
	 */
	linked_list_t *local_ts;
	linked_list_t *remote_ts;

	/**
	 * Ends of the tunnel.
	 */
	host_t *local;
	host_t *remote;
};

METHOD(trap_t, get_reqid, uint32_t,
	private_trap_t *this)
{
	return this->sa.reqid;
}

/**
 * Add or remove a policy.
 */
static status_t manage(private_trap_t *this, policy_dir_t dir,
					   traffic_selector_t *local, traffic_selector_t *remote,
					   bool add)
{
	bool out = dir == POLICY_OUT;
	kernel_ipsec_policy_id_t id = {
		.dir = dir,
		.src_ts = out ? local : remote,
		.dst_ts = out ? remote : local,
	};
	kernel_ipsec_manage_policy_t policy = {
		.type = POLICY_IPSEC,
		.prio = POLICY_PRIORITY_ROUTED,
		.src = out ? this->local : this->remote,
		.dst = out ? this->remote : this->local,
		.sa = &this->sa,
	};

	return add ? charon->kernel->add_policy(charon->kernel, &id, &policy) :
				 charon->kernel->del_policy(charon->kernel, &id, &policy);
}

/**
 * Create a selector for something else between the addresses of another one.
 */
static traffic_selector_t *create_ts(traffic_selector_t *ts, uint8_t protocol,
									 uint16_t from, uint16_t to)
{
	return traffic_selector_create_from_bytes(protocol, ts->get_type(ts),
									ts->get_from_address(ts), from,
									ts->get_to_address(ts), to);
}

/**
 * Add or remove a policy that lets something pass between the addresses of a
 * pair of selectors.
 */
static status_t manage_pass(private_trap_t *this, policy_dir_t dir,
							traffic_selector_t *local,
							traffic_selector_t *remote, uint8_t protocol,
							uint16_t from, uint16_t to, bool add)
{
	bool out = dir == POLICY_OUT;
	kernel_ipsec_policy_id_t id = {
		.dir = dir,
		.src_ts = create_ts(out ? local : remote, protocol, from, to),
		.dst_ts = create_ts(out ? remote : local, protocol, from, to),
	};
	ipsec_sa_cfg_t none = {
		.mode = MODE_TRANSPORT,
	};
	kernel_ipsec_manage_policy_t policy = {
		.type = POLICY_PASS,
		.prio = POLICY_PRIORITY_DEFAULT,
		.src = out ? this->local : this->remote,
		.dst = out ? this->remote : this->local,
		.sa = &none,
	};
	status_t status;

	status = add ? charon->kernel->add_policy(charon->kernel, &id, &policy) :
				   charon->kernel->del_policy(charon->kernel, &id, &policy);
	id.src_ts->destroy(id.src_ts);
	id.dst_ts->destroy(id.dst_ts);
	return status;
}

/**
 * Let in what is protected in transport mode.
 *
 * The kernel regards home address options and routing headers as SAs, and if
 * what is below them is ESP it looks for a policy for that before it decrypts.
 * That must not be the one for everything, which wants a tunnel.
 */
static status_t manage_esp(private_trap_t *this, traffic_selector_t *local,
						   traffic_selector_t *remote, bool add)
{
	return manage_pass(this, POLICY_IN, local, remote, IPPROTO_ESP, 0, 0xffff,
					   add);
}

/**
 * Let neighbor discovery pass, if all else goes through a tunnel: a mobile node
 * that came home, and who wants to reach it there, have to find each other before
 * a Binding Update can be sent. It's never forwarded, so only neighbors can.
 */
static status_t manage_neighbor(private_trap_t *this, traffic_selector_t *local,
								traffic_selector_t *remote, bool add)
{
	status_t status = SUCCESS;
	uint16_t type;

	if (!local->get_protocol(local))
	{
		for (type = ND_NEIGHBOR_SOLICIT; type <= ND_NEIGHBOR_ADVERT; type++)
		{
			status |= manage_pass(this, POLICY_OUT, local, remote,
								  IPPROTO_ICMPV6, type << 8, type << 8 | 0xff,
								  add);
			status |= manage_pass(this, POLICY_IN, local, remote,
								  IPPROTO_ICMPV6, type << 8, type << 8 | 0xff,
								  add);
		}
	}
	return status;
}

/**
 * Add or remove the policies of a pair of selectors.
 */
static status_t manage_pair(private_trap_t *this, traffic_selector_t *local,
							traffic_selector_t *remote, bool add)
{
	status_t status;

	status = manage(this, POLICY_OUT, local, remote, add);
	status |= manage(this, POLICY_IN, local, remote, add);
	if (this->sa.mode == MODE_TRANSPORT)
	{
		status |= manage_esp(this, local, remote, add);
	}
	else
	{
		status |= manage(this, POLICY_FWD, local, remote, add);
		status |= manage_neighbor(this, local, remote, add);
	}
	return status;
}

/**
 * Manage the policies of all pairs of selectors; all are of the same protocol.
 */
static status_t manage_all(private_trap_t *this, bool add)
{
	enumerator_t *locals, *remotes;
	traffic_selector_t *local, *remote;
	status_t status = SUCCESS;

	locals = this->local_ts->create_enumerator(this->local_ts);
	while (locals->enumerate(locals, &local))
	{
		remotes = this->remote_ts->create_enumerator(this->remote_ts);
		while (remotes->enumerate(remotes, &remote))
		{
			status |= manage_pair(this, local, remote, add);
		}
		remotes->destroy(remotes);
	}
	locals->destroy(locals);
	return status;
}

/**
 * Get a reqid, the one a CHILD_SA with these selectors will get, too.
 */
static bool alloc_reqid(private_trap_t *this)
{
	mark_t none = {};

	return charon->kernel->alloc_reqid(charon->kernel, this->local_ts,
									   this->remote_ts, none, none, 0, 0, NULL,
									   &this->sa.reqid) == SUCCESS;
}

METHOD(trap_t, destroy, void,
	private_trap_t *this)
{
	if (this->sa.reqid)
	{
		manage_all(this, FALSE);
		kernel_release_reqid(this->sa.reqid);
	}
	this->local_ts->destroy_offset(this->local_ts,
								   offsetof(traffic_selector_t, destroy));
	this->remote_ts->destroy_offset(this->remote_ts,
									offsetof(traffic_selector_t, destroy));
	this->local->destroy(this->local);
	this->remote->destroy(this->remote);
	free(this);
}

/*
 * Described in header.
 */
trap_t *trap_create(child_cfg_t *config, host_t *local, host_t *remote)
{
	private_trap_t *this;

	INIT(this,
		.public = {
			.get_reqid = _get_reqid,
			.destroy = _destroy,
		},
		.sa = {
			.mode = config->get_mode(config),
			.policy_count = 1,
			.esp = {
				.use = TRUE,
			},
		},
		.local_ts = child_cfg_get_selectors(config, TRUE, NULL),
		.remote_ts = child_cfg_get_selectors(config, FALSE, NULL),
		.local = local->clone(local),
		.remote = remote->clone(remote),
	);
	if (!alloc_reqid(this) || manage_all(this, TRUE) != SUCCESS)
	{
		DBG1(DBG_KNL, "unable to install policies for '%s'",
			 config->get_name(config));
		destroy(this);
		return NULL;
	}
	return &this->public;
}
