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
 * @defgroup address_filter address_filter
 * @{ @ingroup paths
 */

#ifndef ADDRESS_FILTER_H_
#define ADDRESS_FILTER_H_

#include <collections/linked_list.h>
#include <networking/host.h>

/**
 * Callback for addresses that are skipped, invoked once for each of them.
 *
 * @param data		data as passed to address_filter()
 * @param addr		address that is skipped
 * @param reason	why, a constant string
 */
typedef void (*address_filter_cb_t)(void *data, host_t *addr, char *reason);

/**
 * Leave out of an announced list what can't be an address of the peer:
 * unspecified, multicast, broadcast, loopback, IPv4-mapped and our own
 * addresses, and link-local ones unless the IKE_SA runs on that link.
 *
 * Duplicates collapse to the first.  Link-local IPv6 addresses that are not
 * skipped get the link (scope ID) of the current address.
 *
 * @param announced	host_t objects in the order of preference
 * @param own		host_t objects, the addresses of this host
 * @param current	currently used address of the peer
 * @param cb		called for each address that is skipped, may be NULL
 * @param data		data passed to it
 * @return			new list of new host_t objects, in the order of preference
 */
linked_list_t *address_filter(linked_list_t *announced, linked_list_t *own,
							  host_t *current, address_filter_cb_t cb,
							  void *data);

#endif /** ADDRESS_FILTER_H_ @}*/
