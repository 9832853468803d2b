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

#include "child_updates.h"
#include "child_wish.h"
#include "ike/notifies.h"
#include "update_payload.h"
#include "paths/path.h"
#include "paths/updates.h"
#include "wire/peer_address.h"

#include <daemon.h>

typedef struct private_child_updates_t private_child_updates_t;
typedef struct moved_t moved_t;

/**
 * Private data of child_updates_t.
 */
struct private_child_updates_t {

	/**
	 * Public interface.
	 */
	child_updates_t public;

	/**
	 * Moves CHILD_SAs and knows where they are.
	 */
	child_places_t *places;

	/**
	 * Session to report for.
	 */
	session_t *session;

	/**
	 * Knows our addresses.
	 */
	paths_t *paths;

	/**
	 * What the peer is to be asked for, child_wish_t.
	 */
	linked_list_t *wishes;

	/**
	 * What the request in the air asks for, NULL if there is none.
	 */
	child_wish_t *wish;

	/**
	 * What was asked for by the request in the air, moved_t.
	 */
	linked_list_t *asked;

	/**
	 * Path that was asked for.
	 */
	path_t path;
};

/**
 * An SA the peer was asked to move.
 */
struct moved_t {

	/**
	 * Protocol.
	 */
	protocol_id_t protocol;

	/**
	 * SPI we receive with.
	 */
	uint32_t spi;

	/**
	 * Where it was before, with ports.
	 */
	path_t before;

	/**
	 * Was it moved already?
	 */
	bool moved;
};

/**
 * Destroy a moved_t.
 */
static void moved_destroy(moved_t *moved)
{
	path_set(&moved->before, NULL, NULL);
	free(moved);
}

/**
 * Move CHILD_SAs, the ports are those of the IKE_SA.
 */
static void move(private_child_updates_t *this, ike_sa_t *ike_sa,
				 linked_list_t *child_sas, path_t *path)
{
	host_t *me = ike_sa->get_my_host(ike_sa), *local;
	host_t *other = ike_sa->get_other_host(ike_sa), *remote;
	int count = child_sas->get_count(child_sas);

	if (count)
	{
		local = path->local->clone(path->local);
		local->set_port(local, me->get_port(me));
		remote = path->remote->clone(path->remote);
		remote->set_port(remote, other->get_port(other));
		this->session->report(this->session, "move-child", "moving %d "
							  "CHILD_SA%s to path %H - %H", count,
							  count > 1 ? "s" : "", local, remote);
		this->session->count(this->session, COUNTER_MOVES);
		this->places->move_child_sas(this->places, ike_sa, child_sas, local,
									 remote);
		local->destroy(local);
		remote->destroy(remote);
	}
}

METHOD(child_updates_t, apply, update_t*,
	private_child_updates_t *this, ike_sa_t *ike_sa, update_t *update,
	path_t *path)
{
	linked_list_t *found;
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	update_t *reply;
	protocol_id_t protocol;
	uint32_t spi;
	u_int unknown = 0;

	found = linked_list_create();
	reply = update_create();
	if (update->has_ike(update))
	{
		reply->add_ike(reply);
	}
	enumerator = update->create_sa_enumerator(update);
	while (enumerator->enumerate(enumerator, &protocol, &spi))
	{
		/* what it receives with is what we send with */
		child_sa = ike_sa->get_child_sa(ike_sa, protocol, spi, FALSE);
		if (child_sa && child_wish_is_movable(child_sa))
		{
			found->insert_last(found, child_sa);
			reply->add_sa(reply, protocol, child_sa->get_spi(child_sa, TRUE));
		}
		else
		{
			unknown++;
		}
	}
	enumerator->destroy(enumerator);
	if (unknown)
	{
		DBG1(DBG_IKE, "peer asked to update %u unknown SA%s", unknown,
			 unknown > 1 ? "s" : "");
	}
	move(this, ike_sa, found, path);
	found->destroy(found);
	if (!reply->has_ike(reply) && !reply->get_sa_count(reply))
	{
		reply->destroy(reply);
		return NULL;
	}
	return reply;
}

METHOD(child_updates_t, want, void,
	private_child_updates_t *this, linked_list_t *names, path_t *path)
{
	this->wishes->insert_last(this->wishes,
				child_wish_create(this->places, this->paths, names, path));
}

METHOD(child_updates_t, rescue, bool,
	private_child_updates_t *this, ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	linked_list_t *stranded;
	child_wish_t *wish;
	path_t keep = {};
	bool found, waiting = FALSE;

	enumerator = this->wishes->create_enumerator(this->wishes);
	while (!waiting && enumerator->enumerate(enumerator, &wish))
	{
		waiting = wish->is_rescue(wish);
	}
	enumerator->destroy(enumerator);
	if (waiting)
	{
		return FALSE;
	}
	wish = child_wish_create(this->places, this->paths, NULL, &keep);
	stranded = wish->find(wish, ike_sa);
	found = stranded->get_count(stranded) > 0;
	stranded->destroy(stranded);
	if (found)
	{
		this->wishes->insert_last(this->wishes, wish);
	}
	else
	{
		wish->destroy(wish);
	}
	return found;
}

