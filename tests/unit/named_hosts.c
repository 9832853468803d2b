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


#include "named_hosts.h"

#include <ctype.h>

/*
 * Described in header.
 */
host_t *named_host_create(char *name)
{
	char addr[16];
	int side = tolower(name[0]) - 'a' + 1, number = name[1] - '0';

	snprintf(addr, sizeof(addr),
			 islower(name[0]) ? "10.0.%d.%d" : "fec0::%d:%d", side, number);
	return host_create_from_string(addr, 0);
}

/*
 * Described in header.
 */
char *named_host_write(host_t *host, char *buf)
{
	chunk_t addr = host->get_address(host);

	if (addr.len == 4)
	{
		buf[0] = 'a' + addr.ptr[2] - 1;
		buf[1] = '0' + addr.ptr[3];
	}
	else
	{
		buf[0] = 'A' + addr.ptr[13] - 1;
		buf[1] = '0' + addr.ptr[15];
	}
	buf[2] = '\0';
	return buf;
}

/*
 * Described in header.
 */
linked_list_t *named_host_list_create(char *names)
{
	linked_list_t *list;

	list = linked_list_create();
	for (; *names; names += names[2] ? 3 : 2)
	{
		list->insert_last(list, named_host_create(names));
	}
	return list;
}
