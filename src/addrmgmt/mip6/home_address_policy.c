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

#include "home_address_policy.h"

#include <collections/hashtable.h>
#include <daemon.h>
#include <encoding/payloads/cp_payload.h>
#include <encoding/payloads/ts_payload.h>
#include <threading/mutex.h>

#include "home_addresses.h"
#include "home_rule.h"
#include "pool_exemption.h"

typedef struct private_home_address_policy_t private_home_address_policy_t;
typedef struct request_t request_t;

/**
 * Private data of home_address_policy_t.
 */
struct private_home_address_policy_t {

	/**
	 * Public interface.
	 */
	home_address_policy_t public;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * Has charon let those be that have an address of their own.
	 */
	pool_exemption_t *pools;

	/**
	 * What peers want, ike_sa_t* => request_t*.
	 */
	hashtable_t *requests;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;
};

/**
 * What a peer wants by a request that is not answered yet, from the first of
 * several IKE_AUTH exchanges to the last one.
 */
struct request_t {

	/**
	 * Its selectors, traffic_selector_t.
	 */
	linked_list_t *selectors;

	/**
	 * Whether it has asked for a home address.
	 */
	bool dynamic;
};

/**
 * Destroy a request_t.
 */
static void destroy_request(request_t *request)
{
	request->selectors->destroy_offset(request->selectors,
									   offsetof(traffic_selector_t, destroy));
	free(request);
}

/**
 * Get the options of an IKE_SA if we are the home agent, NULL if not.
 */
static mobility_options_t *get_options(ike_sa_t *ike_sa)
{
	char *name = ike_sa->get_name(ike_sa);

	if (mobility_options_get_role(name) == MOBILITY_HOME_AGENT)
	{
		return mobility_options_create(name);
	}
	return NULL;
}

/**
 * Get the home addresses a peer may use.
 */
static linked_list_t *get_permitted(ike_sa_t *ike_sa)
{
	mobility_options_t *options;
	linked_list_t *permitted = NULL;

	options = get_options(ike_sa);
	if (options)
	{
		permitted = home_addresses_get(ike_sa, options);
		mobility_options_destroy(options);
	}
	return permitted;
}

/**
 * As snprintf(), for formats the compiler does not know.
 */
static int print(char *buf, int len, char *fmt, ...)
{
	va_list args;
	int written;

	va_start(args, fmt);
	written = vsnprintf(buf, len, fmt, args);
	va_end(args);
	return written;
}

/**
 * Write addresses for people.
 */
static void print_addresses(linked_list_t *addrs, char *buf, int len)
{
	enumerator_t *enumerator;
	int written = 0;
	host_t *addr;

	*buf = '\0';
	enumerator = addrs->create_enumerator(addrs);
	while (written < len && enumerator->enumerate(enumerator, &addr))
	{
		written += print(buf + written, len - written, "%s%H",
						 written ? ", " : "", addr);
	}
	enumerator->destroy(enumerator);
}

/**
 * Log and count that a peer wants a home address that is not its own.
 */
static void denied(private_home_address_policy_t *this, ike_sa_t *ike_sa,
				   traffic_selector_t *foreign, linked_list_t *permitted)
{
	session_t *session = this->manager->get(this->manager, ike_sa);
	identification_t *id = ike_sa->get_other_eap_id(ike_sa);
	char wanted[64], own[256];
	host_t *addr;
	uint8_t mask;

	if (!session)
	{
		return;
	}
	if (foreign->is_host(foreign, NULL))
	{	/* without the types of messages */
		foreign->to_subnet(foreign, &addr, &mask);
		print(wanted, sizeof(wanted), "%H", addr);
		addr->destroy(addr);
	}
	else
	{
		print(wanted, sizeof(wanted), "%R", foreign);
	}
	print_addresses(permitted, own, sizeof(own));
	session->count(session, COUNTER_HOME_ADDRESS_DENIED);
	session->report(session, "home-address-denied", "'%Y' wants home address "
					"%s, but %s%s%s permitted", id, wanted,
					*own ? "only " : "none", own,
					permitted->get_count(permitted) > 1 ? " are" : " is");
}