/**
 * Find a CHILD_SA that was asked for, it might be gone meanwhile.
 */
static child_sa_t *find_asked(ike_sa_t *ike_sa, moved_t *moved)
{
	return ike_sa->get_child_sa(ike_sa, moved->protocol, moved->spi, TRUE);
}

/**
 * Note which SAs are asked for and where they are.
 */
static void note(private_child_updates_t *this, ike_sa_t *ike_sa,
				 linked_list_t *child_sas)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	moved_t *moved;
	host_t *local, *remote;

	enumerator = child_sas->create_enumerator(child_sas);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		INIT(moved,
			.protocol = child_sa->get_protocol(child_sa),
			.spi = child_sa->get_spi(child_sa, TRUE),
		);
		this->places->get(this->places, ike_sa, child_sa, &local, &remote);
		path_set(&moved->before, local, remote);
		this->asked->insert_last(this->asked, moved);
	}
	enumerator->destroy(enumerator);
}

/**
 * Move the SAs of which only our end changes.
 */
static void move_own_ends(private_child_updates_t *this, ike_sa_t *ike_sa)
{
	linked_list_t *child_sas;
	enumerator_t *enumerator;
	moved_t *moved;

	child_sas = linked_list_create();
	enumerator = this->asked->create_enumerator(this->asked);
	while (enumerator->enumerate(enumerator, &moved))
	{
		if (moved->before.remote->ip_equals(moved->before.remote,
											this->path.remote))
		{
			child_sas->insert_last(child_sas, find_asked(ike_sa, moved));
			moved->moved = TRUE;
		}
	}
	enumerator->destroy(enumerator);
	move(this, ike_sa, child_sas, &this->path);
	child_sas->destroy(child_sas);
}

/**
 * Write the request for what is noted.
 */
static void write_request(private_child_updates_t *this, message_t *message,
						  const dupont_numbers_t *numbers)
{
	uint8_t buf[PEER_ADDRESS_MAX_LEN];
	enumerator_t *enumerator;
	update_t *update;
	moved_t *moved;
	notify_t notify;

	notify = peer_address_build(numbers, PEER_ADDRESS_SOURCE,
								PEER_ADDRESS_PRIMARY, this->path.local, buf);
	notifies_add(message, &notify);
	notify = peer_address_build(numbers, PEER_ADDRESS_DESTINATION,
								PEER_ADDRESS_PRIMARY, this->path.remote, buf);
	notifies_add(message, &notify);

	update = update_create();
	enumerator = this->asked->create_enumerator(this->asked);
	while (enumerator->enumerate(enumerator, &moved))
	{
		update->add_sa(update, moved->protocol, moved->spi);
	}
	enumerator->destroy(enumerator);
	update_payload_write(message, numbers->update, update);
	update->destroy(update);
}

/**
 * Forget about the request in the air.
 */
static void clear(private_child_updates_t *this)
{
	moved_t *moved;

	while (this->asked->remove_first(this->asked, (void**)&moved) == SUCCESS)
	{
		moved_destroy(moved);
	}
	if (this->wish)
	{
		this->wish->destroy(this->wish);
		this->wish = NULL;
	}
}

METHOD(child_updates_t, abandon, u_int,
	private_child_updates_t *this)
{
	if (this->wish)
	{
		this->wishes->insert_first(this->wishes, this->wish);
		this->wish = NULL;
	}
	clear(this);
	return this->wishes->get_count(this->wishes);
}

/**
 * Find out where CHILD_SAs are to be moved.
 *
 * @return			FALSE if that path can't be used
 */
static bool complete_path(private_child_updates_t *this, ike_sa_t *ike_sa,
						  child_wish_t *wish, linked_list_t *child_sas)
{
	updates_t *updates = this->paths->get_updates(this->paths);
	child_sa_t *first = NULL;
	host_t *local, *remote;

	this->paths->get_path(this->paths, &local, &remote);
	if (!wish->is_rescue(wish))
	{
		child_sas->get_first(child_sas, (void**)&first);
		this->places->get(this->places, ike_sa, first, &local, &remote);
	}
	path_set(&this->path, wish->path.local ?: local,
			 wish->path.remote ?: remote);
	if (!updates->is_usable(updates, this->path.local, this->path.remote))
	{
		this->session->report(this->session, "refused", "not moving CHILD_SAs "
							  "to path %H - %H, it can't be used",
							  this->path.local, this->path.remote);
		return FALSE;
	}
	return TRUE;
}

