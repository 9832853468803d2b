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
#include "named_hosts.h"
#include "host_lists.h"

#include <stdarg.h>
#include <stdio.h>

#include <collections/array.h>
#include <paths/paths.h>

/**
 * Most addresses a peer may have.
 */
#define MAX_ADDRS 4

/**
 * One way delay of a packet, in ms.
 */
#define DELAY 10

/**
 * Time in ms after which no traffic is a hint.
 */
#define SILENCE 5000

/**
 * Retransmission, time for an address is 500 + 900 ms.
 */
#define RETRANSMITS 1
#define TIMEOUT 500
#define BASE 1.8
#define TIME_PER_ADDRESS 1400

/**
 * Time in ms until a peer is given up.
 */
#define BLACKOUT 30000

/**
 * Time in ms after which everything must have calmed down, and how long it is
 * watched from then on.
 */
#define CALM 90000
#define WATCH 30000

/**
 * Most moves, requests and packets an event may lead to.
 */
#define MAX_MOVES 12
#define MAX_REQUESTS 40

typedef struct private_two_peers_t private_two_peers_t;
typedef struct peer_t peer_t;
typedef struct addrs_t addrs_t;
typedef struct step_t step_t;
typedef enum step_kind_t step_kind_t;
typedef enum calling_t calling_t;

/**
 * Addresses of a peer by number, in an order.
 */
struct addrs_t {
	int count;
	int addrs[MAX_ADDRS];
};

/**
 * What is to happen at some time.
 */
enum step_kind_t {
	STEP_TIMER,
	STEP_TICK,
	STEP_REQUEST,
	STEP_RESPONSE,
};

/**
 * Something that is to happen.
 */
struct step_t {
	/** when */
	uint64_t time;
	/** what */
	step_kind_t kind;
	/** to which peer */
	peer_t *peer;
	/** number of the request */
	u_int mid;
	/** addresses of sender and receiver of a packet */
	int src, dst;
	/** addresses in a request, none if it has no list */
	addrs_t list;
};

/**
 * What the rules are told just now.
 */
enum calling_t {
	CALLING_NOTHING,
	CALLING_LOCAL_LIST,
	CALLING_PEER_LIST,
	CALLING_REQUEST,
	CALLING_RESPONSE,
	CALLING_TIMER,
	CALLING_HINT,
};

/**
 * Something to say to the peer.
 */
typedef enum {
	SAY_LIST,
	SAY_CHECK,
	SAY_OTHER,
} say_t;

/**
 * One of the peers.
 */
struct peer_t {
	/** carries out what the rules decide */
	path_actions_t actions;
	/** network it is in */
	private_two_peers_t *net;
	/** the rules */
	paths_t *paths;
	/** the other one */
	peer_t *other;
	/** a or b */
	char name;
	/** addresses it might have */
	host_t *hosts[MAX_ADDRS];
	/** their number */
	int count;
	/** does it have it? */
	bool has[MAX_ADDRS];
	/** its addresses in the order of preference */
	addrs_t order;
	/** what is told to the rules */
	calling_t calling;
	/** what has to be said */
	say_t queue[8];
	/** number of these */
	int queued;
	/** is a check one of these? */
	bool check_queued;
	/** is a request in the air? */
	bool busy;
	/** number of the last request */
	u_int mid;
	/** and list in it */
	addrs_t list;
	/** number of the last request received */
	u_int received;
	/** address of the other one it uses */
	int dst;
	/** time of the next timer call, 0 if none */
	uint64_t timer;
	/** addresses of the other one tried in this round, bits */
	u_int tried;
	/** the one just tried, -1 for none, and the number of packets */
	int trying;
	u_int packets;
	/** number of moves, requests and packets */
	u_int moves, requests, sent;
};

/**
 * Private data of two_peers_t.
 */
struct private_two_peers_t {
	/** public interface */
	two_peers_t public;
	/** the peers */
	peer_t peers[2];
	/** paths that are dead, by addresses */
	bool dead[MAX_ADDRS][MAX_ADDRS];
	/** current time in ms */
	uint64_t now;
	/** what is to happen, step_t by value, not sorted */
	step_t *steps;
	/** number of these */
	int count;
	/** what there is room for */
	int size;
	/** number of steps done, and of events */
	u_int done, events;
	/** time of the last event */
	uint64_t last;
	/** do both use paths that work, and since when? */
	bool connected;
	uint64_t since;
	/** did a path die or recover? */
	bool died;
	/** did one of them give up? */
	bool over;
	/** print each step? */
	bool verbose;
	/** first violation, empty if there was none */
	char violation[128];
};

