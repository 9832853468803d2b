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

#include "address_guard.h"

#include <daemon.h>
#include <encoding/payloads/notify_payload.h>

typedef struct private_address_guard_t private_address_guard_t;

/**
 * Private data of address_guard_t.
 */
struct private_address_guard_t {

	/**
	 * Public interface.
	 */
	address_guard_t public;

	/**
	 * IKE_SA.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Addresses of the last message that was not changed before the IKE_SA is
	 * established, NULL if there was none yet.
	 */
	host_t *me;
	host_t *other;
};

/**
 * Calculate the hash a NAT_DETECTION notify has for an address.
 */
static bool get_hash(hasher_t *hasher, ike_sa_id_t *id, host_t *host,
					 uint8_t hash[HASH_SIZE_SHA1])
{
	uint64_t spi_i = id->get_initiator_spi(id);
	uint64_t spi_r = id->get_responder_spi(id);
	uint16_t port = htons(host->get_port(host));
	chunk_t data;
	bool success;

	data = chunk_cat("cccc", chunk_from_thing(spi_i), chunk_from_thing(spi_r),
					 host->get_address(host), chunk_from_thing(port));
	success = hasher->get_hash(hasher, data, hash);
	chunk_free(&data);
	return success;
}

/**
 * Check if one of the notifies of a type has the hash of an address, or if
 * there is none of that type.
 */
static bool matches(message_t *message, hasher_t *hasher, notify_type_t type,
					host_t *host)
{
	enumerator_t *enumerator;
	notify_payload_t *notify;
	payload_t *payload;
	uint8_t hash[HASH_SIZE_SHA1];
	bool seen = FALSE, found = FALSE;

	if (!get_hash(hasher, message->get_ike_sa_id(message), host, hash))
	{
		return FALSE;
	}
	enumerator = message->create_payload_enumerator(message);
	while (!found && enumerator->enumerate(enumerator, &payload))
	{
		if (payload->get_type(payload) == PLV2_NOTIFY)
		{
			notify = (notify_payload_t*)payload;
			if (notify->get_notify_type(notify) == type)
			{
				seen = TRUE;
				found = chunk_equals(notify->get_notification_data(notify),
									 chunk_from_thing(hash));
			}
		}
	}
	enumerator->destroy(enumerator);
	return found || !seen;
}

/**
 * Check if the NAT_DETECTION notifies of a message fit its addresses.
 */
static bool has_its_addresses(message_t *message)
{
	hasher_t *hasher;
	bool fits;

	if (!message->get_notify(message, NAT_DETECTION_SOURCE_IP) &&
		!message->get_notify(message, NAT_DETECTION_DESTINATION_IP))
	{
		return TRUE;
	}
	hasher = lib->crypto->create_hasher(lib->crypto, HASH_SHA1);
	if (!hasher)
	{
		DBG1(DBG_IKE, "unable to check addresses, SHA1 not supported");
		return FALSE;
	}
	fits = matches(message, hasher, NAT_DETECTION_SOURCE_IP,
				   message->get_source(message)) &&
		   matches(message, hasher, NAT_DETECTION_DESTINATION_IP,
				   message->get_destination(message));
	hasher->destroy(hasher);
	return fits;
}

/**
 * Check if a request is on the path of those before it, but maybe on another
 * pair of ports: whoever changes to another one of ours uses another one, too.
 */
static bool is_stable(private_address_guard_t *this, message_t *message)
{
	host_t *me = message->get_destination(message);
	host_t *other = message->get_source(message);

	if (!this->me || !message->get_request(message))
	{
		return TRUE;
	}
	return me->ip_equals(me, this->me) && other->ip_equals(other, this->other) &&
		   (other->get_port(other) == this->other->get_port(this->other) ||
			me->get_port(me) != this->me->get_port(this->me));
}

/**
 * Remember the addresses of a message.
 */
static void remember(private_address_guard_t *this, host_t *me, host_t *other)
{
	DESTROY_IF(this->me);
	DESTROY_IF(this->other);
	this->me = me->clone(me);
	this->other = other->clone(other);
}

METHOD(address_guard_t, check, bool,
	private_address_guard_t *this, message_t *message, bool incoming)
{
	exchange_type_t exchange = message->get_exchange_type(message);
	bool initial = exchange == IKE_SA_INIT || exchange == IKE_AUTH;

	if (!incoming)
	{
		if (initial && message->get_request(message))
		{
			remember(this, message->get_source(message),
					 message->get_destination(message));
		}
		return TRUE;
	}
	if (!has_its_addresses(message) ||
		(exchange == IKE_AUTH && !is_stable(this, message)))
	{
		return FALSE;
	}
	if (initial && message->get_request(message))
	{
		remember(this, message->get_destination(message),
				 message->get_source(message));
	}
	return TRUE;
}

METHOD(address_guard_t, restore, void,
	private_address_guard_t *this)
{
	if (this->me)
	{
		this->ike_sa->set_my_host(this->ike_sa, this->me->clone(this->me));
		this->ike_sa->set_other_host(this->ike_sa,
									 this->other->clone(this->other));
	}
}

METHOD(address_guard_t, rekeyed, void,
	private_address_guard_t *this, ike_sa_t *new)
{
	this->ike_sa = new;
}

METHOD(address_guard_t, destroy, void,
	private_address_guard_t *this)
{
	DESTROY_IF(this->me);
	DESTROY_IF(this->other);
	free(this);
}

/*
 * Described in header.
 */
address_guard_t *address_guard_create(ike_sa_t *ike_sa)
{
	private_address_guard_t *this;

	INIT(this,
		.public = {
			.check = _check,
			.restore = _restore,
			.rekeyed = _rekeyed,
			.destroy = _destroy,
		},
		.ike_sa = ike_sa,
	);

	return &this->public;
}
