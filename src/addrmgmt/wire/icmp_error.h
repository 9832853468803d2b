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

/**
 * @defgroup icmp_error icmp_error
 * @{ @ingroup wire
 */

#ifndef ICMP_ERROR_H_
#define ICMP_ERROR_H_

#include <networking/host.h>
#include <utils/chunk.h>

typedef struct icmp_error_t icmp_error_t;

/**
 * The packet an ICMP or ICMPv6 error is about, as far as the error quotes it.
 */
struct icmp_error_t {

	/**
	 * Source of the packet, with port if it is UDP.
	 */
	host_t *src;

	/**
	 * Destination of the packet, with port if it is UDP.
	 */
	host_t *dst;

	/**
	 * IP protocol of the packet.
	 */
	uint8_t protocol;
};

/**
 * Parse an error that tells that a packet could not be delivered: destination
 * unreachable for whatever reason, other than that it was too big.
 *
 * @param family	AF_INET or AF_INET6
 * @param data		what a raw socket receives: with IP header for IPv4, only
 *					the ICMPv6 message for IPv6
 * @param error		receives the packet, hosts are destroyed by the caller
 * @return			FALSE if this is something else, or too short
 */
bool icmp_error_parse(int family, chunk_t data, icmp_error_t *error);

#endif /** ICMP_ERROR_H_ @}*/
