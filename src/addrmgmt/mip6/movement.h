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
 * @defgroup movement movement
 * @{ @ingroup mip6
 */

#ifndef MOVEMENT_H_
#define MOVEMENT_H_

#include <bus/listeners/listener.h>

#include "bindings.h"
#include "ike/address_updates.h"
#include "ike/session_manager.h"

typedef struct movement_t movement_t;

/**
 * Has IKE_SAs of connections with a role in Mobile IPv6 follow a mobility
 * daemon, and nobody else (M8): every migration of SAs in the kernel is for one
 * home address, whatever else SAs have in common.
 */
struct movement_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Gets migrations before others do.
	 */
	address_diverter_t diverter;

	/**
	 * Get what mobility daemons said.
	 *
	 * @return			internal object
	 */
	bindings_t *(*get_bindings)(movement_t *this);

	/**
	 * The configuration was read again.
	 */
	void (*reload)(movement_t *this);

	/**
	 * Destroy a movement_t.
	 */
	void (*destroy)(movement_t *this);
};

/**
 * Create a movement_t.
 *
 * @param manager		knows the sessions of IKE_SAs
 */
movement_t *movement_create(session_manager_t *manager);

#endif /** MOVEMENT_H_ @}*/
