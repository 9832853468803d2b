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
 * @defgroup notify notify
 * @{ @ingroup wire
 */

#ifndef NOTIFY_H_
#define NOTIFY_H_

#include <utils/chunk.h>
#include <utils/enum.h>

typedef enum address_notify_type_t address_notify_type_t;
typedef struct notify_t notify_t;

/**
 * Notify message types of the address protocols.
 */
enum address_notify_type_t {
	/** the sender is going to be away for a while (draft-kivinen 5) */
	DISCONNECT_NOTIFY = 42000,
	/** an IPv4 address of the sender (draft-kivinen 3) */
	IPV4_ADDRESS_CHANGE = 42004,
	/** an IPv6 address of the sender (draft-kivinen 3) */
	IPV6_ADDRESS_CHANGE = 42006,
};

/**
 * Names for address_notify_type_t.
 */
extern enum_name_t *address_notify_type_names;

/**
 * A notify payload as it is on the wire (RFC 7296 3.10), less its generic
 * header and the SPI.
 */
struct notify_t {

	/**
	 * Notify message type.
	 */
	uint16_t type;

	/**
	 * Protocol ID.
	 */
	uint8_t protocol;

	/**
	 * SPI size; notify_payload_t only has SPIs it expects, but what its
	 * get_header_length() exceeds 8 by is this.
	 */
	uint8_t spi_size;

	/**
	 * Notification data, owned by whoever made this.
	 */
	chunk_t data;
};

/**
 * Check what all notifies of draft-kivinen have in common: protocol ID 0 or 1,
 * no SPI, and enough data; what is beyond is reserved for future expansion.
 *
 * @param notify	notify to check
 * @param len		length of the data that is needed
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			TRUE if well formed
 */
bool notify_check(notify_t *notify, size_t len, char **error);

#endif /** NOTIFY_H_ @}*/
