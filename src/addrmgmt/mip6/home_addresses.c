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

#include "home_addresses.h"

/**
 * Add virtual IPs of one side.
 */
static void add_vips(ike_sa_t *ike_sa, bool local, linked_list_t *addrs)
{
	enumerator_t *enumerator;
	host_t *vip;

	enumerator = ike_sa->create_virtual_ip_enumerator(ike_sa, local);
	while (enumerator->enumerate(enumerator, &vip))
	{
		if (vip->get_family(vip) == AF_INET6 && !vip->is_anyaddr(vip))
		{
			addrs->insert_last(addrs, vip->clone(vip));
		}
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
linked_list_t *home_addresses_get(ike_sa_t *ike_sa,
								  mobility_options_t *options)
{
	linked_list_t *addrs;
	identification_t *id;
	chunk_t address;

	if (options->role == MOBILITY_MOBILE_NODE &&
		options->home_addresses->get_count(options->home_addresses))
	{
		return options->home_addresses->clone_offset(options->home_addresses,
													 offsetof(host_t, clone));
	}
	addrs = linked_list_create();
	add_vips(ike_sa, options->role == MOBILITY_MOBILE_NODE, addrs);
	id = ike_sa->get_other_id(ike_sa);
	if (options->role == MOBILITY_HOME_AGENT &&
		id->get_type(id) == ID_IPV6_ADDR)
	{
		address = id->get_encoding(id);
		addrs->insert_last(addrs,
						   host_create_from_chunk(AF_INET6, address, 0));
	}
	return addrs;
}