/**
 * Note that a rule is violated.
 */
static void violate(private_two_peers_t *this, char *fmt, ...)
{
	va_list args;

	if (!this->violation[0])
	{
		va_start(args, fmt);
		vsnprintf(this->violation, sizeof(this->violation), fmt, args);
		va_end(args);
	}
}

/**
 * Print a step.
 */
static void trace(peer_t *this, char *fmt, ...)
{
	va_list args;

	if (this->net->verbose)
	{
		printf("%8u %c ", (u_int)this->net->now, this->name);
		va_start(args, fmt);
		vprintf(fmt, args);
		va_end(args);
		printf("\n");
	}
}

/**
 * Add a step.
 */
static void add_step(private_two_peers_t *this, step_t step)
{
	if (this->count == this->size)
	{
		this->size = this->size ? this->size * 2 : 16;
		this->steps = realloc(this->steps, this->size * sizeof(step_t));
	}
	this->steps[this->count++] = step;
}

/**
 * Get the number of one of a peer's addresses.
 */
static int get_number(peer_t *this, host_t *host)
{
	int i;

	for (i = 0; i < this->count; i++)
	{
		if (host->ip_equals(host, this->hosts[i]))
		{
			return i;
		}
	}
	violate(this->net, "strange address");
	return 0;
}

/**
 * Check if two addresses go together.
 */
static bool is_pair(peer_t *this, int src, int dst)
{
	return this->hosts[src]->get_family(this->hosts[src]) ==
		   this->other->hosts[dst]->get_family(this->other->hosts[dst]);
}

/**
 * Check if packets arrive.
 */
static bool does_arrive(peer_t *this, int src, int dst)
{
	return this->has[src] && this->other->has[dst] && is_pair(this, src, dst) &&
		   !(this->name == 'a' ? this->net->dead[src][dst] :
								 this->net->dead[dst][src]);
}

/**
 * Get the current path of a peer.
 */
static void get_path(peer_t *this, int *src, int *dst)
{
	host_t *local, *remote;

	this->paths->get_path(this->paths, &local, &remote);
	*src = get_number(this, local);
	*dst = get_number(this->other, remote);
}

/**
 * Send a packet.
 */
static void send_packet(peer_t *this, step_kind_t kind, u_int mid, int src,
						int dst, addrs_t *list)
{
	step_t step = {
		.time = this->net->now + DELAY,
		.kind = kind,
		.peer = this->other,
		.mid = mid,
		.src = src,
		.dst = dst,
	};

	trace(this, "sends %s %u %c%d > %c%d", kind == STEP_REQUEST ? "request" :
		  "response", mid, this->name, src, this->other->name, dst);
	if (list)
	{
		step.list = *list;
	}
	if (this->has[src])
	{
		add_step(this->net, step);
	}
}

/**
 * Implements path_actions_t.
 */
static bool usable(path_actions_t *actions, host_t *local, host_t *remote)
{
	peer_t *this = (peer_t*)actions;
	int src = get_number(this, local), dst = get_number(this->other, remote);

	return this->has[src] && is_pair(this, src, dst);
}

/**
 * Implements path_actions_t.
 */
static void move(path_actions_t *actions, host_t *local, host_t *remote,
				 char *why)
{
	peer_t *this = (peer_t*)actions;
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	int src = get_number(this, local), dst = get_number(this->other, remote);

	trace(this, "MOVES to %c%d - %c%d: %s", this->name, src, this->other->name,
		  dst, why);
	this->moves++;
	if (this->calling != CALLING_LOCAL_LIST &&
		this->calling != CALLING_PEER_LIST &&
		this->calling != CALLING_RESPONSE)
	{
		violate(this->net, "%c moves without a reason", this->name);
	}
	if (!usable(actions, local, remote))
	{
		violate(this->net, "%c moves to a path it can't use", this->name);
	}
	if (this->calling == CALLING_PEER_LIST && dst != this->dst &&
		list->get_state(list, remote, NULL) == ADDRESS_FAILED)
	{
		violate(this->net, "%c moves to an address that failed", this->name);
	}
	if (dst != this->dst && !list->contains(list, remote))
	{
		violate(this->net, "%c moves to an address nobody named", this->name);
	}
	this->dst = dst;
}

/**
 * Queue something to say.
 */
