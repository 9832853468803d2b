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

#include "retry.h"

#include <math.h>

typedef struct private_retry_t private_retry_t;

/**
 * Private data of retry_t.
 */
struct private_retry_t {

	/**
	 * Public interface.
	 */
	retry_t public;

	/**
	 * Configuration.
	 */
	paths_config_t *config;

	/**
	 * Carries out what is decided.
	 */
	path_actions_t *actions;

	/**
	 * Current path.
	 */
	path_t *current;

	/**
	 * Our addresses.
	 */
	address_list_t *local;

	/**
	 * Addresses of the peer.
	 */
	address_list_t *peer;

	/**
	 * Is a request in the air?
	 */
	bool active;

	/**
	 * Kind of the request in the air.
	 */
	request_kind_t kind;

	/**
	 * Path it was last sent on, hosts are NULL if there was none to use.
	 */
	path_t path;

	/**
	 * Number of packets sent on that path in a row.
	 */
	u_int sent;

	/**
	 * Position in the round, see get_remote().
	 */
	int position;

	/**
	 * Number of finished rounds, local addresses take turns by it.
	 */
	u_int round;

	/**
	 * Address this request was first sent to if it is a check of an address
	 * that is not in use, for the first round.
	 */
	host_t *target;

	/**
	 * Address the request was first sent to.
	 */
	host_t *first;

	/**
	 * Did copies go to more than that address?
	 */
	bool several;

	/**
	 * Did addresses change while the request was in the air?
	 */
	bool restarted;

	/**
	 * When the request was first sent, or the first of the round after which
	 * a path became usable again.
	 */
	uint64_t since;

	/**
	 * When something has to be done again.
	 */
	uint64_t deadline;
};

/**
 * Get the address of the peer at the given position of a round: the address to
 * check, if any, the one in use, then the others in order (draft-kivinen 2:
 * "but not trying currently used address twice").
 */
static host_t *get_remote(private_retry_t *this, int position)
{
	host_t *remote;
	int i;

	if (this->target && position-- == 0)
	{
		return this->target;
	}
	if (position-- == 0)
	{
		return this->current->remote;
	}
	for (i = 0; i < this->peer->get_count(this->peer); i++)
	{
		remote = this->peer->get(this->peer, i);
		if (!remote->ip_equals(remote, this->current->remote) &&
			(!this->target || !remote->ip_equals(remote, this->target)) &&
			position-- == 0)
		{
			return remote;
		}
	}
	return NULL;
}

/**
 * Get the local address to reach a remote address from in this round: the one
 * in use first, then the others in order, one each round.
 */
static host_t *get_local(private_retry_t *this, host_t *remote)
{
	host_t *usable[this->local->get_count(this->local) + 1], *local;
	int i, count = 0;

	if (this->actions->usable(this->actions, this->current->local, remote))
	{
		usable[count++] = this->current->local;
	}
	for (i = 0; i < this->local->get_count(this->local); i++)
	{
		local = this->local->get(this->local, i);
		if (!local->ip_equals(local, this->current->local) &&
			this->actions->usable(this->actions, local, remote))
		{
			usable[count++] = local;
		}
	}
	return count ? usable[this->round % count] : NULL;
}

/**
 * Set the path a request is sent on.
 */
static void set_path(private_retry_t *this, host_t *local, host_t *remote)
{
	if (remote && !remote->ip_equals(remote, this->first))
	{
		this->several = TRUE;
	}
	local = local ? local->clone(local) : NULL;
	remote = remote ? remote->clone(remote) : NULL;
	DESTROY_IF(this->path.local);
	DESTROY_IF(this->path.remote);
	this->path.local = local;
	this->path.remote = remote;
}

/**
 * Note that a packet has been sent and when to react if it's not answered,
 * timeouts start over at each address (K9).
 */
static void sent(private_retry_t *this, uint64_t now)
{
	double timeout;

	timeout = this->config->timeout * pow(this->config->base, this->sent);
	this->sent++;
	this->deadline = now + (uint64_t)timeout;
	this->actions->schedule(this->actions, this->deadline);
}

