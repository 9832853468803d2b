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
 * @defgroup peer_configs peer_configs
 * @{ @ingroup mip6
 */

#ifndef PEER_CONFIGS_H_
#define PEER_CONFIGS_H_

#include <config/peer_cfg.h>

#include "node.h"

typedef struct peer_configs_t peer_configs_t;

/**
 * Has charon find the configs of CHILD_SAs we have derived.
 *
 * Those of a mobile node whose home addresses are configured are in its
 * connection for whoever looks at it, so they can be listed and initiated with
 * swanctl. Those of the nodes of a home agent are not for all nodes alike: they
 * are selected by the IKE_SA that a CHILD_SA is requested on.
 */
struct peer_configs_t {

	/**
	 * Select configs for CHILD_SAs of a connection by IKE_SA, from now on.
	 */
	void (*select)(peer_configs_t *this, peer_cfg_t *peer_cfg);

	/**
	 * Destroy a peer_configs_t.
	 */
	void (*destroy)(peer_configs_t *this);
};

/**
 * Knows what has been derived.
 */
typedef struct {

	/**
	 * Add the configs that belong to a connection, if they are not there.
	 */
	void (*complete)(void *data, peer_cfg_t *peer_cfg);

	/**
	 * Get the node of the IKE_SA that is checked out by this thread.
	 */
	node_t *(*get_node)(void *data);

	/**
	 * Data to pass.
	 */
	void *data;
} derived_configs_t;

/**
 * Create a peer_configs_t, of which there can be only one.
 *
 * @param derived	what has been derived
 */
peer_configs_t *peer_configs_create(derived_configs_t derived);

#endif /** PEER_CONFIGS_H_ @}*/
