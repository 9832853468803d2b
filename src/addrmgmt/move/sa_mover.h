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
 * @defgroup sa_mover sa_mover
 * @{ @ingroup move
 */

#ifndef SA_MOVER_H_
#define SA_MOVER_H_

#include <sa/ike_sa.h>

typedef struct sa_mover_t sa_mover_t;

/**
 * Moves an IKE_SA and its CHILD_SAs to other addresses (draft-kivinen 4, K13).
 *
 * The IKE_SA has to be checked out by the caller.
 */
struct sa_mover_t {

	/**
	 * Move the IKE_SA and all its CHILD_SAs, states and policies.
	 *
	 * A CHILD_SA in tunnel mode does not lose packets, those still on their way
	 * to our old address are received for a while. One with IPComp, UDP
	 * encapsulation or hardware offload, or with selectors that follow the
	 * addresses, moves as it does without us.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @param local		new local address, with port
	 * @param remote	new remote address, with port
	 */
	void (*move)(sa_mover_t *this, ike_sa_t *ike_sa, host_t *local,
				 host_t *remote);

	/**
	 * Move the IKE_SA alone (D8).
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @param local		new local address, with port
	 * @param remote	new remote address, with port
	 */
	void (*move_ike_sa)(sa_mover_t *this, ike_sa_t *ike_sa, host_t *local,
						host_t *remote);

	/**
	 * Move some CHILD_SAs of an IKE_SA, which stays where it is (D8).
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @param child_sas	child_sa_t to move
	 * @param local		new local address, with port
	 * @param remote	new remote address, with port
	 */
	void (*move_child_sas)(sa_mover_t *this, ike_sa_t *ike_sa,
						   linked_list_t *child_sas, host_t *local,
						   host_t *remote);

	/**
	 * Destroy a sa_mover_t.
	 */
	void (*destroy)(sa_mover_t *this);
};

/**
 * Create a mover.
 */
sa_mover_t *sa_mover_create();

#endif /** SA_MOVER_H_ @}*/
