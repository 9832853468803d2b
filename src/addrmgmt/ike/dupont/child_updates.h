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
 * @defgroup child_updates child_updates
 * @{ @ingroup ike
 */

#ifndef CHILD_UPDATES_H_
#define CHILD_UPDATES_H_

#include "ike/child_places.h"
#include "ike/session.h"
#include "wire/dupont.h"
#include "wire/update.h"

typedef struct child_updates_t child_updates_t;

/**
 * Updates of single SAs (D8, D9), in both directions.
 */
struct child_updates_t {

	/**
	 * Apply an update of the peer to the SAs it lists; those we don't know are
	 * left out.
	 *
	 * @param ike_sa	IKE_SA
	 * @param update	what the peer lists
	 * @param path		path to move the SAs to
	 * @return			what to answer, NULL if nothing was moved
	 */
	update_t *(*apply)(child_updates_t *this, ike_sa_t *ike_sa,
					   update_t *update, path_t *path);

	/**
	 * Note that the peer is to be asked to update CHILD_SAs.
	 *
	 * @param names		names of CHILD_SAs, char*
	 * @param path		path to move them to, the hosts are NULL to keep theirs
	 */
	void (*want)(child_updates_t *this, linked_list_t *names, path_t *path);

	/**
	 * If there are CHILD_SAs, moved alone, on addresses we don't have anymore,
	 * note that the peer is to be asked to update them to the current path.
	 *
	 * @param ike_sa	IKE_SA
	 * @return			TRUE if there are
	 */
	bool (*rescue)(child_updates_t *this, ike_sa_t *ike_sa);

	/**
	 * Is there a request for that in the air, or waiting to be sent?
	 */
	bool (*is_busy)(child_updates_t *this);

	/**
	 * Build the request for that. SAs of which only our end changes are moved
	 * at once, so that we receive what the peer sends before its answer.
	 *
	 * @param ike_sa	IKE_SA
	 * @param message	request
	 * @param numbers	numbers in use
	 * @return			FALSE if there is nothing to ask for
	 */
	bool (*build)(child_updates_t *this, ike_sa_t *ike_sa, message_t *message,
				  const dupont_numbers_t *numbers);

	/**
	 * The peer answered that request: move what it moved, and put back what it
	 * did not.
	 *
	 * @param ike_sa	IKE_SA
	 * @param message	response
	 * @param numbers	numbers in use
	 */
	void (*answered)(child_updates_t *this, ike_sa_t *ike_sa,
					 message_t *message, const dupont_numbers_t *numbers);

	/**
	 * The request in the air won't be answered anymore, it has to be sent again.
	 *
	 * @return			number of requests that have to be sent
	 */
	u_int (*abandon)(child_updates_t *this);

	/**
	 * Destroy a child_updates_t.
	 */
	void (*destroy)(child_updates_t *this);
};

/**
 * Create a child_updates_t.
 *
 * @param session	session to report for
 * @param paths		rules of the session
 * @param places	moves CHILD_SAs
 */
child_updates_t *child_updates_create(session_t *session, paths_t *paths,
									  child_places_t *places);

#endif /** CHILD_UPDATES_H_ @}*/
