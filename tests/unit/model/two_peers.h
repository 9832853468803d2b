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
 * The rules of two peers, connected by a small network in virtual time.
 */

#ifndef TWO_PEERS_H_
#define TWO_PEERS_H_

#include "fingerprint.h"

typedef struct two_peers_t two_peers_t;

/**
 * Longest description of an event.
 */
#define EVENT_LEN 32

/**
 * Two peers, a (the initiator) and b, whose rules are asked with a window of
 * one, as charon would.
 *
 * Both send traffic all the time, and take it as a hint if none arrives for
 * some seconds.
 * Whether the rules are kept is checked at every step.
 */
struct two_peers_t {

	/**
	 * Number of different events that can happen in this network.
	 */
	int (*count_events)(two_peers_t *this);

	/**
	 * Describe an event.
	 *
	 * @param buf		buffer, EVENT_LEN bytes
	 * @return			buf
	 */
	char *(*describe)(two_peers_t *this, int event, char *buf);

	/**
	 * Let an event happen now: an address goes or comes, the preferences of a
	 * peer change, it has something to say, it sent too much to an address
	 * that is not verified, or a path dies or recovers without a word.
	 */
	void (*happen)(two_peers_t *this, int event);

	/**
	 * Let time pass.
	 */
	void (*run)(two_peers_t *this, uint64_t ms);

	/**
	 * Let it all calm down, and check that it does.
	 */
	void (*settle)(two_peers_t *this);

	/**
	 * Get what violated the rules, NULL if nothing did.
	 */
	char *(*get_violation)(two_peers_t *this);

	/**
	 * Did one of them give up?
	 */
	bool (*is_over)(two_peers_t *this);

	/**
	 * Do both use the same path?
	 */
	bool (*do_agree)(two_peers_t *this);

	/**
	 * Get how long it took after the last event until both used paths that
	 * work, in ms.
	 */
	u_int (*get_recovery)(two_peers_t *this);

	/**
	 * Get the number of steps made so far.
	 */
	u_int (*get_steps)(two_peers_t *this);

	/**
	 * Get the fingerprint of the state of the network, the peers and the
	 * packets.
	 */
	fingerprint_t (*get_state)(two_peers_t *this);

	/**
	 * Destroy a two_peers_t.
	 */
	void (*destroy)(two_peers_t *this);
};

/**
 * Create two peers.
 *
 * @param a			addresses of a as in named_hosts.h, preferred first
 * @param b			addresses of b
 * @param interval	least time between attempts at an address that was never
 *					verified, in ms, 0 for none
 * @param verbose	TRUE to print each step
 */
two_peers_t *two_peers_create(char *a, char *b, uint64_t interval,
							  bool verbose);

#endif /** TWO_PEERS_H_ */
