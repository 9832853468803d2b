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

#include "session_manager.h"
#include "clock.h"

#include <daemon.h>
#include <collections/hashtable.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>
#include <threading/rwlock.h>

typedef struct private_session_manager_t private_session_manager_t;
typedef struct session_entry_t session_entry_t;
typedef struct session_job_t session_job_t;

/**
 * Least time between two hints an IKE_SA gets from ICMP errors, in ms.
 */
#define ICMP_INTERVAL 1000

/**
 * Private data of session_manager_t.
 */
struct private_session_manager_t {

	/**
	 * Public interface.
	 */
	session_manager_t public;

	/**
	 * Sessions, ike_sa_t* => session_entry_t*.
	 */
	hashtable_t *sessions;

	/**
	 * Lock for sessions and totals.
	 */
	mutex_t *mutex;

	/**
	 * Counters of all sessions there ever were.
	 */
	uint64_t totals[COUNTER_MAX];

	/**
	 * Observers, session_observer_t.
	 */
	linked_list_t *observers;

	/**
	 * Lock for observers.
	 */
	rwlock_t *lock;

	/**
	 * Takes over decisions of IKE_SAs.
	 */
	decorators_t *decorators;

	/**
	 * Knows which IKE_SAs replace others.
	 */
	successions_t *successions;

	/**
	 * Moves SAs.
	 */
	sa_mover_t *mover;

	/**
	 * Knows our addresses.
	 */
	address_watcher_t *watcher;

	/**
	 * Hears of packets that were not delivered.
	 */
	icmp_errors_t *errors;
};

/**
 * What is known about an IKE_SA without having it checked out.
 */
struct session_entry_t {

	/**
	 * Its session, safe to use as long as the IKE_SA is checked out.
	 */
	session_t *session;

	/**
	 * Path in use, hosts are NULL if none of our protocols is in force.
	 */
	host_t *local;
	host_t *remote;

	/**
	 * Time of the last hint by an ICMP error.
	 */
	uint64_t icmp;
};

/**
 * Something to do for a session in another thread.
 */
struct session_job_t {

	/**
	 * Manager of the session.
	 */
	private_session_manager_t *manager;

	/**
	 * The IKE_SA.
	 */
	ike_sa_id_t *id;

	/**
	 * What to do.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*execute)(session_t *session);
};

METHOD(session_manager_t, get, session_t*,
	private_session_manager_t *this, ike_sa_t *ike_sa)
{
	session_entry_t *entry;
	session_t *session;

	this->mutex->lock(this->mutex);
	entry = this->sessions->get(this->sessions, ike_sa);
	session = entry ? entry->session : NULL;
	this->mutex->unlock(this->mutex);
	return session;
}

/**
 * Add the session of an IKE_SA.
 */
static void add(private_session_manager_t *this, ike_sa_t *ike_sa,
				session_t *session)
{
	session_entry_t *entry;

	INIT(entry,
		.session = session,
	);
	this->mutex->lock(this->mutex);
	this->sessions->put(this->sessions, ike_sa, entry);
	this->mutex->unlock(this->mutex);
}

/**
 * Take the session of an IKE_SA away from it.
 */
static session_t *take(private_session_manager_t *this, ike_sa_t *ike_sa)
{
	session_entry_t *entry;
	session_t *session = NULL;

	this->mutex->lock(this->mutex);
	entry = this->sessions->remove(this->sessions, ike_sa);
	this->mutex->unlock(this->mutex);
	this->successions->end(this->successions, ike_sa);
	if (entry)
	{
		session = entry->session;
		DESTROY_IF(entry->local);
		DESTROY_IF(entry->remote);
		free(entry);
	}
	return session;
}

METHOD(session_manager_t, set_path, void,
	private_session_manager_t *this, ike_sa_t *ike_sa, host_t *local,
	host_t *remote)
{
	session_entry_t *entry;

	this->mutex->lock(this->mutex);
	entry = this->sessions->get(this->sessions, ike_sa);
	if (entry)
	{
		DESTROY_IF(entry->local);
		DESTROY_IF(entry->remote);
		entry->local = local->clone(local);
		entry->remote = remote->clone(remote);
	}
	this->mutex->unlock(this->mutex);
	if (entry)
	{
		this->successions->moved(this->successions, ike_sa, entry->session);
	}
}

METHOD(session_manager_t, count, void,
	private_session_manager_t *this, counter_t counter)
{
	this->mutex->lock(this->mutex);
	this->totals[counter]++;
	this->mutex->unlock(this->mutex);
}

METHOD(session_manager_t, get_total, uint64_t,
	private_session_manager_t *this, counter_t counter)
{
	uint64_t total;

	this->mutex->lock(this->mutex);
	total = this->totals[counter];
	this->mutex->unlock(this->mutex);
	return total;
}

METHOD(session_manager_t, add_observer, void,
	private_session_manager_t *this, session_observer_t *observer)
{
	this->lock->write_lock(this->lock);
	this->observers->insert_last(this->observers, observer);
	this->lock->unlock(this->lock);
}

METHOD(session_manager_t, remove_observer, void,
	private_session_manager_t *this, session_observer_t *observer)
{
	this->lock->write_lock(this->lock);
	this->observers->remove(this->observers, observer, NULL);
	this->lock->unlock(this->lock);
}

METHOD(session_manager_t, notify, void,
	private_session_manager_t *this, ike_sa_t *ike_sa, session_t *session,
	char *event, char *text)
{
	enumerator_t *enumerator;
	session_observer_t *observer;

	this->lock->read_lock(this->lock);
	enumerator = this->observers->create_enumerator(this->observers);
	while (enumerator->enumerate(enumerator, &observer))
	{
		observer->notify(observer, ike_sa, session, event, text);
	}
	enumerator->destroy(enumerator);
	this->lock->unlock(this->lock);
}

/**
 * Destroy a session_job_t.
 */
static void destroy_job(session_job_t *job)
{
	job->id->destroy(job->id);
	free(job);
}

/**
 * Execute a session_job_t.
 */
static job_requeue_t execute_job(session_job_t *job)
{
	private_session_manager_t *this = job->manager;
	session_t *session;
	ike_sa_t *ike_sa;

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, job->id);
	if (ike_sa)
	{
		session = get(this, ike_sa);
		if (session && job->execute(session) == DESTROY_ME)
		{
			charon->ike_sa_manager->checkin_and_destroy(charon->ike_sa_manager,
														ike_sa);
		}
		else
		{
			charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
		}
	}
	return JOB_REQUEUE_NONE;
}

