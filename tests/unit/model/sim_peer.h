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
 * One of two peers: asks the rules what charon would ask them, and does what
 * they decide in a world of its own.
 */

#ifndef SIM_PEER_H_
#define SIM_PEER_H_

#include "world.h"

#include <paths/paths.h>

/**
 * Retransmission, and how long an address gets until the next one is tried, in
 * ms.
 */
#define RETRANSMITS 1
#define TIMEOUT 500
#define BASE 1.8
#define TIME_PER_ADDRESS 1400

/**
 * Time in ms after which it's a hint that no traffic arrives.
 */
#define SILENCE 5000

/**
 * Time in ms until a peer is given up.
 */
#define BLACKOUT 30000

typedef enum calling_t calling_t;
typedef enum say_t say_t;

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
	CALLING_CREDIT,
};

/**
 * Something to say to the peer.
 */
enum say_t {
	SAY_LIST,
	SAY_CHECK,
	SAY_OTHER,
};

/**
 * One of the peers.
 */
struct peer_t {
	/** carries out what the rules decide */
	path_actions_t actions;
	/** world it is in */
	world_t *world;
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
	say_t queue[16];
	/** number of these */
	int queued;
	/** is a check one of these? */
	bool check_queued;
	/** are packets to the other one dropped? */
	bool held;
	/** does no traffic arrive from the other one? */
	bool silent;
	/** is a request in the air? */
	bool busy;
	/** what it says */
	say_t saying;
	/** number of things it had to say for others that were not answered yet */
	u_int unanswered;
	/** since when */
	uint64_t since;
	/** number of the last request */
	u_int mid;
	/** and list in it */
	addrs_t list;
	/** number of the last request received */
	u_int received;
	/** path it uses */
	int src, dst;
	/** addresses of the other one tried in this round, bits */
	u_int tried;
	/** the one just tried, -1 for none, and the number of packets */
	int trying;
	u_int packets;
	/** number of moves and requests since the last event */
	u_int moves, requests;
};

/**
 * Give a peer its addresses and its rules.
 *
 * @param name		a or b, a is the initiator
 * @param addrs		addresses as in named_hosts.h, preferred first
 * @param other		the other one, needs its addresses only
 */
void sim_init(peer_t *this, world_t *world, char name, char *addrs,
			  peer_t *other);

/**
 * Have the rules of a peer, when both have addresses.
 *
 * @param interval	least time between attempts at an address never verified
 */
void sim_start(peer_t *this, uint64_t interval);

/**
 * Tell the rules of a peer its own addresses.
 */
void sim_tell_addresses(peer_t *this);

/**
 * Have a peer send a request that is not due to the rules.
 */
void sim_say_something(peer_t *this);

/**
 * Have the credit of the address a peer uses used up, unless it's verified.
 */
void sim_use_credit(peer_t *this);

/**
 * Do what is to happen to a peer.
 */
void sim_do_step(peer_t *this, step_t *step);

/**
 * Have a peer notice it if no traffic arrives.
 *
 * @param arrives	does that of the other one arrive?
 */
void sim_look_for_traffic(peer_t *this, bool arrives);

/**
 * Check that a peer is content with its path, and knows the other one's
 * addresses.
 */
void sim_check_calm(peer_t *this);

/**
 * Note that a peer violates a rule.
 */
void sim_violate(peer_t *this, char *fmt, ...);

/**
 * Print what a peer does.
 */
void sim_trace(peer_t *this, char *fmt, ...);

/**
 * Send a packet.
 *
 * @param list		list in a request, NULL if it has none
 */
void sim_send(peer_t *this, step_kind_t kind, u_int mid, int src, int dst,
			  addrs_t *list);

/**
 * Get the number of one of a peer's addresses.
 */
int sim_get_number(peer_t *this, host_t *host);

/**
 * Check if packets arrive.
 */
bool sim_does_arrive(peer_t *this, int src, int dst);

/**
 * Get the current path of a peer.
 */
void sim_get_path(peer_t *this, int *src, int *dst);

/**
 * Check if two addresses go together.
 */
bool sim_is_pair(peer_t *this, int src, int dst);

/**
 * Check if the traffic of a peer arrives.
 */
bool sim_is_connected(peer_t *this);

/**
 * Check if there is a path that works from an address a peer has to one it
 * knows of the other.
 */
bool sim_knows_path(peer_t *this);

/**
 * Add the state of a peer to the fingerprint.
 */
void sim_add_state(peer_t *this);

/**
 * Add what is to happen to the fingerprint, unless it has no effect.
 */
void sim_add_step(step_t *step);

/**
 * Destroy what a peer has.
 */
void sim_destroy(peer_t *this);

#endif /** SIM_PEER_H_ */
