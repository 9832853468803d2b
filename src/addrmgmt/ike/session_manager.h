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
 * @defgroup session_manager session_manager
 * @{ @ingroup ike
 */

#ifndef SESSION_MANAGER_H_
#define SESSION_MANAGER_H_

#include "session.h"

typedef struct session_manager_t session_manager_t;
typedef struct session_observer_t session_observer_t;

/**
 * Gets told of everything that is decided for an IKE_SA.
 */
struct session_observer_t {

	/**
	 * Something was decided; called with the IKE_SA checked out.
	 *
	 * @param ike_sa	IKE_SA
	 * @param session	its session
	 * @param event		word for what happened: "move", "announce", "list",
	 *					"refuse", "check", "verified", "failed", "hint",
	 *					"give-up", "force"
	 * @param text		one line for people, as in the log
	 */
	void (*notify)(session_observer_t *this, ike_sa_t *ike_sa,
				   session_t *session, char *event, char *text);
};

/**
 * Finds the session of an IKE_SA.
 */
struct session_manager_t {

	/**
	 * Get the session of an IKE_SA.
	 *
	 * @param ike_sa	IKE_SA, checked out by the caller
	 * @return			session, NULL if none; valid as long as the IKE_SA is
	 *					checked out
	 */
	session_t *(*get)(session_manager_t *this, ike_sa_t *ike_sa);

	/**
	 * Get a counter summed up over all IKE_SAs since the plugin was loaded.
	 */
	uint64_t (*get_total)(session_manager_t *this, counter_t counter);

	/**
	 * Get told of decisions.
	 *
	 * @param observer	observer to add, has to stay until removed
	 */
	void (*add_observer)(session_manager_t *this,
						 session_observer_t *observer);

	/**
	 * Don't get told anymore.
	 */
	void (*remove_observer)(session_manager_t *this,
							session_observer_t *observer);
};

#endif /** SESSION_MANAGER_H_ @}*/
