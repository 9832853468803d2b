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
 * @defgroup home_addresses home_addresses
 * @{ @ingroup mip6
 */

#ifndef HOME_ADDRESSES_H_
#define HOME_ADDRESSES_H_

#include <sa/ike_sa.h>

#include "mobility_options.h"

/**
 * Get the home addresses of the mobile node of an IKE_SA: as home agent, those
 * the authenticated identity of the peer permits (M5), those that were assigned
 * to it included (M6).
 *
 * @param ike_sa	IKE_SA, the peer is authenticated
 * @param options	options of the connection
 * @return			list of host_t
 */
linked_list_t *home_addresses_get(ike_sa_t *ike_sa,
								  mobility_options_t *options);

/**
 * Get the home addresses that belong to the mobile node of an IKE_SA by its
 * identity, whether assigned or not.
 *
 * @param ike_sa	IKE_SA, the peer is authenticated
 * @param options	options of the connection, as home agent
 * @return			list of host_t
 */
linked_list_t *home_addresses_get_fixed(ike_sa_t *ike_sa,
										mobility_options_t *options);

/**
 * Log those that would belong to the mobile node, but are not of the home
 * prefix.
 *
 * @param ike_sa	IKE_SA, the peer is authenticated
 * @param options	options of the connection, as home agent
 */
void home_addresses_log_outside(ike_sa_t *ike_sa, mobility_options_t *options);

/**
 * Check if an address is configured to belong to another mobile node than that
 * of an IKE_SA, on any connection.
 *
 * @param id		identity of the mobile node
 * @param addr		address to check
 */
bool home_addresses_is_of_other(identification_t *id, host_t *addr);

#endif /** HOME_ADDRESSES_H_ @}*/
