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
 * Time in ms until a peer is given up.
 */
#define BLACKOUT 30000

/**
 * Most moves and requests an event may lead to.
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
		printf("%8u %c ", (u_int)this->world->now, this->name);
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
	host_t *local, *remote;

	this->paths->get_path(this->paths, &local, &remote);
	*src = sim_get_number(this, local);
	*dst = sim_get_number(this->other, remote);
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
		this->calling = CALLING_RESPONSE;
		this->paths->response(this->paths, this->hosts[step->dst],
							  this->other->hosts[step->src], this->world->now);
		this->calling = CALLING_NOTHING;
	}
}

/**
 * Look if traffic arrives.
 */
static void tick(peer_t *this)
{
	step_t step = {
		.time = this->world->now + SILENCE,
		.kind = STEP_TICK,
		.peer = this,
	};

	if (!sim_is_connected(this->other))
	{
		hint(this, "silence");
	}
	world_add_step(this->world, step);
}

/**
 * Check what has to be true after each step.
 */
static void check_step(peer_t *this)
{
	world_t *world = this->world;

	if (this->busy && this->timer < world->now)
	{
		sim_violate(this, "waits for nothing");
	}
	if (this->moves > MAX_MOVES * (world->events + 2))
	{
		sim_violate(this, "moves again and again");
	}
	if (this->requests > MAX_REQUESTS * (world->events + 2))
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

/**
 * Check that a peer knows the addresses of the other, and that the one in use
 * is the first of its family.
 */
static void check_knowledge(peer_t *this)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	bool first = TRUE;
	int i, src, dst, number, has = 0;

	sim_get_path(this->other, &src, &dst);
	for (i = 0; i < this->other->count; i++)
	{
		has += this->other->has[i];
	}
	for (i = 0; i < list->get_count(list); i++)
	{
		number = sim_get_number(this->other, list->get(list, i));
		if (!this->other->has[number])
		{
			sim_violate(this, "does not know what %c has",
						this->other->name);
		}
		if (first && sim_is_pair(this, dst, number))
		{
			first = FALSE;
			if (number != src)
			{
				sim_violate(this, "does not know what %c prefers",
							this->other->name);
			}
		}
	}
	if (list->get_count(list) != has)
	{
		sim_violate(this, "does not know all %c has",
					this->other->name);
	}
}

/**
 * Check that a peer is content with its path.
 */
static void check_path(peer_t *this)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	int src, dst;

	sim_get_path(this, &src, &dst);
	if (!sim_does_arrive(this, src, dst))
	{
		sim_violate(this, "uses a dead path");
	}
	if (list->get_state(list, this->other->hosts[dst], NULL) !=
															ADDRESS_VERIFIED)
	{
		sim_violate(this, "uses an address it did not verify");
	}
	if (this->held)
	{
		sim_violate(this, "holds packets");
	}
	if (this->busy || this->queued)
	{
		sim_violate(this, "still has to say something");
	}
}

/*
 * Described in header.
 */
void sim_check_calm(peer_t *this)
{
	check_path(this);
	check_knowledge(this);
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
		case STEP_TICK:
			tick(this);
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

/**
 * Add a number to a hash (FNV-1a).
 */
static void hash(uint64_t *state, int number)
{
	*state = (*state ^ (uint64_t)number) * 0x100000001b3ull;
}

/*
 * Described in header.
 */
void sim_hash(peer_t *this, uint64_t *state)
{
	address_list_t *list;
	host_t *host;
	int i, local, src, dst;

	sim_get_path(this, &src, &dst);
	hash(state, src);
	hash(state, dst);
	for (i = 0; i < this->count; i++)
	{
		hash(state, this->has[i]);
		hash(state, this->order.addrs[i]);
	}
	for (local = 0; local < 2; local++)
	{
		list = this->paths->get_list(this->paths, local);
		for (i = 0; i < list->get_count(list); i++)
		{
			host = list->get(list, i);
			hash(state, sim_get_number(local ? this : this->other, host));
			hash(state, list->get_state(list, host, NULL));
		}
		hash(state, -1);
	}
	hash(state, this->held);
	hash(state, this->queued);
	hash(state, this->busy ? this->trying : -1);
	hash(state, this->busy ? this->tried : 0);
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
	step_t step = {
		.time = this->world->now + SILENCE,
		.kind = STEP_TICK,
		.peer = this,
	};
	int before = this->world->count;

	this->paths = paths_create(&config, &this->actions, this->hosts[0],
							   this->other->hosts[0], this->world->now);
	if (this->queued || this->world->count != before)
	{
		sim_violate(this, "acts before anything happened");
	}
	world_add_step(this->world, step);
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
