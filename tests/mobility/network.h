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

/*
 * What mobility needs of interfaces, addresses, routes and neighbours.
 */

#ifndef MOBILITY_NETWORK_H_
#define MOBILITY_NETWORK_H_

#include <stdbool.h>
#include <netinet/in.h>

/**
 * Find the interface that has an address.
 *
 * @return			index, 0 if there is none
 */
int network_interface(const struct in6_addr *addr);

/**
 * Answer for an address on a link, or no more.
 */
void network_proxy(int interface, const struct in6_addr *addr, bool answer);

/**
 * Tell all nodes on a link that an address is now at our interface.
 */
void network_advertise(int interface, const struct in6_addr *addr);

/**
 * Create interface mip6-home with a home address, as such.
 */
void network_home(const struct in6_addr *home);

/**
 * Create or change a tunnel of IPv6 in IPv6.
 */
void network_tunnel(const char *name, const struct in6_addr *local,
					const struct in6_addr *remote);

/**
 * Remove an interface, there may be none of this name.
 */
void network_remove(const char *name);

/**
 * Route to an address over an interface.
 */
void network_route(const char *name, const struct in6_addr *dst);

/**
 * Route what comes from an address over an interface, or no more.
 */
void network_route_from(const char *name, const struct in6_addr *src,
						bool add);

#endif /* MOBILITY_NETWORK_H_ */
