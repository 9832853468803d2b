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

#include "negotiation.h"
#include "address_guard.h"
#include "options.h"
#include "wire/vendor_id.h"

#include <daemon.h>
#include <encoding/payloads/notify_payload.h>
#include <encoding/payloads/vendor_id_payload.h>

typedef struct private_negotiation_t private_negotiation_t;

/**
 * Private data of negotiation_t.
 */
struct private_negotiation_t {

	/**
	 * Public interface.
	 */
	negotiation_t public;

	/**
	 * IKE_SA.
	 */
	ike_sa_t *ike_sa;

	/**
	 * What we announced.
	 */
	bool announced_kivinen;
	bool announced_dupont;

	/**
	 * What the peer announced.
	 */
	bool peer[VENDOR_ID_MAX];

	/**
	 * Looks after the addresses of messages.
	 */
	address_guard_t *guard;

	/**
	 * Did we go on with addresses that were changed on the way?
	 */
	bool altered;

	/**
	 * Why that protocol is in force.
	 */
	char *reason;
};

ENUM(dialect_names, DIALECT_NONE, DIALECT_DUPONT,
	"none",
	"kivinen",
	"dupont",
);

/**
 * Get which protocols may be used.
 */
static char *get_protocol(private_negotiation_t *this)
{
	return option_get_str(this->ike_sa->get_name(this->ike_sa), "protocol",
						  "both");
}

/**
 * Check if the peer is assumed to support what it does not announce (C1).
 */
static bool is_support_assumed(private_negotiation_t *this)
{
	return option_get_bool(this->ike_sa->get_name(this->ike_sa),
						   "assume_support", FALSE);
}

/**
 * Check if a protocol may be used.  As responder we don't know the connection
 * before IKE_AUTH, so the global option is what we announce by (C1).
 */
static bool is_enabled(private_negotiation_t *this, dialect_t dialect)
{
	char *protocol = get_protocol(this);

	return streq(protocol, "both") ||
		   streq(protocol, enum_to_name(dialect_names, dialect));
}

/**
 * Check if NAT traversal is turned off (C3).
 */
static bool is_nat_traversal_off(private_negotiation_t *this, host_t *host)
{
	char *value;

	value = option_get_str(this->ike_sa->get_name(this->ike_sa),
						   "nat_traversal", "yes");
	if (streq(value, "ipv4"))
	{
		return host->get_family(host) != AF_INET;
	}
	return !settings_value_as_bool(value, TRUE);
}

/**
 * Remove NAT detection from the response to our IKE_SA_INIT, once it told that
 * there is no NAT, so charon does not change to the port for NAT traversal.
 * Only where nobody uses RFC 4555, which needs that port.
 */