METHOD(child_updates_t, is_busy, bool,
	private_child_updates_t *this)
{
	return this->wishes->get_count(this->wishes) ||
		   this->asked->get_count(this->asked);
}

METHOD(child_updates_t, build, bool,
	private_child_updates_t *this, ike_sa_t *ike_sa, message_t *message,
	const dupont_numbers_t *numbers)
{
	linked_list_t *child_sas;
	child_wish_t *wish;

	clear(this);
	if (this->wishes->remove_first(this->wishes, (void**)&wish) != SUCCESS)
	{
		return FALSE;
	}
	child_sas = wish->find(wish, ike_sa);
	if (child_sas->get_count(child_sas) &&
		complete_path(this, ike_sa, wish, child_sas))
	{
		note(this, ike_sa, child_sas);
		write_request(this, message, numbers);
		this->session->report(this->session, "announce", "asking peer to move "
							  "%d CHILD_SA(s) to path %H - %H",
							  child_sas->get_count(child_sas),
							  this->path.local, this->path.remote);
		move_own_ends(this, ike_sa);
	}
	child_sas->destroy(child_sas);
	this->wish = wish;
	if (!this->asked->get_count(this->asked))
	{
		clear(this);
	}
	return this->asked->get_count(this->asked) > 0;
}

/**
 * Read which SAs the peer moved.
 */
static update_t *read_answer(message_t *message,
							 const dupont_numbers_t *numbers)
{
	update_t *update = NULL;
	char *error;

	if (update_payload_read(message, numbers->update, UPDATE_MAX_SAS, &update,
							&error) == UPDATE_MALFORMED)
	{
		DBG1(DBG_IKE, "ignored update in a response: %s", error);
	}
	return update;
}

/**
 * Check if the peer moved an SA, it lists what it receives with.
 */
static bool is_listed(update_t *update, child_sa_t *child_sa)
{
	enumerator_t *enumerator;
	protocol_id_t protocol;
	uint32_t spi;
	bool found = FALSE;

	if (!update)
	{
		return FALSE;
	}
	enumerator = update->create_sa_enumerator(update);
	while (!found && enumerator->enumerate(enumerator, &protocol, &spi))
	{
		found = protocol == child_sa->get_protocol(child_sa) &&
				spi == child_sa->get_spi(child_sa, FALSE);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Move one SA.
 */
static void move_one(private_child_updates_t *this, ike_sa_t *ike_sa,
					 child_sa_t *child_sa, path_t *path)
{
	linked_list_t *child_sas;

	child_sas = linked_list_create_with_items(child_sa, NULL);
	move(this, ike_sa, child_sas, path);
	child_sas->destroy(child_sas);
}

METHOD(child_updates_t, answered, void,
	private_child_updates_t *this, ike_sa_t *ike_sa, message_t *message,
	const dupont_numbers_t *numbers)
{
	child_sa_t *child_sa;
	update_t *update;
	moved_t *moved;
	bool listed;

	update = read_answer(message, numbers);
	while (this->asked->remove_first(this->asked, (void**)&moved) == SUCCESS)
	{
		child_sa = find_asked(ike_sa, moved);
		listed = child_sa && is_listed(update, child_sa);
		if (child_sa && !listed)
		{
			this->session->report(this->session, "refused", "peer did not move "
								  "CHILD_SA %s{%u}",
								  child_sa->get_name(child_sa),
								  child_sa->get_unique_id(child_sa));
		}
		if (child_sa && listed != moved->moved)
		{
			move_one(this, ike_sa, child_sa,
					 listed ? &this->path : &moved->before);
		}
		moved_destroy(moved);
	}
	clear(this);
	DESTROY_IF(update);
}

METHOD(child_updates_t, destroy, void,
	private_child_updates_t *this)
{
	clear(this);
	this->asked->destroy(this->asked);
	this->wishes->destroy_offset(this->wishes,
								 offsetof(child_wish_t, destroy));
	path_set(&this->path, NULL, NULL);
	free(this);
}

/*
 * Described in header.
 */
child_updates_t *child_updates_create(session_t *session, paths_t *paths,
									  child_places_t *places)
{
	private_child_updates_t *this;

	INIT(this,
		.public = {
			.apply = _apply,
			.want = _want,
			.rescue = _rescue,
			.build = _build,
			.answered = _answered,
			.abandon = _abandon,
			.is_busy = _is_busy,
			.destroy = _destroy,
		},
		.paths = paths,
		.places = places,
		.session = session,
		.wishes = linked_list_create(),
		.asked = linked_list_create(),
	);

	return &this->public;
}
