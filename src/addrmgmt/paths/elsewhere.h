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
 * @defgroup elsewhere elsewhere
 * @{ @ingroup paths
 */

#ifndef ELSEWHERE_H_
#define ELSEWHERE_H_

#include "path.h"

typedef struct elsewhere_t elsewhere_t;

/**
 * Least time in ms between hints because of requests on another path; if both
 * sides use different paths that work, their checks must not chase each other.
 * After that time it is clear that the peer uses that path.
 */
#define ELSEWHERE_INTERVAL 10000

/**
 * Remembers on which path, other than ours, the peer sends its requests.
 */
struct elsewhere_t {

	/**
	 * A request was received on a path that is not the current one.
	 *
	 * @param local		address it was sent to
	 * @param remote	address it came from
	 * @param now		current time in ms
	 * @return			TRUE if all requests were received there for a while:
	 *					one packet proves nothing, and a peer that does not know
	 *					our list yet just uses what we used before
	 */
	bool (*heard)(elsewhere_t *this, host_t *local, host_t *remote,
				  uint64_t now);

	/**
	 * Is it time for a hint because of that?
	 */
	bool (*is_hint_due)(elsewhere_t *this, uint64_t now);

	/**
	 * There was such a hint.
	 */
	void (*hinted)(elsewhere_t *this, uint64_t now);

	/**
	 * A request was received on the current path.
	 */
	void (*back)(elsewhere_t *this);

	/**
	 * The current path changed, so all is new.
	 */
	void (*reset)(elsewhere_t *this);

	/**
	 * Destroy an elsewhere_t.
	 */
	void (*destroy)(elsewhere_t *this);
};

/**
 * Create an elsewhere_t.
 */
elsewhere_t *elsewhere_create();

#endif /** ELSEWHERE_H_ @}*/
