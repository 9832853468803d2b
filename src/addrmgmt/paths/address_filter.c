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

#include "address_filter.h"

#include <netinet/in.h>

#include "address.h"

/**
 * Get why an address can never be one of a peer.
 */
static char *get_reason(host_t *addr)
{
	u_char *bytes = addr->get_address(addr).ptr;
	struct in6_addr *in6 = (struct in6_addr*)bytes;

	if (addr->is_anyaddr(addr))
	{
		return "unspecified";
	}
	if (addr->get_family(addr) == AF_INET)
	{
		switch (bytes[0])
		{
			case 127:
				return "loopback";
			case 224 ... 239:
				return "multicast";
			case 255:
				return untoh32(bytes) == INADDR_BROADCAST ? "broadcast" : NULL;
			default:
				return NULL;
		}
	}
	return IN6_IS_ADDR_LOOPBACK(in6) ? "loopback" :
		   IN6_IS_ADDR_MULTICAST(in6) ? "multicast" :
		   IN6_IS_ADDR_V4MAPPED(in6) ? "IPv4-mapped" : NULL;
}

/**
 * Give a link-local IPv6 address the link of another one.
 */
static void set_link(host_t *addr, host_t *current)
{
	struct sockaddr_in6 *to, *from;

	to = (struct sockaddr_in6*)addr->get_sockaddr(addr);
	from = (struct sockaddr_in6*)current->get_sockaddr(current);
	to->sin6_scope_id = from->sin6_scope_id;
}

/**
 * Check if two link-local addresses are on the same link.
 */
static bool on_link_of(host_t *addr, host_t *current)
{
	return address_is_link_local(current) &&
		   addr->get_family(addr) == current->get_family(current);
}

/*
 * Described in header.
 */
linked_list_t *address_filter(linked_list_t *announced, linked_list_t *own,
							  host_t *current, address_filter_cb_t cb,
							  void *data)
{
	linked_list_t *remaining, *skipped;
	enumerator_t *enumerator;
	host_t *addr;
	char *reason;

	remaining = linked_list_create();
	skipped = linked_list_create();

	enumerator = announced->create_enumerator(announced);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (address_is_in(remaining, addr) || address_is_in(skipped, addr))
		{
			continue;
		}
		reason = get_reason(addr);
		if (!reason && address_is_in(own, addr))
		{
			reason = "one of our own";
		}
		if (!reason && address_is_link_local(addr) && !on_link_of(addr, current))
		{
			reason = "link-local";
		}
		if (reason)
		{
			skipped->insert_last(skipped, addr);
			if (cb)
			{
				cb(data, addr, reason);
			}
			continue;
		}
		addr = addr->clone(addr);
		if (addr->get_family(addr) == AF_INET6 && address_is_link_local(addr))
		{
			set_link(addr, current);
		}
		remaining->insert_last(remaining, addr);
	}
	enumerator->destroy(enumerator);
	skipped->destroy(skipped);
	return remaining;
}
