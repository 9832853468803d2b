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
#include "attempts.h"
#include "probe_limit.h"

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
	 * Limits what is sent to addresses that were never verified.
	 */
	probe_limit_t *limit;

	/**
	 * When one of the addresses that were left out because of that may be
	 * tried, 0 if none was.
	 */
	uint64_t limited;

	/**
	 * Is a request in the air?
	 */
	bool active;

	/**
	 * Kind of the request in the air.
	 */
	request_kind_t kind;

	/**
	 * Paths the request was sent on.
	 */
	attempts_t *attempts;

	/**
	 * What the request is sent on now, NULL if there is no path to use.
	 */
	attempt_t *attempt;

	/**
	 * Number of packets sent on that path in a row.
	 */
	u_int sent;

	/**
	 * Was it sent again since addresses changed?
	 */
	bool repeated;

	/**
	 * Number of finished rounds, local addresses take turns by it.
	 */
	u_int round;

	/**
	 * Most local addresses there were to choose from for an address.
	 */
	u_int choices;

	/**
	 * Address to try first, in the first round, if it's not the one in use.
	 */
	host_t *target;

	/**
	 * Our address to try that one from, NULL if any will do.
	 */
	host_t *target_local;

	/**
	 * When the request was first sent, or the peer was last heard since.
	 */
	uint64_t since;

	/**
	 * When something has to be done again.
	 */
	uint64_t deadline;

	/**
	 * Nothing is sent again before that time.
	 */
	uint64_t paused;
};

/**
 * Get the local address to reach a remote address from in this round: the one
 * in use first, then the others in order, those that failed last, one each
 * round.
 */
static host_t *get_local(private_retry_t *this, host_t *remote)
{
	host_t *usable[this->local->get_count(this->local) + 1], *local;
	u_int count = 0;
	int i, failed;

	if (this->target_local && remote->ip_equals(remote, this->target) &&
		this->actions->usable(this->actions, this->target_local, remote))
	{
		return this->target_local;
	}
	if (this->actions->usable(this->actions, this->current->local, remote))
	{
		usable[count++] = this->current->local;
	}
	for (failed = 0; failed < 2; failed++)
	{
		for (i = 0; i < this->local->get_count(this->local); i++)
		{
			local = this->local->get(this->local, i);
			if (!local->ip_equals(local, this->current->local) &&
				(this->local->get_state(this->local, local,
									NULL) == ADDRESS_FAILED) == failed &&
				this->actions->usable(this->actions, local, remote))
			{
				usable[count++] = local;
			}
		}
	}
	this->choices = max(this->choices, count);
	return count ? usable[this->round % count] : NULL;
}

METHOD(retry_t, get_time, uint64_t,
	private_retry_t *this, host_t *remote, uint64_t now)
{
	if (this->peer->was_verified(this->peer, remote))
	{
		return now;
	}
	return this->limit->get_time(this->limit, remote, now);
}

/**
 * Use an address if it can be reached, was not used in this round, and not too
 * often anyway.
 *
 * @param now		current time in ms, UINT64_MAX to ignore how often
 */
static bool use_remote(private_retry_t *this, host_t *remote, uint64_t now)
{
	uint64_t time;
	host_t *local;

	if (this->attempts->was_in_round(this->attempts, remote))
	{
		return FALSE;
	}
	local = get_local(this, remote);
	if (!local)
	{
		return FALSE;
	}
	time = get_time(this, remote, now);
	if (time > now)
	{
		this->limited = this->limited ? min(this->limited, time) : time;
		return FALSE;
	}
	this->attempt = this->attempts->add(this->attempts, local, remote);
	this->sent = 0;
	return TRUE;
}

/**
 * Use the next address of this round: the one to try first, if any, the one in
 * use, then the others in order (draft-kivinen 2: "but not trying currently
 * used address twice").
 *
 * @param now		current time in ms, UINT64_MAX to ignore how often
 *					addresses were tried
 */
