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

#include "peer_requests.h"
#include "ike/clock.h"
#include "peer_update.h"
#include "ike/protocol.h"
#include "proxy_policy.h"
#include "ike/session_manager.h"
#include "update_payload.h"
#include "withheld.h"
#include "paths/updates.h"

#include <daemon.h>

typedef struct private_peer_requests_t private_peer_requests_t;
typedef enum reply_t reply_t;

/**
 * What the response to the peer's last request has to say.
 */
enum reply_t {
	/** nothing about addresses */
	REPLY_NOTHING,
	/** its update is applied */
	REPLY_APPLIED,
	/** its update can't be applied */
	REPLY_REFUSED,
};

/**
 * Private data of peer_requests_t.
 */
struct private_peer_requests_t {

	/**
	 * Public interface.
	 */
	peer_requests_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session to count and report for.
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
	const dupont_numbers_t *numbers;

	/**
	 * Knows the path we agreed on.
	 */
	own_addresses_t *own;

	/**
	 * Updates of single SAs.
	 */
	child_updates_t *children;

	/**
	 * Was what the last request asked for applied?
	 */
	bool applied;

	/**
	 * Request of the peer that is not answered yet.
	 */
	withheld_t *withheld;

	/**
	 * Is there a verdict about it?
	 */
	bool concluded;

	/**
	 * What the response to the peer's last request says.
	 */
	reply_t reply;

	/**
	 * SAs that response lists, NULL if none.
	 */
	update_t *reply_update;

	/**
	 * What an update that is being applied is about, NULL if there is none.
	 */
	update_t *applying;
};

/**
 * Forget the request that is not answered yet.
 */
static void drop_withheld(private_peer_requests_t *this)
{
	DESTROY_IF(this->withheld);
	this->withheld = NULL;
	this->concluded = FALSE;
}

/**
 * Set what to answer.
 *
 * @param update	SAs to list, adopted, NULL if none
 */
static void set_reply(private_peer_requests_t *this, reply_t reply,
					  update_t *update)
{
	this->reply = reply;
	DESTROY_IF(this->reply_update);
	this->reply_update = update;
}

/**
 * Check if an update is about single SAs only.
 */
static bool is_for_children(update_t *update)
{
	return update && !update->is_all(update) && !update->has_ike(update);
}

/**
 * The path the peer asked for is in use now, do the rest.
 */
static void apply(private_peer_requests_t *this, peer_update_t *update)
{
	path_t path = { update->local, update->remote };
	update_t *reply = NULL;

	this->session->count(this->session, COUNTER_LISTS_APPLIED);
	proxy_policy_review(this->manager, this->ike_sa);
	this->applied = TRUE;
	if (!update->update)
	{
		set_reply(this, REPLY_NOTHING, NULL);
		return;
	}
	if (!is_for_children(update->update))
	{
		this->own->agreed(this->own, &path);
	}
	if (update->update->is_all(update->update))
	{
		reply = update_create_all();
	}
	else
	{
		reply = this->children->apply(this->children, this->ike_sa,
									  update->update, &path);
	}
	set_reply(this, REPLY_APPLIED, reply);
}

/**
 * Check if just the set of addresses changes, not the path: an update for the
 * IKE_SA alone that names what we agreed on comes with such a change (D6), while
 * one of us might have moved on.
 */
static bool is_set_change(private_peer_requests_t *this, peer_update_t *update)
{
	path_t *agreed = this->own->get_agreed(this->own);

	return !update->update ||
		   (update->update->has_ike(update->update) &&
			!update->update->get_sa_count(update->update) &&
			path_is(agreed, update->local, update->remote));
}

/**
 * Hand what a request asks for to the rules.
 */
static update_verdict_t ask_rules(private_peer_requests_t *this,
								  peer_update_t *update)
{
	update_verdict_t verdict;

	if (is_for_children(update->update))
	{
		return this->updates->prove(this->updates, update->addrs, update->local,
								  update->remote, clock_ms());
	}
	if (is_set_change(this, update))
	{
		this->updates->replace(this->updates, update->addrs);
		return UPDATE_APPLIED;
	}
	this->applying = update->update;
	verdict = this->updates->update(this->updates, update->addrs, update->local,
									update->remote, clock_ms());
	this->applying = NULL;
	return verdict;
}

/**
 * Refuse what a request asks for.
 */
