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
 * @defgroup guidance guidance
 * @{ @ingroup ike
 *
 * Moves an IKE_SA to where a mobility daemon says (RFC 4877 4.3).
 */

#ifndef GUIDANCE_H_
#define GUIDANCE_H_

#include "in_force.h"

/**
 * Get the CHILD_SAs that move with the care-of address: all but those between
 * addresses of their own, as those on the home address are.
 *
 * @param ike_sa	IKE_SA, checked out
 * @return			list of child_sa_t
 */
linked_list_t *guidance_get_followers(ike_sa_t *ike_sa);

/**
 * Keep the selectors of all CHILD_SAs while they move. Charon takes a selector
 * that is the address of the IKE_SA for one that follows it, but at home that
 * is the home address.
 *
 * @param ike_sa	IKE_SA, checked out
 * @param keep		FALSE to have charon do so again
 */
void guidance_keep_selectors(ike_sa_t *ike_sa, bool keep);

/**
 * Have an IKE_SA and its CHILD_SAs follow a mobility daemon.
 *
 * @param session	session of the IKE_SA
 * @param ike_sa	IKE_SA, checked out
 * @param executor	moves the IKE_SA
 * @param places	moves CHILD_SAs
 * @param force		protocol in force, NULL if none
 * @param local		our address
 * @param remote	address of the peer
 * @param alone		TRUE if CHILD_SAs move, but the IKE_SA does not
 */
void guidance_follow(session_t *session, ike_sa_t *ike_sa,
					 path_executor_t *executor, child_places_t *places,
					 in_force_t *force, host_t *local, host_t *remote,
					 bool alone);

#endif /** GUIDANCE_H_ @}*/
