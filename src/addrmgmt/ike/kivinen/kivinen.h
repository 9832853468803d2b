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
 * @defgroup kivinen kivinen
 * @{ @ingroup ike
 */

#ifndef KIVINEN_H_
#define KIVINEN_H_

#include "ike/protocol.h"

/**
 * Create the protocol of draft-kivinen-mobike-protocol-00.
 *
 * @param manager	manager of the session
 * @param session	session to speak for
 * @param paths		rules of the session
 * @param ike_sa	IKE_SA of the session
 */
protocol_t *kivinen_create(session_manager_t *manager, session_t *session,
						   paths_t *paths, ike_sa_t *ike_sa);

#endif /** KIVINEN_H_ @}*/
