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
 * @defgroup retry retry
 * @{ @ingroup paths
 */

#ifndef RETRY_H_
#define RETRY_H_

#include "path.h"
#include "paths.h"

typedef struct retry_t retry_t;

/**
 * Sends the request in the air again, address by address (draft-kivinen 2).
 */
struct retry_t {

	/**
	 * A request is sent for the first time, by the caller.
	 *
	 * @param kind		kind of request
	 * @param target	path to try first, its hosts are NULL if there is none; the
	 *					local one alone if any will do; the path in use is next
	 * @param now		current time in ms
	 * @return			path to send it on, internal object
	 */
	path_t *(*start)(retry_t *this, request_kind_t kind, path_t *target,
					 uint64_t now);

	/**
	 * Addresses changed: begin a new round, at once (K16).  Does nothing if no
	 * request is in the air.
	 *
	 * @param target	address of the peer to try first if it's not the one in
	 *					use, NULL if there is none
	 * @param heard		TRUE if the peer was heard of; it may not have us send
	 *					to addresses never verified as often as it likes
	 * @param now		current time in ms
	 */
	void (*restart)(retry_t *this, host_t *target, bool heard, uint64_t now);

	/**
	 * Is there a request in the air, but no path or one that can't be used
	 * anymore?
	 */
	bool (*is_stuck)(retry_t *this);

	/**
	 * Was the request in the air sent again since addresses changed?
	 */
	bool (*is_repeated)(retry_t *this);

	/**
	 * Don't send anything again for a while, as the peer is away, and don't
	 * count that time as one without answer.  REQUEST_LAST doesn't wait.
	 *
	 * @param until		end of that time in ms
	 */
	void (*pause)(retry_t *this, uint64_t until);

	/**
	 * Do what is due.
	 *
	 * @return			FALSE if the peer has to be given up
	 */
	bool (*timer)(retry_t *this, uint64_t now);

	/**
	 * The request was answered.
	 *
	 * @param remote	address the answer came from, NULL if there is none
	 * @return			the address it was sent to if copies went to one address
	 *					only, NULL if to several (K15); internal object
	 */
	host_t *(*stop)(retry_t *this, host_t *remote);

	/**
	 * Get the kind of the request in the air.
	 *
	 * @param kind		receives the kind
	 * @return			FALSE if none is in the air
	 */
	bool (*get_kind)(retry_t *this, request_kind_t *kind);

	/**
	 * Was the last request sent on a path?
	 *
	 * @param path		path, its local address may be NULL for any
	 * @param outdated	TRUE to ask for all of the time, FALSE for that since
	 *					addresses changed
	 */
	bool (*was_sent)(retry_t *this, path_t *path, bool outdated);

	/**
	 * Was the last request sent to an address as often as it may, and not
	 * answered in time?
	 *
	 * @param local		address it was sent from, NULL for the last one
	 * @param remote	address it was sent to
	 */
	bool (*was_unanswered)(retry_t *this, host_t *local, host_t *remote);

	/**
	 * Get the time when an address may be checked.
	 *
	 * @param now		current time in ms
	 * @return			that time in ms, not later than now if it may be now
	 */
	uint64_t (*get_time)(retry_t *this, host_t *remote, uint64_t now);

	/**
	 * Destroy a retry_t.
	 */
	void (*destroy)(retry_t *this);
};

/**
 * Create a retry_t.
 *
 * @param config	configuration, has to stay
 * @param actions	transmits, schedules and gets verdicts
 * @param current	current path, always up to date
 * @param local		our addresses
 * @param peer		addresses of the peer
 */
retry_t *retry_create(paths_config_t *config, path_actions_t *actions,
					  path_t *current, address_list_t *local,
					  address_list_t *peer);

#endif /** RETRY_H_ @}*/
