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
 * @defgroup addupd addupd
 * @{ @ingroup wire
 */

#ifndef ADDUPD_H_
#define ADDUPD_H_

#include <crypto/proposal/proposal.h>
#include <networking/host.h>

typedef struct addupd_t addupd_t;

/**
 * Numbers of Annex C, which were never assigned. That of the message is far
 * from those of any kernel, Linux has 24. The extensions have the numbers, and
 * the layout of struct sadb_address, that FreeBSD has for those of the same
 * name in SADB_UPDATE messages; those of Linux end with 25.
 */
enum {
	SADB_X_ADDUPD = 128,
	SADB_X_EXT_NEW_ADDRESS_SRC = 27,
	SADB_X_EXT_NEW_ADDRESS_DST = 28,
};

/**
 * Longest message: base, SA and four IPv6 addresses.
 */
#define ADDUPD_MAX_LEN (16 + 16 + 4 * (8 + 32))

/**
 * A SADB_X_ADDUPD message (D15): <base, SA(*), address(SD), new_address(SD)>.
 *
 * It asks for an update of all SAs of the IKE_SA that has a certain one.
 */
struct addupd_t {

	/**
	 * Protocol of the SA, PROTO_ESP or PROTO_AH.
	 */
	protocol_id_t protocol;

	/**
	 * SPI of the SA, network order.
	 */
	uint32_t spi;

	/**
	 * Current source of the SA.
	 */
	host_t *src;

	/**
	 * Current destination of the SA.
	 */
	host_t *dst;

	/**
	 * New source, of the same family as the new destination.
	 */
	host_t *new_src;

	/**
	 * New destination, the current one if only the source changes.
	 */
	host_t *new_dst;
};

/**
 * Parse a message.
 *
 * The framing is that of RFC 2367, in the layout and byte order of the machine,
 * but the extensions have to be in the order of the annex. Of the SA, as (*)
 * says, only the SPI counts.
 *
 * @param data		message
 * @param addupd	receives the content, to be released with addupd_clear()
 * @param error		receives what is wrong, a constant string, if refused
 * @return			TRUE if well formed
 */
bool addupd_parse(chunk_t data, addupd_t *addupd, char **error);

/**
 * Build a message.
 *
 * @param addupd	content
 * @param seq		sequence number of the sender
 * @param buf		buffer for the message
 * @return			message, in buf
 */
chunk_t addupd_build(addupd_t *addupd, uint32_t seq,
					 uint8_t buf[ADDUPD_MAX_LEN]);

/**
 * Release the addresses of a message.
 *
 * @param addupd	content, addresses may be NULL
 */
void addupd_clear(addupd_t *addupd);

#endif /** ADDUPD_H_ @}*/
