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
 * @defgroup node node
 * @{ @ingroup mip6
 */

#ifndef NODE_H_
#define NODE_H_

#include <sa/ike_sa.h>

#include "mobility_options.h"

typedef struct node_t node_t;

/**
 * A mobile node and its home agent, as seen by either of them, while they have
 * an IKE_SA: its home addresses and what is protected for them.
 *
 * RFC 4877 7.2.1 calls that named SPD entries, created when the mobile node
 * authenticates.
 */
struct node_t {

	/**
	 * Get the options of the connection.
	 */
	mobility_options_t *(*get_options)(node_t *this);

	/**
	 * Enumerate the home addresses.
	 *
	 * @return			enumerator over host_t*
	 */
	enumerator_t *(*create_address_enumerator)(node_t *this);

	/**
	 * Check if the mobile node is at home: its home address is where IKE goes to
	 * then, and there is nothing to tunnel.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 */
	bool (*is_at_home)(node_t *this, ike_sa_t *ike_sa);

	/**
	 * Enumerate the configs of CHILD_SAs.
	 *
	 * @return			enumerator over child_cfg_t*
	 */
	enumerator_t *(*create_child_cfg_enumerator)(node_t *this);

	/**
	 * Set the home addresses, which creates the configs. What is set already is
	 * left as it is.
	 *
	 * @param addrs		home addresses, host_t, adopted
	 */
	void (*set_addresses)(node_t *this, linked_list_t *addrs);

	/**
	 * Install policies for the configs of which there may be no SAs.
	 *
	 * @param local		our end of tunnels, unspecified if not known
	 * @param remote	the peer's end of tunnels
	 * @param tunnels	FALSE if only for SAs in transport mode
	 */
	void (*install_traps)(node_t *this, host_t *local, host_t *remote,
						  bool tunnels);

	/**
	 * Find the config whose SA the kernel asks for.
	 *
	 * @param reqid		reqid of the policy
	 * @return			internal object, NULL if it's not one of this node
	 */
	child_cfg_t *(*find_by_reqid)(node_t *this, uint32_t reqid);

	/**
	 * Destroy a node_t, with its policies.
	 */
	void (*destroy)(node_t *this);
};

/**
 * Create a node_t.
 *
 * @param options		options of the connection, adopted
 */
node_t *node_create(mobility_options_t *options);

#endif /** NODE_H_ @}*/
