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
 * Requests to the kernel by netlink.
 */

#ifndef MOBILITY_NETLINK_H_
#define MOBILITY_NETLINK_H_

#include <stddef.h>
#include <stdint.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

/**
 * Longest request.
 */
#define REQUEST_MAX 4096

/**
 * A request in the making.
 */
typedef union {
	struct nlmsghdr hdr;
	uint8_t bytes[REQUEST_MAX];
} request_t;

/**
 * Start a request with a fixed header.
 *
 * @param flags		NLM_F_CREATE and so on
 */
void request_start(request_t *request, uint16_t type, uint16_t flags,
				   const void *header, size_t len);

/**
 * Add an attribute to a request.
 */
void request_add(request_t *request, uint16_t type, const void *data,
				 size_t len);

/**
 * Start an attribute that has others in it.
 *
 * @return			for request_end()
 */
struct rtattr *request_nest(request_t *request, uint16_t type);

/**
 * End an attribute that has others in it.
 */
void request_end(request_t *request, struct rtattr *nest);

/**
 * Find an attribute.
 *
 * @param len		length of the fixed header of the message
 * @return			attribute or NULL
 */
struct rtattr *netlink_find(struct nlmsghdr *hdr, size_t len, uint16_t type);

/**
 * Send a request and wait for the kernel's answer.
 *
 * @param protocol	NETLINK_ROUTE or NETLINK_XFRM
 * @return			0 if done, an error number otherwise
 */
int netlink_send(int protocol, request_t *request);

/**
 * Send a request for a list.
 *
 * @param take		called for each entry
 * @param data		passed to take()
 */
void netlink_dump(int protocol, request_t *request,
				  void (*take)(void *data, struct nlmsghdr *hdr), void *data);

#endif /* MOBILITY_NETLINK_H_ */
