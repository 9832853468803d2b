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
 * @defgroup peer_requests peer_requests
 * @{ @ingroup ike
 */

#ifndef PEER_REQUESTS_H_
#define PEER_REQUESTS_H_

#include "child_updates.h"
#include "own_addresses.h"
#include "ike/session.h"
#include "wire/dupont.h"

typedef struct peer_requests_t peer_requests_t;

/**
 * Handles the requests of a peer that are about addresses, as draft-dupont has
 * them, and answers them: at once, or when the peer has proven to be where it
 * claims to be (D9, D11).
 */
struct peer_requests_t {

	/**
	 * A request was received, about addresses or not.
	 *
	 * @param message	decrypted request
	 * @return			FALSE if charon must not see it yet
	 */
	bool (*request)(peer_requests_t *this, message_t *message);

	/**
	 * Add what there is to say to the response.
	 *
	 * @param message	response to that request
	 */
	void (*respond)(peer_requests_t *this, message_t *message);

	/**
	 * Was what that request asked for applied?
	 */
	bool (*is_applied)(peer_requests_t *this);

	/**
	 * The rules have a verdict about the path the peer asked for.
	 *
	 * @param proven	TRUE if it is in use now
	 */
	void (*updated)(peer_requests_t *this, bool proven);

	/**
	 * Answer the request that is not answered yet.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*resume)(peer_requests_t *this);

	/**
	 * Is there a request that is not answered yet?
	 */
	bool (*is_waiting)(peer_requests_t *this);

	/**
	 * We are about to wait for the peer ourselves: if it is up to us, what it
	 * asked for has to wait.
	 */
	void (*insist)(peer_requests_t *this);

	/**
	 * Is the move to the path in use one of the IKE_SA alone (D8)?
	 */
	bool (*is_moving_alone)(peer_requests_t *this);

	/**
	 * The IKE_SA got replaced by another one, nothing is answered anymore.
	 */
	void (*set_ike_sa)(peer_requests_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a peer_requests_t.
	 */
	void (*destroy)(peer_requests_t *this);
};

/**
 * Create a peer_requests_t.
 *
 * @param manager	manager of the session
 * @param session	session to count and report for
 * @param paths		rules of the session
 * @param ike_sa	IKE_SA of the session
 * @param numbers	numbers in use, have to stay
 * @param own		knows the path both sides agreed on
 * @param children	updates single SAs
 */
peer_requests_t *peer_requests_create(session_manager_t *manager,
									  session_t *session, paths_t *paths,
									  ike_sa_t *ike_sa,
									  const dupont_numbers_t *numbers,
									  own_addresses_t *own,
									  child_updates_t *children);

#endif /** PEER_REQUESTS_H_ @}*/
