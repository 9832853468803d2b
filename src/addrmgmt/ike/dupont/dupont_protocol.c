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

#include "dupont_protocol.h"
#include "child_updates.h"
#include "ike/clock.h"
#include "cookies.h"
#include "dupont_options.h"
#include "own_addresses.h"
#include "peer_requests.h"
#include "peer_update.h"
#include "proxy_policy.h"
#include "ike/session_manager.h"
#include "update_payload.h"
#include "paths/updates.h"

#include <daemon.h>

/**
 * How often an update is sent again that the peer neither applied nor refused,
 * before it has to change.
 */
#define MAX_IGNORED 8

/**
 * Time until it is sent again, in ms, for the first time at once, then doubled
 * every time: what keeps the peer from applying it may take a while.
 */
#define AGAIN_DELAY 100

typedef struct private_dupont_protocol_t private_dupont_protocol_t;
typedef enum asked_t asked_t;

/**
 * What our request in the air is about.
 */
enum asked_t {
	/** nothing of ours */
	ASKED_NOTHING,
	/** our addresses */
	ASKED_UPDATE,
	/** a path to use once the peer agrees */
	ASKED_MOVE,
	/** other addresses for single SAs */
	ASKED_CHILD_UPDATE,
	/** if the peer receives what is sent to an address */
	ASKED_PROOF,
};

/**
 * Private data of draft-dupont's protocol_t.
 */
struct private_dupont_protocol_t {

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
	 * Those about paths both sides know.
	 */
	updates_t *updates;

	/**
	 * IKE_SA of the session.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Numbers on the wire.
	 */
	dupont_numbers_t numbers;

	/**
	 * Tells our addresses in IKE_AUTH.
	 */
	introduction_t *introduction;

	/**
	 * Our addresses as the peer knows them, and the path we agreed on.
	 */
	own_addresses_t *own;

	/**
	 * Cookies of our checks and the peer's.
	 */
	cookies_t *cookies;

	/**
	 * Updates of single SAs.
	 */
	child_updates_t *children;

	/**
	 * Requests of the peer.
	 */
	peer_requests_t *requests;

	/**
	 * What our request in the air is about.
	 */
	asked_t asked;

	/**
	 * Path to ask for instead of telling which one is in use, hosts are NULL if
	 * there is none.
	 */
	path_t wanted;

	/**
	 * How often our update was neither applied nor refused in a row.
	 */
	u_int ignored;

	/**
	 * Do we have to send it again once the peer's is done?
	 */
	bool again;

	/**
	 * Did we give up sending it?
	 */
	bool silent;
};

/**
 * Announce our addresses from another thread.
 */
static status_t announce_later(session_t *session)
{
	private_dupont_protocol_t *this;

	this = (private_dupont_protocol_t*)session->get_protocol(session);
	this->paths->announce(this->paths);
	return SUCCESS;
}

/**
 * Send our addresses again, as the peer did not apply them.
 */
static void announce_again(private_dupont_protocol_t *this)
{
	if (!this->ignored)
	{
		this->paths->announce(this->paths);
	}
	else if (this->ignored < MAX_IGNORED)
	{
		this->manager->schedule(this->manager, this->ike_sa, announce_later,
								AGAIN_DELAY << this->ignored);
	}
	else
	{
		this->silent = TRUE;
		this->session->report(this->session, "ignored", "peer does not apply "
							  "our addresses, its log should tell why");
	}
	this->ignored = min(this->ignored + 1, MAX_IGNORED);
}

METHOD(protocol_t, request, bool,
	private_dupont_protocol_t *this, message_t *message)
{
	this->cookies->received(this->cookies, message);
	return this->requests->request(this->requests, message);
}

/**
 * Name the path in messages that create SAs, if there is more than one (D5).
 */
static void write_path(private_dupont_protocol_t *this, message_t *message)
{
	address_list_t *local = this->paths->get_list(this->paths, TRUE);
	address_list_t *peer = this->paths->get_list(this->paths, FALSE);

	if (message->get_exchange_type(message) == CREATE_CHILD_SA &&
		local->get_count(local) * peer->get_count(peer) > 1)
	{
		this->own->write_path(this->own, message, &this->numbers);
	}
}

METHOD(protocol_t, send_, void,
	private_dupont_protocol_t *this, message_t *message)
{
	write_path(this, message);
}

METHOD(protocol_t, respond, void,
	private_dupont_protocol_t *this, message_t *message)
{
	write_path(this, message);
	this->cookies->copy(this->cookies, message);
	if (message->get_exchange_type(message) == IKE_AUTH)
	{	/* the final one, of a peer we have authenticated */
		this->introduction->respond(this->introduction, message, this->own,
									this->paths);
	}
	if (this->silent && this->requests->is_applied(this->requests))
	{	/* it might have insisted on this one */
		this->silent = FALSE;
		this->ignored = 0;
		this->again = TRUE;
	}
	this->requests->respond(this->requests, message);
	if (this->again)
	{
		this->again = FALSE;
		announce_again(this);
	}
}

