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
 * @defgroup header_policy header_policy
 * @{ @ingroup mip6
 */

#ifndef HEADER_POLICY_H_
#define HEADER_POLICY_H_

#include <library.h>

typedef struct header_policy_t header_policy_t;

/**
 * Lets home address options and type 2 routing headers pass where ESP is below
 * them.
 *
 * The kernel regards both as SAs of their own. Where it has XFRM interfaces, it
 * looks for a policy before it decrypts what follows an SA (xfrmi6_input()), and
 * refuses packets to which SAs were applied that the policy does not name. Mobility
 * daemons have policies of type sub for Mobility Headers, this is the one for ESP.
 * It is there as long as a connection has a role.
 */
struct header_policy_t {

	/**
	 * The configuration was read again.
	 */
	void (*reload)(header_policy_t *this);

	/**
	 * Destroy a header_policy_t, and uninstall the policy.
	 */
	void (*destroy)(header_policy_t *this);
};

/**
 * Create a header_policy_t.
 */
header_policy_t *header_policy_create();

#endif /** HEADER_POLICY_H_ @}*/
