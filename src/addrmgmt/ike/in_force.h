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
 * @defgroup in_force in_force
 * @{ @ingroup ike
 */

#ifndef IN_FORCE_H_
#define IN_FORCE_H_

#include "ike/kivinen/absence.h"
#include "child_places.h"
#include "ike/dupont/introduction.h"
#include "path_executor.h"
#include "protocol.h"
#include "traffic_watch.h"

typedef struct in_force_t in_force_t;

/**
 * What there is as long as one of the protocols is in force on an IKE_SA.
 */
struct in_force_t {

	/**
	 * The rules.
	 */
	paths_t *paths;

	/**
	 * Speaks the protocol.
	 */
	protocol_t *protocol;

	/**
	 * Handles absences, NULL if the peer has not announced draft-kivinen, which
	 * has them; they don't depend on how addresses are told.
	 */
	absence_t *absence;

	/**
	 * Looks at the traffic.
	 */
	traffic_watch_t *traffic;
};

/**
 * Get the configuration of the rules.
 *
 * @param dialect		protocol
 * @param ike_sa		IKE_SA, its connection has to be known
 */
paths_config_t in_force_get_config(dialect_t dialect, ike_sa_t *ike_sa);

/**
 * Destroy an in_force_t.
 */
void in_force_destroy(in_force_t *this);

/**
 * Put a protocol in force.
 *
 * @param dialect		protocol
 * @param manager		manager of the session
 * @param session		session
 * @param ike_sa		IKE_SA of the session, just established
 * @param negotiation	knows what the peer announced
 * @param introduction	knows what was told in IKE_AUTH, has to stay
 * @param executor		carries out what the rules decide
 * @param places		moves CHILD_SAs
 */
in_force_t *in_force_create(dialect_t dialect, session_manager_t *manager,
							session_t *session, ike_sa_t *ike_sa,
							negotiation_t *negotiation,
							introduction_t *introduction,
							path_executor_t *executor, child_places_t *places);

#endif /** IN_FORCE_H_ @}*/
