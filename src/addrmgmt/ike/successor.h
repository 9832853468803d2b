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
 * @defgroup successor successor
 * @{ @ingroup ike
 */

#ifndef SUCCESSOR_H_
#define SUCCESSOR_H_

#include "session.h"

typedef struct successor_t successor_t;

/**
 * Finds a path for an IKE_SA that replaces another one by reauthentication, as
 * long as it is not established (K16).
 *
 * It sends IKE_SA_INIT, and what follows, by the same schedule as any other
 * request.  But the addresses of IKE_SA_INIT are part of it, by NAT detection,
 * and IKE_AUTH has to come from where that came from, so on another path
 * everything starts over, with other SPIs.  What the peer has of the attempt
 * before is half open and will expire.
 */
struct successor_t {

	/**
	 * The IKE_SA that is to be replaced moved: start over on its path if there
	 * is reason to believe that ours does not work.
	 */
	void (*follow)(successor_t *this);

	/**
	 * Our addresses or routes might have changed.
	 */
	void (*update)(successor_t *this);

	/**
	 * The request in the air was answered.
	 */
	void (*answered)(successor_t *this);

	/**
	 * Do what is due.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*timer)(successor_t *this);

	/**
	 * The IKE_SA is established: let its rules know which addresses did not
	 * work, or they would move there.
	 */
	void (*teach)(successor_t *this, paths_t *paths);

	/**
	 * Destroy a successor_t, the IKE_SA behaves as it did before.
	 */
	void (*destroy)(successor_t *this);
};

/**
 * Create a successor_t.
 *
 * @param manager	manager of the session
 * @param session	session of the IKE_SA
 * @param ike_sa	IKE_SA, nothing was sent yet
 * @param heritage	what the IKE_SA it replaces knows, adopted
 */
successor_t *successor_create(session_manager_t *manager, session_t *session,
							  ike_sa_t *ike_sa, heritage_t *heritage);

#endif /** SUCCESSOR_H_ @}*/
