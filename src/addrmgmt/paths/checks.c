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

#include "checks.h"

typedef struct private_checks_t private_checks_t;

/**
 * Private data of checks_t.
 */
struct private_checks_t {

	/**
	 * Public interface.
	 */
	checks_t public;

	/**
	 * Queues checks.
	 */
	path_actions_t *actions;

	/**
	 * Current path.
	 */
	path_t *current;

	/**
	 * Addresses of the peer.
	 */
	address_list_t *peer;

	/**
	 * Knows what can be reached.
	 */
	path_choice_t *choice;

	/**
	 * Knows when an address may be sent something again.
	 */
	retry_t *retry;

	/**
	 * Has the address in use to be checked?
	 */
	bool check_current;

	/**
	 * Address to be checked before traffic moves there, NULL if there is none.
	 */
	host_t *preferred;

	/**
	 * Path the peer asked for and waits to be checked, hosts are NULL if there is
	 * none.
	 */
	path_t claimed;

	/**
	 * Path an answer came on that did not prove it, hosts are NULL if there is
	 * none.
	 */
	path_t answered;

	/**
	 * Path the peer uses instead of the current one, hosts are NULL if there is
	 * none.
	 */
	path_t follow;

	/**
	 * When the next one may be checked, 0 if that is now.
	 */
	uint64_t put_off;
};

METHOD(checks_t, set_current, void,
	private_checks_t *this, bool check)
{
	this->check_current = check;
}

METHOD(checks_t, get_current, bool,
	private_checks_t *this)
{
	return this->check_current;
}

METHOD(checks_t, set_preferred, void,
	private_checks_t *this, host_t *remote)
{
	remote = remote ? remote->clone(remote) : NULL;
	DESTROY_IF(this->preferred);
	this->preferred = remote;
}

METHOD(checks_t, get_preferred, host_t*,
	private_checks_t *this)
{
	return this->preferred;
}

/**
 * Check if the address to check can be reached, we might have lost the address
 * to reach it from.
 */
static bool is_preferred_reachable(private_checks_t *this)
{
	return this->preferred &&
		   this->choice->find_match(this->choice, this->preferred, FALSE,
									SUSPECTS_BOTH);
}

METHOD(checks_t, replace_preferred, void,
	private_checks_t *this)
{
	host_t *remote;
	int i;

	if (!this->preferred || is_preferred_reachable(this))
	{
		return;
	}
	for (i = 0; i < this->peer->get_count(this->peer); i++)
	{
		remote = this->peer->get(this->peer, i);
		if (remote->ip_equals(remote, this->current->remote))
		{
			break;
		}
		if (this->actions->usable(this->actions, this->current->local, remote))
		{
			set_preferred(this, remote);
			break;
		}
	}
}

METHOD(checks_t, set_follow, void,
	private_checks_t *this, host_t *local, host_t *remote)
{
	path_set(&this->follow, local, remote);
}

METHOD(checks_t, get_follow, path_t*,
	private_checks_t *this)
{
	return &this->follow;
}

METHOD(checks_t, set_claimed, void,
	private_checks_t *this, host_t *local, host_t *remote)
{
	path_set(&this->claimed, local, remote);
}

METHOD(checks_t, get_claimed, path_t*,
	private_checks_t *this)
{
	return &this->claimed;
}

METHOD(checks_t, set_answered, void,
	private_checks_t *this, host_t *local, host_t *remote)
{
	path_set(&this->answered, local, remote);
}

METHOD(checks_t, get_next, path_t,
	private_checks_t *this)
{
	path_t path = {};

	if (this->claimed.remote)
	{
		path = this->claimed;
	}
	else if (this->answered.remote)
	{
		path = this->answered;
	}
	else if (this->check_current)
	{
		path.remote = this->current->remote;
	}
	else if (is_preferred_reachable(this))
	{
		path.remote = this->preferred;
	}
	else
	{
		path = this->follow;
	}
	return path;
}

METHOD(checks_t, start, void,
	private_checks_t *this, uint64_t now)
{
	path_t next;
	uint64_t at;

	if (this->peer->get_state(this->peer, this->current->remote,
							  NULL) != ADDRESS_VERIFIED)
	{
		this->check_current = TRUE;
	}
	next = get_next(this);
	if (next.remote)
	{
		at = this->retry->get_time(this->retry, next.remote, now);
		if (at <= now)
		{
			this->put_off = 0;
			this->actions->check(this->actions);
		}
		else if (at != this->put_off)
		{
			this->put_off = at;
			this->actions->schedule(this->actions, at);
		}
	}
}

METHOD(checks_t, timer, void,
	private_checks_t *this, uint64_t now)
{
	if (this->put_off && now >= this->put_off)
	{
		this->put_off = 0;
		start(this, now);
	}
}

METHOD(checks_t, destroy, void,
	private_checks_t *this)
{
	DESTROY_IF(this->preferred);
	set_claimed(this, NULL, NULL);
	set_answered(this, NULL, NULL);
	set_follow(this, NULL, NULL);
	free(this);
}

/*
 * Described in header.
 */
checks_t *checks_create(path_actions_t *actions, path_t *current,
						address_list_t *peer, path_choice_t *choice,
						retry_t *retry)
{
	private_checks_t *this;

	INIT(this,
		.public = {
			.set_current = _set_current,
			.get_current = _get_current,
			.set_preferred = _set_preferred,
			.get_preferred = _get_preferred,
			.replace_preferred = _replace_preferred,
			.set_follow = _set_follow,
			.get_follow = _get_follow,
			.set_claimed = _set_claimed,
			.get_claimed = _get_claimed,
			.set_answered = _set_answered,
			.get_next = _get_next,
			.start = _start,
			.timer = _timer,
			.destroy = _destroy,
		},
		.actions = actions,
		.current = current,
		.peer = peer,
		.choice = choice,
		.retry = retry,
	);

	return &this->public;
}
