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
 * @defgroup mobility_header mobility_header
 * @{ @ingroup wire
 *
 * Types of messages of Mobile IPv6, RFC 6275.
 */

#ifndef MOBILITY_HEADER_H_
#define MOBILITY_HEADER_H_

#include <netinet/in.h>

/* missing in older headers */
#ifndef IPPROTO_MH
#define IPPROTO_MH 135
#endif

/**
 * Types of Mobility Headers, RFC 6275 6.1.
 */
enum {
	MH_HOME_TEST_INIT = 1,
	MH_HOME_TEST = 3,
	MH_BINDING_UPDATE = 5,
	MH_BINDING_ACK = 6,
};

/**
 * Types of ICMPv6 messages for Mobile Prefix Discovery, RFC 6275 6.7, 6.8.
 */
enum {
	ICMPV6_PREFIX_SOLICITATION = 146,
	ICMPV6_PREFIX_ADVERTISEMENT = 147,
};

#endif /** MOBILITY_HEADER_H_ @}*/
