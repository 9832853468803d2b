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

#include "migrate_guard.h"

#include <daemon.h>
#include <processing/jobs/callback_job.h>

/**
 * Name under which the method below finds this object.
 */
#define MIGRATE_GUARD "addrmgmt-migrate-guard"

typedef struct private_migrate_guard_t private_migrate_guard_t;
typedef struct migration_t migration_t;

/**
 * Private data of migrate_guard_t.
 */
struct private_migrate_guard_t {

	/**
	 * Public interface.
	 */
	migrate_guard_t public;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * The method we have replaced.
	 */
	void (*migrate)(kernel_interface_t *this, uint32_t reqid,
					traffic_selector_t *src_ts, traffic_selector_t *dst_ts,
					policy_dir_t direction, host_t *local, host_t *remote);
};

/**
 * What charon was told of a migration.
 */
struct migration_t {
	private_migrate_guard_t *this;
	uint32_t reqid;
	traffic_selector_t *src_ts;
	traffic_selector_t *dst_ts;
	policy_dir_t dir;
	host_t *local;
	host_t *remote;
};

/**
 * Destroy a migration_t.
 */
static void destroy_migration(migration_t *migration)
{
	DESTROY_IF(migration->src_ts);
	DESTROY_IF(migration->dst_ts);
	DESTROY_IF(migration->local);
	DESTROY_IF(migration->remote);
	free(migration);
}

/**
 * Check if an IKE_SA has a CHILD_SA of the given reqid.
 */
static bool has_reqid(ike_sa_t *ike_sa, uint32_t reqid)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	bool found = FALSE;

	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (!found && enumerator->enumerate(enumerator, &child_sa))
	{
		found = child_sa->get_reqid(child_sa) == reqid;
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if charon's job would change an IKE_SA whose addresses are ours to
 * manage.
 */
static bool is_ours(private_migrate_guard_t *this, uint32_t reqid)
{
	enumerator_t *enumerator;
	session_t *session;
	ike_sa_t *ike_sa;
	bool ours = FALSE;

	enumerator = charon->ike_sa_manager->create_enumerator(
												charon->ike_sa_manager, TRUE);
	while (!ours && enumerator->enumerate(enumerator, &ike_sa))
	{
		session = this->manager->get(this->manager, ike_sa);
		ours = session && (session->get_dialect(session) != DIALECT_NONE ||
						   session->is_guided(session)) &&
			   has_reqid(ike_sa, reqid);
	}
	enumerator->destroy(enumerator);
	return ours;
}

/**
 * Leave a migration to charon, or don't.
 */
static job_requeue_t decide(migration_t *migration)
{
	private_migrate_guard_t *this = migration->this;

	/* none of its CHILD_SAs is without reqid */
	if (!migration->reqid || is_ours(this, migration->reqid))
	{
		DBG2(DBG_KNL, "not leaving migration of reqid {%u} to charon",
			 migration->reqid);
	}
	else
	{
		this->migrate(charon->kernel, migration->reqid, migration->src_ts,
					  migration->dst_ts, migration->dir, migration->local,
					  migration->remote);
		migration->src_ts = migration->dst_ts = NULL;
		migration->local = migration->remote = NULL;
	}
	return JOB_REQUEUE_NONE;
}

METHOD(kernel_interface_t, migrate, void,
	kernel_interface_t *kernel, uint32_t reqid, traffic_selector_t *src_ts,
	traffic_selector_t *dst_ts, policy_dir_t direction, host_t *local,
	host_t *remote)
{
	migration_t *migration;

	/* this thread can't wait for IKE_SAs */
	INIT(migration,
		.this = lib->get(lib, MIGRATE_GUARD),
		.reqid = reqid,
		.src_ts = src_ts,
		.dst_ts = dst_ts,
		.dir = direction,
		.local = local,
		.remote = remote,
	);
	lib->processor->queue_job(lib->processor, (job_t*)
						callback_job_create((callback_job_cb_t)decide, migration,
							(callback_job_cleanup_t)destroy_migration, NULL));
}

METHOD(migrate_guard_t, destroy, void,
	private_migrate_guard_t *this)
{
	charon->kernel->migrate = this->migrate;
	lib->set(lib, MIGRATE_GUARD, NULL);
	free(this);
}

/*
 * Described in header.
 */
migrate_guard_t *migrate_guard_create(session_manager_t *manager)
{
	private_migrate_guard_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.manager = manager,
		.migrate = charon->kernel->migrate,
	);
	lib->set(lib, MIGRATE_GUARD, this);
	charon->kernel->migrate = _migrate;

	return &this->public;
}
