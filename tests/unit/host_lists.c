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

#include "host_lists.h"

#include <arpa/inet.h>

/*
 * Described in header.
 */
linked_list_t *host_list_create(char *addrs)
{
	linked_list_t *list;
	enumerator_t *enumerator;
	char *addr;

	list = linked_list_create();
	enumerator = enumerator_create_token(addrs, " ", "");
	while (enumerator->enumerate(enumerator, &addr))
	{
		list->insert_last(list, host_create_from_string(addr, 0));
	}
	enumerator->destroy(enumerator);
	return list;
}

/*
 * Described in header.
 */
char *host_write(host_t *addr, char *buf)
{
	inet_ntop(addr->get_family(addr), addr->get_address(addr).ptr, buf,
			  HOST_LEN);
	return buf;
}

/*
 * Described in header.
 */
char *host_list_write(enumerator_t *addrs, char *buf)
{
	host_t *addr;
	char str[HOST_LEN];
	int len = 0, state;
	uint64_t since;

	buf[0] = '\0';
	while (addrs->enumerate(addrs, &addr, &state, &since))
	{
		len += snprintf(buf + len, HOST_LIST_LEN - len, "%s%s",
						len ? " " : "", host_write(addr, str));
	}
	addrs->destroy(addrs);
	return buf;
}

/*
 * Described in header.
 */
void host_list_destroy(linked_list_t *list)
{
	list->destroy_offset(list, offsetof(host_t, destroy));
}
