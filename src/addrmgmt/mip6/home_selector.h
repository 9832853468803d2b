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
 * @defgroup home_selector home_selector
 * @{ @ingroup mip6
 *
 * Home addresses in traffic selectors.
 */

#ifndef HOME_SELECTOR_H_
#define HOME_SELECTOR_H_

#include <selectors/traffic_selector.h>

#include "mobility_options.h"

/**
 * Get the address of a selector for a single IPv6 address.
 *
 * @param ts		selector
 * @return			address, NULL if it is not such a selector
 */
host_t *home_selector_get_address(traffic_selector_t *ts);

/**
 * Check if an address is configured as home address, alone or by its prefix.
 *
 * @param addr		address
 * @param role		our role on the connection
 */
bool home_selector_is_configured(host_t *addr, mobility_role_t role);

#endif /** HOME_SELECTOR_H_ @}*/
