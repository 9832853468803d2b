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
 * @defgroup proxy_policy proxy_policy
 * @{ @ingroup ike
 */

#ifndef PROXY_POLICY_H_
#define PROXY_POLICY_H_

#include <bus/listeners/listener.h>
#include <sa/ike_sa.h>

#include "ike/session_manager.h"

typedef struct proxy_policy_t proxy_policy_t;

/**
 * Decides about SAs in transport mode whose end points are not those of their
 * IKE_SA, as far as draft-dupont is in force for that (the proxy case, D12).
 *
 * Each end point has to be one of the addresses that side has told to have, or
 * permitted by the configuration. No other selectors are negotiated, rekeying
 * included, and what addresses the packets have does not matter (D16).
 *
 * Charon's name for such CHILD_SAs is mode transport_proxy, their end points
 * are the addresses in the configuration and never change.
 */
struct proxy_policy_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Destroy a proxy_policy_t.
	 */
	void (*destroy)(proxy_policy_t *this);
};

/**
 * Check if a CHILD_SA is one with end points of its own.
 */
bool proxy_policy_is_proxy(child_sa_t *child_sa);

/**
 * Close the CHILD_SAs with end points that are not permitted anymore, because
 * one side does not have that address now.
 *
 * @param manager	knows the session
 * @param ike_sa	IKE_SA draft-dupont is in force for, checked out
 */
void proxy_policy_review(session_manager_t *manager, ike_sa_t *ike_sa);

/**
 * Create a proxy_policy_t.
 *
 * @param manager	knows the sessions
 */
proxy_policy_t *proxy_policy_create(session_manager_t *manager);

#endif /** PROXY_POLICY_H_ @}*/
