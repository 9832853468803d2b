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

#include "kivinen.h"
#include "address_messages.h"
#include "ike/clock.h"
#include "peer_lists.h"
#include "ike/session_manager.h"

#include <daemon.h>

typedef struct private_kivinen_t private_kivinen_t;

/**
 * Private data of draft-kivinen's protocol_t.
 */
struct private_kivinen_t {

	/**
	 * Public interface.
	 */
	protocol_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session to speak for.
	 */
	session_t *session;

	/**
	 * Rules of the session.
	 */
	paths_t *paths;

	/**
	 * IKE_SA of the session.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Reads the lists of the peer.
	 */
	peer_lists_t *lists;
};

METHOD(protocol_t, request, bool,
	private_kivinen_t *this, message_t *message)
{
	address_watcher_t *watcher = this->manager->get_watcher(this->manager);
	linked_list_t *own, *addrs;

	if (message->get_exchange_type(message) == INFORMATIONAL)
	{
		own = watcher->get_addresses(watcher, NULL);
		addrs = this->lists->read(this->lists, this->ike_sa, message, own);
		own->destroy_offset(own, offsetof(host_t, destroy));
		if (addrs)
		{
			this->paths->peer_list(this->paths, addrs, clock_ms());
			addrs->destroy_offset(addrs, offsetof(host_t, destroy));
		}
	}
	return TRUE;
}

METHOD(protocol_t, send_, void,
	private_kivinen_t *this, message_t *message)
{
	/* what others have to say is not of interest */
}

METHOD(protocol_t, respond, void,
	private_kivinen_t *this, message_t *message)
{
	/* an acknowledgement says nothing (K5) */
}

METHOD(protocol_t, response, void,
	private_kivinen_t *this, message_t *message)
{
	if (address_messages_contains(message))
	{
		DBG1(DBG_IKE, "ignored address list in a response");
		this->session->count(this->session, COUNTER_IN_RESPONSE);
	}
	this->paths->response(this->paths, message->get_destination(message),
						  message->get_source(message), clock_ms());
}

METHOD(protocol_t, build, bool,
	private_kivinen_t *this, exchange_t exchange, message_t *message)
{
	switch (exchange)
	{
		case EXCHANGE_ANNOUNCE:
			address_messages_write(message,
							this->paths->create_announcement(this->paths));
			this->session->count(this->session, COUNTER_LISTS_SENT);
			this->session->report(this->session, "announce",
								  "announcing our addresses");
			break;
		case EXCHANGE_CHECK:
			/* an empty request (draft-kivinen 2) */
			break;
		case EXCHANGE_CHILD_UPDATE:
		case EXCHANGE_DISCONNECT:
			return FALSE;
	}
	return TRUE;
}

METHOD(protocol_t, updated, void,
	private_kivinen_t *this, bool proven)
{
	/* traffic moves before there is a proof (K7) */
}

METHOD(protocol_t, resume, status_t,
	private_kivinen_t *this)
{
	return SUCCESS;
}

METHOD(protocol_t, get_followers, linked_list_t*,
	private_kivinen_t *this)
{
	/* all share the address in use (K13) */
	return NULL;
}

METHOD(protocol_t, update_child_sas, bool,
	private_kivinen_t *this, linked_list_t *names, path_t *path)
{
	return FALSE;
}

METHOD(protocol_t, update_to, bool,
	private_kivinen_t *this, path_t *path)
{
	/* the peer tells which of its addresses to use */
	return FALSE;
}

METHOD(protocol_t, local_list, void,
	private_kivinen_t *this, linked_list_t *addrs)
{
	this->paths->local_list(this->paths, addrs, clock_ms());
}

METHOD(protocol_t, set_ike_sa, void,
	private_kivinen_t *this, ike_sa_t *ike_sa)
{
	this->ike_sa = ike_sa;
	this->lists->reset(this->lists);
}

METHOD(protocol_t, destroy, void,
	private_kivinen_t *this)
{
	this->lists->destroy(this->lists);
	free(this);
}

/*
 * Described in header.
 */
protocol_t *kivinen_create(session_manager_t *manager, session_t *session,
						   paths_t *paths, ike_sa_t *ike_sa)
{
	private_kivinen_t *this;

	INIT(this,
		.public = {
			.request = _request,
			.send = _send_,
			.respond = _respond,
			.response = _response,
			.build = _build,
			.updated = _updated,
			.resume = _resume,
			.get_followers = _get_followers,
			.update_child_sas = _update_child_sas,
			.update_to = _update_to,
			.local_list = _local_list,
			.set_ike_sa = _set_ike_sa,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.paths = paths,
		.ike_sa = ike_sa,
		.lists = peer_lists_create(session),
	);

	return &this->public;
}