/**
 * Create a job for the session of an IKE_SA.
 */
static job_t *create_job(private_session_manager_t *this, ike_sa_id_t *id,
						 status_t (*execute)(session_t *session))
{
	session_job_t *job;

	INIT(job,
		.manager = this,
		.id = id->clone(id),
		.execute = execute,
	);
	return (job_t*)callback_job_create_with_prio(
						(callback_job_cb_t)execute_job, job,
						(callback_job_cleanup_t)destroy_job, NULL, JOB_PRIO_HIGH);
}

/**
 * Call session_t.update().
 */
static status_t execute_update(session_t *session)
{
	session->update(session);
	return SUCCESS;
}

/**
 * Call session_t.hint() for an ICMP error.
 */
static status_t execute_icmp(session_t *session)
{
	session->hint(session, "ICMP error received for the path");
	return SUCCESS;
}

METHOD(session_manager_t, schedule, void,
	private_session_manager_t *this, ike_sa_t *ike_sa,
	status_t (*execute)(session_t *session), uint64_t ms)
{
	job_t *job;

	job = create_job(this, ike_sa->get_id(ike_sa), execute);
	lib->scheduler->schedule_job_ms(lib->scheduler, job, ms);
}

METHOD(session_manager_t, update, void,
	private_session_manager_t *this)
{
	enumerator_t *enumerator;
	session_entry_t *entry;
	ike_sa_t *ike_sa;

	/* an IKE_SA takes its session away before it goes, and its ID stays the
	 * same object; checking them out here would wait for busy ones */
	this->mutex->lock(this->mutex);
	enumerator = this->sessions->create_enumerator(this->sessions);
	while (enumerator->enumerate(enumerator, &ike_sa, &entry))
	{
		lib->processor->queue_job(lib->processor,
				create_job(this, ike_sa->get_id(ike_sa), execute_update));
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

/**
 * A packet was not delivered: a hint for the IKE_SAs that use that path, not
 * too often, whatever comes (K8, K15).
 */
static void icmp_error(private_session_manager_t *this, host_t *local,
					   host_t *remote)
{
	enumerator_t *enumerator;
	session_entry_t *entry;
	ike_sa_t *ike_sa;
	uint64_t now = clock_ms();

	this->mutex->lock(this->mutex);
	enumerator = this->sessions->create_enumerator(this->sessions);
	while (enumerator->enumerate(enumerator, &ike_sa, &entry))
	{
		if (entry->local && local->ip_equals(local, entry->local) &&
			remote->ip_equals(remote, entry->remote) &&
			(!entry->icmp || now - entry->icmp >= ICMP_INTERVAL))
		{
			entry->icmp = now;
			lib->processor->queue_job(lib->processor,
					create_job(this, ike_sa->get_id(ike_sa), execute_icmp));
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

METHOD(session_manager_t, get_decorators, decorators_t*,
	private_session_manager_t *this)
{
	return this->decorators;
}

METHOD(session_manager_t, get_successions, successions_t*,
	private_session_manager_t *this)
{
	return this->successions;
}

METHOD(session_manager_t, get_mover, sa_mover_t*,
	private_session_manager_t *this)
{
	return this->mover;
}

METHOD(session_manager_t, get_watcher, address_watcher_t*,
	private_session_manager_t *this)
{
	return this->watcher;
}

METHOD(listener_t, message, bool,
	private_session_manager_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	session_t *session;

	if (!plain || !ike_sa || ike_sa->get_version(ike_sa) != IKEV2)
	{
		return TRUE;
	}
	if (!incoming)
	{
		ike_sa = this->successions->find(this->successions, ike_sa, message);
	}
	session = get(this, ike_sa);
	if (!session && message->get_exchange_type(message) == IKE_SA_INIT)
	{
		session = session_create(&this->public, ike_sa);
		add(this, ike_sa, session);
	}
	if (session && !session->message(session, message, incoming))
	{
		message->set_exchange_type(message, EXCHANGE_TYPE_UNDEFINED);
	}
	return TRUE;
}

METHOD(listener_t, authorize, bool,
	private_session_manager_t *this, ike_sa_t *ike_sa, bool final, bool *success)
{
	session_t *session = get(this, ike_sa);

	if (final && session && !session->may_establish(session))
	{
		*success = FALSE;
	}
	return TRUE;
}

METHOD(listener_t, ike_state_change, bool,
	private_session_manager_t *this, ike_sa_t *ike_sa, ike_sa_state_t state)
{
	session_t *session;
	heritage_t *heritage;

	switch (state)
	{
		case IKE_CONNECTING:
			heritage = this->successions->begin(this->successions, ike_sa);
			if (heritage)
			{
				session = session_create(&this->public, ike_sa);
				add(this, ike_sa, session);
				session->succeed(session, heritage);
			}
			break;
		case IKE_ESTABLISHED:
			session = get(this, ike_sa);
			if (session)
			{
				session->established(session);
			}
			break;
		case IKE_DESTROYING:
			session = take(this, ike_sa);
			DESTROY_IF(session);
			break;
		default:
			break;
	}
	return TRUE;
}

/**
 * A CHILD_SA that was on its way while the IKE_SA moved has got the addresses
 * from before.
 */
static void installed(private_session_manager_t *this, ike_sa_t *ike_sa,
					  child_sa_t *child_sa, child_sa_t *old)
{
	session_t *session = get(this, ike_sa);

	if (session)
	{
		session->installed(session, child_sa, old);
	}
}

METHOD(listener_t, child_updown, bool,
	private_session_manager_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	bool up)
{
	session_t *session = get(this, ike_sa);

	if (up)
	{
		installed(this, ike_sa, child_sa, NULL);
	}
	else if (session)
	{
		session->removed(session, child_sa);
	}
	return TRUE;
}

METHOD(listener_t, child_rekey, bool,
	private_session_manager_t *this, ike_sa_t *ike_sa, child_sa_t *old,
	child_sa_t *new)
{
	installed(this, ike_sa, new, old);
	return TRUE;
}

METHOD(listener_t, ike_rekey, bool,
	private_session_manager_t *this, ike_sa_t *old, ike_sa_t *new)
{
	session_t *session;

	session = take(this, old);
	if (session)
	{
		add(this, new, session);
		session->rekeyed(session, new);
	}
	return TRUE;
}

METHOD(session_manager_t, destroy, void,
	private_session_manager_t *this)
{
	DESTROY_IF(this->errors);
	DESTROY_IF(this->watcher);
	this->mover->destroy(this->mover);
	this->successions->destroy(this->successions);
	this->sessions->destroy(this->sessions);
	this->decorators->destroy(this->decorators);
	this->observers->destroy(this->observers);
	this->lock->destroy(this->lock);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
session_manager_t *session_manager_create()
{
	private_session_manager_t *this;

	INIT(this,
		.public = {
			.listener = {
				.message = _message,
				.authorize = _authorize,
				.ike_state_change = _ike_state_change,
				.ike_rekey = _ike_rekey,
				.child_updown = _child_updown,
				.child_rekey = _child_rekey,
			},
			.get = _get,
			.get_total = _get_total,
			.add_observer = _add_observer,
			.remove_observer = _remove_observer,
			.notify = _notify,
			.count = _count,
			.schedule = _schedule,
			.update = _update,
			.set_path = _set_path,
			.get_decorators = _get_decorators,
			.get_successions = _get_successions,
			.get_mover = _get_mover,
			.get_watcher = _get_watcher,
			.destroy = _destroy,
		},
		.sessions = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr,
									 32),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
		.observers = linked_list_create(),
		.lock = rwlock_create(RWLOCK_TYPE_DEFAULT),
		.decorators = decorators_create(),
		.mover = sa_mover_create(),
	);
	this->successions = successions_create(&this->public);

	this->watcher = address_watcher_create((address_watcher_cb_t)_update, this);
	if (!this->watcher)
	{
		destroy(this);
		return NULL;
	}
	this->errors = icmp_errors_create((icmp_errors_cb_t)icmp_error, this);
	return &this->public;
}
