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
 * @defgroup child_policies child_policies
 * @{ @ingroup move
 */

#ifndef CHILD_POLICIES_H_
#define CHILD_POLICIES_H_

#include "child_plan.h"
#include "xfrm_message.h"
#include "xfrm_socket.h"

typedef struct child_policies_t child_policies_t;

/**
 * The policies the kernel has for a CHILD_SA, as far as they have to change
 * together with its SAs.
 */
struct child_policies_t {

	/**
	 * Create requests that ask the kernel for all there are, once.
	 *
	 * @param requests	receives requests
	 * @return			number of requests
	 */
	u_int (*query)(child_policies_t *this, xfrm_request_t *requests);

	/**
	 * Process the answers: from now on there are only those that refer to SAs
	 * the plan has still to move.
	 *
	 * @param requests	as filled in by query(), sent
	 */
	void (*found)(child_policies_t *this, xfrm_request_t *requests);

	/**
	 * Create requests to update policies in some direction.
	 *
	 * @param outbound	TRUE for those packets are sent by, FALSE for all others
	 * @param update	has the new addresses of the SA
	 * @param tmpl		template to use, NULL for theirs with these addresses
	 * @param requests	receives requests
	 * @return			number of requests
	 */
	u_int (*update)(child_policies_t *this, bool outbound,
					kernel_call_t *update, struct xfrm_user_tmpl *tmpl,
					xfrm_request_t *requests);

	/**
	 * Get the number of requests any of these creates at most.
	 */
	u_int (*get_max_requests)(child_policies_t *this);

	/**
	 * Destroy a child_policies_t.
	 */
	void (*destroy)(child_policies_t *this);
};

/**
 * Create a child_policies_t.
 *
 * @param plan		what is to be done about the CHILD_SA, has to stay
 */
child_policies_t *child_policies_create(child_plan_t *plan);

#endif /** CHILD_POLICIES_H_ @}*/