static bool find_path(private_retry_t *this, uint64_t now)
{
	int i;

	this->limited = 0;
	if ((this->target && use_remote(this, this->target, now)) ||
		use_remote(this, this->current->remote, now))
	{
		return TRUE;
	}
	for (i = 0; i < this->peer->get_count(this->peer); i++)
	{
		if (use_remote(this, this->peer->get(this->peer, i), now))
		{
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Note that a packet has been sent and when to react if it's not answered,
 * timeouts start over at each address (K9).
 */
static void sent(private_retry_t *this, uint64_t now)
{
	double timeout;

	if (this->attempt)
	{
		this->limit->sent(this->limit, this->attempt->path.remote, now);
	}
	timeout = this->config->timeout * pow(this->config->base, this->sent);
	this->sent++;
	this->deadline = now + (uint64_t)round(timeout);
	if (!this->attempt && this->limited)
	{
		this->deadline = this->limited;
	}
	if (this->kind != REQUEST_LAST)
	{
		this->deadline = max(this->deadline, this->paused);
	}
	this->actions->schedule(this->actions, this->deadline);
}

/**
 * Without any path, try again when the time for one address is over, or when
 * one that was tried too often may be tried again.
 */
static void wait_for_path(private_retry_t *this, uint64_t now)
{
	this->attempt = NULL;
	this->attempts->begin_round(this->attempts);
	this->sent = this->config->retransmits;
	sent(this, now);
}

/**
 * Send the request on the current attempt.
 */
static void transmit(private_retry_t *this, uint64_t now)
{
	this->actions->transmit(this->actions, this->attempt->path.local,
							this->attempt->path.remote);
	this->repeated = TRUE;
	sent(this, now);
}

/**
 * Begin a round.
 *
 * @param limited	leave out addresses that were tried too often
 */
static void begin_round(private_retry_t *this, bool limited, uint64_t now)
{
	this->attempts->begin_round(this->attempts);
	if (find_path(this, limited ? now : UINT64_MAX))
	{
		transmit(this, now);
	}
	else
	{
		wait_for_path(this, now);
	}
}

/**
 * Set the address to try first.
 *
 * @param local		our address to try it from, NULL if any will do
 */
static void set_target(private_retry_t *this, host_t *target, host_t *local)
{
	target = target && (local ||
			 !target->ip_equals(target, this->current->remote)) ?
			 target->clone(target) : NULL;
	DESTROY_IF(this->target);
	this->target = target;
	local = local ? local->clone(local) : NULL;
	DESTROY_IF(this->target_local);
	this->target_local = local;
}

METHOD(retry_t, start, path_t*,
	private_retry_t *this, request_kind_t kind, path_t *target, uint64_t now)
{
	this->attempts->clear(this->attempts);
	this->attempt = NULL;
	set_target(this, target->remote, target->local);
	this->active = TRUE;
	this->kind = kind;
	this->repeated = FALSE;
	this->round = 0;
	this->choices = 0;
	this->since = max(now, this->paused);
	if (!find_path(this, UINT64_MAX))
	{
		wait_for_path(this, now);
		return this->current;
	}
	sent(this, now);
	return &this->attempt->path;
}

METHOD(retry_t, restart, void,
	private_retry_t *this, host_t *target, bool heard, uint64_t now)
{
	if (this->active)
	{
		this->attempts->set_outdated(this->attempts);
		set_target(this, target, NULL);
		this->round = 0;
		this->choices = 0;
		if (heard)
		{
			this->since = max(now, this->paused);
		}
		begin_round(this, heard, now);
		this->repeated = FALSE;
	}
}

METHOD(retry_t, pause_, void,
	private_retry_t *this, uint64_t until)
{
	this->paused = until;
	if (this->active && this->kind != REQUEST_LAST)
	{
		this->since = max(this->since, until);
		this->deadline = until;
		this->actions->schedule(this->actions, this->deadline);
	}
}

METHOD(retry_t, is_stuck, bool,
	private_retry_t *this)
{
	return this->active &&
		   (!this->attempt ||
			!this->actions->usable(this->actions, this->attempt->path.local,
								   this->attempt->path.remote));
}

METHOD(retry_t, is_repeated, bool,
	private_retry_t *this)
{
	return this->active && this->repeated;
}

/**
 * There is no answer from the current attempt.
 */
static void give_up_attempt(private_retry_t *this, uint64_t now)
{
	path_t *path = &this->attempt->path;

	this->attempt->unanswered = TRUE;
	this->peer->set_state(this->peer, path->remote, ADDRESS_FAILED, now);
	this->actions->verdict(this->actions, path->remote, ADDRESS_FAILED);
}

METHOD(retry_t, timer, bool,
	private_retry_t *this, uint64_t now)
{
	if (!this->active || now < this->deadline)
	{
		return TRUE;
	}
	if (this->attempt && this->sent <= this->config->retransmits &&
		get_time(this, this->attempt->path.remote, now) <= now)
	{
		transmit(this, now);
		return TRUE;
	}
	if (this->attempt)
	{
		give_up_attempt(this, now);
	}
	if (find_path(this, now))
	{
		transmit(this, now);
		return TRUE;
	}
	if ((this->kind == REQUEST_LAST ||
		 now >= this->since + this->config->blackout) &&
		(!this->attempt || this->round + 1 >= this->choices))
	{
		this->active = FALSE;
		return FALSE;
	}
	set_target(this, NULL, NULL);
	if (this->attempt)
	{
		this->round++;
	}
	begin_round(this, TRUE, now);
	return TRUE;
}

METHOD(retry_t, stop, host_t*,
	private_retry_t *this, host_t *remote)
{
	if (remote)
	{
		this->limit->forget(this->limit, remote);
	}
	this->active = FALSE;
	this->since = this->deadline = 0;
	return this->attempts->get_only(this->attempts);
}

METHOD(retry_t, get_kind, bool,
	private_retry_t *this, request_kind_t *kind)
{
	*kind = this->kind;
	return this->active;
}

METHOD(retry_t, was_sent, bool,
	private_retry_t *this, path_t *path, bool outdated)
{
	attempt_t *attempt;

	attempt = this->attempts->find(this->attempts, path->local,
								   path->remote);
	return attempt && (outdated || !attempt->outdated);
}

METHOD(retry_t, was_unanswered, bool,
	private_retry_t *this, host_t *local, host_t *remote)
{
	attempt_t *attempt;

	attempt = this->attempts->find(this->attempts, local, remote);
	return attempt && attempt->unanswered;
}

METHOD(retry_t, destroy, void,
	private_retry_t *this)
{
	this->attempts->destroy(this->attempts);
	DESTROY_IF(this->target);
	DESTROY_IF(this->target_local);
	this->limit->destroy(this->limit);
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
			.is_stuck = _is_stuck,
			.is_repeated = _is_repeated,
			.pause = _pause_,
			.timer = _timer,
			.stop = _stop,
			.get_kind = _get_kind,
			.was_sent = _was_sent,
			.was_unanswered = _was_unanswered,
			.get_time = _get_time,
			.destroy = _destroy,
		},
		.config = config,
		.actions = actions,
		.current = current,
		.local = local,
		.peer = peer,
		.attempts = attempts_create(),
		.limit = probe_limit_create(config->retransmits + 1,
									config->probe_interval),
	);

	return &this->public;
}
