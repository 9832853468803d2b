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
 * @defgroup mobility mobility
 * @{ @ingroup mip6
 */

#ifndef MOBILITY_H_
#define MOBILITY_H_

#include <bus/listeners/listener.h>

#include "node.h"

typedef struct mobility_t mobility_t;

/**
 * Mobile IPv6 with IKEv2, RFC 4877: derives policies from the roles connections
 * have (M1), for every mobile node when it authenticates.
 */
struct mobility_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Get what is known of the mobile node of an IKE_SA, whichever end that is.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @return			internal object, valid as long as the IKE_SA is checked
	 *					out; NULL if its connection has no role
	 */
	node_t *(*get_node)(mobility_t *this, ike_sa_t *ike_sa);

	/**
	 * The configuration was read again.
	 */
	void (*reload)(mobility_t *this);

	/**
	 * Destroy a mobility_t.
	 */
	void (*destroy)(mobility_t *this);
};

/**
 * Create a mobility_t.
 */
mobility_t *mobility_create();

#endif /** MOBILITY_H_ @}*/
