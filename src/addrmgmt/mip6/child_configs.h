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
 * @defgroup child_configs child_configs
 * @{ @ingroup mip6
 *
 * The policies of RFC 4877 7.2 as configs of CHILD_SAs, for the home addresses
 * of one mobile node.
 */

#ifndef CHILD_CONFIGS_H_
#define CHILD_CONFIGS_H_

#include <config/child_cfg.h>

#include "mobility_options.h"

/**
 * Names of the CHILD_SAs. If a mobile node has several home addresses, those of
 * the second one have "-2" appended, and so on.
 */
#define CHILD_BINDING "binding"
#define CHILD_RETURN_ROUTABILITY "return-routability"
#define CHILD_PREFIX_DISCOVERY "prefix-discovery"
#define CHILD_PAYLOAD "payload"

/**
 * Create configs for all that is protected between a mobile node and its home
 * agent.
 *
 * @param options			options of the connection
 * @param home_addresses	home addresses of the mobile node, host_t
 * @return					list of child_cfg_t, in the order in which they are
 *							negotiated
 */
linked_list_t *child_configs_create(mobility_options_t *options,
									linked_list_t *home_addresses);

#endif /** CHILD_CONFIGS_H_ @}*/
