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
 * @defgroup address address
 * @{ @ingroup paths
 */

#ifndef ADDRESS_H_
#define ADDRESS_H_

#include <collections/linked_list.h>
#include <networking/host.h>

/**
 * Check if an address is valid on its link only (169.254/16, fe80::/10).
 */
bool address_is_link_local(host_t *addr);

/**
 * Check if an address is in a list, ports are ignored.
 *
 * @param list		list of host_t
 * @param addr		address to look for
 */
bool address_is_in(linked_list_t *list, host_t *addr);

#endif /** ADDRESS_H_ @}*/
