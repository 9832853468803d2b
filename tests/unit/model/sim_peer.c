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

#include "sim_peer.h"
#include "sim_actions.h"
#include "named_hosts.h"

#include <stdarg.h>
#include <stdio.h>

/**
 * One way delay of a packet, in ms.
 */
#define DELAY 10

/**
 * Most moves and requests one event may lead to.
 */
#define MAX_MOVES 12
#define MAX_REQUESTS 40

/*
 * Described in header.
 */
void sim_violate(peer_t *this, char *fmt, ...)
{
	char text[96];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	world_violate(this->world, "%c %s", this->name, text);
}

/*
 * Described in header.
 */
void sim_trace(peer_t *this, char *fmt, ...)
{
	va_list args;

	if (this->world->verbose)
	{
		printf("%8u %c ", (u_int)(this->world->now - WORLD_EPOCH),
			   this->name);
		va_start(args, fmt);
		vprintf(fmt, args);
		va_end(args);
		printf("\n");
	}
}

/*
 * Described in header.
 */
int sim_get_number(peer_t *this, host_t *host)
{
	int i;

	for (i = 0; i < this->count; i++)
	{
		if (host->ip_equals(host, this->hosts[i]))
		{
			return i;
		}
	}
	world_violate(this->world, "strange address");
	return 0;
}

/*
 * Described in header.
 */
bool sim_is_pair(peer_t *this, int src, int dst)
{
	return this->hosts[src]->get_family(this->hosts[src]) ==
		   this->other->hosts[dst]->get_family(this->other->hosts[dst]);
}

/*
 * Described in header.
 */
bool sim_does_arrive(peer_t *this, int src, int dst)
{
	return this->has[src] && this->other->has[dst] &&
		   sim_is_pair(this, src, dst) &&
		   !(this->name == 'a' ? this->world->dead[src][dst] :
								 this->world->dead[dst][src]);
}

/*
 * Described in header.
 */
void sim_get_path(peer_t *this, int *src, int *dst)
{
	*src = this->src;
	*dst = this->dst;
}

/*
 * Described in header.
 */
bool sim_knows_path(peer_t *this)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	int i, j, number;

	for (i = 0; i < list->get_count(list); i++)
	{
		for (j = 0; j < this->count; j++)
		{
			number = sim_get_number(this->other, list->get(list, i));
			if (sim_does_arrive(this, j, number))
			{
				return TRUE;
			}
		}
	}
	return FALSE;
}

/*
 * Described in header.
 */
void sim_send(peer_t *this, step_kind_t kind, u_int mid, int src,
			  int dst, addrs_t *list)
{
	step_t step = {
		.time = this->world->now + DELAY,
		.kind = kind,
		.peer = this->other,
		.mid = mid,
		.src = src,
		.dst = dst,
	};

	sim_trace(this, "sends %s %u %c%d > %c%d",
			  kind == STEP_REQUEST ? "request" : "response", mid, this->name,
			  src, this->other->name, dst);
	if (list)
	{
		step.list = *list;
	}
	if (this->has[src])
	{
		world_add_step(this->world, step);
	}
}

/**
 * Send what has to be said if nothing is in the air.
 */
static void initiate(peer_t *this)
{
	enumerator_t *enumerator;
	request_kind_t kind;
	host_t *local, *remote;
	say_t say;
	int i;

	while (!this->busy && this->queued)
	{
		say = this->queue[0];
		memmove(this->queue, this->queue + 1,
				--this->queued * sizeof(this->queue[0]));
		this->list.count = 0;
		kind = REQUEST_ANY;
		switch (say)
		{
			case SAY_CHECK:
				this->check_queued = FALSE;
				if (!this->paths->is_check_wanted(this->paths))
				{
					continue;
				}
				kind = REQUEST_CHECK;
				break;
			case SAY_LIST:
				enumerator = this->paths->create_announcement(this->paths);
				while (enumerator->enumerate(enumerator, &local))
				{
					i = this->list.count++;
					this->list.addrs[i] = sim_get_number(this, local);
				}
				enumerator->destroy(enumerator);
				break;
			case SAY_OTHER:
				break;
		}
		this->busy = TRUE;
		this->since = this->world->now;
		this->saying = say;
		this->mid++;
		this->requests++;
		this->calling = CALLING_REQUEST;
		this->paths->request(this->paths, kind, this->world->now, &local,
							 &remote);
		sim_note_attempt(this, sim_get_number(this->other, remote));
		this->calling = CALLING_NOTHING;
		sim_trace(this, "says %s", say == SAY_LIST ? "list" :
				  say == SAY_CHECK ? "check" : "something");
		sim_send(this, STEP_REQUEST, this->mid, sim_get_number(this, local),
				 sim_get_number(this->other, remote), &this->list);
	}
}

