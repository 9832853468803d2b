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

#include "peer_update.h"
#include "ike/notifies.h"
#include "ike/options.h"
#include "update_payload.h"
#include "paths/address.h"
#include "paths/address_filter.h"
#include "wire/peer_address.h"

#include <daemon.h>

/**
 * Default for the option max_peer_addresses, as with draft-kivinen (K4).
 */
#define MAX_PEER_ADDRESSES 16

/**
 * Default for the option max_update_spis (D7).
 */
#define MAX_UPDATE_SPIS 1024

/**
 * What a message says about addresses, and what is needed to judge that.
 */
struct peer_message_t {

	/**
	 * Session to count and report for.
	 */
	session_t *session;

	/**
	 * Addresses of the packet.
	 */
	host_t *from;
	host_t *to;

	/**
	 * Rules that know the addresses of both sides.
	 */
	paths_t *paths;

	/**
	 * Path both sides know.
	 */
	path_t *agreed;

	/**
	 * Addresses of the sender in the message, peer_address_t.
	 */
	linked_list_t *sources;

	/**
	 * Addresses of ours in the message, peer_address_t.
	 */
	linked_list_t *dests;

	/**
	 * Update payloads, NULL if there are none.
	 */
	update_t *update;
};

/*
 * Described in header.
 */
void peer_update_destroy(peer_update_t *this)
{
	this->addrs->destroy_offset(this->addrs, offsetof(host_t, destroy));
	this->local->destroy(this->local);
	this->remote->destroy(this->remote);
	DESTROY_IF(this->update);
	free(this);
}

/**
 * Get how many addresses a peer may have.
 */
static u_int get_max(peer_message_t *this)
{
	return option_get_int(this->session->get_name(this->session),
						  "max_peer_addresses", MAX_PEER_ADDRESSES,
						  PEER_ADDRESS_MIN);
}

/**
 * Nothing of the message is applied.
 */
static peer_update_status_t ignore(peer_message_t *this, char *why)
{
	this->session->count(this->session, COUNTER_LISTS_REFUSED);
	this->session->report(this->session, "refuse",
						  "ignored addresses of peer: %s", why);
	return PEER_UPDATE_IGNORED;
}

/**
 * Find the primary address among those of one end.
 *
 * @return			internal object, NULL if it is not there
 */
static host_t *get_primary(linked_list_t *addrs)
{
	enumerator_t *enumerator;
	peer_address_t *address;
	host_t *primary = NULL;

	enumerator = addrs->create_enumerator(addrs);
	while (!primary && enumerator->enumerate(enumerator, &address))
	{
		if (address->operation == PEER_ADDRESS_PRIMARY)
		{
			primary = address->addr;
		}
	}
	enumerator->destroy(enumerator);
	return primary;
}

/**
 * Check if a message tells of an address.
 */
