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

/**
 * @defgroup checks checks
 * @{ @ingroup paths
 */

#ifndef CHECKS_H_
#define CHECKS_H_

#include "path_choice.h"

typedef struct checks_t checks_t;

/**
 * Remembers which addresses of the peer have to be checked: the one in use, one
 * the peer prefers but that failed when it was last checked, a path the peer asked
 * for, one that was answered on, and one it uses instead of ours.
 */
struct checks_t {

	/**
	 * Set if the address in use has to be checked.
	 */
	void (*set_current)(checks_t *this, bool check);

	/**
	 * Get if the address in use has to be checked.
	 */
	bool (*get_current)(checks_t *this);

	/**
	 * Set an address to check before traffic moves there (K7).
	 *
	 * @param remote	address of the peer, gets cloned, NULL for none
	 */
	void (*set_preferred)(checks_t *this, host_t *remote);

	/**
	 * Get that address.
	 *
	 * @return			internal object, NULL if there is none
	 */
	host_t *(*get_preferred)(checks_t *this);

	/**
	 * If the address to check can't be reached anymore, check the most
	 * preferred one that can be reached from the address in use instead.
	 */
	void (*replace_preferred)(checks_t *this);

	/**
	 * Set the path the peer uses instead of the current one; to be checked as
	 * we follow if it works.
	 *
	 * @param local		our address, gets cloned, NULL for none
	 * @param remote	address of the peer, gets cloned, NULL for none
	 */
	void (*set_follow)(checks_t *this, host_t *local, host_t *remote);

	/**
	 * Get that path.
	 *
	 * @return			internal object, hosts are NULL if there is none
	 */
	path_t *(*get_follow)(checks_t *this);

	/**
	 * Set a path the peer asked for, which is checked before anything else as the
	 * peer waits for an answer (D11).
	 *
	 * @param local		our address, gets cloned, NULL for none
	 * @param remote	address of the peer, gets cloned, NULL for none
	 */
	void (*set_claimed)(checks_t *this, host_t *local, host_t *remote);

	/**
	 * Get that path.
	 *
	 * @return			internal object, hosts are NULL if there is none
	 */
	path_t *(*get_claimed)(checks_t *this);

	/**
	 * Set a path an answer came on: traffic moves there once the answer to a
	 * request that went nowhere else does, too (D11).
	 *
	 *  local		our address, gets cloned, NULL for none
	 *  remote	address of the peer, gets cloned, NULL for none
	 */
	void (*set_answered)(checks_t *this, host_t *local, host_t *remote);

	/**
	 * Get the address to check next.
	 *
	 * @return			path, internal hosts: the remote one is NULL if there is
	 *					none, the local one if that is up to the rules
	 */
	path_t (*get_next)(checks_t *this);

	/**
	 * Have checked what has to be, as soon as it may be (K15).
	 *
	 * @param now		current time in ms
	 */
	void (*start)(checks_t *this, uint64_t now);

	/**
	 * Start what had to be put off until now.
	 *
	 * @param now		current time in ms
	 */
	void (*timer)(checks_t *this, uint64_t now);

	/**
	 * Destroy a checks_t.
	 */
	void (*destroy)(checks_t *this);
};

/**
 * Create a checks_t.
 *
 * @param actions	queues checks
 * @param current	current path, always up to date
 * @param peer		addresses of the peer
 * @param choice	knows what can be reached
 * @param retry		knows when an address may be sent something again
 */
checks_t *checks_create(path_actions_t *actions, path_t *current,
						address_list_t *peer, path_choice_t *choice,
						retry_t *retry);

#endif /** CHECKS_H_ @}*/
