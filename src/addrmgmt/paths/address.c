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

#include "address.h"

/*
 * Described in header.
 */
bool address_is_link_local(host_t *addr)
{
	u_char *bytes = addr->get_address(addr).ptr;

	if (addr->get_family(addr) == AF_INET)
	{
		return bytes[0] == 169 && bytes[1] == 254;
	}
	return bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
}

/*
 * Described in header.
 */
bool address_is_in(linked_list_t *list, host_t *addr)
{
	enumerator_t *enumerator;
	host_t *current;
	bool found = FALSE;

	enumerator = list->create_enumerator(list);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = addr->ip_equals(addr, current);
	}
	enumerator->destroy(enumerator);
	return found;
}
