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
 * @defgroup trap trap
 * @{ @ingroup mip6
 */

#ifndef TRAP_H_
#define TRAP_H_

#include <config/child_cfg.h>
#include <networking/host.h>

typedef struct trap_t trap_t;

/**
 * Policies in the kernel for a CHILD_SA there is not yet: nothing it is for
 * passes unprotected in either direction, and the kernel asks for the SA when
 * something is sent.
 *
 * Charon's own traps belong to a connection and need the address of the peer.
 * These don't, so a home agent can have them for every mobile node (M12), and a
 * mobile node before its connection is loaded.
 */
struct trap_t {

	/**
	 * Get the reqid by which the kernel asks for the SA.
	 */
	uint32_t (*get_reqid)(trap_t *this);

	/**
	 * Uninstall the policies.
	 */
	void (*destroy)(trap_t *this);
};

/**
 * Install policies.
 *
 * @param config		config of the CHILD_SA, without dynamic selectors
 * @param local			our end of the tunnel, unspecified if not known
 * @param remote		the peer's end of the tunnel
 * @return				NULL if the kernel refuses them
 */
trap_t *trap_create(child_cfg_t *config, host_t *local, host_t *remote);

#endif /** TRAP_H_ @}*/