static void refuse(private_peer_requests_t *this)
{
	if (this->paths->is_announcing(this->paths))
	{	/* it does not know our addresses yet, its own might be fine */
		this->session->report(this->session, "insist", "peer asked for a path "
							  "before it knew our addresses");
		set_reply(this, REPLY_NOTHING, NULL);
	}
	else
	{
		set_reply(this, REPLY_REFUSED, NULL);
	}
}

/**
 * Handle what a request asks for.
 *
 * @return			FALSE if it is answered later
 */
static bool process(private_peer_requests_t *this, message_t *message,
					peer_update_t *update)
{
	switch (ask_rules(this, update))
	{
		case UPDATE_APPLIED:
			apply(this, update);
			break;
		case UPDATE_REFUSED:
			this->session->count(this->session, COUNTER_LISTS_REFUSED);
			this->session->report(this->session, "refuse", "refused update to "
								  "path %H - %H, it can't be used",
								  update->local, update->remote);
			refuse(this);
			break;
		case UPDATE_UNPROVEN:
			this->session->report(this->session, "unproven", "peer asks for "
								  "path %H - %H, has to prove its address first",
								  update->local, update->remote);
			this->withheld = withheld_create(message, update);
			return FALSE;
	}
	peer_update_destroy(update);
	return TRUE;
}

/**
 * Check if we have to insist on our own path: if both sides want to change it,
 * and both wait for a proof before they answer, neither would ever get to
 * prove anything, even if they want the same. So the initiator of the IKE_SA
 * goes first, and as long as it waits, or is about to, the other does not.
 */
static bool is_insisting(private_peer_requests_t *this,
						 peer_update_t *update)
{
	ike_sa_id_t *id = this->ike_sa->get_id(this->ike_sa);
	address_list_t *peer = this->paths->get_list(this->paths, FALSE);
	host_t *local, *remote;

	if (!id->is_initiator(id) ||
		(!this->paths->is_announcing(this->paths) &&
		 !this->children->is_busy(this->children)))
	{
		return FALSE;
	}
	this->paths->get_path(this->paths, &local, &remote);
	if (update->update && !(local->ip_equals(local, update->local) &&
							remote->ip_equals(remote, update->remote)))
	{
		return TRUE;
	}
	return peer->get_state(peer, remote, NULL) != ADDRESS_VERIFIED;
}

/**
 * Handle the addresses in a request that was not seen before.
 */
static bool process_new(private_peer_requests_t *this, message_t *message)
{
	peer_update_t *update = NULL;

	switch (peer_update_read(this->session, message, this->numbers,
							 this->paths, this->own->get_agreed(this->own),
							 &update))
	{
		case PEER_UPDATE_OK:
			if (is_insisting(this, update))
			{
				this->session->report(this->session, "insist", "update of peer "
									  "has to wait for ours");
				peer_update_destroy(update);
				return TRUE;
			}
			return process(this, message, update);
		case PEER_UPDATE_UNACCEPTABLE:
			refuse(this);
			return TRUE;
		case PEER_UPDATE_IGNORED:
		case PEER_UPDATE_NONE:
			return TRUE;
	}
	return TRUE;
}

/**
 * Handle a copy of the request that is not answered yet.
 */
static bool process_copy(private_peer_requests_t *this, message_t *message)
{
	if (!this->concluded)
	{
		if (peer_update_is_genuine(message, this->numbers, this->paths,
								   this->own->get_agreed(this->own)))
		{
			this->withheld->replace(this->withheld, message);
			return FALSE;
		}
		/* it comes from somewhere else, so the peer has moved on and has to
		 * tell again (D10) */
		this->updates->withdraw(this->updates);
		set_reply(this, REPLY_NOTHING, NULL);
	}
	/* otherwise what to answer was set when it was concluded */
	drop_withheld(this);
	return TRUE;
}

METHOD(peer_requests_t, request, bool,
	private_peer_requests_t *this, message_t *message)
{
	if (this->withheld && this->withheld->is_it(this->withheld, message))
	{
		return process_copy(this, message);
	}
	/* whatever was not answered is not waited for anymore */
	if (this->withheld)
	{
		this->updates->withdraw(this->updates);
		drop_withheld(this);
	}
	set_reply(this, REPLY_NOTHING, NULL);
	this->applied = FALSE;
	return process_new(this, message);
}

