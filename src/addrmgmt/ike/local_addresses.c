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

#include "local_addresses.h"
#include "options.h"

#include <daemon.h>

/**
 * Move the given address from one list to the end of another, if it is there.
 */
static void prefer(host_t *addr, linked_list_t *from, linked_list_t *to)
{
	enumerator_t *enumerator;
	host_t *host;

	enumerator = from->create_enumerator(from);
	while (enumerator->enumerate(enumerator, &host))
	{
		if (host->ip_equals(host, addr))
		{
			from->remove_at(from, enumerator);
			to->insert_last(to, host);
			break;
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Move the listed addresses, anything else in the string is ignored.
 */
static void prefer_listed(char *addresses, linked_list_t *from,
						  linked_list_t *to)
{
	enumerator_t *enumerator;
	host_t *addr;
	char *token;

	enumerator = enumerator_create_token(addresses, ",", " ");
	while (enumerator->enumerate(enumerator, &token))
	{
		addr = host_create_from_string(token, 0);
		if (addr)
		{
			prefer(addr, from, to);
			addr->destroy(addr);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Move the addresses configured as local_addrs.
 */
static void prefer_configured(ike_sa_t *ike_sa, linked_list_t *from,
							  linked_list_t *to)
{
	ike_cfg_t *ike_cfg;
	char *addrs;

	ike_cfg = ike_sa->get_ike_cfg(ike_sa);
	addrs = ike_cfg ? ike_cfg->get_my_addr(ike_cfg) : NULL;
	if (addrs)
	{
		prefer_listed(addrs, from, to);
	}
}

/**
 * Move the address the kernel would use to reach the peer.
 */
static void prefer_route(ike_sa_t *ike_sa, linked_list_t *from,
						 linked_list_t *to)
{
	host_t *addr;

	addr = charon->kernel->get_source_addr(charon->kernel,
									ike_sa->get_other_host(ike_sa), NULL);
	if (addr)
	{
		prefer(addr, from, to);
		addr->destroy(addr);
	}
}

/*
 * Described in header.
 */
linked_list_t *local_addresses_get(ike_sa_t *ike_sa, host_t *preferred,
								   bool guided, address_watcher_t *watcher)
{
	linked_list_t *found, *ordered;
	char *addresses, *interfaces, *conn = ike_sa->get_name(ike_sa);
	host_t *host;
	int count;

	if (guided)
	{
		host = preferred ?: ike_sa->get_my_host(ike_sa);
		host = host->clone(host);
		return linked_list_create_with_items(host, NULL);
	}
	addresses = option_get_str(conn, "addresses", NULL);
	interfaces = option_get_str(conn, "interfaces", NULL);

	found = watcher->get_addresses(watcher, interfaces);
	ordered = linked_list_create();
	if (preferred)
	{
		prefer(preferred, found, ordered);
	}
	if (addresses)
	{
		prefer_listed(addresses, found, ordered);
	}
	else
	{
		count = ordered->get_count(ordered);
		prefer_configured(ike_sa, found, ordered);
		if (!interfaces && ordered->get_count(ordered) == count)
		{
			prefer_route(ike_sa, found, ordered);
		}
		while (found->remove_first(found, (void**)&host) == SUCCESS)
		{
			ordered->insert_last(ordered, host);
		}
	}
	found->destroy_offset(found, offsetof(host_t, destroy));
	return ordered;
}
