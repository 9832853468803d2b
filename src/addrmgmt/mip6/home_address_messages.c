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

#include "home_address_messages.h"

#include <collections/hashtable.h>
#include <daemon.h>
#include <encoding/payloads/cp_payload.h>
#include <encoding/payloads/delete_payload.h>
#include <processing/jobs/delete_ike_sa_job.h>
#include <threading/mutex.h>

#include "home_addresses.h"
#include "home_rule.h"

/**
 * How long a mobile node without home address has to end its IKE_SA itself, in
 * s.
 */
#define GRACE 10

/**
 * Length of the attribute INTERNAL_IP6_ADDRESS, the last octet is that of the
 * prefix.
 */
#define ATTRIBUTE_LEN 17

typedef struct private_home_address_messages_t private_home_address_messages_t;

/**
 * Private data of home_address_messages_t.
 */
struct private_home_address_messages_t {

	/**
	 * Public interface.
	 */
	home_address_messages_t public;

	/**
	 * IKE_SAs in which we got no home address, ike_sa_t*.
	 */
	hashtable_t *failed;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;
};

/**
 * Check if we got no home address.
 */
static bool is_failed(private_home_address_messages_t *this, ike_sa_t *ike_sa)
{
	bool failed;

	this->mutex->lock(this->mutex);
	failed = this->failed->get(this->failed, ike_sa) != NULL;
	this->mutex->unlock(this->mutex);
	return failed;
}

/**
 * Set the length of the home prefix. Charon says 64, whatever it is.
 */
static void set_prefix_len(cp_payload_t *cp, mobility_options_t *options)
{
	configuration_attribute_t *attribute;
	enumerator_t *enumerator;
	chunk_t value;
	host_t *addr;

	enumerator = cp->create_attribute_enumerator(cp);
	while (enumerator->enumerate(enumerator, &attribute))
	{
		value = attribute->get_chunk(attribute);
		if (attribute->get_type(attribute) == INTERNAL_IP6_ADDRESS &&
			value.len == ATTRIBUTE_LEN)
		{
			addr = host_create_from_chunk(AF_INET6,
								chunk_create(value.ptr, ATTRIBUTE_LEN - 1), 0);
			if (home_rule_is_in_prefix(addr, options->home_prefix,
									   options->home_prefix_len))
			{	/* it's the attribute's own memory */
				value.ptr[ATTRIBUTE_LEN - 1] = options->home_prefix_len;
			}
			addr->destroy(addr);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Check if a mobile node has a home address.
 */
static bool has_address(ike_sa_t *ike_sa, mobility_options_t *options)
{
	linked_list_t *addrs;
	bool found;

	addrs = home_addresses_get(ike_sa, options);
	found = addrs->get_count(addrs);
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	return found;
}

/**
 * A home agent's response, which assigns a home address or does not.
 */
static void send_response(ike_sa_t *ike_sa, mobility_options_t *options,
						  message_t *message)
{
	cp_payload_t *cp;
	job_t *job;

	cp = (cp_payload_t*)message->get_payload(message, PLV2_CONFIGURATION);
	if (cp && cp->get_type(cp) == CFG_REPLY && options->home_prefix)
	{
		set_prefix_len(cp, options);
	}
	if (message->get_notify(message, INTERNAL_ADDRESS_FAILURE) &&
		!has_address(ike_sa, options))
	{
		job = (job_t*)delete_ike_sa_job_create(ike_sa->get_id(ike_sa), TRUE);
		lib->scheduler->schedule_job(lib->scheduler, job, GRACE);
	}
}

/**
 * A response of the home agent, which assigns a home address or does not.
 */
static void receive_response(private_home_address_messages_t *this,
							 ike_sa_t *ike_sa, message_t *message)
{
	if (message->get_notify(message, INTERNAL_ADDRESS_FAILURE))
	{
		this->mutex->lock(this->mutex);
		this->failed->put(this->failed, ike_sa, ike_sa);
		this->mutex->unlock(this->mutex);
	}
}

/**
 * IKE_AUTH was answered, by us or by the home agent.
 */
static void process_response(private_home_address_messages_t *this,
							 ike_sa_t *ike_sa, message_t *message,
							 bool incoming)
{
	mobility_options_t *options;

	options = mobility_options_create(ike_sa->get_name(ike_sa));
	if (!options)
	{
		return;
	}
	if (incoming && options->role == MOBILITY_MOBILE_NODE)
	{
		receive_response(this, ike_sa, message);
	}
	else if (!incoming && options->role == MOBILITY_HOME_AGENT)
	{
		send_response(ike_sa, options, message);
	}
	mobility_options_destroy(options);
}

/**
 * It's not authentication that failed, so delete the IKE_SA rather than say
 * that.
 */
static void replace_failure(message_t *message)
{
	enumerator_t *enumerator;
	payload_t *payload;
	notify_payload_t *notify;

	enumerator = message->create_payload_enumerator(message);
	while (enumerator->enumerate(enumerator, &payload))
	{
		if (payload->get_type(payload) == PLV2_NOTIFY)
		{
			notify = (notify_payload_t*)payload;
			if (notify->get_notify_type(notify) == AUTHENTICATION_FAILED)
			{
				message->remove_payload_at(message, enumerator);
				notify->destroy(notify);
			}
		}
	}
	enumerator->destroy(enumerator);
	message->add_payload(message, (payload_t*)
						 delete_payload_create(PLV2_DELETE, PROTO_IKE));
}

METHOD(listener_t, message, bool,
	private_home_address_messages_t *this, ike_sa_t *ike_sa,
	message_t *message, bool incoming, bool plain)
{
	if (!plain || !ike_sa)
	{
		return TRUE;
	}
	switch (message->get_exchange_type(message))
	{
		case IKE_AUTH:
			if (!message->get_request(message))
			{
				process_response(this, ike_sa, message, incoming);
			}
			break;
		case INFORMATIONAL:
			if (!incoming && is_failed(this, ike_sa) &&
				message->get_notify(message, AUTHENTICATION_FAILED))
			{
				replace_failure(message);
			}
			break;
		default:
			break;
	}
	return TRUE;
}

METHOD(listener_t, authorize, bool,
	private_home_address_messages_t *this, ike_sa_t *ike_sa, bool final,
	bool *success)
{
	if (final && is_failed(this, ike_sa))
	{
		DBG1(DBG_CFG, "home agent '%Y' has no home address for us, configure "
			 "one (home_addresses) or use another home agent",
			 ike_sa->get_other_id(ike_sa));
		*success = FALSE;
	}
	return TRUE;
}

METHOD(listener_t, ike_state_change, bool,
	private_home_address_messages_t *this, ike_sa_t *ike_sa,
	ike_sa_state_t state)
{
	if (state == IKE_DESTROYING)
	{
		this->mutex->lock(this->mutex);
		this->failed->remove(this->failed, ike_sa);
		this->mutex->unlock(this->mutex);
	}
	return TRUE;
}

METHOD(home_address_messages_t, destroy, void,
	private_home_address_messages_t *this)
{
	this->failed->destroy(this->failed);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
home_address_messages_t *home_address_messages_create()
{
	private_home_address_messages_t *this;

	INIT(this,
		.public = {
			.listener = {
				.message = _message,
				.authorize = _authorize,
				.ike_state_change = _ike_state_change,
			},
			.destroy = _destroy,
		},
		.failed = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr, 4),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
