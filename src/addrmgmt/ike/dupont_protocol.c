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
#include "clock.h"
#include "cookies.h"
#include "dupont_options.h"
#include "own_addresses.h"
#include "peer_update.h"
#include "proxy_policy.h"
#include "session_manager.h"
#include "update_payload.h"
#include "withheld.h"
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
typedef enum reply_t reply_t;

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
static void drop_withheld(private_dupont_protocol_t *this)
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
static void set_reply(private_dupont_protocol_t *this, reply_t reply,
					  update_t *update)
{
	this->reply = reply;
	DESTROY_IF(this->reply_update);
	this->reply_update = update;
}

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
static void apply(private_dupont_protocol_t *this, peer_update_t *update)
{
	path_t path = { update->local, update->remote };
	update_t *reply = NULL;

	this->session->count(this->session, COUNTER_LISTS_APPLIED);
	proxy_policy_review(this->manager, this->ike_sa);
	if (this->silent)
	{	/* it might have insisted on this one */
		this->silent = FALSE;
		this->ignored = 0;
		this->again = TRUE;
	}
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
 * Hand what a request asks for to the rules.
 */
static update_verdict_t ask_rules(private_dupont_protocol_t *this,
								  peer_update_t *update)
{
	update_verdict_t verdict;
	host_t *local, *remote;

	if (is_for_children(update->update))
	{
		return this->updates->prove(this->updates, update->addrs, update->local,
								  update->remote, clock_ms());
	}
	local = update->local;
	remote = update->remote;
	if (!update->update)
	{	/* the set of addresses changes, not the path */
		this->paths->get_path(this->paths, &local, &remote);
	}
	this->applying = update->update;
	verdict = this->updates->update(this->updates, update->addrs, local, remote,
								  clock_ms());
	this->applying = NULL;
	return verdict;
}

/**
 * Refuse what a request asks for.
 */
static void refuse(private_dupont_protocol_t *this)
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
static bool process(private_dupont_protocol_t *this, message_t *message,
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
static bool is_insisting(private_dupont_protocol_t *this,
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
static bool process_new(private_dupont_protocol_t *this, message_t *message)
{
	peer_update_t *update = NULL;

	switch (peer_update_read(this->session, message, &this->numbers,
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
static bool process_copy(private_dupont_protocol_t *this, message_t *message)
{
	if (!this->concluded)
	{
		if (peer_update_is_genuine(message, &this->numbers, this->paths,
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

METHOD(protocol_t, request, bool,
	private_dupont_protocol_t *this, message_t *message)
{
	this->cookies->received(this->cookies, message);
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
	return process_new(this, message);
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
	if (this->reply == REPLY_REFUSED)
	{
		message->add_notify(message, FALSE, UNACCEPTABLE_ADDRESSES,
							chunk_empty);
	}
	else if (this->reply_update)
	{
		update_payload_write(message, this->numbers.update,
							 this->reply_update);
	}
	set_reply(this, REPLY_NOTHING, NULL);
	if (this->again)
	{
		this->again = FALSE;
		announce_again(this);
	}
}

/**
 * Call protocol_t.resume() from another thread.
 */
static status_t resume_later(session_t *session)
{
	protocol_t *protocol = session->get_protocol(session);

	return protocol->resume(protocol);
}

METHOD(protocol_t, updated, void,
	private_dupont_protocol_t *this, bool proven)
{
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

METHOD(protocol_t, resume, status_t,
	private_dupont_protocol_t *this)
{
	if (this->withheld && this->concluded)
	{
		return this->withheld->resume(this->withheld, this->ike_sa);
	}
	return SUCCESS;
}

/**
 * Check if the peer asked for the path in use for the IKE_SA alone (D8).
 */
static bool is_moving_alone(private_dupont_protocol_t *this)
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

METHOD(protocol_t, get_followers, linked_list_t*,
	private_dupont_protocol_t *this)
{
	linked_list_t *followers;
	enumerator_t *enumerator;
	child_sa_t *child_sa;

	followers = linked_list_create();
	if (!is_moving_alone(this))
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
	else if (this->withheld)
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
 * Answer a request that is not answered yet without doing what it asks for, as
 * we are about to wait for the peer ourselves, see is_insisting().
 */
static void insist(private_dupont_protocol_t *this)
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
			insist(this);
			this->asked = this->wanted.remote ? ASKED_MOVE : ASKED_UPDATE;
			build_update(this, message);
			return TRUE;
		case EXCHANGE_CHECK:
			this->cookies->add(this->cookies, message);
			this->asked = ASKED_PROOF;
			return TRUE;
		case EXCHANGE_CHILD_UPDATE:
			insist(this);
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
	set_reply(this, REPLY_NOTHING, NULL);
	drop_withheld(this);
}

METHOD(protocol_t, destroy, void,
	private_dupont_protocol_t *this)
{
	drop_withheld(this);
	set_reply(this, REPLY_NOTHING, NULL);
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

	return &this->public;
}
