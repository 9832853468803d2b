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
 * @defgroup traffic_watch traffic_watch
 * @{ @ingroup ike
 */

#ifndef TRAFFIC_WATCH_H_
#define TRAFFIC_WATCH_H_

#include "session.h"

typedef struct traffic_watch_t traffic_watch_t;

/**
 * Looks at what the CHILD_SAs of an IKE_SA carry: if nothing comes in while
 * packets are sent (K8), and how much is sent to an address that is not
 * verified (K15).
 */
struct traffic_watch_t {

	/**
	 * Have session_t.look() called now.
	 *
	 * @param ike_sa	IKE_SA of the session
	 */
	void (*start)(traffic_watch_t *this, ike_sa_t *ike_sa);

	/**
	 * Look at the traffic if that is due, and have session_t.look() called when
	 * it will be again.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 */
	void (*look)(traffic_watch_t *this, ike_sa_t *ike_sa);

	/**
	 * A request was received: traffic may go to an address that is not verified
	 * from now on, which has to be looked at often.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 */
	void (*heard)(traffic_watch_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a traffic_watch_t.
	 */
	void (*destroy)(traffic_watch_t *this);
};

/**
 * Create a traffic_watch_t.
 *
 * @param manager	manager of the session
 * @param session	session to give hints to
 * @param paths		rules of the session
 */
traffic_watch_t *traffic_watch_create(session_manager_t *manager,
									  session_t *session, paths_t *paths);

#endif /** TRAFFIC_WATCH_H_ @}*/
