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
 * @defgroup mobile_nodes mobile_nodes
 * @{ @ingroup mip6
 *
 * The home addresses of mobile nodes by identity, as configured in the section
 * mobile_nodes: the home agent's peer authorization database (M5).
 */

#ifndef MOBILE_NODES_H_
#define MOBILE_NODES_H_

#include <collections/enumerator.h>

/**
 * Enumerate who has which home address, those of the connection first, then
 * those of all connections. What can't be read is logged and left out.
 *
 * @param conn		name of the connection
 * @return			enumerator over (identification_t*, host_t*)
 */
enumerator_t *mobile_nodes_create_enumerator(char *conn);

#endif /** MOBILE_NODES_H_ @}*/
