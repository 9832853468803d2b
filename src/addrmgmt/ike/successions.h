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
 * @defgroup successions successions
 * @{ @ingroup ike
 */

#ifndef SUCCESSIONS_H_
#define SUCCESSIONS_H_

#include "session.h"

typedef struct successions_t successions_t;

/**
 * Knows which IKE_SAs are about to replace others by reauthentication, and
 * tells them what becomes of these.
 */
struct successions_t {

	/**
	 * An IKE_SA is about to be initiated: if this thread does so to
	 * reauthenticate another one, give it what that knows of addresses.
	 *
	 * @param ike_sa	IKE_SA, nothing was sent yet
	 * @return			what the other one knows, NULL if there is none
	 */
	heritage_t *(*begin)(successions_t *this, ike_sa_t *ike_sa);

	/**
	 * Find the IKE_SA a message belongs to: charon sends the first IKE_SA_INIT
	 * in the name of the one that is reauthenticated.
	 *
	 * @param ike_sa	IKE_SA the message was sent in the name of
	 * @param message	message about to be sent
	 * @return			IKE_SA it belongs to
	 */
	ike_sa_t *(*find)(successions_t *this, ike_sa_t *ike_sa,
					  message_t *message);

	/**
	 * An IKE_SA moved: tell the one that is about to replace it, if any.
	 */
	void (*moved)(successions_t *this, ike_sa_t *ike_sa, session_t *session);

	/**
	 * Get what became of the IKE_SA that another one is about to replace.
	 *
	 * @return			what it knows now, NULL if it did not move since
	 */
	heritage_t *(*take_heritage)(successions_t *this, ike_sa_t *ike_sa);

	/**
	 * An IKE_SA does not get an answer, a hint for the one it is about to
	 * replace (K8).
	 */
	void (*hint)(successions_t *this, ike_sa_t *ike_sa);

	/**
	 * An IKE_SA is established, or gone.
	 */
	void (*end)(successions_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a successions_t.
	 */
	void (*destroy)(successions_t *this);
};

/**
 * Create a successions_t.
 *
 * @param manager	manager of sessions
 */
successions_t *successions_create(session_manager_t *manager);

#endif /** SUCCESSIONS_H_ @}*/
