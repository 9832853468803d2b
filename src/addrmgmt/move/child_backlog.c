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

#include "child_backlog.h"

#include <daemon.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

#include "nexthop_cache.h"

/**
 * CHILD_SAs that do not take long.
 */
#define FEW 16

typedef struct private_child_backlog_t private_child_backlog_t;

/**
 * Private data of a child_backlog_t.
 */
struct private_child_backlog_t {

	/**
	 * Public interface.
	 */
	child_backlog_t public;

	/**
	 * Moves to finish, child_plan_t*.
	 */
	linked_list_t *plans;

	/**
	 * Speeds up charon's kernel interface.
	 */
	nexthop_cache_t *nexthops;

	/**
	 * TRUE while moves are being finished.
	 */
	bool busy;

	/**
	 * Held while moves are being finished, which can lead back to here.
	 */
	mutex_t *mutex;
};

METHOD(child_backlog_t, finish, void,
	private_child_backlog_t *this)
{
	child_plan_t *plan;

	this->mutex->lock(this->mutex);
	if (!this->busy && this->plans->get_count(this->plans))
	{
		this->busy = TRUE;
		this->nexthops->start(this->nexthops);
		while (this->plans->remove_first(this->plans,
										 (void**)&plan) == SUCCESS)
		{
			child_plan_finish(plan);
			child_plan_destroy(plan);
		}
		this->nexthops->stop(this->nexthops);
		this->busy = FALSE;
	}
	this->mutex->unlock(this->mutex);
}

/**
 * Finish moves in the background.
 */
static job_requeue_t finish_later(private_child_backlog_t *this)
{
	finish(this);
	return JOB_REQUEUE_NONE;
}

METHOD(child_backlog_t, add, void,
	private_child_backlog_t *this, child_plan_t **plans, u_int count)
{
	bool wait = count > FEW;
	u_int i;

	this->mutex->lock(this->mutex);
	for (i = 0; i < count; i++)
	{
		this->plans->insert_last(this->plans, plans[i]);
		wait = wait && child_plan_can_wait(plans[i]);
	}
	this->mutex->unlock(this->mutex);

	if (wait)
	{
		lib->processor->queue_job(lib->processor, (job_t*)
			callback_job_create_with_prio((callback_job_cb_t)finish_later, this,
					NULL, (callback_job_cancel_t)return_false, JOB_PRIO_HIGH));
	}
	else
	{
		finish(this);
	}
}

METHOD(child_backlog_t, destroy, void,
	private_child_backlog_t *this)
{
	finish(this);
	this->nexthops->destroy(this->nexthops);
	this->plans->destroy(this->plans);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
child_backlog_t *child_backlog_create()
{
	private_child_backlog_t *this;

	INIT(this,
		.public = {
			.add = _add,
			.finish = _finish,
			.destroy = _destroy,
		},
		.plans = linked_list_create(),
		.nexthops = nexthop_cache_create(),
		.mutex = mutex_create(MUTEX_TYPE_RECURSIVE),
	);

	return &this->public;
}