static void remove_nat_detection(message_t *message)
{
	enumerator_t *enumerator;
	notify_payload_t *notify;
	payload_t *payload;

	enumerator = message->create_payload_enumerator(message);
	while (enumerator->enumerate(enumerator, &payload))
	{
		if (payload->get_type(payload) == PLV2_NOTIFY)
		{
			notify = (notify_payload_t*)payload;
			switch (notify->get_notify_type(notify))
			{
				case NAT_DETECTION_SOURCE_IP:
				case NAT_DETECTION_DESTINATION_IP:
					message->remove_payload_at(message, enumerator);
					payload->destroy(payload);
					break;
				default:
					break;
			}
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Read Vendor IDs, which replace those of previous messages, and hide those we
 * know from charon, which would log them as unknown.
 */
static void read_vendor_ids(private_negotiation_t *this, message_t *message)
{
	bool renew = TRUE;
	enumerator_t *enumerator;
	vendor_id_payload_t *vid;
	vendor_id_t id;
	payload_t *payload;

	enumerator = message->create_payload_enumerator(message);
	while (enumerator->enumerate(enumerator, &payload))
	{
		if (payload->get_type(payload) == PLV2_VENDOR_ID)
		{
			vid = (vendor_id_payload_t*)payload;
			id = vendor_id_find(vid->get_data(vid));
			if (id != VENDOR_ID_MAX)
			{
				DBG1(DBG_IKE, "received %N vendor ID", vendor_id_names, id);
				if (renew)
				{
					memset(this->peer, 0, sizeof(this->peer));
					renew = FALSE;
				}
				this->peer[id] = TRUE;
				message->remove_payload_at(message, enumerator);
				payload->destroy(payload);
			}
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Announce a protocol.
 */
static void add_vendor_id(message_t *message, vendor_id_t id)
{
	vendor_id_payload_t *vid;

	vid = vendor_id_payload_create_data(PLV2_VENDOR_ID,
										chunk_clone(vendor_id_get(id)));
	message->add_payload(message, (payload_t*)vid);
}

/**
 * Announce what we support.
 */
static void announce(private_negotiation_t *this, message_t *message)
{
	this->announced_kivinen = is_enabled(this, DIALECT_KIVINEN);
	this->announced_dupont = is_enabled(this, DIALECT_DUPONT);
	if (this->announced_kivinen)
	{
		add_vendor_id(message, VENDOR_ID_KIVINEN_00);
	}
	if (this->announced_dupont)
	{
		add_vendor_id(message, VENDOR_ID_DUPONT_04);
		add_vendor_id(message, VENDOR_ID_DUPONT_08);
	}
}

/**
 * As responder we know the connection now: if what it allows is not what was
 * announced, be it less or more, tell what it does, or the initiator would use
 * something else. A peer that has announced nothing does not need to know.
 */
static void announce_rest(private_negotiation_t *this, message_t *message)
{
	bool kivinen = is_enabled(this, DIALECT_KIVINEN);
	bool dupont = is_enabled(this, DIALECT_DUPONT);

	/* such a peer would not look for them */
	if (is_support_assumed(this) ||
		(this->announced_kivinen == kivinen &&
		 this->announced_dupont == dupont) ||
		(!this->peer[VENDOR_ID_KIVINEN_00] &&
		 !this->peer[VENDOR_ID_DUPONT_04]))
	{
		return;
	}
	announce(this, message);
	if (!kivinen && !dupont)
	{
		add_vendor_id(message, VENDOR_ID_OFF);
	}
}

/**
 * Find the protocol of those that may be used that the peer knows.
 */
static dialect_t choose(private_negotiation_t *this)
{
	bool kivinen, dupont, assume;

	kivinen = is_enabled(this, DIALECT_KIVINEN);
	dupont = is_enabled(this, DIALECT_DUPONT);
	assume = is_support_assumed(this);

	this->reason = "peer announced it";
	if (dupont && this->peer[VENDOR_ID_DUPONT_04])
	{
		return DIALECT_DUPONT;
	}
	if (kivinen && this->peer[VENDOR_ID_KIVINEN_00])
	{
		return DIALECT_KIVINEN;
	}
	this->reason = "peer is assumed to support it";
	if (assume && dupont)
	{
		return DIALECT_DUPONT;
	}
	if (assume && kivinen)
	{
		return DIALECT_KIVINEN;
	}
	this->reason = this->peer[VENDOR_ID_OFF] ?
				   "protocol is off for this connection of the peer" :
				   this->peer[VENDOR_ID_KIVINEN_00] ||
				   this->peer[VENDOR_ID_DUPONT_04] ?
				   "peer did not announce the protocol set for this "
				   "connection, RFC 4555 is left in charge" :
				   "peer did not announce it, RFC 4555 is left in charge";
	return DIALECT_NONE;
}

METHOD(negotiation_t, conclude, dialect_t,
	private_negotiation_t *this)
{
	if (!is_enabled(this, DIALECT_KIVINEN) && !is_enabled(this, DIALECT_DUPONT))
	{
		this->reason = streq(get_protocol(this), "off") ?
					"protocol is off for this connection" :
					"the protocol set for this connection is not known";
		return DIALECT_NONE;
	}
	if (this->ike_sa->has_condition(this->ike_sa, COND_NAT_ANY))
	{
		this->reason = this->ike_sa->has_condition(this->ike_sa, COND_NAT_FAKE) ?
					"UDP encapsulation is enforced, RFC 4555 is left in charge" :
					"a NAT was detected, RFC 4555 is left in charge";
		return DIALECT_NONE;
	}
	return choose(this);
}

/**
 * Check if one of our protocols would be in force as far as is known.
 */
static bool is_ours_expected(private_negotiation_t *this)
{
	char *reason = this->reason;
	bool ours;

	ours = conclude(this) != DIALECT_NONE;
	this->reason = reason;
	return ours;
}

/**
 * Check if addresses have to be those the messages had when they were sent.
 * Where no NAT was detected in IKE_SA_INIT and one of our protocols would be
 * in force, nobody has a reason to change them later.
 */
static bool is_altering_forbidden(private_negotiation_t *this,
								  message_t *message)
{
	return is_nat_traversal_off(this, message->get_source(message)) ||
		   (message->get_exchange_type(message) == IKE_AUTH &&
			is_ours_expected(this));
}

/**
 * Check if a message that was received may be processed.
 */
static bool check_addresses(private_negotiation_t *this, message_t *message)
{
	if (this->guard->check(this->guard, message, TRUE))
	{
		return TRUE;
	}
	if (!is_altering_forbidden(this, message))
	{
		this->altered = TRUE;
		return TRUE;
	}
	DBG1(DBG_IKE, "ignoring %N %s from %#H to %#H, somebody changed its "
		 "addresses on the way", exchange_type_names,
		 message->get_exchange_type(message),
		 message->get_request(message) ? "request" : "response",
		 message->get_source(message), message->get_destination(message));
	switch (this->ike_sa->get_state(this->ike_sa))
	{
		case IKE_CREATED:
		case IKE_CONNECTING:
			this->guard->restore(this->guard);
			break;
		default:
			break;
	}
	return FALSE;
}

METHOD(negotiation_t, message, bool,
	private_negotiation_t *this, message_t *message, bool incoming)
{
	bool init = message->get_exchange_type(message) == IKE_SA_INIT;

	if (!incoming)
	{
		this->guard->check(this->guard, message, FALSE);
		if (init)
		{
			announce(this, message);
		}
		else if (message->get_exchange_type(message) == IKE_AUTH &&
				 !message->get_request(message) &&
				 message->get_payload(message, PLV2_AUTH))
		{
			announce_rest(this, message);
		}
		return TRUE;
	}
	if (!check_addresses(this, message))
	{
		return FALSE;
	}
	read_vendor_ids(this, message);
	if (init)
	{
		if (!message->get_request(message) && is_ours_expected(this) &&
			is_nat_traversal_off(this, message->get_source(message)))
		{
			remove_nat_detection(message);
		}
	}
	return TRUE;
}

METHOD(negotiation_t, may_establish, bool,
	private_negotiation_t *this)
{
	if (this->altered && is_nat_traversal_off(this,
								this->ike_sa->get_other_host(this->ike_sa)))
	{
		DBG1(DBG_IKE, "refusing IKE_SA, somebody changed the addresses of its "
			 "messages on the way");
		return FALSE;
	}
	return TRUE;
}

METHOD(negotiation_t, knows_absences, bool,
	private_negotiation_t *this)
{
	return is_enabled(this, DIALECT_KIVINEN) &&
		   (this->peer[VENDOR_ID_KIVINEN_00] ||
			choose(this) == DIALECT_KIVINEN);
}

METHOD(negotiation_t, knows_cookies, bool,
	private_negotiation_t *this)
{
	return this->peer[VENDOR_ID_DUPONT_08];
}

METHOD(negotiation_t, rekeyed, void,
	private_negotiation_t *this, ike_sa_t *new)
{
	this->ike_sa = new;
	this->guard->rekeyed(this->guard, new);
}

METHOD(negotiation_t, get_reason, char*,
	private_negotiation_t *this)
{
	return this->reason;
}

METHOD(negotiation_t, destroy, void,
	private_negotiation_t *this)
{
	this->guard->destroy(this->guard);
	free(this);
}

/*
 * Described in header.
 */
negotiation_t *negotiation_create(ike_sa_t *ike_sa)
{
	private_negotiation_t *this;

	INIT(this,
		.public = {
			.message = _message,
			.conclude = _conclude,
			.may_establish = _may_establish,
			.knows_absences = _knows_absences,
			.knows_cookies = _knows_cookies,
			.rekeyed = _rekeyed,
			.get_reason = _get_reason,
			.destroy = _destroy,
		},
		.ike_sa = ike_sa,
		.guard = address_guard_create(ike_sa),
		.reason = "IKE_SA is not established yet",
	);

	return &this->public;
}
