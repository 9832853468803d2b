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
 * @defgroup usable_addresses usable_addresses
 * @{ @ingroup watch
 */

#ifndef USABLE_ADDRESSES_H_
#define USABLE_ADDRESSES_H_

#include <collections/linked_list.h>
#include <networking/host.h>

#include <net/if.h>

typedef struct usable_address_t usable_address_t;

/**
 * A local address an IKE_SA can use as end point right now.
 */
struct usable_address_t {

	/**
	 * Address, port 0.
	 */
	host_t *addr;

	/**
	 * Interface it is installed on.
	 */
	char ifname[IFNAMSIZ];

	/**
	 * Index of that interface.
	 */
	int ifindex;

	/**
	 * Is nothing ever sent over that interface, but over others from this
	 * address (dummy interfaces)?
	 */
	bool stub;

	/**
	 * Is it a home address of Mobile IPv6, i.e. none where this node is?
	 */
	bool home;
};

/**
 * Ask the kernel, not charon's cache, for the addresses that are usable.
 *
 * @return			list of usable_address_t in the order of the kernel, NULL if
 *					the kernel can't be asked
 */
linked_list_t *usable_addresses_get();

/**
 * Compare two lists.
 *
 * @return			TRUE if addresses, interfaces and their order are the same
 */
bool usable_addresses_equal(linked_list_t *a, linked_list_t *b);

/**
 * Destroy a list.
 *
 * @param list		list of usable_address_t, or NULL
 */
void usable_addresses_destroy(linked_list_t *list);

#endif /** USABLE_ADDRESSES_H_ @}*/
