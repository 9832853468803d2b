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
 * Messages of Mobile IPv6, RFC 6275 6.1 and 6.5 to 6.8.
 */

#ifndef MOBILITY_MESSAGE_H_
#define MOBILITY_MESSAGE_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <netinet/in.h>

/**
 * Longest message we send or understand.
 */
#define MESSAGE_MAX 256

/**
 * Unit of lifetimes in messages, in seconds.
 */
#define LIFETIME_UNIT 4

/**
 * Types of messages. Those of ICMPv6 have numbers of their own.
 */
enum {
	HOTI = 1,
	HOT = 3,
	BU = 5,
	BA = 6,
	BE = 7,
	MPS = 146,
	MPA = 147,
};

/**
 * Flags of a BU. In a BA there is only K.
 */
enum {
	FLAG_A = 0x8000,
	FLAG_H = 0x4000,
	FLAG_L = 0x2000,
	FLAG_K = 0x1000,
};

/**
 * Status in a BA.
 */
enum {
	STATUS_ACCEPTED = 0,
	STATUS_UNSPECIFIED = 128,
	STATUS_NOT_SUPPORTED = 131,
	STATUS_NOT_HOME_SUBNET = 132,
	STATUS_SEQUENCE = 135,
};

/**
 * Any message, with what it has of these.
 */
typedef struct {
	/** type, see above */
	uint8_t type;
	/** BA */
	uint8_t status;
	/** BU, BA */
	uint16_t flags;
	/** BU, BA; identifier in MPS and MPA */
	uint16_t seq;
	/** BU, BA, in units of LIFETIME_UNIT */
	uint16_t lifetime;
	/** BU: if there is an Alternate Care-of Address option */
	bool has_care_of;
	/** BU: that address; MPA: prefix */
	struct in6_addr care_of;
	/** MPA: length of the prefix */
	uint8_t prefixlen;
	/** HoTi, HoT: cookie */
	uint64_t cookie;
	/** HoT: token */
	uint64_t token;
} message_t;

/**
 * Encode a message, but for the checksum.
 *
 * @param buf		place for MESSAGE_MAX octets
 * @return			length
 */
size_t message_write(const message_t *message, uint8_t *buf);

/**
 * Decode a message.
 *
 * @param icmp		if it is an ICMPv6 message and not a Mobility Header
 * @return			FALSE if malformed or of another type
 */
bool message_read(message_t *message, bool icmp, const uint8_t *buf,
				  size_t len);

/**
 * Get the name of a type.
 */
const char *message_name(uint8_t type);

/**
 * Whether that is an ICMPv6 message.
 */
bool message_is_icmp(uint8_t type);

#endif /* MOBILITY_MESSAGE_H_ */
