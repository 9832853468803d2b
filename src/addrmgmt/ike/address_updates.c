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

#include "address_updates.h"

#include <daemon.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

#include "migrate_guard.h"
#include "migrated_sa.h"
#include "watch/addupd_socket.h"
#include "watch/log_limit.h"
#include "watch/migrate_listener.h"

/**
 * How long to wait for other policies of an IKE_SA to be migrated, in ms. They
 * are migrated one by one, and all but the first would not be found anymore if
 * we were faster.
 */
#define MIGRATE_SETTLE 5

typedef struct private_address_updates_t private_address_updates_t;
typedef struct pending_t pending_t;
typedef struct migrate_job_t migrate_job_t;

/**
 * Private data of address_updates_t.
 */
struct private_address_updates_t {

	/**
	 * Public interface.
	 */
	address_updates_t public;

	/**
	 * Gets what comes in by the doors.
	 */
	address_update_handler_t handler;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * Gets migrations first.
	 */
	address_diverter_t *diverter;

	/**
	 * Messages of a mobility daemon, NULL if there is no such socket.
	 */
	addupd_socket_t *addupd;

	/**
	 * Limits lines about messages of it that are for no SA.
	 */
	log_limit_t limit;

	/**
	 * Migrations in the kernel, NULL if it does not tell of them.
	 */
	migrate_listener_t *listener;

	/**
	 * Keeps charon from following them, too; NULL if we don't.
	 */
	migrate_guard_t *guard;

	/**
	 * IKE_SAs that are about to follow, pending_t.
	 */
	linked_list_t *pending;

	/**
	 * Lock for that list.
	 */
	mutex_t *mutex;
};

/**
 * Where an IKE_SA has to move as some SAs have.
 */
struct pending_t {

	/**
	 * The IKE_SA.
	 */
	ike_sa_id_t *id;

	/**
	 * Newest addresses.
	 */
	host_t *local;
	host_t *remote;
};

/**
 * Has an IKE_SA follow.
 */
struct migrate_job_t {

	/**
	 * Knows where to.
	 */
	private_address_updates_t *updates;

	/**
	 * The IKE_SA.
	 */
	ike_sa_id_t *id;
};

/**
 * Get this object by its handler.
 */
static private_address_updates_t *by_handler(address_update_handler_t *handler)
{
	return (private_address_updates_t*)((char*)handler -
								offsetof(private_address_updates_t, handler));
}

/**
 * Move an IKE_SA, which is checked out.
 */
static void move(private_address_updates_t *this, ike_sa_t *ike_sa, char *who,
				 host_t *local, host_t *remote, counter_t applied,
				 counter_t failed)
{
	session_t *session;
	bool guided;

	session = this->manager->get(this->manager, ike_sa);
	guided = session && session->is_guided(session);
	if (!session || (!guided && session->get_dialect(session) == DIALECT_NONE))
	{
		DBG1(DBG_IKE, "%s wants to move to path %H - %H, but no address "
			 "protocol is in force", who, local, remote);
		this->manager->count(this->manager, failed);
		return;
	}
	session->report(session, "update", "%s wants to move to path %H - %H", who,
					local, remote);
	if (guided)
	{
		session->guide(session, local, remote, FALSE);
		session->count(session, applied);
		return;
	}
	session->count(session, session->update_to(session, local, remote)
								? applied : failed);
}

/**
 * Check if the addresses of an SA are those of the IKE_SA.
 */
static bool has_addresses(ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);

	return local->ip_equals(local, me) && remote->ip_equals(remote, other);
}

/**
 * A mobility daemon wants to move an SA and its siblings. That SA is either an
 * inbound or an outbound one, of which the destination and the SPI are unique.
 */