static void queue(peer_t *this, say_t say)
{
	if (this->queued == countof(this->queue))
	{
		violate(this->net, "%c queues too much", this->name);
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

	trace(this, "queues list");
	queue(this, SAY_LIST);
}

/**
 * Implements path_actions_t.
 */
static void check(path_actions_t *actions)
{
	peer_t *this = (peer_t*)actions;

	if (!this->check_queued)
	{
		trace(this, "queues check");
		this->check_queued = TRUE;
		queue(this, SAY_CHECK);
	}
}

/**
 * Note that the request in the air is sent to an address: none may be tried
 * again before the others were.
 */
static void note_attempt(peer_t *this, int dst)
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
				number = get_number(this->other, remote);
				for (j = 0; j < this->count; j++)
				{
					if (!(this->tried & (1 << number)) &&
						usable(&this->actions, this->hosts[j], remote))
					{
						violate(this->net, "%c tries %c%d twice in a round",
								this->name, this->other->name, dst);
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
	this->sent++;
}

/**
 * Implements path_actions_t.
 */
static void transmit(path_actions_t *actions, host_t *local, host_t *remote)
{
	peer_t *this = (peer_t*)actions;
	int src = get_number(this, local), dst = get_number(this->other, remote);

	if (!this->busy)
	{
		violate(this->net, "%c sends a request again that is none", this->name);
	}
	if (!usable(actions, local, remote))
	{
		violate(this->net, "%c sends on a path it can't use", this->name);
	}
	note_attempt(this, dst);
	send_packet(this, STEP_REQUEST, this->mid, src, dst, &this->list);
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

	if (at < this->net->now)
	{
		violate(this->net, "%c schedules for the past", this->name);
	}
	this->timer = at;
	add_step(this->net, step);
}

/**
 * Check if there is a path that works from an address a peer has to one it
 * knows of the other.
 */
static bool knows_path(peer_t *this)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	int i, j;

	for (i = 0; i < list->get_count(list); i++)
	{
		for (j = 0; j < this->count; j++)
		{
			if (does_arrive(this, j,
							get_number(this->other, list->get(list, i))))
			{
				return TRUE;
			}
		}
	}
	return FALSE;
}

/**
 * Implements path_actions_t.
 */
static void give_up(path_actions_t *actions)
{
	peer_t *this = (peer_t*)actions;
	private_two_peers_t *net = this->net;
	uint64_t all;

	trace(this, "GIVES UP");
	all = TIME_PER_ADDRESS * this->count * (this->other->count + 1) + SILENCE;
	if (net->now > net->last + all && knows_path(this))
	{
		violate(net, "%c gives up while there is a path", this->name);
	}
	net->over = TRUE;
}

/**
 * Implements path_actions_t.
 */
static void verdict(path_actions_t *actions, host_t *remote,
					address_state_t state)
{
	peer_t *this = (peer_t*)actions;

	trace(this, "says %c%d %s", this->other->name,
		  get_number(this->other, remote),
		  state == ADDRESS_FAILED ? "failed" : "verified");
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
					this->list.addrs[this->list.count++] = get_number(this,
																	local);
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
		this->paths->request(this->paths, kind, this->net->now, &local,
							 &remote);
		note_attempt(this, get_number(this->other, remote));
		this->calling = CALLING_NOTHING;
		trace(this, "says %s", say == SAY_LIST ? "list" : say == SAY_CHECK ?
			  "check" : "something");
		send_packet(this, STEP_REQUEST, this->mid, get_number(this, local),
					get_number(this->other, remote), &this->list);
	}
}

/**
 * Tell the rules that something might be wrong.
 */
static void hint(peer_t *this, char *why)
{
	trace(this, "gets a hint: %s", why);
	this->calling = CALLING_HINT;
	this->paths->hint(this->paths, this->net->now);
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

	trace(this, "gets request %u %c%d > %c%d", step->mid, this->other->name,
		  step->src, this->name, step->dst);
	if (step->mid == this->received + 1)
	{
		this->received++;
		if (step->list.count)
		{
			list = create_list(this->other, &step->list);
			this->calling = CALLING_PEER_LIST;
			this->paths->peer_list(this->paths, list, this->net->now);
			this->calling = CALLING_NOTHING;
			list->destroy(list);
		}
		send_packet(this, STEP_RESPONSE, step->mid, step->dst, step->src, NULL);
		this->calling = CALLING_HINT;
		this->paths->heard(this->paths, this->hosts[step->dst],
						   this->other->hosts[step->src], this->net->now);
		this->calling = CALLING_NOTHING;
	}
	else if (step->mid == this->received)
	{
		send_packet(this, STEP_RESPONSE, step->mid, step->dst, step->src, NULL);
	}
	else if (step->mid > this->received)
	{
		violate(this->net, "%c is ahead of its time", this->other->name);
	}
}

