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
 * @defgroup path_executor path_executor
 * @{ @ingroup ike
 */

#ifndef PATH_EXECUTOR_H_
#define PATH_EXECUTOR_H_

#include <collections/array.h>

#include "child_places.h"
#include "session.h"

typedef struct path_executor_t path_executor_t;

/**
 * Carries out what the rules decide for an IKE_SA.
 */
struct path_executor_t {

	/**
	 * Implements path_actions_t.
	 */
	path_actions_t actions;

	/**
	 * Have one of our exchanges started as soon as no other one is going on.
	 */
	void (*queue)(path_executor_t *this, exchange_t exchange);

	/**
	 * Packets of the request that is in the air from now on.
	 *
	 * @param packets	packet_t objects, adopted
	 */
	void (*set_packets)(path_executor_t *this, array_t *packets);

	/**
	 * Send these packets.
	 *
	 * @param local		address to send from, the port is that of the IKE_SA
	 * @param remote	address to send to, the port is that of the IKE_SA
	 */
	void (*send)(path_executor_t *this, host_t *local, host_t *remote);

	/**
	 * The task that carries out path_actions_t.check() is about to be sent.
	 */
	void (*check_sent)(path_executor_t *this);

	/**
	 * Get our address before the last move.
	 *
	 * @return			internal object, NULL if there was no move
	 */
	host_t *(*get_left)(path_executor_t *this);

	/**
	 * Is our mover at work?
	 */
	bool (*is_moving)(path_executor_t *this);

	/**
	 * Did the rules give up the IKE_SA?
	 */
	bool (*is_given_up)(path_executor_t *this);

	/**
	 * Delete the IKE_SA like charon does if nobody answers; the caller has to
	 * destroy it afterwards.
	 */
	void (*delete_ike_sa)(path_executor_t *this);

	/**
	 * The IKE_SA got replaced by another one.
	 */
	void (*set_ike_sa)(path_executor_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a path_executor_t.
	 */
	void (*destroy)(path_executor_t *this);
};

/**
 * Create a path_executor_t.
 *
 * @param manager	manager of the session
 * @param session	session to act for
 * @param ike_sa	IKE_SA of the session
 * @param places	moves the IKE_SA without some CHILD_SAs
 */
path_executor_t *path_executor_create(session_manager_t *manager,
									  session_t *session, ike_sa_t *ike_sa,
									  child_places_t *places);

#endif /** PATH_EXECUTOR_H_ @}*/
