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

#include "introduction.h"
#include "ike/clock.h"
#include "dupont_options.h"
#include "ike/local_addresses.h"
#include "peer_update.h"
#include "ike/session_manager.h"
#include "paths/updates.h"

#include <daemon.h>

typedef struct private_introduction_t private_introduction_t;

/**
 * Private data of introduction_t.
 */
struct private_introduction_t {

	/**
	 * Public interface.
	 */
	introduction_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session to count for.
	 */
	session_t *session;

	/**
	 * IKE_SA of the session.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Knows the protocol.
	 */
	negotiation_t *negotiation;

	/**
	 * What the peer knows of our addresses, NULL if nothing was told.
	 */
	own_addresses_t *own;

	/**
	 * Our addresses as told, host_t, NULL if they were not.
	 */
	linked_list_t *told;

	/**
	 * What the peer told, NULL if it did not.
	 */
	peer_message_t *peer;
};

/**
 * Write our addresses.
 *
 * @return			our addresses, host_t
 */
static linked_list_t *write_own(private_introduction_t *this,
								message_t *message, own_addresses_t *own)
{
	dupont_numbers_t numbers;
	linked_list_t *addrs;
	path_t path = {
		.local = this->ike_sa->get_my_host(this->ike_sa),
		.remote = this->ike_sa->get_other_host(this->ike_sa),
	};

	numbers = dupont_options_get_numbers(this->ike_sa->get_name(this->ike_sa));
	addrs = local_addresses_get(this->ike_sa, NULL,
								this->session->is_guided(this->session),
								this->manager->get_watcher(this->manager));
	own->write(own, message, &numbers, addrs, &path);
	return addrs;
}

/**
 * Let the rules know what was told, the address in use first.
 */
static void tell_rules(own_addresses_t *own, linked_list_t *told,
					   paths_t *paths)
{
	own->accepted(own);
	if (own->is_complete(own))
	{
		paths->told(paths, told);
	}
}

/**
 * Forget what was told.
 */
static void forget(private_introduction_t *this)
{
	DESTROY_IF(this->own);
	this->own = NULL;
	DESTROY_OFFSET_IF(this->told, offsetof(host_t, destroy));
	this->told = NULL;
	if (this->peer)
	{
		peer_message_destroy(this->peer);
		this->peer = NULL;
	}
}

METHOD(introduction_t, message, void,
	private_introduction_t *this, message_t *message, bool incoming)
{
	dupont_numbers_t numbers;

	if (message->get_exchange_type(message) == IKE_SA_INIT)
	{	/* starts from scratch, maybe on another path */
		forget(this);
	}
	if (message->get_exchange_type(message) != IKE_AUTH ||
		this->negotiation->conclude(this->negotiation) != DIALECT_DUPONT)
	{
		return;
	}
	numbers = dupont_options_get_numbers(this->ike_sa->get_name(this->ike_sa));
	if (incoming)
	{
		if (!this->peer)
		{
			peer_message_read(this->session, message, &numbers, &this->peer);
		}
	}
	else if (message->get_request(message) && !this->own &&
			 message->get_payload(message, PLV2_ID_INITIATOR))
	{
		this->own = own_addresses_create(
								this->ike_sa->get_my_host(this->ike_sa),
								this->ike_sa->get_other_host(this->ike_sa));
		this->told = write_own(this, message, this->own);
	}
}

METHOD(introduction_t, respond, void,
	private_introduction_t *this, message_t *message, own_addresses_t *own,
	paths_t *paths)
{
	linked_list_t *addrs;

	addrs = write_own(this, message, own);
	tell_rules(own, addrs, paths);
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
}

/**
 * Let the rules know the peer's addresses.
 */
static void introduce(private_introduction_t *this, paths_t *paths)
{
	updates_t *updates = paths->get_updates(paths);
	path_t path = {
		.local = this->ike_sa->get_my_host(this->ike_sa),
		.remote = this->ike_sa->get_other_host(this->ike_sa),
	};
	peer_update_t *update = NULL;
	int count;

	if (peer_message_evaluate(this->peer, paths, &path,
							  &update) == PEER_UPDATE_OK)
	{
		updates->update(updates, update->addrs, path.local, path.remote,
					  clock_ms());
		count = update->addrs->get_count(update->addrs);
		this->session->count(this->session, COUNTER_LISTS_APPLIED);
		this->session->report(this->session, "list", "peer introduced %d "
							  "address%s", count, count > 1 ? "es" : "");
		peer_update_destroy(update);
	}
}

METHOD(introduction_t, finish, own_addresses_t*,
	private_introduction_t *this, paths_t *paths)
{
	own_addresses_t *own = this->own;

	this->own = NULL;
	if (this->peer)
	{
		introduce(this, paths);
	}
	/* last, the rules don't know our addresses yet */
	if (own)
	{
		tell_rules(own, this->told, paths);
	}
	return own ?: own_addresses_create(this->ike_sa->get_my_host(this->ike_sa),
								this->ike_sa->get_other_host(this->ike_sa));
}

METHOD(introduction_t, destroy, void,
	private_introduction_t *this)
{
	forget(this);
	free(this);
}

/*
 * Described in header.
 */
introduction_t *introduction_create(session_manager_t *manager,
									session_t *session, ike_sa_t *ike_sa,
									negotiation_t *negotiation)
{
	private_introduction_t *this;

	INIT(this,
		.public = {
			.message = _message,
			.respond = _respond,
			.finish = _finish,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.ike_sa = ike_sa,
		.negotiation = negotiation,
	);

	return &this->public;
}