/**
 * A response arrives.
 */
static void receive_response(peer_t *this, step_t *step)
{
	if (this->busy && step->mid == this->mid)
	{
		trace(this, "gets response %u %c%d > %c%d", step->mid,
			  this->other->name, step->src, this->name, step->dst);
		this->busy = FALSE;
		this->calling = CALLING_RESPONSE;
		this->paths->response(this->paths, this->hosts[step->dst],
							  this->other->hosts[step->src], this->net->now);
		this->calling = CALLING_NOTHING;
	}
}

/**
 * Look if traffic arrives.
 */
static void tick(peer_t *this)
{
	step_t step = {
		.time = this->net->now + SILENCE,
		.kind = STEP_TICK,
		.peer = this,
	};
	int src, dst;

	get_path(this->other, &src, &dst);
	if (!does_arrive(this->other, src, dst))
	{
		hint(this, "silence");
	}
	add_step(this->net, step);
}

/**
 * Check what has to be true after each step.
 */
static void check_peer(peer_t *this)
{
	private_two_peers_t *net = this->net;

	if (this->busy && this->timer < net->now)
	{
		violate(net, "%c waits for nothing", this->name);
	}
	if (this->moves > MAX_MOVES * (net->events + 2))
	{
		violate(net, "%c moves again and again", this->name);
	}
	if (this->requests > MAX_REQUESTS * (net->events + 2))
	{
		violate(net, "%c sends too many requests", this->name);
	}
}

/**
 * Note since when both use a path that works.
 */
static void note_connected(private_two_peers_t *this)
{
	peer_t *a = &this->peers[0], *b = &this->peers[1];
	int src[2], dst[2];
	bool connected;

	get_path(a, &src[0], &dst[0]);
	get_path(b, &src[1], &dst[1]);
	connected = does_arrive(a, src[0], dst[0]) &&
				does_arrive(b, src[1], dst[1]);
	if (connected && !this->connected)
	{
		this->since = this->now;
	}
	this->connected = connected;
}

/**
 * Do the next step unless it is later than the given time.
 */
static bool do_step(private_two_peers_t *this, uint64_t until)
{
	step_t step;
	int i, next = 0;

	for (i = 1; i < this->count; i++)
	{
		if (this->steps[i].time < this->steps[next].time)
		{
			next = i;
		}
	}
	if (!this->count || this->steps[next].time > until)
	{
		return FALSE;
	}
	step = this->steps[next];
	/* those of the same time stay in order */
	memmove(this->steps + next, this->steps + next + 1,
			(--this->count - next) * sizeof(step_t));
	this->now = step.time;
	this->done++;
	switch (step.kind)
	{
		case STEP_TIMER:
			step.peer->calling = CALLING_TIMER;
			step.peer->paths->timer(step.peer->paths, this->now);
			step.peer->calling = CALLING_NOTHING;
			break;
		case STEP_TICK:
			tick(step.peer);
			break;
		case STEP_REQUEST:
		case STEP_RESPONSE:
			if (!does_arrive(step.peer->other, step.src, step.dst))
			{
				break;
			}
			if (step.kind == STEP_REQUEST)
			{
				receive_request(step.peer, &step);
			}
			else
			{
				receive_response(step.peer, &step);
			}
			break;
	}
	initiate(step.peer);
	check_peer(step.peer);
	note_connected(this);
	return TRUE;
}

METHOD(two_peers_t, run, void,
	private_two_peers_t *this, uint64_t ms)
{
	uint64_t until = this->now + ms;

	while (!this->over && !this->violation[0] && do_step(this, until))
	{
		continue;
	}
	this->now = until;
}

/**
 * Tell the rules of a peer its own addresses.
 */
static void tell_addresses(peer_t *this)
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
	this->paths->local_list(this->paths, list, this->net->now);
	this->calling = CALLING_NOTHING;
	list->destroy(list);
	initiate(this);
	check_peer(this);
}

/**
 * Events of one peer come first, those of the other, then those of paths.
 *
 * @param peer		receives the peer, NULL for an event of a path
 * @param src		receives the address, an address of a for a path; or the
 *					number of addresses for the order, one more for a request
 * @param dst		receives the address of b for a path
 */