METHOD(protocol_t, updated, void,
	private_dupont_protocol_t *this, bool proven)
{
	this->requests->updated(this->requests, proven);
}

METHOD(protocol_t, resume, status_t,
	private_dupont_protocol_t *this)
{
	return this->requests->resume(this->requests);
}

METHOD(protocol_t, get_followers, linked_list_t*,
	private_dupont_protocol_t *this)
{
	linked_list_t *followers;
	enumerator_t *enumerator;
	child_sa_t *child_sa;

	followers = linked_list_create();
	if (!this->requests->is_moving_alone(this->requests))
	{
		enumerator = this->ike_sa->create_child_sa_enumerator(this->ike_sa);
		while (enumerator->enumerate(enumerator, &child_sa))
		{	/* those in transport mode are not meant by all (D8) */
			if (child_sa->get_mode(child_sa) != MODE_TRANSPORT)
			{
				followers->insert_last(followers, child_sa);
			}
		}
		enumerator->destroy(enumerator);
	}
	return followers;
}

/**
 * Handle the answer to an update of ours.
 */
static void process_answer(private_dupont_protocol_t *this, message_t *message,
						   asked_t asked)
{
	path_t *told = this->own->get_path(this->own);
	host_t *local, *remote;

	this->paths->get_path(this->paths, &local, &remote);
	if (message->get_notify(message, UNACCEPTABLE_ADDRESSES))
	{
		this->session->report(this->session, "refused", "peer refused path "
							  "%H - %H", told->local, told->remote);
		if (path_is(told, local, remote) &&
			!this->updates->refused(this->updates, clock_ms()))
		{
			this->session->report(this->session, "refused",
								  "there is no other address to use");
			announce_again(this);
		}
	}
	else if (peer_update_is_in(message, &this->numbers) ||
			 (this->ignored == MAX_IGNORED &&
			  !this->own->is_path_changed(this->own)))
	{	/* that SAs which stay have to be listed is not said (D9) */
		this->ignored = 0;
		this->own->accepted(this->own);
		this->updates->accepted(this->updates, clock_ms());
		if (asked == ASKED_MOVE)
		{
			this->updates->use(this->updates, told->local, told->remote,
							 clock_ms());
		}
		if (!this->own->is_complete(this->own))
		{
			this->paths->announce(this->paths);
		}
	}
	else if (this->requests->is_waiting(this->requests))
	{
		this->again = TRUE;
	}
	else
	{
		announce_again(this);
	}
}

METHOD(protocol_t, response, void,
	private_dupont_protocol_t *this, message_t *message)
{
	asked_t asked = this->asked;

	this->asked = ASKED_NOTHING;
	if ((asked == ASKED_NOTHING || asked == ASKED_PROOF) &&
		message->get_exchange_type(message) == INFORMATIONAL &&
		peer_update_is_in(message, &this->numbers))
	{
		DBG1(DBG_IKE, "ignored addresses in a response");
		this->session->count(this->session, COUNTER_IN_RESPONSE);
	}
	if (asked == ASKED_PROOF && !this->cookies->is_copied(this->cookies, message))
	{
		this->session->report(this->session, "refuse", "answer does not copy "
							  "our cookie, it proves nothing");
		this->paths->distrust(this->paths);
	}
	this->paths->response(this->paths, message->get_destination(message),
						  message->get_source(message), clock_ms());
	switch (asked)
	{
		case ASKED_UPDATE:
		case ASKED_MOVE:
			process_answer(this, message, asked);
			break;
		case ASKED_CHILD_UPDATE:
			this->children->answered(this->children, this->ike_sa, message,
									 &this->numbers);
			break;
		case ASKED_NOTHING:
		case ASKED_PROOF:
			break;
	}
}

/**
 * Tell the peer of our addresses and the path we use.
 */
static void build_update(private_dupont_protocol_t *this, message_t *message)
{
	linked_list_t *addrs;
	update_t *update;
	path_t path;

	path = this->wanted;
	if (!path.remote)
	{
		this->paths->get_path(this->paths, &path.local, &path.remote);
	}
	addrs = linked_list_create_from_enumerator(
							this->paths->create_announcement(this->paths));
	this->own->write(this->own, message, &this->numbers, addrs, &path);
	addrs->destroy(addrs);
	path_set(&this->wanted, NULL, NULL);
	path = *this->own->get_path(this->own);
	if (this->own->is_path_changed(this->own))
	{
		update = update_create_all();
	}
	else
	{	/* changes nothing, but addresses come with an update (D6) */
		update = update_create();
		update->add_ike(update);
	}
	update_payload_write(message, this->numbers.update, update);
	update->destroy(update);
	this->session->count(this->session, COUNTER_LISTS_SENT);
	this->session->report(this->session, "announce", "announcing our addresses "
						  "and path %H - %H", path.local, path.remote);
}

