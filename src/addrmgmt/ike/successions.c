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


#include "successions.h"
#include "session_manager.h"

#include <daemon.h>
#include <threading/mutex.h>

typedef struct private_successions_t private_successions_t;
typedef struct succession_t succession_t;

/**
 * Private data of successions_t.
 */
struct private_successions_t {

	/**
	 * Public interface.
	 */
	successions_t public;

	/**
	 * Manager of sessions.
	 */
	session_manager_t *manager;

	/**
	 * Successions, succession_t*.
	 */
	linked_list_t *list;

	/**
	 * Lock for the list; IKE_SAs in it are not destroyed meanwhile.
	 */
	mutex_t *mutex;
};

/**
 * One IKE_SA is about to replace another one.
 */
struct succession_t {

	/**
	 * IKE_SA that is replaced.
	 */
	ike_sa_t *old;

	/**
	 * IKE_SA that replaces it.
	 */
	ike_sa_t *new;

	/**
	 * What the new one has to be told, NULL if nothing.
	 */
	heritage_t *heritage;
};

/**
 * Forget what the new IKE_SA would have been told.
 */
static void forget_heritage(succession_t *this)
{
	if (this->heritage)
	{
		heritage_destroy(this->heritage);
		this->heritage = NULL;
	}
}

/**
 * Destroy a succession.
 */
static void succession_destroy(succession_t *this)
{
	forget_heritage(this);
	free(this);
}

/**
 * Find the succession of an IKE_SA that replaces another one.
 */
static succession_t *find_succession(private_successions_t *this, ike_sa_t *new)
{
	enumerator_t *enumerator;
	succession_t *current, *found = NULL;

	enumerator = this->list->create_enumerator(this->list);
	while (enumerator->enumerate(enumerator, &current))
	{
		if (current->new == new)
		{
			found = current;
			break;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if one IKE_SA is initiated to reauthenticate another one: with
 * make-before-break charon suspends online revocation checking, with
 * break-before-make the other one was just deleted.  The condition alone may
 * be left from an attempt that failed.
 */
static bool is_reauthentication(ike_sa_t *old, ike_sa_t *new)
{
	return old->has_condition(old, COND_REAUTHENTICATING) &&
		   (old->get_state(old) == IKE_DELETING ||
			new->has_condition(new, COND_ONLINE_VALIDATION_SUSPENDED));
}

METHOD(successions_t, begin, heritage_t*,
	private_successions_t *this, ike_sa_t *ike_sa)
{
	ike_sa_id_t *id = ike_sa->get_id(ike_sa);
	ike_sa_t *old = charon->bus->get_sa(charon->bus);
	heritage_t *heritage = NULL;
	succession_t *succession;
	session_t *session;

	if (old && old != ike_sa && id->is_initiator(id) &&
		is_reauthentication(old, ike_sa))
	{
		session = this->manager->get(this->manager, old);
		heritage = session ? session->get_heritage(session) : NULL;
	}
	if (heritage)
	{
		INIT(succession,
			.old = old,
			.new = ike_sa,
		);
		this->mutex->lock(this->mutex);
		this->list->insert_last(this->list, succession);
		this->mutex->unlock(this->mutex);
	}
	return heritage;
}

METHOD(successions_t, find, ike_sa_t*,
	private_successions_t *this, ike_sa_t *ike_sa, message_t *message)
{
	ike_sa_id_t *current, *id = message->get_ike_sa_id(message);
	enumerator_t *enumerator;
	succession_t *succession;

	this->mutex->lock(this->mutex);
	enumerator = this->list->create_enumerator(this->list);
	while (enumerator->enumerate(enumerator, &succession))
	{
		current = succession->new->get_id(succession->new);
		if (succession->old == ike_sa && id->is_initiator(id) &&
			id->get_initiator_spi(id) == current->get_initiator_spi(current))
		{
			ike_sa = succession->new;
			break;
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return ike_sa;
}

/**
 * Tell a session what was not told yet.
 */
static status_t execute_follow(session_t *session)
{
	session->follow(session);
	return SUCCESS;
}

/**
 * Call session_t.hint().
 */
static status_t execute_hint(session_t *session)
{
	session->hint(session, "reauthentication is not answered");
	return SUCCESS;
}

METHOD(successions_t, moved, void,
	private_successions_t *this, ike_sa_t *ike_sa, session_t *session)
{
	enumerator_t *enumerator;
	succession_t *succession;

	this->mutex->lock(this->mutex);
	enumerator = this->list->create_enumerator(this->list);
	while (enumerator->enumerate(enumerator, &succession))
	{
		if (succession->old == ike_sa)
		{
			forget_heritage(succession);
			succession->heritage = session->get_heritage(session);
			this->manager->schedule(this->manager, succession->new,
									execute_follow, 0);
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

METHOD(successions_t, take_heritage, heritage_t*,
	private_successions_t *this, ike_sa_t *ike_sa)
{
	succession_t *succession;
	heritage_t *heritage = NULL;

	this->mutex->lock(this->mutex);
	succession = find_succession(this, ike_sa);
	if (succession)
	{
		heritage = succession->heritage;
		succession->heritage = NULL;
	}
	this->mutex->unlock(this->mutex);
	return heritage;
}

METHOD(successions_t, hint, void,
	private_successions_t *this, ike_sa_t *ike_sa)
{
	succession_t *succession;

	this->mutex->lock(this->mutex);
	succession = find_succession(this, ike_sa);
	if (succession)
	{
		this->manager->schedule(this->manager, succession->old, execute_hint,
								0);
	}
	this->mutex->unlock(this->mutex);
}

METHOD(successions_t, end, void,
	private_successions_t *this, ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	succession_t *succession;

	this->mutex->lock(this->mutex);
	enumerator = this->list->create_enumerator(this->list);
	while (enumerator->enumerate(enumerator, &succession))
	{
		if (succession->old == ike_sa || succession->new == ike_sa)
		{
			this->list->remove_at(this->list, enumerator);
			succession_destroy(succession);
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

METHOD(successions_t, destroy, void,
	private_successions_t *this)
{
	this->list->destroy_function(this->list, (void*)succession_destroy);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
successions_t *successions_create(session_manager_t *manager)
{
	private_successions_t *this;

	INIT(this,
		.public = {
			.begin = _begin,
			.find = _find,
			.moved = _moved,
			.take_heritage = _take_heritage,
			.hint = _hint,
			.end = _end,
			.destroy = _destroy,
		},
		.manager = manager,
		.list = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
