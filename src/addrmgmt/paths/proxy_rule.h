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
 * @defgroup proxy_rule proxy_rule
 * @{ @ingroup paths
 */

#ifndef PROXY_RULE_H_
#define PROXY_RULE_H_

#include <collections/linked_list.h>
#include <networking/host.h>

/**
 * What may be the end point of an SA in transport mode that is not between the
 * addresses of its IKE_SA (the proxy case, draft-dupont 3.2, D12).
 */

/**
 * Get the single address all selectors have in common.
 *
 * @param selectors		list of traffic_selector_t
 * @return				address, NULL if there is none
 */
host_t *proxy_rule_get_end(linked_list_t *selectors);

/**
 * Remove selectors that are anything else than an address.
 *
 * @param selectors		list of traffic_selector_t
 * @param end			address
 */
void proxy_rule_narrow(linked_list_t *selectors, host_t *end);

/**
 * Check if the configuration explicitly permits an address.
 *
 * @param ranges		comma separated addresses, subnets and ranges
 *						(FROM-TO), NULL for none; what can't be read permits
 *						nothing
 * @param addr			address
 */
bool proxy_rule_permits(char *ranges, host_t *addr);

#endif /** PROXY_RULE_H_ @}*/
