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
#include "proxy_policy.h"
#include "ike/local_addresses.h"
#include "ike/options.h"

#include <daemon.h>
#include <collections/hashtable.h>
#include <processing/jobs/delete_child_sa_job.h>
#include <threading/mutex.h>

#include "compat.h"
#include "paths/address.h"
#include "paths/proxy_rule.h"

typedef struct private_proxy_policy_t private_proxy_policy_t;

/**
 * Private data of proxy_policy_t.
 */
struct private_proxy_policy_t {

	/**
	 * Public interface.
	 */
	proxy_policy_t public;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * IKE_SAs of which the peer wants a CHILD_SA in transport mode, ike_sa_t*.
	 */
	hashtable_t *transport;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;
};

/**
 * Check if a CHILD_SA is configured to have end points of its own.
 */
static bool is_configured(child_sa_t *child_sa)
{
	child_cfg_t *config = child_sa->get_config(child_sa);

	return config->get_mode(config) == MODE_TRANSPORT &&
		   config->has_option(config, OPT_PROXY_MODE);
}

/*
 * Described in header.
 */
bool proxy_policy_is_proxy(child_sa_t *child_sa)
{
	return child_sa->get_mode(child_sa) == MODE_TRANSPORT &&
		   is_configured(child_sa);
}

/**
 * Get the address charon takes as end point of a CHILD_SA.
 */
static host_t *get_configured_end(child_sa_t *child_sa, bool local, host_t *ike)
{
	child_cfg_t *config = child_sa->get_config(child_sa);
	linked_list_t *hosts, *selectors;
	traffic_selector_t *ts;
	host_t *end = NULL;
	uint8_t mask;

	hosts = linked_list_create_with_items(ike, NULL);
	selectors = child_cfg_get_selectors(config, local, hosts);
	hosts->destroy(hosts);
	while (selectors->remove_first(selectors, (void**)&ts) == SUCCESS)
	{
		if (!end && ts->is_host(ts, NULL))
		{
			ts->to_subnet(ts, &end, &mask);
		}
		ts->destroy(ts);
	}
	selectors->destroy(selectors);
	return end ?: ike->clone(ike);
}

/**
 * Get the end point of an installed CHILD_SA, NULL if it has no single one.
 */
static host_t *get_installed_end(child_sa_t *child_sa, bool local)
{
	linked_list_t *selectors;
	host_t *end;

	selectors = linked_list_create_from_enumerator(
							child_sa->create_ts_enumerator(child_sa, local));
	end = proxy_rule_get_end(selectors);
	selectors->destroy(selectors);
	return end;
}

/**
 * Check if we have an address that we tell the peer of.
 */
static bool is_ours(session_manager_t *manager, ike_sa_t *ike_sa, host_t *addr)
{
	linked_list_t *addrs;
	bool ours;

	/* the session might not know yet in IKE_AUTH */
	addrs = local_addresses_get(ike_sa, NULL, FALSE,
								manager->get_watcher(manager));
	ours = address_is_in(addrs, addr);
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	return ours;
}

/**
 * Check if the peer has told us of an address.
 */
