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
 * @defgroup dupont_protocol dupont_protocol
 * @{ @ingroup ike
 */

#ifndef DUPONT_PROTOCOL_H_
#define DUPONT_PROTOCOL_H_

#include "ike/child_places.h"
#include "introduction.h"
#include "ike/protocol.h"

/**
 * Create the protocol of draft-dupont-ikev2-addrmgmt-04.
 *
 * @param manager	manager of the session
 * @param session	session to speak for
 * @param paths		rules of the session
 * @param ike_sa	IKE_SA of the session
 * @param places	moves CHILD_SAs
 * @param introduction	knows what was told in IKE_AUTH, has to stay
 * @param cookies	TRUE if the peer copies RR_COOKIEs (D11)
 */
protocol_t *dupont_protocol_create(session_manager_t *manager,
								   session_t *session, paths_t *paths,
								   ike_sa_t *ike_sa, child_places_t *places,
								   introduction_t *introduction, bool cookies);

#endif /** DUPONT_PROTOCOL_H_ @}*/
