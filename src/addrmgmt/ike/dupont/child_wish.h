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
 * @defgroup child_wish child_wish
 * @{ @ingroup ike
 */

#ifndef CHILD_WISH_H_
#define CHILD_WISH_H_

#include "ike/child_places.h"
#include "paths/path.h"
#include "paths/paths.h"

typedef struct child_wish_t child_wish_t;

/**
 * CHILD_SAs that are to be moved alone, and where to (D8, D14).
 */
struct child_wish_t {

	/**
	 * Where to, hosts are NULL to keep theirs.
	 */
	path_t path;

	/**
	 * Is it about CHILD_SAs on addresses we don't have anymore?
	 */
	bool (*is_rescue)(child_wish_t *this);

	/**
	 * Find the CHILD_SAs that are meant.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @return			list of child_sa_t
	 */
	linked_list_t *(*find)(child_wish_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a child_wish_t.
	 */
	void (*destroy)(child_wish_t *this);
};

/**
 * Check if a CHILD_SA is there to stay and can be elsewhere, too.
 */
bool child_wish_is_movable(child_sa_t *child_sa);

/**
 * Create a child_wish_t.
 *
 * @param places	knows where CHILD_SAs are
 * @param paths		knows our addresses
 * @param names		names of CHILD_SAs, char*, gets cloned; NULL for those that
 *					were moved alone and are on addresses we have lost
 * @param path		where to, gets cloned, hosts are NULL to keep theirs
 */
child_wish_t *child_wish_create(child_places_t *places, paths_t *paths,
								linked_list_t *names, path_t *path);

#endif /** CHILD_WISH_H_ @}*/
