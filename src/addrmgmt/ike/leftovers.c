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


#include "leftovers.h"

#include <daemon.h>
#include <collections/hashtable.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

/**
 * When to look for what is left, after an IKE_SA was established, in s.  Until
 * then a peer should have deleted an IKE_SA it has just replaced.
 */
#define LOOK_DELAY 10

typedef struct private_leftovers_t private_leftovers_t;
typedef struct leftovers_job_t leftovers_job_t;
typedef enum state_t state_t;

/**
 * What became of an IKE_SA.
 */
enum state_t {
	/** it was heard of, or it is none we have responded to */
	IKE_SA_HEARD = 0,
	/** it was not */
	IKE_SA_UNHEARD,
	/** it was not, and is being checked */
	IKE_SA_CHECKED,
};

/**
 * Private data of leftovers_t.
 */
struct private_leftovers_t {

	/**
	 * Public interface.
	 */
	leftovers_t public;

	/**
	 * Manager of sessions.
	 */
	session_manager_t *manager;

	/**
	 * IKE_SAs we have responded to and heard nothing of since, ike_sa_t* =>
	 * state_t.
	 */
	hashtable_t *unheard;

	/**
	 * Lock for the table.
	 */
	mutex_t *mutex;
};

/**
 * Something to do for an IKE_SA later.
 */
struct leftovers_job_t {

	/**
	 * The leftovers_t.
	 */
	private_leftovers_t *leftovers;

	/**
	 * The IKE_SA.
	 */
	ike_sa_id_t *id;

	/**
	 * What to do.
	 */
	void (*execute)(private_leftovers_t *this, ike_sa_id_t *id);
};

/**
 * Destroy a job.
 */
static void destroy_job(leftovers_job_t *job)
{
	job->id->destroy(job->id);
	free(job);
}

/**
 * Execute a job.
 */
static job_requeue_t execute_job(leftovers_job_t *job)
{
	job->execute(job->leftovers, job->id);
	return JOB_REQUEUE_NONE;
}

/**
 * Do something for an IKE_SA later.
 *
 * @param time		in how many seconds
 */
static void schedule(private_leftovers_t *this, ike_sa_t *ike_sa,
					 void (*execute)(private_leftovers_t*, ike_sa_id_t*),
					 uint32_t time)
{
	ike_sa_id_t *id = ike_sa->get_id(ike_sa);
	leftovers_job_t *job;

	INIT(job,
		.leftovers = this,
		.id = id->clone(id),
		.execute = execute,
	);
	lib->scheduler->schedule_job(lib->scheduler, (job_t*)
			callback_job_create((callback_job_cb_t)execute_job, job,
								(callback_job_cleanup_t)destroy_job, NULL),
			time);
}

/**
 * Get the state of an IKE_SA.
 */
static state_t get_state(private_leftovers_t *this, ike_sa_t *ike_sa)
{
	state_t state;

	this->mutex->lock(this->mutex);
	state = (uintptr_t)this->unheard->get(this->unheard, ike_sa);
	this->mutex->unlock(this->mutex);
	return state;
}

/**
 * Set the state of an IKE_SA.
 */
static void set_state(private_leftovers_t *this, ike_sa_t *ike_sa,
					  state_t state)
{
	this->mutex->lock(this->mutex);
	if (state == IKE_SA_HEARD)
	{
		this->unheard->remove(this->unheard, ike_sa);
	}
	else
	{
		this->unheard->put(this->unheard, ike_sa, (void*)(uintptr_t)state);
	}
	this->mutex->unlock(this->mutex);
}

/**
 * Check if an IKE_SA is in a state, and nothing was received by its CHILD_SAs.
 */
static bool is_unused(private_leftovers_t *this, ike_sa_t *ike_sa,
					  state_t state)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	uint64_t packets;
	bool unused = get_state(this, ike_sa) == state;

	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (unused && enumerator->enumerate(enumerator, &child_sa))
	{
		child_sa->get_usestats(child_sa, TRUE, NULL, NULL, &packets);
		unused = !packets;
	}
	enumerator->destroy(enumerator);
	return unused;
}

/**
 * Delete an IKE_SA if it is still not in use.  Nobody would get a message about
 * that, and the peer has another one, so it is not restarted either.
 */
