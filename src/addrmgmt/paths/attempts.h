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
 * @defgroup attempts attempts
 * @{ @ingroup paths
 */

#ifndef ATTEMPTS_H_
#define ATTEMPTS_H_

#include "path.h"

typedef struct attempts_t attempts_t;
typedef struct attempt_t attempt_t;

/**
 * A path the request in the air was sent on.
 */
struct attempt_t {
	/** the path */
	path_t path;
	/** was it before addresses changed? */
	bool outdated;
	/** was there no answer in time? */
	bool unanswered;
	/** was it in this round? */
	bool this_round;
};

/**
 * Remembers on which paths the request in the air was sent.
 */
struct attempts_t {

	/**
	 * Forget all, there is another request.
	 */
	void (*clear)(attempts_t *this);

	/**
	 * The request is sent on a path, in this round.
	 *
	 * @return			attempt, internal object until clear()
	 */
	attempt_t *(*add)(attempts_t *this, host_t *local, host_t *remote);

	/**
	 * Find an attempt.
	 *
	 * @param local		local address, NULL for the last attempt from any
	 * @param remote	address of the peer
	 * @return			internal object, NULL if there was none
	 */
	attempt_t *(*find)(attempts_t *this, host_t *local, host_t *remote);

	/**
	 * Was the request sent to an address in this round?
	 */
	bool (*was_in_round)(attempts_t *this, host_t *remote);

	/**
	 * Another round begins.
	 */
	void (*begin_round)(attempts_t *this);

	/**
	 * Addresses changed, all attempts so far were before that.
	 */
	void (*set_outdated)(attempts_t *this);

	/**
	 * Get the address the request was sent to.
	 *
	 * @return			internal object, NULL if it was sent to none or to several
	 */
	host_t *(*get_only)(attempts_t *this);

	/**
	 * Destroy an attempts_t.
	 */
	void (*destroy)(attempts_t *this);
};

/**
 * Create an attempts_t.
 */
attempts_t *attempts_create();

#endif /** ATTEMPTS_H_ @}*/
