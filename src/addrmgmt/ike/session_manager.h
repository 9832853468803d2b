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

#include <bus/listeners/listener.h>

#include "decorators.h"
#include "move/sa_mover.h"
#include "session.h"
#include "successions.h"
#include "watch/address_watcher.h"
#include "watch/icmp_errors.h"

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
	 *					"give-up", "force", "update"
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
	 * Implements listener_t, creates sessions and tells them what happens.
	 */
	listener_t listener;

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

	/**
	 * Tell observers of a decision, used by sessions.
	 */
	void (*notify)(session_manager_t *this, ike_sa_t *ike_sa,
				   session_t *session, char *event, char *text);

	/**
	 * Count something in total, used by sessions.
	 */
	void (*count)(session_manager_t *this, counter_t counter);

	/**
	 * Do something for a session in the given time, with its IKE_SA checked
	 * out.
	 *
	 * @param ike_sa	IKE_SA of the session
	 * @param execute	what to do, returns DESTROY_ME if the IKE_SA has to be
	 *					destroyed afterwards
	 * @param ms		time in ms
	 */
	void (*schedule)(session_manager_t *this, ike_sa_t *ike_sa,
					 status_t (*execute)(session_t *session), uint64_t ms);

	/**
	 * Call session_t.update() for all sessions.
	 */
	void (*update)(session_manager_t *this);

	/**
	 * Note the path in use, so that ICMP errors can be assigned; used by
	 * sessions.
	 */
	void (*set_path)(session_manager_t *this, ike_sa_t *ike_sa, host_t *local,
					 host_t *remote);

	/**
	 * Get what takes over decisions of IKE_SAs, used by sessions.
	 */
	decorators_t *(*get_decorators)(session_manager_t *this);

	/**
	 * Get what knows which IKE_SAs replace others, used by sessions.
	 */
	successions_t *(*get_successions)(session_manager_t *this);

	/**
	 * Get what moves SAs, used by sessions.
	 */
	sa_mover_t *(*get_mover)(session_manager_t *this);

	/**
	 * Get what knows our addresses, used by sessions.
	 */
	address_watcher_t *(*get_watcher)(session_manager_t *this);

	/**
	 * Destroy a session_manager_t.
	 */
	void (*destroy)(session_manager_t *this);
};

/**
 * Create a session manager.
 *
 * @return			NULL if the kernel can't be asked for addresses
 */
session_manager_t *session_manager_create();

#endif /** SESSION_MANAGER_H_ @}*/