/**
 * Tell the rules that something might be wrong.
 */
static void hint(peer_t *this, char *why)
{
	sim_trace(this, "gets a hint: %s", why);
	this->calling = CALLING_HINT;
	this->paths->hint(this->paths, this->world->now);
	this->calling = CALLING_NOTHING;
}

/**
 * Create a list of host_t.
 */
static linked_list_t *create_list(peer_t *this, addrs_t *addrs)
{
	linked_list_t *list;
	int i;

	list = linked_list_create();
	for (i = 0; i < addrs->count; i++)
	{
		list->insert_last(list, this->hosts[addrs->addrs[i]]);
	}
	return list;
}

/**
 * A request arrives.
 */
static void receive_request(peer_t *this, step_t *step)
{
	linked_list_t *list;

	sim_trace(this, "gets request %u %c%d > %c%d", step->mid,
			  this->other->name, step->src, this->name, step->dst);
	if (step->mid == this->received + 1)
	{
		this->received++;
		if (step->list.count)
		{
			list = create_list(this->other, &step->list);
			this->calling = CALLING_PEER_LIST;
			this->paths->peer_list(this->paths, list, this->world->now);
			this->calling = CALLING_NOTHING;
			list->destroy(list);
		}
		sim_send(this, STEP_RESPONSE, step->mid, step->dst, step->src, NULL);
		this->calling = CALLING_HINT;
		this->paths->heard(this->paths, this->hosts[step->dst],
						   this->other->hosts[step->src], this->world->now);
		this->calling = CALLING_NOTHING;
	}
	else if (step->mid == this->received)
	{
		sim_send(this, STEP_RESPONSE, step->mid, step->dst, step->src, NULL);
	}
	else if (step->mid > this->received)
	{
		sim_violate(this->other, "is ahead of its time");
	}
}

/**
 * A response arrives.
 */
static void receive_response(peer_t *this, step_t *step)
{
	if (this->busy && step->mid == this->mid)
	{
		sim_trace(this, "gets response %u %c%d > %c%d", step->mid,
				  this->other->name, step->src, this->name, step->dst);
		this->busy = FALSE;
		this->unanswered -= this->saying == SAY_OTHER;
		this->calling = CALLING_RESPONSE;
		this->paths->response(this->paths, this->hosts[step->dst],
							  this->other->hosts[step->src], this->world->now);
		this->calling = CALLING_NOTHING;
	}
}

/**
 * Have a peer notice that no traffic arrives, some time from now.
 */
static void add_silence(peer_t *this)
{
	step_t step = {
		.time = this->world->now + SILENCE,
		.kind = STEP_SILENCE,
		.peer = this,
	};

	world_add_step(this->world, step);
}

/*
 * Described in header.
 */
void sim_look_for_traffic(peer_t *this, bool arrives)
{
	if (this->silent == arrives)
	{
		this->silent = !arrives;
		world_remove_steps(this->world, this, STEP_SILENCE);
		if (this->silent)
		{
			add_silence(this);
		}
	}
}

/**
 * Check what has to be true after each step.
 */
