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
 * @defgroup establishment establishment
 * @{ @ingroup ike
 */

#ifndef ESTABLISHMENT_H_
#define ESTABLISHMENT_H_

#include "heritage.h"
#include "in_force.h"

typedef struct establishment_t establishment_t;

/**
 * What happens before an IKE_SA is established: both sides find out which
 * protocol they use and introduce themselves, and if it replaces another IKE_SA
 * a path is found.
 */
struct establishment_t {

	/**
	 * A message of IKE_SA_INIT or IKE_AUTH, or any other as long as no protocol
	 * is in force, was received or is about to be sent, not encrypted.
	 *
	 * @param message	message of the IKE_SA
	 * @param incoming	TRUE if received
	 * @return			FALSE if it has to be ignored
	 */
	bool (*message)(establishment_t *this, message_t *message, bool incoming);

	/**
	 * Check if the IKE_SA may be established, the connection is known by now.
	 */
	bool (*may_establish)(establishment_t *this);

	/**
	 * The IKE_SA is about to be initiated and replaces another one (K16).
	 *
	 * @param heritage	what that one knows of addresses, adopted
	 */
	void (*succeed)(establishment_t *this, heritage_t *heritage);

	/**
	 * The IKE_SA this one is about to replace has moved.
	 */
	void (*follow)(establishment_t *this);

	/**
	 * Our addresses, their order, or routes might have changed.
	 *
	 * @return			TRUE if the IKE_SA is about to replace another one, so
	 *					that is all there is to do
	 */
	bool (*update)(establishment_t *this);

	/**
	 * Do what is due.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*timer)(establishment_t *this);

	/**
	 * The IKE_SA is established, decide on the protocol.
	 */
	dialect_t (*conclude)(establishment_t *this);

	/**
	 * Put the protocol in force that was decided on.
	 *
	 * @param executor	carries out what the rules decide
	 * @param places	moves CHILD_SAs
	 * @return			what there is from now on, to be destroyed before this
	 */
	in_force_t *(*put_in_force)(establishment_t *this,
								path_executor_t *executor,
								child_places_t *places);

	/**
	 * No path has to be found anymore for an IKE_SA that replaces another one,
	 * which behaves as it did before.
	 */
	void (*end)(establishment_t *this);

	/**
	 * The IKE_SA got replaced by another one (C4).
	 *
	 * @param new		IKE_SA
	 */
	void (*rekeyed)(establishment_t *this, ike_sa_t *new);

	/**
	 * Get why the protocol, or none, is in force; one line for people.
	 */
	char *(*get_reason)(establishment_t *this);

	/**
	 * Destroy an establishment_t.
	 */
	void (*destroy)(establishment_t *this);
};

/**
 * Create an establishment_t.
 *
 * @param manager	manager of the session
 * @param session	session of the IKE_SA
 * @param ike_sa	IKE_SA, nothing was sent or received yet
 */
establishment_t *establishment_create(session_manager_t *manager,
									  session_t *session, ike_sa_t *ike_sa);

#endif /** ESTABLISHMENT_H_ @}*/