/**
 * Send the request to the first address from the given position on that can be
 * reached.
 */
static bool send_from(private_retry_t *this, int position, uint64_t now)
{
	host_t *local, *remote;

	for (; (remote = get_remote(this, position)); position++)
	{
		local = get_local(this, remote);
		if (local)
		{
			this->position = position;
			this->sent = 0;
			set_path(this, local, remote);
			this->actions->transmit(this->actions, this->path.local,
									this->path.remote);
			sent(this, now);
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Begin a round; without any path, try again when the time for one address is
 * over.
 */
static void begin_round(private_retry_t *this, uint64_t now)
{
	if (!send_from(this, 0, now))
	{
		set_path(this, NULL, NULL);
		this->sent = this->config->retransmits;
		this->position = 0;
		sent(this, now);
	}
}

METHOD(retry_t, start, void,
	private_retry_t *this, request_kind_t kind, path_t *path, uint64_t now)
{
	DESTROY_IF(this->target);
	this->target = NULL;
	DESTROY_IF(this->first);
	this->first = path->remote->clone(path->remote);
	set_path(this, path->local, path->remote);
	if (!path->remote->ip_equals(path->remote, this->current->remote))
	{
		this->target = path->remote->clone(path->remote);
	}
	this->active = TRUE;
	this->kind = kind;
	this->several = FALSE;
	this->restarted = FALSE;
	this->round = 0;
	this->position = 0;
	this->sent = 0;
	this->since = now;
	sent(this, now);
}

METHOD(retry_t, restart, void,
	private_retry_t *this, uint64_t now)
{
	if (this->active)
	{
		DESTROY_IF(this->target);
		this->target = NULL;
		this->restarted = TRUE;
		this->round = 0;
		begin_round(this, now);
	}
}

METHOD(retry_t, timer, bool,
	private_retry_t *this, uint64_t now)
{
	if (!this->active)
	{
		return TRUE;
	}
	if (now < this->deadline)
	{
		this->actions->schedule(this->actions, this->deadline);
		return TRUE;
	}
	if (this->path.remote && this->sent <= this->config->retransmits)
	{
		this->actions->transmit(this->actions, this->path.local,
								this->path.remote);
		sent(this, now);
		return TRUE;
	}
	if (this->path.remote)
	{
		this->peer->set_state(this->peer, this->path.remote, ADDRESS_FAILED,
							  now);
		this->actions->verdict(this->actions, this->path.remote,
							   ADDRESS_FAILED);
	}
	if (send_from(this, this->position + 1, now))
	{
		return TRUE;
	}
	if (this->kind == REQUEST_LAST ||
		now - this->since >= this->config->blackout)
	{
		this->active = FALSE;
		return FALSE;
	}
	DESTROY_IF(this->target);
	this->target = NULL;
	this->round++;
	begin_round(this, now);
	return TRUE;
}

METHOD(retry_t, stop, host_t*,
	private_retry_t *this)
{
	this->active = FALSE;
	return this->several ? NULL : this->first;
}

METHOD(retry_t, get_kind, bool,
	private_retry_t *this, request_kind_t *kind)
{
	*kind = this->kind;
	return this->active;
}

METHOD(retry_t, was_restarted, bool,
	private_retry_t *this)
{
	return this->restarted;
}

METHOD(retry_t, destroy, void,
	private_retry_t *this)
{
	DESTROY_IF(this->path.local);
	DESTROY_IF(this->path.remote);
	DESTROY_IF(this->target);
	DESTROY_IF(this->first);
	free(this);
}

/*
 * Described in header.
 */
retry_t *retry_create(paths_config_t *config, path_actions_t *actions,
					  path_t *current, address_list_t *local,
					  address_list_t *peer)
{
	private_retry_t *this;

	INIT(this,
		.public = {
			.start = _start,
			.restart = _restart,
			.timer = _timer,
			.stop = _stop,
			.get_kind = _get_kind,
			.was_restarted = _was_restarted,
			.destroy = _destroy,
		},
		.config = config,
		.actions = actions,
		.current = current,
		.local = local,
		.peer = peer,
	);

	return &this->public;
}
