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
 * @defgroup path_choice path_choice
 * @{ @ingroup paths
 */

#ifndef PATH_CHOICE_H_
#define PATH_CHOICE_H_

#include "paths.h"
#include "retry.h"

typedef struct path_choice_t path_choice_t;
typedef enum suspects_t suspects_t;

/**
 * Addresses that failed when last used, but are to be considered.
 */
enum suspects_t {
	/** none */
	SUSPECTS_NONE = 0,
	/** our own */
	SUSPECTS_LOCAL = 1,
	/** those of the peer */
	SUSPECTS_PEER = 2,
	/** both */
	SUSPECTS_BOTH = 3,
};

/**
 * Chooses among the paths that can be used.
 */
struct path_choice_t {

	/**
	 * Find an address that goes with the given one, the current one preferred.
	 *
	 * @param addr		address that is given
	 * @param local		TRUE if it is ours, FALSE if it is one of the peer
	 * @param suspects	which addresses that failed to consider
	 * @return			address of the other side, internal object, NULL if none
	 */
	host_t *(*find_match)(path_choice_t *this, host_t *addr, bool local,
						  suspects_t suspects);

	/**
	 * Select a path: the first address of the given side that can be used, see
	 * paths_t.  Addresses that failed when last used are left out, unless there
	 * is nothing else.
	 *
	 * @param local		TRUE to go by our preference, FALSE by that of the peer
	 * @param family	family to choose from, AF_UNSPEC for any
	 * @param max		which addresses that failed to consider then
	 * @param path		receives the path, internal objects
	 * @return			FALSE if there is none
	 */
	bool (*select)(path_choice_t *this, bool local, int family, suspects_t max,
				   path_t *path);

	/**
	 * Get the address the peer prefers, if it failed when it was last checked.
	 *
	 * @return			internal object, NULL if it did not
	 */
	host_t *(*get_preferred_failed)(path_choice_t *this);

	/**
	 * Get the path to the address that was verified last.
	 *
	 * @param path		receives the path, internal objects
	 * @return			FALSE if there is none
	 */
	bool (*get_verified_last)(path_choice_t *this, path_t *path);

	/**
	 * Note from which of our addresses the peer can't be reached.
	 *
	 * @return			TRUE if it can now be reached from one that is preferred
	 *					to the one in use, as routes follow addresses
	 */
	bool (*update_unusable)(path_choice_t *this);

	/**
	 * Destroy a path_choice_t.
	 */
	void (*destroy)(path_choice_t *this);
};

/**
 * Create a path_choice_t.
 *
 * @param actions	tells what can be used
 * @param current	current path, always up to date
 * @param local		our addresses
 * @param peer		addresses of the peer
 */
path_choice_t *path_choice_create(path_actions_t *actions, path_t *current,
								  address_list_t *local, address_list_t *peer);

#endif /** PATH_CHOICE_H_ @}*/