/**
 * Check if somebody asks for a home address.
 */
static bool asks_for_address(message_t *message)
{
	enumerator_t *enumerator;
	configuration_attribute_t *attribute;
	cp_payload_t *cp;
	bool found = FALSE;

	cp = (cp_payload_t*)message->get_payload(message, PLV2_CONFIGURATION);
	if (cp && cp->get_type(cp) == CFG_REQUEST)
	{
		enumerator = cp->create_attribute_enumerator(cp);
		while (!found && enumerator->enumerate(enumerator, &attribute))
		{
			found = attribute->get_type(attribute) == INTERNAL_IP6_ADDRESS;
		}
		enumerator->destroy(enumerator);
	}
	return found;
}

/**
 * Note what a peer wants.
 */
static void put_request(private_home_address_policy_t *this, ike_sa_t *ike_sa,
						message_t *message)
{
	ts_payload_t *ts;
	request_t *request;

	ts = (ts_payload_t*)message->get_payload(message, PLV2_TS_INITIATOR);
	INIT(request,
		.selectors = ts ? ts->get_traffic_selectors(ts) : linked_list_create(),
		.dynamic = asks_for_address(message),
	);
	this->mutex->lock(this->mutex);
	request = this->requests->put(this->requests, ike_sa, request);
	this->mutex->unlock(this->mutex);
	if (request)
	{
		destroy_request(request);
	}
}

/**
 * Take what a peer wanted, NULL if there is nothing.
 */
static request_t *take_request(private_home_address_policy_t *this,
							   ike_sa_t *ike_sa)
{
	request_t *request;

	this->mutex->lock(this->mutex);
	request = this->requests->remove(this->requests, ike_sa);
	this->mutex->unlock(this->mutex);
	return request;
}

/**
 * Check if a peer has asked for a home address.
 */
static bool is_dynamic(private_home_address_policy_t *this, ike_sa_t *ike_sa)
{
	request_t *request;
	bool dynamic;

	this->mutex->lock(this->mutex);
	request = this->requests->get(this->requests, ike_sa);
	dynamic = request && request->dynamic;
	this->mutex->unlock(this->mutex);
	return dynamic;
}

/**
 * A request for a CHILD_SA is about to be answered: tell if the peer wanted
 * what it may not have, there might not even be a config for that.
 */
static void answered(private_home_address_policy_t *this, ike_sa_t *ike_sa,
					 request_t *request)
{
	linked_list_t *permitted;
	traffic_selector_t *foreign;

	permitted = get_permitted(ike_sa);
	if (permitted)
	{
		foreign = home_rule_get_foreign(request->selectors, permitted);
		if (foreign)
		{
			denied(this, ike_sa, foreign, permitted);
		}
		permitted->destroy_offset(permitted, offsetof(host_t, destroy));
	}
}

METHOD(listener_t, message, bool,
	private_home_address_policy_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	request_t *request;

	if (!plain || !ike_sa ||
		(message->get_exchange_type(message) != IKE_AUTH &&
		 message->get_exchange_type(message) != CREATE_CHILD_SA))
	{
		return TRUE;
	}
	if (incoming && message->get_request(message))
	{	/* the one of IKE_AUTH is in its first exchange, with the identity */
		if (message->get_exchange_type(message) == CREATE_CHILD_SA ||
			message->get_payload(message, PLV2_TS_INITIATOR) ||
			message->get_payload(message, PLV2_CONFIGURATION))
		{
			put_request(this, ike_sa, message);
		}
	}
	else if (!incoming && !message->get_request(message) &&
			 (message->get_payload(message, PLV2_TS_INITIATOR) ||
			  message->get_notify(message, TS_UNACCEPTABLE)))
	{
		request = take_request(this, ike_sa);
		if (request)
		{
			answered(this, ike_sa, request);
			destroy_request(request);
		}
	}
	return TRUE;
}