METHOD(peer_requests_t, respond, void,
	private_peer_requests_t *this, message_t *message)
{
	if (this->reply == REPLY_REFUSED)
	{
		message->add_notify(message, FALSE, UNACCEPTABLE_ADDRESSES,
							chunk_empty);
	}
	else if (this->reply_update)
	{
		update_payload_write(message, this->numbers->update,
							 this->reply_update);
	}
	set_reply(this, REPLY_NOTHING, NULL);
}

METHOD(peer_requests_t, is_applied, bool,
	private_peer_requests_t *this)
{
	return this->applied;
}

/**
 * Call protocol_t.resume() from another thread.
 */
static status_t resume_later(session_t *session)
{
	protocol_t *protocol = session->get_protocol(session);

	return protocol->resume(protocol);
}

METHOD(peer_requests_t, updated, void,
	private_peer_requests_t *this, bool proven)
{
	address_list_t *own = this->paths->get_list(this->paths, TRUE);
	peer_update_t *update;

	if (!this->withheld)
	{
		return;
	}
	update = this->withheld->get_update(this->withheld);
	if (proven)
	{
		apply(this, update);
	}
	else if (!own->contains(own, update->local))
	{	/* that is not the fault of the peer's address */
		this->session->report(this->session, "insist", "peer asked for path "
							  "%H - %H, we just left that", update->local,
							  update->remote);
		set_reply(this, REPLY_NOTHING, NULL);
	}
	else
	{
		this->session->count(this->session, COUNTER_LISTS_REFUSED);
		this->session->report(this->session, "refuse", "refused update to path "
							  "%H - %H, peer does not answer there",
							  update->local, update->remote);
		set_reply(this, REPLY_REFUSED, NULL);
	}
	this->concluded = TRUE;
	this->manager->schedule(this->manager, this->ike_sa, resume_later, 0);
}

METHOD(peer_requests_t, resume, status_t,
	private_peer_requests_t *this)
{
	if (this->withheld && this->concluded)
	{
		return this->withheld->resume(this->withheld, this->ike_sa);
	}
	return SUCCESS;
}

METHOD(peer_requests_t, is_moving_alone, bool,
	private_peer_requests_t *this)
{
	update_t *update = this->applying;
	peer_update_t *withheld;
	host_t *local, *remote;

	if (this->withheld)
	{
		withheld = this->withheld->get_update(this->withheld);
		this->paths->get_path(this->paths, &local, &remote);
		if (local->ip_equals(local, withheld->local) &&
			remote->ip_equals(remote, withheld->remote))
		{
			update = withheld->update;
		}
	}
	return update && !update->is_all(update);
}

METHOD(peer_requests_t, insist, void,
	private_peer_requests_t *this)
{
	ike_sa_id_t *id = this->ike_sa->get_id(this->ike_sa);

	if (this->withheld && !this->concluded && id->is_initiator(id))
	{
		this->session->report(this->session, "insist", "update of peer has to "
							  "wait for ours");
		this->updates->withdraw(this->updates);
		set_reply(this, REPLY_NOTHING, NULL);
		this->concluded = TRUE;
		this->manager->schedule(this->manager, this->ike_sa, resume_later, 0);
	}
}

METHOD(peer_requests_t, is_waiting, bool,
	private_peer_requests_t *this)
{
	return this->withheld != NULL;
}

METHOD(peer_requests_t, set_ike_sa, void,
	private_peer_requests_t *this, ike_sa_t *ike_sa)
{
	this->ike_sa = ike_sa;
	set_reply(this, REPLY_NOTHING, NULL);
	drop_withheld(this);
}

METHOD(peer_requests_t, destroy, void,
	private_peer_requests_t *this)
{
	set_reply(this, REPLY_NOTHING, NULL);
	drop_withheld(this);
	free(this);
}

/*
 * Described in header.
 */
peer_requests_t *peer_requests_create(session_manager_t *manager,
									  session_t *session, paths_t *paths,
									  ike_sa_t *ike_sa,
									  const dupont_numbers_t *numbers,
									  own_addresses_t *own,
									  child_updates_t *children)
{
	private_peer_requests_t *this;

	INIT(this,
		.public = {
			.request = _request,
			.respond = _respond,
			.is_applied = _is_applied,
			.updated = _updated,
			.resume = _resume,
			.is_waiting = _is_waiting,
			.insist = _insist,
			.is_moving_alone = _is_moving_alone,
			.set_ike_sa = _set_ike_sa,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.paths = paths,
		.updates = paths->get_updates(paths),
		.ike_sa = ike_sa,
		.numbers = numbers,
		.own = own,
		.children = children,
	);

	return &this->public;
}