static bool is_told(linked_list_t *addrs, host_t *addr)
{
	enumerator_t *enumerator;
	peer_address_t *address;
	bool found = FALSE;

	enumerator = addrs->create_enumerator(addrs);
	while (!found && enumerator->enumerate(enumerator, &address))
	{
		found = address->operation != PEER_ADDRESS_DELETE &&
				addr->ip_equals(addr, address->addr);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if an address of the packet is one of that end, or told to be.
 */
static bool is_expected(peer_message_t *this, bool local, host_t *addr)
{
	address_list_t *known = this->paths->get_list(this->paths, local);
	host_t *me, *other;

	this->paths->get_path(this->paths, &me, &other);
	return addr->ip_equals(addr, local ? me : other) ||
		   addr->ip_equals(addr, local ? this->agreed->local :
										 this->agreed->remote) ||
		   known->contains(known, addr) ||
		   is_told(local ? this->dests : this->sources, addr);
}

/**
 * Check if nobody changed the addresses of the packet on its way (D5).
 */
static bool is_genuine(peer_message_t *this)
{
	return is_expected(this, FALSE, this->from) &&
		   is_expected(this, TRUE, this->to);
}

/**
 * Callback for address_filter().
 */
static void skipped(session_t *session, host_t *addr, char *reason)
{
	DBG1(DBG_IKE, "skipping peer address %H: %s", addr, reason);
	session->count(session, COUNTER_ADDRESSES_SKIPPED);
}

/**
 * Leave out what can't be an address of the peer.
 */
static linked_list_t *filter(peer_message_t *this, linked_list_t *addrs)
{
	address_list_t *own = this->paths->get_list(this->paths, TRUE);
	linked_list_t *ours, *left;
	host_t *me, *other;
	int i;

	ours = linked_list_create();
	for (i = 0; i < own->get_count(own); i++)
	{
		ours->insert_last(ours, own->get(own, i));
	}
	this->paths->get_path(this->paths, &me, &other);
	left = address_filter(addrs, ours, other, (address_filter_cb_t)skipped,
						  this->session);
	ours->destroy(ours);
	return left;
}

/**
 * Remove an address from a list.
 */
static void remove_address(linked_list_t *addrs, host_t *addr)
{
	enumerator_t *enumerator;
	host_t *current;

	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &current))
	{
		if (current->ip_equals(current, addr))
		{
			addrs->remove_at(addrs, enumerator);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Get the addresses of the peer, less its primary one (D1), after what is
 * added and deleted (D6); internal host_t.
 */
static linked_list_t *get_alternates(peer_message_t *this)
{
	address_list_t *known = this->paths->get_list(this->paths, FALSE);
	linked_list_t *addrs;
	enumerator_t *enumerator;
	peer_address_t *address;
	int i;

	addrs = linked_list_create();
	for (i = 0; i < known->get_count(known); i++)
	{
		addrs->insert_last(addrs, known->get(known, i));
	}
	remove_address(addrs, this->agreed->remote);
	enumerator = this->sources->create_enumerator(this->sources);
	while (enumerator->enumerate(enumerator, &address))
	{
		switch (address->operation)
		{
			case PEER_ADDRESS_ADD:
				if (!address_is_in(addrs, address->addr))
				{
					addrs->insert_last(addrs, address->addr);
				}
				break;
			case PEER_ADDRESS_DELETE:
				remove_address(addrs, address->addr);
				break;
			case PEER_ADDRESS_PRIMARY:
				break;
		}
	}
	enumerator->destroy(enumerator);
	return addrs;
}

/**
 * Put together the addresses of the peer.
 *
 * @param remote	its primary address
 * @return			host_t, primary first
 */
static linked_list_t *get_addresses(peer_message_t *this, host_t *remote)
{
	u_int max = get_max(this);
	linked_list_t *alternates, *addrs;
	enumerator_t *enumerator;
	host_t *addr;
	u_int ignored = 0;

	alternates = get_alternates(this);
	addrs = filter(this, alternates);
	alternates->destroy(alternates);

	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (addr->ip_equals(addr, remote))
		{
			addrs->remove_at(addrs, enumerator);
			addr->destroy(addr);
		}
	}
	enumerator->destroy(enumerator);
	addrs->insert_first(addrs, remote->clone(remote));
	while (addrs->get_count(addrs) > max)
	{
		addrs->remove_last(addrs, (void**)&addr);
		addr->destroy(addr);
		this->session->count(this->session, COUNTER_ADDRESSES_IGNORED);
		ignored++;
	}
	if (ignored)
	{
		DBG1(DBG_IKE, "ignored %u peer address%s beyond the limit of %u",
			 ignored, ignored > 1 ? "es" : "", max);
	}
	return addrs;
}

/**
 * Check if an address can be one of the peer.
 */
static bool is_usable(peer_message_t *this, host_t *addr)
{
	linked_list_t *addrs, *left;
	bool usable;

	addrs = linked_list_create_with_items(addr, NULL);
	left = filter(this, addrs);
	usable = left->get_count(left);
	left->destroy_offset(left, offsetof(host_t, destroy));
	addrs->destroy(addrs);
	return usable;
}

/*
 * Described in header.
 */
peer_update_status_t peer_message_evaluate(peer_message_t *this, paths_t *paths,
										   path_t *agreed,
										   peer_update_t **result)
{
	address_list_t *own = paths->get_list(paths, TRUE);
	host_t *local, *remote, *me, *other;

	this->paths = paths;
	this->agreed = agreed;

	if (!this->sources->get_count(this->sources) ||
		!this->dests->get_count(this->dests))
	{
		return ignore(this, "those of one end are missing");
	}
	if (!is_genuine(this))
	{
		return ignore(this, "they differ from those of the packet");
	}
	this->paths->get_path(this->paths, &me, &other);
	local = get_primary(this->dests) ?: me;
	remote = get_primary(this->sources) ?: agreed->remote;
	if (!this->update)
	{	/* changing it needs an Update payload (D6) */
		if (!remote->ip_equals(remote, agreed->remote) ||
			(!local->ip_equals(local, agreed->local) &&
			 !local->ip_equals(local, me)))
		{
			return ignore(this, "another primary address without update");
		}
		local = me;
	}
	if (!is_usable(this, remote) ||
		(!local->ip_equals(local, me) && !own->contains(own, local)))
	{
		this->session->count(this->session, COUNTER_LISTS_REFUSED);
		this->session->report(this->session, "refuse", "refused update to path "
							  "%H - %H, one can't be used", local, remote);
		return PEER_UPDATE_UNACCEPTABLE;
	}
	INIT(*result,
		.local = local->clone(local),
		.remote = remote->clone(remote),
		.update = this->update,
	);
	if (this->update && !this->update->is_all(this->update) &&
		!this->update->has_ike(this->update))
	{	/* it is for the listed SAs only */
		remote = agreed->remote;
	}
	(*result)->addrs = get_addresses(this, remote);
	this->update = NULL;
	return PEER_UPDATE_OK;
}

/*
 * Described in header.
 */
void peer_message_destroy(peer_message_t *this)
{
	DESTROY_IF(this->update);
	this->sources->destroy_function(this->sources, (void*)peer_address_destroy);
	this->dests->destroy_function(this->dests, (void*)peer_address_destroy);
	this->from->destroy(this->from);
	this->to->destroy(this->to);
	free(this);
}

/**
 * Read the notifies and payloads of a message.
 */
static peer_update_status_t read_payloads(peer_message_t *this,
										  message_t *message,
										  const dupont_numbers_t *numbers)
{
	peer_address_status_t addresses;
	update_status_t updates;
	u_int spis;
	int ignored = 0;
	char *error = NULL;

	spis = min(option_get_int(this->session->get_name(this->session),
							  "max_update_spis", MAX_UPDATE_SPIS, 1),
			   UPDATE_MAX_SAS);
	/* those deleted count, too, so twice as many may be needed */
	addresses = peer_address_read(notifies_create_enumerator(message), numbers,
								  2 * get_max(this), this->sources, this->dests,
								  &ignored, &error);
	updates = UPDATE_NONE;
	if (addresses != PEER_ADDRESS_MALFORMED)
	{
		updates = update_payload_read(message, numbers->update, spis,
									  &this->update, &error);
	}
	while (ignored-- > 0)
	{
		this->session->count(this->session, COUNTER_ADDRESSES_IGNORED);
	}
	if (addresses == PEER_ADDRESS_MALFORMED || updates == UPDATE_MALFORMED)
	{
		return ignore(this, error);
	}
	if (addresses == PEER_ADDRESS_NONE && updates == UPDATE_NONE)
	{
		return PEER_UPDATE_NONE;
	}
	return PEER_UPDATE_OK;
}

/*
 * Described in header.
 */
peer_update_status_t peer_message_read(session_t *session, message_t *message,
									   const dupont_numbers_t *numbers,
									   peer_message_t **result)
{
	peer_update_status_t status;
	peer_message_t *this;
	host_t *from = message->get_source(message);
	host_t *to = message->get_destination(message);

	INIT(this,
		.session = session,
		.from = from->clone(from),
		.to = to->clone(to),
		.sources = linked_list_create(),
		.dests = linked_list_create(),
	);
	status = read_payloads(this, message, numbers);
	if (status == PEER_UPDATE_OK)
	{
		*result = this;
	}
	else
	{
		peer_message_destroy(this);
	}
	return status;
}

/*
 * Described in header.
 */
peer_update_status_t peer_update_read(session_t *session, message_t *message,
									  const dupont_numbers_t *numbers,
									  paths_t *paths, path_t *agreed,
									  peer_update_t **update)
{
	peer_update_status_t status;
	peer_message_t *read = NULL;

	status = peer_message_read(session, message, numbers, &read);
	if (status == PEER_UPDATE_OK)
	{
		status = peer_message_evaluate(read, paths, agreed, update);
		peer_message_destroy(read);
	}
	return status;
}

/*
 * Described in header.
 */
bool peer_update_is_genuine(message_t *message, const dupont_numbers_t *numbers,
							paths_t *paths, path_t *agreed)
{
	peer_message_t this = {
		.from = message->get_source(message),
		.to = message->get_destination(message),
		.paths = paths,
		.agreed = agreed,
		.sources = linked_list_create(),
		.dests = linked_list_create(),
	};
	char *error;
	int ignored;
	bool genuine;

	peer_address_read(notifies_create_enumerator(message), numbers, INT_MAX,
					  this.sources, this.dests, &ignored, &error);
	genuine = is_genuine(&this);
	this.sources->destroy_function(this.sources, (void*)peer_address_destroy);
	this.dests->destroy_function(this.dests, (void*)peer_address_destroy);
	return genuine;
}

/*
 * Described in header.
 */
bool peer_update_is_in(message_t *message, const dupont_numbers_t *numbers)
{
	enumerator_t *enumerator;
	notify_t *notify;
	update_t *update = NULL;
	char *error;
	bool found = FALSE;

	enumerator = notifies_create_enumerator(message);
	while (!found && enumerator->enumerate(enumerator, &notify))
	{
		found = peer_address_is(notify, numbers);
	}
	enumerator->destroy(enumerator);
	found |= update_payload_read(message, numbers->update, UPDATE_MAX_SAS,
								 &update, &error) != UPDATE_NONE;
	DESTROY_IF(update);
	return found;
}