static void update_by_spi(private_address_updates_t *this,
						  address_update_t *update)
{
	ike_sa_t *ike_sa;
	child_sa_t *child_sa = NULL;
	host_t *local = update->new_src, *remote = update->new_dst;
	bool found = FALSE;
	u_int omitted;

	ike_sa = charon->child_sa_manager->checkout(charon->child_sa_manager,
						update->protocol, update->spi, update->dst, &child_sa);
	if (ike_sa)
	{
		if (child_sa->get_spi(child_sa, FALSE) == update->spi)
		{
			found = has_addresses(ike_sa, update->src, update->dst);
		}
		if (!found && child_sa->get_spi(child_sa, TRUE) == update->spi)
		{
			found = has_addresses(ike_sa, update->dst, update->src);
			local = update->new_dst;
			remote = update->new_src;
		}
		if (found)
		{
			move(this, ike_sa, "mobility daemon", local, remote,
				 COUNTER_ADDUPD_APPLIED, COUNTER_ADDUPD_FAILED);
		}
		charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
	}
	if (!found)
	{
		if (log_limit_check(&this->limit, &omitted))
		{
			DBG1(DBG_IKE, "mobility daemon wants to move %N SA %.8x from %H to "
				 "%H, but there is none", protocol_id_names, update->protocol,
				 ntohl(update->spi), update->src, update->dst);
		}
		this->manager->count(this->manager, COUNTER_ADDUPD_FAILED);
	}
}

/**
 * Destroy a pending_t.
 */
static void destroy_pending(pending_t *pending)
{
	pending->id->destroy(pending->id);
	pending->local->destroy(pending->local);
	pending->remote->destroy(pending->remote);
	free(pending);
}

/**
 * Destroy a migrate_job_t.
 */
static void destroy_job(migrate_job_t *job)
{
	job->id->destroy(job->id);
	free(job);
}

/**
 * Find what is pending for an IKE_SA, to be called with the lock.
 */
static pending_t *find_pending(private_address_updates_t *this,
							   ike_sa_id_t *id)
{
	enumerator_t *enumerator;
	pending_t *current, *found = NULL;

	enumerator = this->pending->create_enumerator(this->pending);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = id->equals(id, current->id) ? current : NULL;
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Take what is pending for an IKE_SA, to be called with the lock.
 */
static pending_t *take_pending(private_address_updates_t *this,
							   ike_sa_id_t *id)
{
	pending_t *found;

	found = find_pending(this, id);
	if (found)
	{
		this->pending->remove(this->pending, found, NULL);
	}
	return found;
}

/**
 * Have an IKE_SA follow its SAs.
 */
static job_requeue_t follow(migrate_job_t *job)
{
	private_address_updates_t *this = job->updates;
	pending_t *pending;
	ike_sa_t *ike_sa;

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, job->id);
	/* not before nothing can be added to it anymore */
	this->mutex->lock(this->mutex);
	pending = take_pending(this, job->id);
	this->mutex->unlock(this->mutex);
	if (ike_sa)
	{
		if (pending)
		{
			move(this, ike_sa, "kernel", pending->local, pending->remote,
				 COUNTER_MIGRATE_APPLIED, COUNTER_MIGRATE_FAILED);
		}
		charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
	}
	if (pending)
	{
		destroy_pending(pending);
	}
	return JOB_REQUEUE_NONE;
}

/**
 * Have an IKE_SA follow its SAs soon, what is newer replaces what is pending.
 */
static void follow_soon(private_address_updates_t *this, ike_sa_id_t *id,
						host_t *local, host_t *remote)
{
	pending_t *pending, *former;
	migrate_job_t *job;

	INIT(pending,
		.id = id->clone(id),
		.local = local->clone(local),
		.remote = remote->clone(remote),
	);
	this->mutex->lock(this->mutex);
	former = take_pending(this, id);
	this->pending->insert_last(this->pending, pending);
	this->mutex->unlock(this->mutex);
	if (former)
	{
		destroy_pending(former);
		return;
	}
	INIT(job,
		.updates = this,
		.id = id->clone(id),
	);
	lib->scheduler->schedule_job_ms(lib->scheduler, (job_t*)
				callback_job_create_with_prio((callback_job_cb_t)follow, job,
						(callback_job_cleanup_t)destroy_job, NULL,
						JOB_PRIO_HIGH), MIGRATE_SETTLE);
}