static void check_step(peer_t *this)
{
	world_t *world = this->world;

	if (this->busy && !world->over &&
		!world_has_step(world, this, STEP_TIMER))
	{
		sim_violate(this, "waits for nothing");
	}
	if (this->moves > MAX_MOVES)
	{
		sim_violate(this, "moves again and again");
	}
	if (this->requests > MAX_REQUESTS)
	{
		sim_violate(this, "sends too many requests");
	}
}

/*
 * Described in header.
 */
void sim_tell_addresses(peer_t *this)
{
	linked_list_t *list;
	addrs_t addrs = {};
	int i;

	for (i = 0; i < this->count; i++)
	{
		if (this->has[this->order.addrs[i]])
		{
			addrs.addrs[addrs.count++] = this->order.addrs[i];
		}
	}
	list = create_list(this, &addrs);
	this->calling = CALLING_LOCAL_LIST;
	this->paths->local_list(this->paths, list, this->world->now);
	this->calling = CALLING_NOTHING;
	list->destroy(list);
	initiate(this);
	check_step(this);
}

/*
 * Described in header.
 */
bool sim_is_connected(peer_t *this)
{
	int src, dst, other_src, other_dst;

	sim_get_path(this, &src, &dst);
	sim_get_path(this->other, &other_src, &other_dst);
	/* inbound SAs are at the address in use only */
	return !this->held && sim_does_arrive(this, src, dst) && dst == other_src;
}

/*
 * Described in header.
 */
void sim_say_something(peer_t *this)
{
	this->unanswered++;
	sim_queue(this, SAY_OTHER);
	initiate(this);
}

/*
 * Described in header.
 */
void sim_use_credit(peer_t *this)
{
	this->calling = CALLING_CREDIT;
	this->paths->credit_used_up(this->paths, this->world->now);
	this->calling = CALLING_NOTHING;
	initiate(this);
	check_step(this);
}

/*
 * Described in header.
 */
void sim_do_step(peer_t *this, step_t *step)
{
	switch (step->kind)
	{
		case STEP_TIMER:
			this->calling = CALLING_TIMER;
			this->paths->timer(this->paths, this->world->now);
			this->calling = CALLING_NOTHING;
			break;
		case STEP_SILENCE:
			hint(this, "silence");
			add_silence(this);
			break;
		case STEP_REQUEST:
			if (sim_does_arrive(this->other, step->src, step->dst))
			{
				receive_request(this, step);
			}
			break;
		case STEP_RESPONSE:
			if (sim_does_arrive(this->other, step->src, step->dst))
			{
				receive_response(this, step);
			}
			break;
	}
	initiate(this);
	check_step(this);
}

/*
 * Described in header.
 */
void sim_init(peer_t *this, world_t *world, char name, char *addrs,
			  peer_t *other)
{
	linked_list_t *list;
	host_t *host;

	*this = (peer_t) {
		.actions = sim_actions_create(),
		.world = world,
		.name = name,
		.other = other,
		.trying = -1,
	};
	list = named_host_list_create(addrs);
	while (list->remove_first(list, (void**)&host) == SUCCESS)
	{
		this->has[this->count] = TRUE;
		this->order.addrs[this->order.count++] = this->count;
		this->hosts[this->count++] = host;
	}
	list->destroy(list);
}

/*
 * Described in header.
 */
void sim_start(peer_t *this, uint64_t interval)
{
	paths_config_t config = {
		.initiator = this->name == 'a',
		.retransmits = RETRANSMITS,
		.timeout = TIMEOUT,
		.base = BASE,
		.blackout = BLACKOUT,
		.probe_interval = interval,
	};
	int before = this->world->count;

	this->paths = paths_create(&config, &this->actions, this->hosts[0],
							   this->other->hosts[0], this->world->now);
	if (this->queued || this->world->count != before)
	{
		sim_violate(this, "acts before anything happened");
	}
}

/*
 * Described in header.
 */
void sim_destroy(peer_t *this)
{
	int i;

	this->paths->destroy(this->paths);
	for (i = 0; i < this->count; i++)
	{
		this->hosts[i]->destroy(this->hosts[i]);
	}
}
