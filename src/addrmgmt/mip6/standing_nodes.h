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
 * @defgroup standing_nodes standing_nodes
 * @{ @ingroup mip6
 */

#ifndef STANDING_NODES_H_
#define STANDING_NODES_H_

#include <config/peer_cfg.h>

typedef struct standing_nodes_t standing_nodes_t;

/**
 * The mobile nodes this host is, by connections with configured home addresses,
 * whether there is an IKE_SA or not.
 *
 * Nothing that has to be protected leaves without: Binding Updates are never sent
 * in the clear, and as long as the node is away from home neither is what goes
 * through tunnels: from when charon tells of the new route, which may be 100 ms
 * after a node has left home.
 */
struct standing_nodes_t {

	/**
	 * Add the configs that belong to a connection to it. One of the same name
	 * that is configured is left alone.
	 */
	void (*complete)(standing_nodes_t *this, peer_cfg_t *peer_cfg);

	/**
	 * Find what the kernel wants an SA for.
	 *
	 * @param reqid		reqid of the policy
	 * @param conn		receives the name of the connection, to be freed
	 * @return			config, to be destroyed, NULL if there is none
	 */
	child_cfg_t *(*find_by_reqid)(standing_nodes_t *this, uint32_t reqid,
								  char **conn);

	/**
	 * The configuration was read again.
	 */
	void (*reload)(standing_nodes_t *this);

	/**
	 * Destroy a standing_nodes_t.
	 */
	void (*destroy)(standing_nodes_t *this);
};

/**
 * Create a standing_nodes_t.
 */
standing_nodes_t *standing_nodes_create();

#endif /** STANDING_NODES_H_ @}*/
