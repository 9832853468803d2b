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
 * @defgroup address_watcher address_watcher
 * @{ @ingroup watch
 */

#ifndef ADDRESS_WATCHER_H_
#define ADDRESS_WATCHER_H_

#include <collections/linked_list.h>
#include <networking/host.h>

typedef struct address_watcher_t address_watcher_t;

/**
 * Callback for news from the kernel, called from a thread of the watcher; it
 * must return quickly (queue a job).
 *
 * @param data		data as passed to address_watcher_create()
 */
typedef void (*address_watcher_cb_t)(void *data);

/**
 * Tells of changes to local addresses, interfaces and routes as soon as the
 * kernel does, without the 100 ms kernel-netlink waits before it fires a roam
 * event, and knows the addresses that are usable right now.
 */
struct address_watcher_t {

	/**
	 * Get the addresses usable as end points, in the order of preference
	 * given by interface names, then in the order of the kernel.
	 *
	 * Left out are addresses on loopback interfaces, on interfaces that are
	 * down or that charon.interfaces_use/interfaces_ignore exclude, virtual
	 * IPs charon installed, home addresses, link-local, tentative and
	 * deprecated ones.
	 *
	 * @param interfaces	comma or space separated interface names, most
	 *						preferred first, NULL for none
	 * @return				list of host_t (port 0), destroyed by the caller
	 */
	linked_list_t *(*get_addresses)(address_watcher_t *this, char *interfaces);

	/**
	 * Check if packets to a peer leave over the interface a local address is
	 * installed on, so that this is a path of its own.
	 *
	 * @param local		local address
	 * @param remote	address of the peer
	 */
	bool (*is_usable)(address_watcher_t *this, host_t *local, host_t *remote);

	/**
	 * Check if packets can be sent from a local address to a peer, whatever
	 * interface they leave over.
	 *
	 * @param local		local address
	 * @param remote	address of the peer
	 */
	bool (*can_send)(address_watcher_t *this, host_t *local, host_t *remote);

	/**
	 * Check if an address is a home address of Mobile IPv6: the kernel says so,
	 * or set_homes() did. It is no place where this node can be reached, unless
	 * it is at home.
	 */
	bool (*is_home)(address_watcher_t *this, host_t *addr);

	/**
	 * Set addresses that are home addresses, whatever the kernel says.
	 *
	 * @param homes		host_t, get cloned
	 */
	void (*set_homes)(address_watcher_t *this, linked_list_t *homes);

	/**
	 * Destroy an address_watcher_t, no callback is invoked afterwards.
	 */
	void (*destroy)(address_watcher_t *this);
};

/**
 * Create an address_watcher_t.
 *
 * @param cb		callback for changes, several may be reported as one
 * @param data		data passed to it
 * @return			watcher, NULL if the kernel can't be asked
 */
address_watcher_t *address_watcher_create(address_watcher_cb_t cb, void *data);

#endif /** ADDRESS_WATCHER_H_ @}*/