static bool is_of_peer(session_t *session, ike_sa_t *ike_sa, host_t *addr)
{
	enumerator_t *enumerator;
	address_state_t state;
	host_t *known = ike_sa->get_other_host(ike_sa);
	uint64_t since;
	bool found;

	found = known->ip_equals(known, addr);
	enumerator = session->create_address_enumerator(session, FALSE);
	while (!found && enumerator->enumerate(enumerator, &known, &state, &since))
	{
		found = known->ip_equals(known, addr);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if the configuration permits an address nobody told of.
 */
static bool is_exception(ike_sa_t *ike_sa, host_t *addr)
{
	return proxy_rule_permits(option_get_str(ike_sa->get_name(ike_sa),
											 "proxy_addresses", NULL), addr);
}

/**
 * Get the one of two end points that an SA may not have, NULL if it may have
 * both.
 */
static host_t *get_stranger(session_manager_t *manager, ike_sa_t *ike_sa,
							host_t *local, host_t *remote)
{
	session_t *session = manager->get(manager, ike_sa);

	if (!is_of_peer(session, ike_sa, remote) && !is_exception(ike_sa, remote))
	{
		return remote;
	}
	if (!is_ours(manager, ike_sa, local) && !is_exception(ike_sa, local))
	{
		return local;
	}
	return NULL;
}

/**
 * Check if the peer wants transport mode.
 */
static bool is_transport(private_proxy_policy_t *this, ike_sa_t *ike_sa)
{
	bool transport;

	this->mutex->lock(this->mutex);
	transport = this->transport->get(this->transport, ike_sa) != NULL;
	this->mutex->unlock(this->mutex);
	return transport;
}

/**
 * Leave only selectors that are the end points of a CHILD_SA, if it may have
 * them.
 *
 * @return			why it may not, NULL if it may
 */
static char *narrow_to(private_proxy_policy_t *this, ike_sa_t *ike_sa,
					   linked_list_t *local_ts, linked_list_t *remote_ts,
					   host_t *local, host_t *remote)
{
	host_t *stranger;

	if (!is_transport(this, ike_sa))
	{	/* charon would take the same end points for a tunnel (D3) */
		return "the peer wants a tunnel";
	}
	proxy_rule_narrow(local_ts, local);
	proxy_rule_narrow(remote_ts, remote);
	if (!local_ts->get_count(local_ts) || !remote_ts->get_count(remote_ts))
	{
		return "they are not the selectors";
	}
	stranger = get_stranger(this->manager, ike_sa, local, remote);
	if (stranger)
	{
		return stranger == remote ? "the peer has not told us of its one" :
									"ours is none we have";
	}
	return NULL;
}

/**
 * Decide about a CHILD_SA.
 */
static bool decide(private_proxy_policy_t *this, session_t *session,
				   ike_sa_t *ike_sa, child_sa_t *child_sa,
				   linked_list_t *local_ts, linked_list_t *remote_ts)
{
	host_t *local, *remote;
	char *reason;

	local = get_configured_end(child_sa, TRUE, ike_sa->get_my_host(ike_sa));
	remote = get_configured_end(child_sa, FALSE,
								ike_sa->get_other_host(ike_sa));
	reason = narrow_to(this, ike_sa, local_ts, remote_ts, local, remote);
	if (reason)
	{
		session->count(session, COUNTER_PROXY_DENIED);
		session->report(session, "proxy-denied", "denied CHILD_SA %s{%u} in "
						"transport mode between %H and %H: %s",
						child_sa->get_name(child_sa),
						child_sa->get_unique_id(child_sa), local, remote,
						reason);
	}
	local->destroy(local);
	remote->destroy(remote);
	return !reason;
}

/**
 * Check if it is us who decides. For the home addresses of mobile nodes it is
 * their configuration.
 */
static bool is_in_charge(session_t *session)
{
	return session && session->get_dialect(session) == DIALECT_DUPONT &&
		   !session->is_guided(session);
}

/**
 * Remove all selectors.
 */
static void clear(linked_list_t *selectors)
{
	traffic_selector_t *ts;

	while (selectors->remove_last(selectors, (void**)&ts) == SUCCESS)
	{
		ts->destroy(ts);
	}
}

METHOD(listener_t, narrow, bool,
	private_proxy_policy_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	narrow_hook_t type, linked_list_t *local, linked_list_t *remote)
{
	session_t *session;

	switch (type)
	{
		case NARROW_RESPONDER:
		case NARROW_INITIATOR_POST_NOAUTH:
		case NARROW_INITIATOR_POST_AUTH:
			break;
		default:
			return TRUE;
	}
	session = ike_sa ? this->manager->get(this->manager, ike_sa) : NULL;
	if (is_in_charge(session) && is_configured(child_sa) &&
		local->get_count(local) && remote->get_count(remote) &&
		!decide(this, session, ike_sa, child_sa, local, remote))
	{
		clear(local);
		clear(remote);
	}
	return TRUE;
}

METHOD(listener_t, message, bool,
	private_proxy_policy_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	/* in the first of several IKE_AUTH exchanges it says for the last one */
	if (incoming && plain && ike_sa &&
		message->get_payload(message, PLV2_TS_INITIATOR))
	{
		this->mutex->lock(this->mutex);
		if (message->get_notify(message, USE_TRANSPORT_MODE))
		{
			this->transport->put(this->transport, ike_sa, ike_sa);
		}
		else
		{
			this->transport->remove(this->transport, ike_sa);
		}
		this->mutex->unlock(this->mutex);
	}
	return TRUE;
}

METHOD(listener_t, ike_state_change, bool,
	private_proxy_policy_t *this, ike_sa_t *ike_sa, ike_sa_state_t state)
{
	if (state == IKE_DESTROYING)
	{
		this->mutex->lock(this->mutex);
		this->transport->remove(this->transport, ike_sa);
		this->mutex->unlock(this->mutex);
	}
	return TRUE;
}

/**
 * Get the end point of an installed CHILD_SA that one side does not have
 * anymore, NULL if both still do.
 */
static host_t *get_gone(session_manager_t *manager, ike_sa_t *ike_sa,
						child_sa_t *child_sa)
{
	host_t *local, *remote, *gone = NULL;

	local = get_installed_end(child_sa, TRUE);
	remote = get_installed_end(child_sa, FALSE);
	if (local && remote)
	{
		gone = get_stranger(manager, ike_sa, local, remote);
		gone = gone ? gone->clone(gone) : NULL;
	}
	DESTROY_IF(local);
	DESTROY_IF(remote);
	return gone;
}

/**
 * Check if a CHILD_SA is being closed.
 */
static bool is_closing(child_sa_t *child_sa)
{
	switch (child_sa->get_state(child_sa))
	{
		case CHILD_DELETING:
		case CHILD_DELETED:
		case CHILD_DESTROYING:
			return TRUE;
		default:
			return FALSE;
	}
}

/**
 * Close a CHILD_SA and tell the peer.
 */
static void close_child(session_t *session, child_sa_t *child_sa, host_t *gone)
{
	uint32_t id = child_sa->get_unique_id(child_sa);

	session->count(session, COUNTER_PROXY_CLOSED);
	session->report(session, "proxy-closed", "closing CHILD_SA %s{%u}, as %H "
					"is gone", child_sa->get_name(child_sa), id, gone);
	lib->processor->queue_job(lib->processor,
							  (job_t*)delete_child_sa_job_create_id(id));
}

/*
 * Described in header.
 */
void proxy_policy_review(session_manager_t *manager, ike_sa_t *ike_sa)
{
	session_t *session = manager->get(manager, ike_sa);
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	host_t *gone;

	if (!is_in_charge(session))
	{
		return;
	}
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		if (proxy_policy_is_proxy(child_sa) && !is_closing(child_sa))
		{
			gone = get_gone(manager, ike_sa, child_sa);
			if (gone)
			{
				close_child(session, child_sa, gone);
				gone->destroy(gone);
			}
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(proxy_policy_t, destroy, void,
	private_proxy_policy_t *this)
{
	this->transport->destroy(this->transport);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
proxy_policy_t *proxy_policy_create(session_manager_t *manager)
{
	private_proxy_policy_t *this;

	INIT(this,
		.public = {
			.listener = {
				.narrow = _narrow,
				.message = _message,
				.ike_state_change = _ike_state_change,
			},
			.destroy = _destroy,
		},
		.manager = manager,
		.transport = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr,
									  4),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