METHOD(protocol_t, build, bool,
	private_dupont_protocol_t *this, exchange_t exchange, message_t *message)
{
	switch (exchange)
	{
		case EXCHANGE_ANNOUNCE:
			this->requests->insist(this->requests);
			this->asked = this->wanted.remote ? ASKED_MOVE : ASKED_UPDATE;
			build_update(this, message);
			return TRUE;
		case EXCHANGE_CHECK:
			this->cookies->add(this->cookies, message);
			this->asked = ASKED_PROOF;
			return TRUE;
		case EXCHANGE_CHILD_UPDATE:
			this->requests->insist(this->requests);
			if (this->children->build(this->children, this->ike_sa, message,
									  &this->numbers))
			{
				this->asked = ASKED_CHILD_UPDATE;
				return TRUE;
			}
			return FALSE;
		case EXCHANGE_DISCONNECT:
			break;
	}
	return FALSE;
}

METHOD(protocol_t, update_to, bool,
	private_dupont_protocol_t *this, path_t *path)
{
	address_list_t *peer = this->paths->get_list(this->paths, FALSE);

	if (!peer->contains(peer, path->remote) ||
		!this->updates->is_usable(this->updates, path->local, path->remote))
	{
		return FALSE;
	}
	path_set(&this->wanted, path->local, path->remote);
	this->session->queue(this->session, EXCHANGE_ANNOUNCE);
	return TRUE;
}

METHOD(protocol_t, update_child_sas, bool,
	private_dupont_protocol_t *this, linked_list_t *names, path_t *path)
{
	this->children->want(this->children, names, path);
	this->session->queue(this->session, EXCHANGE_CHILD_UPDATE);
	return TRUE;
}

METHOD(protocol_t, local_list, void,
	private_dupont_protocol_t *this, linked_list_t *addrs)
{
	/* what the peer ignored before might be something else now */
	this->ignored = 0;
	this->paths->local_list(this->paths, addrs, clock_ms());
	if (this->children->rescue(this->children, this->ike_sa))
	{
		this->session->queue(this->session, EXCHANGE_CHILD_UPDATE);
	}
	proxy_policy_review(this->manager, this->ike_sa);
}

METHOD(protocol_t, set_ike_sa, void,
	private_dupont_protocol_t *this, ike_sa_t *ike_sa)
{
	path_t *told = this->own->get_path(this->own);
	u_int count;

	this->ike_sa = ike_sa;
	/* what is queued does not come along, except for what the rules ask for */
	for (count = this->children->abandon(this->children); count; count--)
	{
		this->session->queue(this->session, EXCHANGE_CHILD_UPDATE);
	}
	if (this->asked == ASKED_MOVE && !this->wanted.remote)
	{
		path_set(&this->wanted, told->local, told->remote);
	}
	if (this->wanted.remote)
	{
		this->session->queue(this->session, EXCHANGE_ANNOUNCE);
	}
	this->asked = ASKED_NOTHING;
	this->again = FALSE;
	this->requests->set_ike_sa(this->requests, ike_sa);
}

METHOD(protocol_t, destroy, void,
	private_dupont_protocol_t *this)
{
	this->requests->destroy(this->requests);
	path_set(&this->wanted, NULL, NULL);
	this->cookies->destroy(this->cookies);
	this->children->destroy(this->children);
	this->own->destroy(this->own);
	free(this);
}

/*
 * Described in header.
 */
protocol_t *dupont_protocol_create(session_manager_t *manager,
								   session_t *session, paths_t *paths,
								   ike_sa_t *ike_sa, child_places_t *places,
								   introduction_t *introduction, bool cookies)
{
	private_dupont_protocol_t *this;

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
			.update_to = _update_to,
			.update_child_sas = _update_child_sas,
			.local_list = _local_list,
			.set_ike_sa = _set_ike_sa,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.paths = paths,
		.updates = paths->get_updates(paths),
		.ike_sa = ike_sa,
		.numbers = dupont_options_get_numbers(ike_sa->get_name(ike_sa)),
		.introduction = introduction,
		.own = introduction->finish(introduction, paths),
		.children = child_updates_create(session, paths, places),
	);
	this->cookies = cookies_create(session, &this->numbers, cookies);
	this->requests = peer_requests_create(manager, session, paths, ike_sa,
										  &this->numbers, this->own,
										  this->children);

	return &this->public;
}
