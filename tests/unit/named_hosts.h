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
 * Addresses with short names: a1 to a9 and b1 to b9 are IPv4 addresses of two
 * hosts, A1 to A9 and B1 to B9 IPv6 addresses.
 */

#ifndef NAMED_HOSTS_H_
#define NAMED_HOSTS_H_

#include <collections/linked_list.h>
#include <networking/host.h>

/**
 * Create a host by its name.
 */
host_t *named_host_create(char *name);

/**
 * Write the name of a host.
 *
 * @param buf		buffer, three bytes
 * @return			buf
 */
char *named_host_write(host_t *host, char *buf);

/**
 * Create a list of host_t from names separated by spaces, to be destroyed with
 * host_list_destroy().
 */
linked_list_t *named_host_list_create(char *names);

#endif /** NAMED_HOSTS_H_ */