static void delete_unused(private_leftovers_t *this, ike_sa_id_t *id)
{
	ike_sa_t *ike_sa;

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, id);
	if (ike_sa && is_unused(this, ike_sa, IKE_SA_CHECKED))
	{
		DBG1(DBG_IKE, "deleting IKE_SA, its initiator has another one and "
			 "never used this one");
		charon->bus->ike_updown(charon->bus, ike_sa, FALSE);
		charon->ike_sa_manager->checkin_and_destroy(charon->ike_sa_manager,
													ike_sa);
	}
	else if (ike_sa)
	{
		charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
	}
}

/**
 * Check an IKE_SA if it is not in use.
 *
 * @param before	only if it is older than the one with that unique ID
 * @param name		name of its connection
 */
static void check(private_leftovers_t *this, ike_sa_id_t *id, uint32_t before,
				  char *name)
{
	session_t *session;
	ike_sa_t *ike_sa;

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, id);
	if (!ike_sa)
	{
		return;
	}
	session = this->manager->get(this->manager, ike_sa);
	if (session && ike_sa->get_unique_id(ike_sa) < before &&
		streq(ike_sa->get_name(ike_sa), name) &&
		is_unused(this, ike_sa, IKE_SA_UNHEARD))
	{
		set_state(this, ike_sa, IKE_SA_CHECKED);
		session->hint(session, "its initiator has established another IKE_SA");
		schedule(this, ike_sa, delete_unused,
				 lib->settings->get_int(lib->settings, "%s.half_open_timeout",
										HALF_OPEN_IKE_SA_TIMEOUT, lib->ns));
	}
	charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
}

/**
 * Look for older IKE_SAs of the same peer.
 */
static void look(private_leftovers_t *this, ike_sa_id_t *id)
{
	int families[] = { AF_INET, AF_INET6 }, i;
	identification_t *me, *other;
	enumerator_t *enumerator;
	ike_sa_id_t *found;
	ike_sa_t *ike_sa;
	uint32_t before;
	char *name;

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, id);
	if (!ike_sa)
	{
		return;
	}
	me = ike_sa->get_my_id(ike_sa);
	me = me->clone(me);
	other = ike_sa->get_other_eap_id(ike_sa);
	other = other->clone(other);
	before = ike_sa->get_unique_id(ike_sa);
	name = strdup(ike_sa->get_name(ike_sa));
	charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);

	for (i = 0; i < countof(families); i++)
	{
		enumerator = charon->ike_sa_manager->create_id_enumerator(
						charon->ike_sa_manager, me, other, families[i]);
		while (enumerator->enumerate(enumerator, &found))
		{
			check(this, found, before, name);
		}
		enumerator->destroy(enumerator);
	}
	me->destroy(me);
	other->destroy(other);
	free(name);
}

METHOD(listener_t, ike_state_change, bool,
	private_leftovers_t *this, ike_sa_t *ike_sa, ike_sa_state_t state)
{
	ike_sa_id_t *id = ike_sa->get_id(ike_sa);
	session_t *session;

	switch (state)
	{
		case IKE_ESTABLISHED:
			session = this->manager->get(this->manager, ike_sa);
			if (ike_sa->get_state(ike_sa) == IKE_CONNECTING &&
				!id->is_initiator(id) && session &&
				session->get_dialect(session) != DIALECT_NONE)
			{
				set_state(this, ike_sa, IKE_SA_UNHEARD);
				schedule(this, ike_sa, look, LOOK_DELAY);
			}
			break;
		case IKE_DESTROYING:
			set_state(this, ike_sa, IKE_SA_HEARD);
			break;
		default:
			break;
	}
	return TRUE;
}

METHOD(listener_t, message, bool,
	private_leftovers_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	if (ike_sa && incoming && plain)
	{
		set_state(this, ike_sa, IKE_SA_HEARD);
	}
	return TRUE;
}

METHOD(leftovers_t, destroy, void,
	private_leftovers_t *this)
{
	this->unheard->destroy(this->unheard);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
leftovers_t *leftovers_create(session_manager_t *manager)
{
	private_leftovers_t *this;

	INIT(this,
		.public = {
			.listener = {
				.ike_state_change = _ike_state_change,
				.message = _message,
			},
			.destroy = _destroy,
		},
		.manager = manager,
		.unheard = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr,
									8),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
