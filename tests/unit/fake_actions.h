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
 * Notes what the rules decide instead of doing it.
 */

#ifndef FAKE_ACTIONS_H_
#define FAKE_ACTIONS_H_

#include <paths/paths.h>

typedef struct fake_actions_t fake_actions_t;

/**
 * Longest note of what was decided.
 */
#define FAKE_LOG_LEN 4096

/**
 * Actions that are only noted, and a clock. Addresses are named as in
 * named_hosts.h.
 */
struct fake_actions_t {

	/**
	 * Implements path_actions_t.
	 */
	path_actions_t actions;

	/**
	 * Current time in ms.
	 */
	uint64_t now;

	/**
	 * Set the local addresses packets can be sent from, all at first.
	 */
	void (*set_own)(fake_actions_t *this, char *names);

	/**
	 * Have no route from one address to another anymore.
	 */
	void (*lose_route)(fake_actions_t *this, char *local, char *remote);

	/**
	 * Get the next time something is scheduled for and let it be now.
	 *
	 * @param until		let it be that time if there is nothing before
	 * @return			FALSE if there is nothing until then
	 */
	bool (*wait)(fake_actions_t *this, uint64_t until);

	/**
	 * Get what was decided since the last call: "move a1 b1", "announce",
	 * "check", "500 send a1 b1" with the time, "b1 verified", "b1 failed",
	 * "hold", "release", "proven", "refused", "give up", separated by commas.
	 *
	 * @return			internal string
	 */
	char *(*get_log)(fake_actions_t *this);

	/**
	 * Destroy a fake_actions_t.
	 */
	void (*destroy)(fake_actions_t *this);
};

/**
 * Create a fake_actions_t.
 */
fake_actions_t *fake_actions_create();

#endif /** FAKE_ACTIONS_H_ */
