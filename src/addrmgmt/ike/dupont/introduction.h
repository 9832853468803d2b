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
 * @defgroup introduction introduction
 * @{ @ingroup ike
 */

#ifndef INTRODUCTION_H_
#define INTRODUCTION_H_

#include "ike/negotiation.h"
#include "own_addresses.h"
#include "ike/session.h"

typedef struct introduction_t introduction_t;

/**
 * Alternate addresses in IKE_AUTH, as draft-dupont has it (D5, D6): each side
 * tells its own while the IKE_SA is set up, those of the peer count once it is
 * authenticated (D12).
 */
struct introduction_t {

	/**
	 * Tell our addresses in an IKE_AUTH request that is about to be sent, read
	 * the peer's from one that was received; only if draft-dupont is going to be
	 * in force.
	 *
	 * @param message	message of the IKE_SA, which is not established yet
	 * @param incoming	TRUE if received
	 */
	void (*message)(introduction_t *this, message_t *message, bool incoming);

	/**
	 * Tell our addresses in the final IKE_AUTH response.
	 *
	 * @param message	response that is about to be sent
	 * @param own		what the peer knows of our addresses
	 * @param paths		rules of the session
	 */
	void (*respond)(introduction_t *this, message_t *message,
					own_addresses_t *own, paths_t *paths);

	/**
	 * The peer is authenticated: let the rules know what both sides told.
	 *
	 * @param paths		rules of the session
	 * @return			what the peer knows of our addresses
	 */
	own_addresses_t *(*finish)(introduction_t *this, paths_t *paths);

	/**
	 * Destroy an introduction_t.
	 */
	void (*destroy)(introduction_t *this);
};

/**
 * Create an introduction_t.
 *
 * @param manager		manager of the session
 * @param session		session to count for
 * @param ike_sa		IKE_SA of the session
 * @param negotiation	knows the protocol
 */
introduction_t *introduction_create(session_manager_t *manager,
									session_t *session, ike_sa_t *ike_sa,
									negotiation_t *negotiation);

#endif /** INTRODUCTION_H_ @}*/
