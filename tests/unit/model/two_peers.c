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

#include "two_peers.h"
#include "sim_peer.h"

#include <stdio.h>

/**
 * Time in ms after which everything must have calmed down, and how long it is
 * watched from then on.
 */
#define CALM 90000
#define WATCH 30000

typedef struct private_two_peers_t private_two_peers_t;

/**
 * Private data of two_peers_t.
 */
struct private_two_peers_t {

	/**
	 * Public interface.
	 */
	two_peers_t public;

	/**
	 * The peers.
	 */
	peer_t peers[2];

	/**
	 * What they live in.
	 */
	world_t world;

	/**
	 * Number of steps done.
	 */
	u_int steps;

	/**
	 * Do both use paths that work?
	 */
	bool connected;

	/**
	 * Since when?
	 */
	uint64_t since;
};

/**
 * Note since when both use a path that works.
 */
static void note_connected(private_two_peers_t *this)
{
	bool a, b, connected;

	a = sim_is_connected(&this->peers[0]);
	b = sim_is_connected(&this->peers[1]);
	connected = a && b;
	if (connected && !this->connected)
	{
		this->since = this->world.now;
	}
	this->connected = connected;
	sim_look_for_traffic(&this->peers[0], b);
	sim_look_for_traffic(&this->peers[1], a);
}

METHOD(two_peers_t, run, void,
	private_two_peers_t *this, uint64_t ms)
{
	uint64_t until = this->world.now + ms;
	step_t step;

	while (!this->world.over && !this->world.violation[0] &&
		   world_take_step(&this->world, until, &step))
	{
		this->steps++;
		sim_do_step(step.peer, &step);
		note_connected(this);
	}
	this->world.now = until;
}

/**
 * Events of one peer come first, those of the other, then those of paths.
 *
 * @param peer		receives the peer, NULL for an event of a path
 * @param src		receives the address, an address of a for a path; or the
 *					number of addresses for the order, one more for a request,
 *					two more for its credit
 * @param dst		receives the address of b for a path
 */
static void decode_event(private_two_peers_t *this, int event, peer_t **peer,
						 int *src, int *dst)
{
	int i, j;

	for (i = 0; i < 2; i++)
	{
		if (event < this->peers[i].count + 3)
		{
			*peer = &this->peers[i];
			*src = event;
			return;
		}
		event -= this->peers[i].count + 3;
	}
	*peer = NULL;
	for (i = 0; i < this->peers[0].count; i++)
	{
		for (j = 0; j < this->peers[1].count; j++)
		{
			if (sim_is_pair(&this->peers[0], i, j) && event-- == 0)
			{
				*src = i;
				*dst = j;
				return;
			}
		}
	}
}

METHOD(two_peers_t, count_events, int,
	private_two_peers_t *this)
{
	int i, j, count;

	count = this->peers[0].count + this->peers[1].count + 6;
	for (i = 0; i < this->peers[0].count; i++)
	{
		for (j = 0; j < this->peers[1].count; j++)
		{
			count += sim_is_pair(&this->peers[0], i, j);
		}
	}
	return count;
}

METHOD(two_peers_t, describe, char*,
	private_two_peers_t *this, int event, char *buf)
{
	peer_t *peer;
	int src, dst;

	decode_event(this, event, &peer, &src, &dst);
	if (!peer)
	{
		snprintf(buf, EVENT_LEN, "path a%d-b%d", src, dst);
	}
	else if (src < peer->count)
	{
		snprintf(buf, EVENT_LEN, "address %c%d", peer->name, src);
	}
	else
	{
		snprintf(buf, EVENT_LEN, "%s %c",
				 src == peer->count ? "order of" :
				 src == peer->count + 1 ? "request by" : "credit of",
				 peer->name);
	}
	return buf;
}

METHOD(two_peers_t, happen, void,
	private_two_peers_t *this, int event)
{
	peer_t *peer;
	char buf[EVENT_LEN];
	int src, dst, i;

	if (this->world.over || this->world.violation[0])
	{
		return;
	}
	this->world.last = this->world.now;
	if (this->world.verbose)
	{
		printf("%8u   %s changes\n", (u_int)(this->world.now - WORLD_EPOCH),
			   describe(this, event, buf));
	}
	for (i = 0; i < 2; i++)
	{
		this->peers[i].moves = this->peers[i].requests = 0;
	}
	decode_event(this, event, &peer, &src, &dst);
	if (!peer)
	{
		this->world.dead[src][dst] = !this->world.dead[src][dst];
	}
	else if (src < peer->count)
	{
		peer->has[src] = !peer->has[src];
		sim_tell_addresses(peer);
	}
	else if (src == peer->count)
	{
		src = peer->order.addrs[0];
		for (i = 1; i < peer->count; i++)
		{
			peer->order.addrs[i - 1] = peer->order.addrs[i];
		}
		peer->order.addrs[i - 1] = src;
		sim_tell_addresses(peer);
	}
	else if (src == peer->count + 1)
	{
		sim_say_something(peer);
	}
	else
	{
		sim_use_credit(peer);
	}
	note_connected(this);
}

