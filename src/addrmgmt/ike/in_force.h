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

#include "child_places.h"
#include "ike/dupont/introduction.h"
#include "path_executor.h"
#include "protocol.h"

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
	 * Start what goes on as long as the IKE_SA exists.
	 */
	void (*start)(in_force_t *this);

	/**
	 * A message was received or is about to be sent, not encrypted; none of
	 * IKE_SA_INIT.
	 *
	 * @param message	message of the IKE_SA
	 * @param incoming	TRUE if received
	 */
	void (*message)(in_force_t *this, message_t *message, bool incoming);

	/**
	 * A task of ours is about to be sent, build its message.
	 *
	 * @param exchange	which one
	 * @param message	message to build
	 * @return			FALSE if there is nothing to send anymore
	 */
	bool (*build)(in_force_t *this, exchange_t exchange, message_t *message);

	/**
	 * A request is about to be sent for the first time, by whatever task.
	 *
	 * @param packets	its packets, as decorated_t gets them
	 */
	void (*generated)(in_force_t *this, array_t *packets);

	/**
	 * Send the request that was just built by a task of ours.
	 */
	void (*transmit)(in_force_t *this);

	/**
	 * Our addresses, their order, or routes might have changed.
	 *
	 * @param addrs		addresses we have now, host_t
	 */
	void (*local_list)(in_force_t *this, linked_list_t *addrs);

	/**
	 * Something indicates that the path might not work anymore (K8).
	 *
	 * @param why		reason for people
	 */
	void (*hint)(in_force_t *this, char *why);

	/**
	 * Look at the traffic if that is due.
	 */
	void (*look)(in_force_t *this);

	/**
	 * Tell the peer how long we will be away (K14).
	 *
	 * @param seconds	how long, 0 if we are back
	 * @return			FALSE if the peer does not know such things
	 */
	bool (*disconnect)(in_force_t *this, uint32_t seconds);

	/**
	 * Do what is due.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*timer)(in_force_t *this);

	/**
	 * The IKE_SA got replaced by another one (C4).
	 *
	 * @param ike_sa	IKE_SA from now on
	 */
	void (*set_ike_sa)(in_force_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy an in_force_t.
	 */
	void (*destroy)(in_force_t *this);
};

/**
 * Get the configuration of the rules.
 *
 * @param dialect		protocol
 * @param ike_sa		IKE_SA, its connection has to be known
 */
paths_config_t in_force_get_config(dialect_t dialect, ike_sa_t *ike_sa);

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
