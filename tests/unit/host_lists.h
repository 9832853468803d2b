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
 * Lists of addresses as people write them.
 */

#ifndef HOST_LISTS_H_
#define HOST_LISTS_H_

#include <collections/linked_list.h>
#include <networking/host.h>

/**
 * Longest list of addresses as a string.
 */
#define HOST_LIST_LEN 1024

/**
 * Longest address as a string.
 */
#define HOST_LEN 64

/**
 * Write an address.
 *
 * @param buf		buffer, HOST_LEN bytes
 * @return			buf
 */
char *host_write(host_t *addr, char *buf);

/**
 * Create a list of host_t from addresses separated by spaces.
 */
linked_list_t *host_list_create(char *addrs);

/**
 * Write addresses separated by spaces.
 *
 * @param addrs		enumerator over host_t* and whatever more, gets destroyed
 * @param buf		buffer, HOST_LIST_LEN bytes
 * @return			buf
 */
char *host_list_write(enumerator_t *addrs, char *buf);

/**
 * Destroy a list of host_t.
 */
void host_list_destroy(linked_list_t *list);

/**
 * Fail unless an enumerator over host_t*, which gets destroyed, has the given
 * addresses in that order.
 */
#define ck_assert_hosts(enumerator, addrs) \
({ \
	char _buf[HOST_LIST_LEN]; \
	ck_assert_str_eq(host_list_write(enumerator, _buf), addrs); \
})

#endif /** HOST_LISTS_H_ */