METHOD(two_peers_t, do_agree, bool,
	private_two_peers_t *this)
{
	int src[2], dst[2];

	sim_get_path(&this->peers[0], &src[0], &dst[0]);
	sim_get_path(&this->peers[1], &src[1], &dst[1]);
	return src[0] == dst[1] && dst[0] == src[1];
}

METHOD(two_peers_t, get_recovery, u_int,
	private_two_peers_t *this)
{
	return this->since > this->world.last ? this->since - this->world.last : 0;
}

/**
 * Get how long it may take at most until both use paths that work.
 */
static u_int get_max_recovery(private_two_peers_t *this)
{
	u_int a = this->peers[0].count, b = this->peers[1].count, max;

	max = SILENCE + TIME_PER_ADDRESS * (a * b + 1);
	/* no hint is heeded more often than every ten seconds, and a peer that uses
	 * another path is not followed before it did so for that long */
	max += 2 * 10000;
	/* one attempt from each address */
	return max + this->world.interval * max(a, b);
}

METHOD(two_peers_t, settle, void,
	private_two_peers_t *this)
{
	peer_t *a = &this->peers[0], *b = &this->peers[1];
	u_int before;

	run(this, CALM);
	if (this->world.over || this->world.violation[0])
	{
		return;
	}
	if (!sim_knows_path(a) && !sim_knows_path(b))
	{
		world_violate(&this->world, "nobody gives up");
		return;
	}
	sim_check_calm(a);
	sim_check_calm(b);
	if (!do_agree(this))
	{
		world_violate(&this->world, "they use different paths");
	}
	if (get_recovery(this) > get_max_recovery(this))
	{
		world_violate(&this->world, "recovered after %u ms",
					  get_recovery(this));
	}
	before = a->moves + b->moves + a->requests + b->requests;
	run(this, WATCH);
	if (before != a->moves + b->moves + a->requests + b->requests)
	{
		world_violate(&this->world, "they don't calm down");
	}
}

METHOD(two_peers_t, get_violation, char*,
	private_two_peers_t *this)
{
	return this->world.violation[0] ? this->world.violation : NULL;
}

METHOD(two_peers_t, is_over, bool,
	private_two_peers_t *this)
{
	return this->world.over;
}

METHOD(two_peers_t, get_steps, u_int,
	private_two_peers_t *this)
{
	return this->steps;
}

METHOD(two_peers_t, get_state, fingerprint_t,
	private_two_peers_t *this)
{
	step_t *step;
	int i, j, next;
	bool done[this->world.count + 1];

	fingerprint_begin(this->world.now);
	for (i = 0; i < MAX_ADDRS; i++)
	{
		for (j = 0; j < MAX_ADDRS; j++)
		{
			fingerprint_add(this->world.dead[i][j]);
		}
	}
	/* steps of the same time stay in order */
	memset(done, 0, sizeof(done));
	for (i = 0; i < this->world.count; i++)
	{
		for (next = -1, j = 0; j < this->world.count; j++)
		{
			step = &this->world.steps[j];
			if (!done[j] &&
				(next == -1 || step->time < this->world.steps[next].time))
			{
				next = j;
			}
		}
		done[next] = TRUE;
		sim_add_step(&this->world.steps[next]);
	}
	sim_add_state(&this->peers[0]);
	sim_add_state(&this->peers[1]);
	return fingerprint_end();
}

METHOD(two_peers_t, destroy, void,
	private_two_peers_t *this)
{
	sim_destroy(&this->peers[0]);
	sim_destroy(&this->peers[1]);
	free(this->world.steps);
	free(this);
}

/*
 * Described in header.
 */
two_peers_t *two_peers_create(char *a, char *b, uint64_t interval,
							  bool verbose)
{
	private_two_peers_t *this;

	INIT(this,
		.public = {
			.count_events = _count_events,
			.describe = _describe,
			.happen = _happen,
			.run = _run,
			.settle = _settle,
			.get_violation = _get_violation,
			.is_over = _is_over,
			.do_agree = _do_agree,
			.get_recovery = _get_recovery,
			.get_steps = _get_steps,
			.get_state = _get_state,
			.destroy = _destroy,
		},
		.world = {
			.now = WORLD_EPOCH,
			.interval = interval,
			.verbose = verbose,
		},
	);

	sim_init(&this->peers[0], &this->world, 'a', a, &this->peers[1]);
	sim_init(&this->peers[1], &this->world, 'b', b, &this->peers[0]);
	sim_start(&this->peers[0], interval);
	sim_start(&this->peers[1], interval);
	sim_tell_addresses(&this->peers[0]);
	sim_tell_addresses(&this->peers[1]);
	return &this->public;
}
