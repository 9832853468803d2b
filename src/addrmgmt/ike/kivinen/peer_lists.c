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

#include "peer_lists.h"
#include "address_messages.h"
#include "ike/options.h"
#include "paths/address_filter.h"

#include <daemon.h>

/**
 * Default for the option max_peer_addresses (K4).
 */
#define MAX_PEER_ADDRESSES 16

typedef struct private_peer_lists_t private_peer_lists_t;

/**
 * Private data of peer_lists_t.
 */
struct private_peer_lists_t {

	/**
	 * Public interface.
	 */
	peer_lists_t public;

	/**
	 * Session to count and report for.
	 */
	session_t *session;

	/**
	 * Was a list applied since message IDs started?
	 */
	bool applied;

	/**
	 * Message ID of the last list that was applied (K6).
	 */
	uint32_t mid;
};

/**
 * Callback for address_filter().
 */
static void skipped(private_peer_lists_t *this, host_t *addr, char *reason)
{
	DBG1(DBG_IKE, "skipping announced address %H: %s", addr, reason);
	this->session->count(this->session, COUNTER_ADDRESSES_SKIPPED);
}

/**
 * Leave out what can't be used from a well formed list.
 *
 * @return			NULL if there is nothing left
 */
static linked_list_t *filter(private_peer_lists_t *this, ike_sa_t *ike_sa,
							 linked_list_t *announced, linked_list_t *own)
{
	linked_list_t *addrs;

	addrs = address_filter(announced, own, ike_sa->get_other_host(ike_sa),
						   (address_filter_cb_t)skipped, this);
	if (!addrs->get_count(addrs))
	{
		this->session->count(this->session, COUNTER_LISTS_REFUSED);
		this->session->report(this->session, "refuse",
							  "refused address list: no usable address left");
		addrs->destroy(addrs);
		return NULL;
	}
	this->session->count(this->session, COUNTER_LISTS_APPLIED);
	this->session->report(this->session, "list", "peer announced %d address%s",
						  addrs->get_count(addrs),
						  addrs->get_count(addrs) > 1 ? "es" : "");
	return addrs;
}

/**
 * Check if a list is older than the one applied last (K6).
 */
static bool is_stale(private_peer_lists_t *this, uint32_t mid)
{
	if (this->applied && mid <= this->mid)
	{
		this->session->count(this->session, COUNTER_LISTS_STALE);
		this->session->report(this->session, "refuse", "ignored address list "
							  "with message ID %u, the last one had %u", mid,
							  this->mid);
		return TRUE;
	}
	return FALSE;
}

METHOD(peer_lists_t, read_, linked_list_t*,
	private_peer_lists_t *this, ike_sa_t *ike_sa, message_t *message,
	linked_list_t *own)
{
	linked_list_t *announced, *addrs = NULL;
	uint32_t mid;
	char *error = NULL;
	int ignored = 0, limit, i;

	limit = option_get_int(ike_sa->get_name(ike_sa), "max_peer_addresses",
						   MAX_PEER_ADDRESSES, ADDRESS_NOTIFY_MIN);
	announced = linked_list_create();
	switch (address_messages_read(message, limit, announced, &ignored, &error))
	{
		case ADDRESS_NOTIFY_MALFORMED:
			this->session->count(this->session, COUNTER_LISTS_REFUSED);
			this->session->report(this->session, "refuse",
								  "refused address list: %s", error);
			break;
		case ADDRESS_NOTIFY_OK:
			mid = message->get_message_id(message);
			if (!is_stale(this, mid))
			{
				addrs = filter(this, ike_sa, announced, own);
			}
			if (addrs)
			{
				this->applied = TRUE;
				this->mid = mid;
			}
			break;
		case ADDRESS_NOTIFY_NONE:
			break;
	}
	if (ignored)
	{
		DBG1(DBG_IKE, "ignored %d announced address%s beyond the limit of %d",
			 ignored, ignored > 1 ? "es" : "", limit);
	}
	for (i = 0; i < ignored; i++)
	{
		this->session->count(this->session, COUNTER_ADDRESSES_IGNORED);
	}
	announced->destroy_offset(announced, offsetof(host_t, destroy));
	return addrs;
}

METHOD(peer_lists_t, reset, void,
	private_peer_lists_t *this)
{
	this->applied = FALSE;
}

METHOD(peer_lists_t, destroy, void,
	private_peer_lists_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
peer_lists_t *peer_lists_create(session_t *session)
{
	private_peer_lists_t *this;

	INIT(this,
		.public = {
			.read = _read_,
			.reset = _reset,
			.destroy = _destroy,
		},
		.session = session,
	);

	return &this->public;
}
