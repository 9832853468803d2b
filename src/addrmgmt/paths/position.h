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
 * @defgroup position position
 * @{ @ingroup paths
 */

#ifndef POSITION_H_
#define POSITION_H_

#include "elsewhere.h"
#include "path.h"
#include "paths.h"

typedef struct position_t position_t;

/**
 * The path in use, and whether packets may pass it.
 */
struct position_t {

	/**
	 * Current path, changed by move() only.
	 */
	path_t path;

	/**
	 * Where else the peer sends its requests.
	 */
	elsewhere_t *elsewhere;

	/**
	 * Check if this is the current path.
	 */
	bool (*is)(position_t *this, host_t *local, host_t *remote);

	/**
	 * Move to another path, does nothing if it is the current one already.
	 *
	 * @param local		our address, gets cloned
	 * @param remote	address of the peer, gets cloned
	 * @param why		reason for people, constant
	 * @return			TRUE if moved
	 */
	bool (*move)(position_t *this, host_t *local, host_t *remote, char *why);

	/**
	 * Set if the credit of the address in use is used up, with no other to go
	 * back to (K15); until the next move.
	 */
	void (*set_used_up)(position_t *this, bool used_up);

	/**
	 * Get if the credit is used up.
	 */
	bool (*is_used_up)(position_t *this);

	/**
	 * Set until when the peer is away, in ms, 0 if it is not.
	 */
	void (*set_away)(position_t *this, uint64_t until);

	/**
	 * Get until when the peer is away, in ms, 0 if it is not.
	 */
	uint64_t (*get_away)(position_t *this);

	/**
	 * Destroy a position_t.
	 */
	void (*destroy)(position_t *this);
};

/**
 * Create a position_t.
 *
 * @param actions	moves and holds packets
 * @param local		our address, gets cloned
 * @param remote	address of the peer, gets cloned
 */
position_t *position_create(path_actions_t *actions, host_t *local,
							host_t *remote);

#endif /** POSITION_H_ @}*/