METHOD(listener_t, narrow, bool,
	private_home_address_policy_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	narrow_hook_t type, linked_list_t *local, linked_list_t *remote)
{
	linked_list_t *permitted;
	traffic_selector_t *foreign;

	switch (type)
	{
		case NARROW_RESPONDER:
		case NARROW_INITIATOR_POST_NOAUTH:
		case NARROW_INITIATOR_POST_AUTH:
			break;
		default:
			return TRUE;
	}
	permitted = ike_sa ? get_permitted(ike_sa) : NULL;
	if (permitted)
	{
		if (type != NARROW_RESPONDER)
		{
			foreign = home_rule_get_foreign(remote, permitted);
			if (foreign)
			{
				denied(this, ike_sa, foreign, permitted);
			}
		}
		home_rule_narrow(remote, permitted);
		permitted->destroy_offset(permitted, offsetof(host_t, destroy));
	}
	return TRUE;
}

/**
 * Check if there is anything an authenticated peer could use the home agent
 * for.
 */
static bool is_served(private_home_address_policy_t *this, ike_sa_t *ike_sa,
					  mobility_options_t *options)
{
	linked_list_t *fixed;
	bool dynamic = is_dynamic(this, ike_sa), served;

	home_addresses_log_outside(ike_sa, options);
	fixed = home_addresses_get_fixed(ike_sa, options);
	served = fixed->get_count(fixed) || dynamic;
	fixed->destroy_offset(fixed, offsetof(host_t, destroy));
	if (!dynamic)
	{
		this->pools->add(this->pools, ike_sa);
	}
	return served;
}

METHOD(listener_t, authorize, bool,
	private_home_address_policy_t *this, ike_sa_t *ike_sa, bool final,
	bool *success)
{
	session_t *session = this->manager->get(this->manager, ike_sa);
	mobility_options_t *options;

	options = final ? get_options(ike_sa) : NULL;
	if (options)
	{
		if (lib->settings->get_bool(lib->settings, "%s.flush_auth_cfg", FALSE,
									lib->ns))
		{	/* CHILD_SAs would be authorized by IDi, which is not verified */
			DBG1(DBG_CFG, "refused IKE_SA, a home agent has to know how mobile "
				 "nodes were authenticated, disable flush_auth_cfg");
			*success = FALSE;
		}
		else if (session && !is_served(this, ike_sa, options))
		{
			session->count(session, COUNTER_HOME_ADDRESS_DENIED);
			session->report(session, "home-address-denied", "refused IKE_SA, "
							"'%Y' has no home address on connection '%s' and "
							"does not ask for one",
							ike_sa->get_other_eap_id(ike_sa), options->conn);
			*success = FALSE;
		}
		mobility_options_destroy(options);
	}
	return TRUE;
}

METHOD(listener_t, ike_state_change, bool,
	private_home_address_policy_t *this, ike_sa_t *ike_sa,
	ike_sa_state_t state)
{
	request_t *request;

	if (state == IKE_DESTROYING)
	{
		this->pools->remove(this->pools, ike_sa);
		request = take_request(this, ike_sa);
		if (request)
		{
			destroy_request(request);
		}
	}
	return TRUE;
}

METHOD(home_address_policy_t, destroy, void,
	private_home_address_policy_t *this)
{
	this->pools->destroy(this->pools);
	this->requests->destroy(this->requests);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
home_address_policy_t *home_address_policy_create(session_manager_t *manager)
{
	private_home_address_policy_t *this;

	INIT(this,
		.public = {
			.listener = {
				.message = _message,
				.narrow = _narrow,
				.authorize = _authorize,
				.ike_state_change = _ike_state_change,
			},
			.destroy = _destroy,
		},
		.manager = manager,
		.pools = pool_exemption_create(),
		.requests = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr,
									 4),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
