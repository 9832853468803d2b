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
 * @defgroup child_places child_places
 * @{ @ingroup ike
 */

#ifndef CHILD_PLACES_H_
#define CHILD_PLACES_H_

#include <sa/ike_sa.h>

#include "move/sa_mover.h"

typedef struct child_places_t child_places_t;

/**
 * Remembers CHILD_SAs that are not on the path of their IKE_SA, because they
 * were updated alone, or because it was (D8). It is intended that they stay
 * there (draft-dupont 2.4), charon does not tell where they are. Moves SAs and keeps that in mind.
 */
struct child_places_t {

	/**
	 * Move the IKE_SA, the given CHILD_SAs come along, others stay.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @param child_sas	child_sa_t to move
	 * @param local		new local address, with port
	 * @param remote	new remote address, with port
	 */
	void (*move_ike_sa)(child_places_t *this, ike_sa_t *ike_sa,
						linked_list_t *child_sas, host_t *local,
						host_t *remote);

	/**
	 * Move CHILD_SAs, the IKE_SA stays.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @param child_sas	child_sa_t to move
	 * @param local		new local address, with port
	 * @param remote	new remote address, with port
	 */
	void (*move_child_sas)(child_places_t *this, ike_sa_t *ike_sa,
						   linked_list_t *child_sas, host_t *local,
						   host_t *remote);

	/**
	 * Get where a CHILD_SA is.
	 *
	 * @param local		receives the local address, internal object
	 * @param remote	receives the remote address, internal object
	 */
	void (*get)(child_places_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
				host_t **local, host_t **remote);

	/**
	 * A CHILD_SA was installed: it goes where the one is that it replaces, else
	 * where the IKE_SA is. If that moved meanwhile, it is still elsewhere.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @param child_sa	CHILD_SA, nothing was sent over it yet
	 * @param old		CHILD_SA it replaces, NULL if it is a new one
	 * @param left		our address before the last move, NULL if there was none
	 */
	void (*installed)(child_places_t *this, ike_sa_t *ike_sa,
					  child_sa_t *child_sa, child_sa_t *old, host_t *left);

	/**
	 * A CHILD_SA is gone.
	 */
	void (*remove)(child_places_t *this, child_sa_t *child_sa);

	/**
	 * Destroy a child_places_t.
	 */
	void (*destroy)(child_places_t *this);
};

/**
 * Create a child_places_t.
 *
 * @param mover		moves SAs
 */
child_places_t *child_places_create(sa_mover_t *mover);

#endif /** CHILD_PLACES_H_ @}*/
