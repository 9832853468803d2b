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
 * Requests to the kernel's XFRM, by netlink.
 */

#ifndef ADDUPD_XFRM_H_
#define ADDUPD_XFRM_H_

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>

/**
 * Longest request.
 */
#define XFRM_REQUEST_MAX 2048

/**
 * A request in the making.
 */
typedef union {
	struct nlmsghdr hdr;
	uint8_t bytes[XFRM_REQUEST_MAX];
} xfrm_request_t;

/**
 * Start a request with a fixed header.
 */
void xfrm_start(xfrm_request_t *request, uint16_t type, const void *header,
				size_t len);

/**
 * Add an attribute to a request.
 */
void xfrm_add(xfrm_request_t *request, uint16_t type, const void *data,
			  size_t len);

/**
 * Send a request and wait for the kernel's answer.
 *
 * @return			0 if done, an error number otherwise
 */
int xfrm_send(xfrm_request_t *request);

/**
 * Convert an address.
 */
void xfrm_address(const struct sockaddr_storage *addr, xfrm_address_t *out);

/**
 * Find the SPI of the SA between two addresses that was installed last.
 *
 * @param proto		IPPROTO_ESP or IPPROTO_AH
 * @return			SPI in network order, 0 if there is none
 */
uint32_t xfrm_find_spi(uint8_t proto, const struct sockaddr_storage *src,
					   const struct sockaddr_storage *dst);

#endif /* ADDUPD_XFRM_H_ */
