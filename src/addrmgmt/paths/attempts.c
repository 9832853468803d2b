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

#include "attempts.h"

#include <collections/array.h>

/**
 * Most attempts that are remembered, a peer that announces lists as fast as it
 * can must not fill our memory.
 */
#define MAX_ATTEMPTS 64

typedef struct private_attempts_t private_attempts_t;

/**
 * Private data of attempts_t.
 */
struct private_attempts_t {

	/**
	 * Public interface.
	 */
	attempts_t public;

	/**
	 * Attempts, attempt_t*, the last one is the latest.
	 */
	array_t *attempts;

	/**
	 * Address the request was first sent to, NULL if to none yet.
	 */
	host_t *first;

	/**
	 * Did copies go to more than that address?
	 */
	bool several;
};

CALLBACK(attempt_destroy, void,
	attempt_t *this, int idx, void *user)
{
	this->path.local->destroy(this->path.local);
	this->path.remote->destroy(this->path.remote);
	free(this);
}

METHOD(attempts_t, clear, void,
	private_attempts_t *this)
{
	array_destroy_function(this->attempts, attempt_destroy, NULL);
	this->attempts = array_create(0, 0);
	DESTROY_IF(this->first);
	this->first = NULL;
	this->several = FALSE;
}

/**
 * Get the attempt on a path and its index.
 */
static attempt_t *find_index(private_attempts_t *this, host_t *local,
							 host_t *remote, int *idx)
{
	attempt_t *attempt;
	int i;

	for (i = array_count(this->attempts) - 1; i >= 0; i--)
	{
		array_get(this->attempts, i, &attempt);
		if ((!local || local->ip_equals(local, attempt->path.local)) &&
			remote->ip_equals(remote, attempt->path.remote))
		{
			*idx = i;
			return attempt;
		}
	}
	return NULL;
}

METHOD(attempts_t, find, attempt_t*,
	private_attempts_t *this, host_t *local, host_t *remote)
{
	int idx;

	return find_index(this, local, remote, &idx);
}

METHOD(attempts_t, was_in_round, bool,
	private_attempts_t *this, host_t *remote)
{
	attempt_t *attempt;
	int i;

	for (i = 0; i < array_count(this->attempts); i++)
	{
		array_get(this->attempts, i, &attempt);
		if (attempt->this_round &&
			remote->ip_equals(remote, attempt->path.remote))
		{
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Forget the oldest attempt if there are too many.
 */
static void limit(private_attempts_t *this)
{
	attempt_t *attempt;

	if (array_count(this->attempts) > MAX_ATTEMPTS &&
		array_get(this->attempts, ARRAY_HEAD, &attempt) && !attempt->this_round)
	{
		array_remove(this->attempts, ARRAY_HEAD, &attempt);
		attempt_destroy(attempt, 0, NULL);
	}
}

METHOD(attempts_t, add, attempt_t*,
	private_attempts_t *this, host_t *local, host_t *remote)
{
	attempt_t *attempt;
	int idx;

	attempt = find_index(this, local, remote, &idx);
	if (attempt)
	{
		array_remove(this->attempts, idx, NULL);
		attempt->outdated = attempt->unanswered = FALSE;
	}
	else
	{
		INIT(attempt,
			.path = {
				.local = local->clone(local),
				.remote = remote->clone(remote),
			},
		);
	}
	attempt->this_round = TRUE;
	array_insert(this->attempts, ARRAY_TAIL, attempt);
	limit(this);

	if (!this->first)
	{
		this->first = remote->clone(remote);
	}
	else if (!remote->ip_equals(remote, this->first))
	{
		this->several = TRUE;
	}
	return attempt;
}

METHOD(attempts_t, begin_round, void,
	private_attempts_t *this)
{
	attempt_t *attempt;
	int i;

	for (i = 0; i < array_count(this->attempts); i++)
	{
		array_get(this->attempts, i, &attempt);
		attempt->this_round = FALSE;
	}
}

METHOD(attempts_t, set_outdated, void,
	private_attempts_t *this)
{
	attempt_t *attempt;
	int i;

	for (i = 0; i < array_count(this->attempts); i++)
	{
		array_get(this->attempts, i, &attempt);
		attempt->outdated = TRUE;
	}
}

METHOD(attempts_t, get_only, host_t*,
	private_attempts_t *this)
{
	return this->several ? NULL : this->first;
}

METHOD(attempts_t, destroy, void,
	private_attempts_t *this)
{
	clear(this);
	array_destroy(this->attempts);
	free(this);
}

/*
 * Described in header.
 */
attempts_t *attempts_create()
{
	private_attempts_t *this;

	INIT(this,
		.public = {
			.clear = _clear,
			.add = _add,
			.find = _find,
			.was_in_round = _was_in_round,
			.begin_round = _begin_round,
			.set_outdated = _set_outdated,
			.get_only = _get_only,
			.destroy = _destroy,
		},
		.attempts = array_create(0, 0),
	);

	return &this->public;
}
