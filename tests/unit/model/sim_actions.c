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

#include "sim_actions.h"

/**
 * Implements path_actions_t.
 */
static bool usable(path_actions_t *actions, host_t *local, host_t *remote)
{
	peer_t *this = (peer_t*)actions;
	int src = sim_get_number(this, local);
	int dst = sim_get_number(this->other, remote);

	return this->has[src] && sim_is_pair(this, src, dst);
}

/**
 * Implements path_actions_t.
 */
static void move(path_actions_t *actions, host_t *local, host_t *remote,
				 char *why)
{
	peer_t *this = (peer_t*)actions;
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	int src = sim_get_number(this, local);
	address_state_t state = list->get_state(list, remote, NULL);
	int dst = sim_get_number(this->other, remote);

	sim_trace(this, "MOVES to %c%d - %c%d: %s", this->name, src,
			  this->other->name, dst, why);
	this->moves++;
	if (this->calling != CALLING_LOCAL_LIST &&
		this->calling != CALLING_PEER_LIST &&
		this->calling != CALLING_CREDIT &&
		this->calling != CALLING_RESPONSE)
	{
		sim_violate(this, "moves without a reason");
	}
	if (!usable(actions, local, remote))
	{
		sim_violate(this, "moves to a path it can't use");
	}
	if (dst != this->dst &&
		((this->calling == CALLING_PEER_LIST && state == ADDRESS_FAILED) ||
		 (this->calling == CALLING_CREDIT && state != ADDRESS_VERIFIED)))
	{
		sim_violate(this, "moves to an address it may not use yet");
	}
	if (dst != this->dst && !list->contains(list, remote))
	{
		sim_violate(this, "moves to an address nobody named");
	}
	this->src = src;
	this->dst = dst;
}

/*
 * Described in header.
 */
void sim_queue(peer_t *this, say_t say)
{
	if (this->queued == countof(this->queue))
	{
		sim_violate(this, "queues too much");
		return;
	}
	this->queue[this->queued++] = say;
}

/**
 * Implements path_actions_t.
 */
static void announce(path_actions_t *actions)
{
	peer_t *this = (peer_t*)actions;

	sim_trace(this, "queues list");
	sim_queue(this, SAY_LIST);
}

/**
 * Implements path_actions_t.
 */
static void check(path_actions_t *actions)
{
	peer_t *this = (peer_t*)actions;

	if (!this->check_queued)
	{
		sim_trace(this, "queues check");
		this->check_queued = TRUE;
		sim_queue(this, SAY_CHECK);
	}
}

/*
 * Described in header.
 */
void sim_note_attempt(peer_t *this, int dst)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	host_t *remote;
	int i, j, number;

	if (this->calling != CALLING_TIMER)
	{	/* a new round because addresses changed, or the first */
		this->tried = 0;
		this->trying = -1;
	}
	if (this->trying != dst || this->packets == RETRANSMITS + 1)
	{
		if (this->tried & (1 << dst))
		{
			for (i = 0; i < list->get_count(list); i++)
			{
				remote = list->get(list, i);
				number = sim_get_number(this->other, remote);
				for (j = 0; j < this->count; j++)
				{
					if (!(this->tried & (1 << number)) &&
						list->was_verified(list, remote) &&
						usable(&this->actions, this->hosts[j], remote))
					{
						sim_violate(this, "tries %c%d twice in a round",
									this->other->name, dst);
					}
				}
			}
			this->tried = 0;
		}
		this->packets = 0;
	}
	this->trying = dst;
	this->tried |= 1 << dst;
	this->packets++;
}

/**
 * Implements path_actions_t.
 */
static void transmit(path_actions_t *actions, host_t *local, host_t *remote)
{
	peer_t *this = (peer_t*)actions;
	int src = sim_get_number(this, local);
	int dst = sim_get_number(this->other, remote);

	if (!this->busy)
	{
		sim_violate(this, "sends a request again that is none");
	}
	if (!usable(actions, local, remote))
	{
		sim_violate(this, "sends on a path it can't use");
	}
	sim_note_attempt(this, dst);
	sim_send(this, STEP_REQUEST, this->mid, src, dst, &this->list);
}

/**
 * Implements path_actions_t.
 */
static void schedule(path_actions_t *actions, uint64_t at)
{
	peer_t *this = (peer_t*)actions;
	step_t step = {
		.time = at,
		.kind = STEP_TIMER,
		.peer = this,
	};

	if (at < this->world->now)
	{
		sim_violate(this, "schedules for the past");
	}
	world_add_step(this->world, step);
}

/**
 * Implements path_actions_t.
 */
static void give_up(path_actions_t *actions)
{
	peer_t *this = (peer_t*)actions;
	world_t *world = this->world;
	uint64_t all;

	sim_trace(this, "GIVES UP");
	if (world->now < this->since + BLACKOUT)
	{
		sim_violate(this, "gives up too early");
	}
	all = TIME_PER_ADDRESS * this->count * (this->other->count + 1) + SILENCE;
	if (world->now > world->last + all && sim_knows_path(this))
	{
		sim_violate(this, "gives up while there is a path");
	}
	world->over = TRUE;
}

/**
 * Implements path_actions_t.
 */
static void hold(path_actions_t *actions, bool hold)
{
	peer_t *this = (peer_t*)actions;

	sim_trace(this, hold ? "HOLDS packets" : "releases packets");
	this->held = hold;
}

/**
 * Implements path_actions_t.
 */
static void verdict(path_actions_t *actions, host_t *remote,
					address_state_t state)
{
	peer_t *this = (peer_t*)actions;

	sim_trace(this, "says %c%d %s", this->other->name,
			  sim_get_number(this->other, remote),
			  state == ADDRESS_FAILED ? "failed" : "verified");
}

/*
 * Described in header.
 */
path_actions_t sim_actions_create()
{
	return (path_actions_t) {
		.usable = usable,
		.move = move,
		.announce = announce,
		.check = check,
		.transmit = transmit,
		.schedule = schedule,
		.give_up = give_up,
		.hold = hold,
		.verdict = verdict,
	};
}
