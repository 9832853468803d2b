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
 * @defgroup home_rule home_rule
 * @{ @ingroup mip6
 *
 * What selectors say about home addresses, and may say (M5).
 */

#ifndef HOME_RULE_H_
#define HOME_RULE_H_

#include <collections/linked_list.h>
#include <networking/host.h>
#include <selectors/traffic_selector.h>

/**
 * Leave only those parts of selectors that are home addresses of the mobile
 * node.
 *
 * @param selectors		selectors at the end of the mobile node,
 *						traffic_selector_t, changed
 * @param permitted		home addresses of the mobile node, host_t
 */
void home_rule_narrow(linked_list_t *selectors, linked_list_t *permitted);

/**
 * Find what a mobile node wants that it may not have. A range that a home
 * address of its own is in is to be narrowed, nothing else is claimed by it.
 *
 * @param selectors		selectors at the end of the mobile node,
 *						traffic_selector_t
 * @param permitted		home addresses of the mobile node, host_t
 * @return				internal object, NULL if it wants nothing else
 */
traffic_selector_t *home_rule_get_foreign(linked_list_t *selectors,
										  linked_list_t *permitted);

/**
 * Check if an address is in a prefix.
 *
 * @param prefix		prefix
 * @param len			its length in bits
 */
bool home_rule_is_in_prefix(host_t *addr, host_t *prefix, int len);

/**
 * Check if an address of a prefix may be that of a host: those of all routers
 * (RFC 4291 2.6.1) and of reserved anycast groups, home agents for one
 * (RFC 2526), may not.
 *
 * @param len			length of the prefix in bits
 */
bool home_rule_is_host(host_t *addr, int len);

#endif /** HOME_RULE_H_ @}*/
