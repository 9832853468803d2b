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
 * @defgroup child_finder child_finder
 * @{ @ingroup ike
 */

#ifndef CHILD_FINDER_H_
#define CHILD_FINDER_H_

#include <bus/listeners/listener.h>

#include "session_manager.h"

typedef struct child_finder_t child_finder_t;

/**
 * Finds CHILD_SAs that are not at the addresses of their IKE_SA.
 *
 * Charon looks for a CHILD_SA by SPI and address when the kernel says that it
 * expires, which takes its own address, or when somebody wants it rekeyed, which
 * takes the one of the IKE_SA. It remembers one of these at best. Where one of
 * our protocols is in force, or the mode is transport_proxy, this finds it by the SPI we receive with if charon
 * does not.
 */
struct child_finder_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Destroy a child_finder_t.
	 */
	void (*destroy)(child_finder_t *this);
};

/**
 * Create a child_finder_t.
 *
 * @param manager	knows the sessions
 */
child_finder_t *child_finder_create(session_manager_t *manager);

#endif /** CHILD_FINDER_H_ @}*/