/**
 * Check if SAs are of an IKE_SA, where it is or where it is about to go.
 */
static bool is_of(private_address_updates_t *this, address_update_t *update,
				  ike_sa_t *ike_sa)
{
	pending_t *pending;
	bool found;

	found = migrated_sa_is_of(update, ike_sa, ike_sa->get_my_host(ike_sa),
							  ike_sa->get_other_host(ike_sa));
	this->mutex->lock(this->mutex);
	pending = find_pending(this, ike_sa->get_id(ike_sa));
	found = found || (pending && migrated_sa_is_of(update, ike_sa,
											pending->local, pending->remote));
	this->mutex->unlock(this->mutex);
	return found;
}

/**
 * An SA was migrated in the kernel, its IKE_SA and siblings are to follow.
 * Where no protocol of ours is in force that is left to charon.
 */
static void update_by_migration(private_address_updates_t *this,
								address_update_t *update)
{
	enumerator_t *enumerator;
	session_t *session;
	ike_sa_t *ike_sa;
	host_t *local, *remote;

	enumerator = charon->ike_sa_manager->create_enumerator(
												charon->ike_sa_manager, TRUE);
	while (enumerator->enumerate(enumerator, &ike_sa))
	{
		session = this->manager->get(this->manager, ike_sa);
		if (session && session->get_dialect(session) != DIALECT_NONE &&
			!session->is_guided(session) && is_of(this, update, ike_sa) &&
			migrated_sa_get_path(update, &local, &remote))
		{
			follow_soon(this, ike_sa->get_id(ike_sa), local, remote);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Implements address_update_handler_t.
 */
static void update(address_update_handler_t *handler, address_update_t *update)
{
	private_address_updates_t *this = by_handler(handler);

	switch (update->door)
	{
		case DOOR_ADDUPD:
			update_by_spi(this, update);
			break;
		case DOOR_MIGRATE:
			if (!this->diverter->divert(this->diverter, update))
			{
				update_by_migration(this, update);
			}
			break;
	}
}

/**
 * Implements address_update_handler_t.
 */
static void refused(address_update_handler_t *handler, counter_t counter)
{
	private_address_updates_t *this = by_handler(handler);

	this->manager->count(this->manager, counter);
}

/**
 * Open the socket for mobility daemons.
 */
static void open_addupd(private_address_updates_t *this)
{
	char *uri, *group;

	uri = lib->settings->get_str(lib->settings,
							"%s.plugins.addrmgmt.addupd.socket",
							"unix://" IPSEC_PIDDIR "/charon.addupd", lib->ns);
	group = lib->settings->get_str(lib->settings,
							"%s.plugins.addrmgmt.addupd.group", NULL, lib->ns);
	if (*uri)
	{
		this->addupd = addupd_socket_create(uri, group, &this->handler);
	}
}

METHOD(address_updates_t, destroy, void,
	private_address_updates_t *this)
{
	DESTROY_IF(this->addupd);
	DESTROY_IF(this->listener);
	DESTROY_IF(this->guard);
	this->pending->destroy_function(this->pending, (void*)destroy_pending);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
address_updates_t *address_updates_create(session_manager_t *manager,
										   address_diverter_t *diverter)
{
	private_address_updates_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.handler = {
			.update = update,
			.refused = refused,
		},
		.manager = manager,
		.diverter = diverter,
		.pending = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	open_addupd(this);
	this->listener = migrate_listener_create(&this->handler);
	if (this->listener)
	{
		this->guard = migrate_guard_create(manager);
	}

	return &this->public;
}
