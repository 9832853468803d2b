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


/*
 * What two peers live in: the time, what is going to happen, and paths that
 * are dead.
 */

#ifndef WORLD_H_
#define WORLD_H_

#include <library.h>

typedef struct world_t world_t;
typedef struct peer_t peer_t;
typedef struct addrs_t addrs_t;
typedef struct step_t step_t;
typedef enum step_kind_t step_kind_t;

/**
 * Most addresses a peer may have.
 */
#define MAX_ADDRS 4

/**
 * When it begins in ms: a time looks like nothing else, so that it can be told
 * from other numbers in memory.
 */
#define WORLD_EPOCH 0x7133000000000000ull

/**
 * For how long rules remember when something was, in ms; nothing that was before
 * makes a difference, but for the order.
 */
#define WORLD_MEMORY 30000

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
	STEP_SILENCE,
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
 * The world of two peers, a and b.
 */
struct world_t {
	/** current time in ms */
	uint64_t now;
	/** time of the last event */
	uint64_t last;
	/** paths that are dead, by addresses of a and b */
	bool dead[MAX_ADDRS][MAX_ADDRS];
	/** did one of them give up? */
	bool over;
	/** what is to happen, in no order of time */
	step_t *steps;
	/** number of these, and what there is room for */
	int count, size;
	/** least time between attempts at an address never verified, in ms */
	uint64_t interval;
	/** print each step? */
	bool verbose;
	/** first violation of a rule, empty if there was none */
	char violation[128];
};

/**
 * Check if a number is a time.
 */
static inline bool world_is_time(uint64_t number)
{
	return number >= WORLD_EPOCH && number < WORLD_EPOCH + UINT_MAX;
}

/**
 * Note that a rule is violated.
 */
void world_violate(world_t *this, char *fmt, ...);

/**
 * Have something happen.
 */
void world_add_step(world_t *this, step_t step);

/**
 * Check if something of that kind is to happen to a peer.
 */
bool world_has_step(world_t *this, peer_t *peer, step_kind_t kind);

/**
 * Have nothing of that kind happen to a peer.
 */
void world_remove_steps(world_t *this, peer_t *peer, step_kind_t kind);

/**
 * Take what is to happen next, and let it be that time.
 *
 * @param until		but not what is later than that
 * @return			FALSE if nothing is to happen until then
 */
bool world_take_step(world_t *this, uint64_t until, step_t *step);

#endif /** WORLD_H_ */
