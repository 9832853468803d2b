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
 * @defgroup leftovers leftovers
 * @{ @ingroup ike
 */

#ifndef LEFTOVERS_H_
#define LEFTOVERS_H_

#include "session_manager.h"

typedef struct leftovers_t leftovers_t;

/**
 * Removes IKE_SAs of which the initiator does not know that they were
 * established: the path died before it got our last message, so it started
 * over on another one (K16).
 *
 * If nothing was ever received over an IKE_SA, and its initiator establishes
 * another one, the older one is checked, and deleted if nothing comes as long
 * as an IKE_SA may be half open.
 */
struct leftovers_t {

	/**
	 * Implements listener_t, hears of IKE_SAs and messages.
	 */
	listener_t listener;

	/**
	 * Destroy a leftovers_t.
	 */
	void (*destroy)(leftovers_t *this);
};

/**
 * Create a leftovers_t.
 *
 * @param manager	manager of sessions
 */
leftovers_t *leftovers_create(session_manager_t *manager);

#endif /** LEFTOVERS_H_ @}*/
