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
 * @defgroup xfrm_hold xfrm_hold
 * @{ @ingroup move
 */

#ifndef XFRM_HOLD_H_
#define XFRM_HOLD_H_

#include <linux/xfrm.h>

#include <networking/host.h>

#include "xfrm_socket.h"

typedef struct xfrm_hold_t xfrm_hold_t;

/**
 * Lets the kernel queue packets a policy matches, until the policy is changed
 * again.
 *
 * The kernel queues packets (100 per policy) of which the template refers to an
 * SA that is about to be established, unless net.core.xfrm_larval_drop is set.
 * That is its default, it is changed while such an object exists.
 */
struct xfrm_hold_t {

	/**
	 * Get the template for a policy.
	 *
	 * @param if_id		interface ID of the policy, 0 if none
	 * @return			template, internal data; NULL if the kernel can't
	 */
	struct xfrm_user_tmpl *(*get_tmpl)(xfrm_hold_t *this, uint32_t if_id);

	/**
	 * Destroy a xfrm_hold_t, no policy may use its templates anymore.
	 */
	void (*destroy)(xfrm_hold_t *this);
};

/**
 * Create a xfrm_hold_t, there may only be one at a time.
 *
 * @param socket		socket to use
 * @param src			some address of ours
 * @param dst			some address of the peer, of the same family
 */
xfrm_hold_t *xfrm_hold_create(xfrm_socket_t *socket, host_t *src, host_t *dst);

#endif /** XFRM_HOLD_H_ @}*/