static void decode_event(private_two_peers_t *this, int event, peer_t **peer,
						 int *src, int *dst)
{
	int i, j;

	for (i = 0; i < 2; i++)
	{
		if (event < this->peers[i].count + 2)
		{
			*peer = &this->peers[i];
			*src = event;
			return;
		}
		event -= this->peers[i].count + 2;
	}
	*peer = NULL;
	for (i = 0; i < this->peers[0].count; i++)
	{
		for (j = 0; j < this->peers[1].count; j++)
		{
			if (is_pair(&this->peers[0], i, j) && event-- == 0)
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

	count = this->peers[0].count + this->peers[1].count + 4;
	for (i = 0; i < this->peers[0].count; i++)
	{
		for (j = 0; j < this->peers[1].count; j++)
		{
			count += is_pair(&this->peers[0], i, j);
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
				 src == peer->count ? "order of" : "request by", peer->name);
	}
	return buf;
}

METHOD(two_peers_t, happen, void,
	private_two_peers_t *this, int event)
{
	peer_t *peer;
	char buf[EVENT_LEN];
	int src, dst, i;

	if (this->over || this->violation[0])
	{
		return;
	}
	this->events++;
	this->last = this->now;
	if (this->verbose)
	{
		printf("%8u   %s changes\n", (u_int)this->now,
			   describe(this, event, buf));
	}
	decode_event(this, event, &peer, &src, &dst);
	if (!peer)
	{
		this->died = TRUE;
		this->dead[src][dst] = !this->dead[src][dst];
	}
	else if (src < peer->count)
	{
		peer->has[src] = !peer->has[src];
		tell_addresses(peer);
	}
	else if (src == peer->count)
	{
		src = peer->order.addrs[0];
		for (i = 1; i < peer->count; i++)
		{
			peer->order.addrs[i - 1] = peer->order.addrs[i];
		}
		peer->order.addrs[i - 1] = src;
		tell_addresses(peer);
	}
	else
	{
		queue(peer, SAY_OTHER);
		initiate(peer);
	}
	note_connected(this);
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

	get_path(this->other, &src, &dst);
	for (i = 0; i < this->other->count; i++)
	{
		has += this->other->has[i];
	}
	for (i = 0; i < list->get_count(list); i++)
	{
		number = get_number(this->other, list->get(list, i));
		if (!this->other->has[number])
		{
			violate(this->net, "%c does not know what %c has", this->name,
					this->other->name);
		}
		if (first && is_pair(this, dst, number))
		{
			first = FALSE;
			if (number != src)
			{
				violate(this->net, "%c does not know what %c prefers",
						this->name, this->other->name);
			}
		}
	}
	if (list->get_count(list) != has)
	{
		violate(this->net, "%c does not know all %c has", this->name,
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

	get_path(this, &src, &dst);
	if (!does_arrive(this, src, dst))
	{
		violate(this->net, "%c uses a dead path", this->name);
	}
	if (list->get_state(list, this->other->hosts[dst], NULL) !=
															ADDRESS_VERIFIED)
	{
		violate(this->net, "%c uses an address it did not verify", this->name);
	}
	if (this->busy || this->queued)
	{
		violate(this->net, "%c still has to say something", this->name);
	}
}

METHOD(two_peers_t, do_agree, bool,
	private_two_peers_t *this)
{
	int src[2], dst[2];

	get_path(&this->peers[0], &src[0], &dst[0]);
	get_path(&this->peers[1], &src[1], &dst[1]);
	return src[0] == dst[1] && dst[0] == src[1];
}

METHOD(two_peers_t, get_recovery, u_int,
	private_two_peers_t *this)
{
	return this->since > this->last ? this->since - this->last : 0;
}

METHOD(two_peers_t, settle, void,
	private_two_peers_t *this)
{
	peer_t *a = &this->peers[0], *b = &this->peers[1];
	u_int before, pairs = a->count * b->count;

	run(this, CALM);
	if (this->over || this->violation[0])
	{
		return;
	}
	if (!knows_path(a) && !knows_path(b))
	{
		violate(this, "nobody gives up");
		return;
	}
	check_path(a);
	check_path(b);
	check_knowledge(a);
	check_knowledge(b);
	if (!this->died && !do_agree(this))
	{
		violate(this, "they use different paths");
	}
	/* no hint is heeded more often than every ten seconds */
	if (get_recovery(this) > (this->died ? 10000 : 0) + SILENCE +
							 TIME_PER_ADDRESS * (pairs + 1))
	{
		violate(this, "recovered after %u ms", get_recovery(this));
	}
	before = a->moves + b->moves + a->requests + b->requests;
	run(this, WATCH);
	if (before != a->moves + b->moves + a->requests + b->requests)
	{
		violate(this, "they don't calm down");
	}
}

METHOD(two_peers_t, get_violation, char*,
	private_two_peers_t *this)
{
	return this->violation[0] ? this->violation : NULL;
}

METHOD(two_peers_t, is_over, bool,
	private_two_peers_t *this)
{
	return this->over;
}

METHOD(two_peers_t, get_steps, u_int,
	private_two_peers_t *this)
{
	return this->done;
}

/**
 * Add a number to a hash (FNV-1a).
 */
static void hash(uint64_t *state, int number)
{
	*state = (*state ^ (uint64_t)number) * 0x100000001b3ull;
}

METHOD(two_peers_t, get_state, uint64_t,
	private_two_peers_t *this)
{
	uint64_t state = 0xcbf29ce484222325ull;
	address_list_t *list;
	peer_t *peer;
	int i, j, k, src, dst;

	for (i = 0; i < 2; i++)
	{
		peer = &this->peers[i];
		get_path(peer, &src, &dst);
		hash(&state, src);
		hash(&state, dst);
		for (j = 0; j < peer->count; j++)
		{
			hash(&state, peer->has[j]);
			hash(&state, peer->order.addrs[j]);
		}
		for (j = 0; j < 2; j++)
		{
			list = peer->paths->get_list(peer->paths, j);
			for (k = 0; k < list->get_count(list); k++)
			{
				hash(&state, get_number(j ? peer : peer->other,
										list->get(list, k)));
				hash(&state, list->get_state(list, list->get(list, k), NULL));
			}
			hash(&state, -1);
		}
		hash(&state, peer->queued);
		hash(&state, peer->busy);
		hash(&state, peer->busy ? peer->trying : -1);
		hash(&state, peer->busy ? peer->tried : 0);
		for (j = 0; j < this->peers[1 - i].count && i == 0; j++)
		{
			for (k = 0; k < peer->count; k++)
			{
				hash(&state, this->dead[k][j]);
			}
		}
	}
	return state;
}

METHOD(two_peers_t, destroy, void,
	private_two_peers_t *this)
{
	int i, j;

	for (i = 0; i < 2; i++)
	{
		this->peers[i].paths->destroy(this->peers[i].paths);
	}
	for (i = 0; i < 2; i++)
	{
		for (j = 0; j < this->peers[i].count; j++)
		{
			this->peers[i].hosts[j]->destroy(this->peers[i].hosts[j]);
		}
	}
	free(this->steps);
	free(this);
}

/**
 * Get a peer its addresses.
 */
static void init_peer(peer_t *this, private_two_peers_t *net, char *names)
{
	linked_list_t *list;
	host_t *host;

	*this = (peer_t) {
		.actions = {
			.usable = usable,
			.move = move,
			.announce = announce,
			.check = check,
			.transmit = transmit,
			.schedule = schedule,
			.give_up = give_up,
			.verdict = verdict,
		},
		.net = net,
		.name = this == &net->peers[0] ? 'a' : 'b',
		.other = this == &net->peers[0] ? &net->peers[1] : &net->peers[0],
		.trying = -1,
	};
	list = named_host_list_create(names);
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
two_peers_t *two_peers_create(char *a, char *b, bool verbose)
{
	private_two_peers_t *this;
	paths_config_t config = {
		.retransmits = RETRANSMITS,
		.timeout = TIMEOUT,
		.base = BASE,
		.blackout = BLACKOUT,
	};
	step_t step = {
		.kind = STEP_TICK,
	};
	peer_t *peer;
	int i;

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
		.now = 1000,
		.verbose = verbose,
	);

	init_peer(&this->peers[0], this, a);
	init_peer(&this->peers[1], this, b);
	for (i = 0; i < 2; i++)
	{
		peer = &this->peers[i];
		config.initiator = i == 0;
		peer->paths = paths_create(&config, &peer->actions, peer->hosts[0],
								   peer->other->hosts[0], this->now);
		step.time = this->now + SILENCE;
		step.peer = peer;
		add_step(this, step);
	}
	if (this->count != 2)
	{
		violate(this, "something happens before anything happened");
	}
	tell_addresses(&this->peers[0]);
	tell_addresses(&this->peers[1]);
	return &this->public;
}
