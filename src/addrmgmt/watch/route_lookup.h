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
 * @defgroup route_lookup route_lookup
 * @{ @ingroup watch
 */

#ifndef ROUTE_LOOKUP_H_
#define ROUTE_LOOKUP_H_

#include <networking/host.h>

/**
 * Ask the kernel, not charon's cache, over which interface it would send a
 * packet.
 *
 * @param local		source of the packet
 * @param remote	destination of the packet, of the same family
 * @return			index of the interface, 0 if there is no route
 */
int route_lookup(host_t *local, host_t *remote);

#endif /** ROUTE_LOOKUP_H_ @}*/
