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
 * @defgroup address_notify address_notify
 * @{ @ingroup wire
 */

#ifndef ADDRESS_NOTIFY_H_
#define ADDRESS_NOTIFY_H_

#include <collections/linked_list.h>
#include <encoding/message.h>

/**
 * Notify message types of draft-kivinen-mobike-protocol-00, section 7.
 */
enum {
	DISCONNECT_NOTIFY = 42000,
	IPV4_ADDRESS_CHANGE = 42004,
	IPV6_ADDRESS_CHANGE = 42006,
};

typedef enum address_notify_status_t address_notify_status_t;

/**
 * Outcome of reading the address change notifies of a message.
 */
enum address_notify_status_t {
	/** the message has none, it is not an address list (K1) */
	ADDRESS_NOTIFY_NONE,
	/** the notifies looked at are well formed */
	ADDRESS_NOTIFY_OK,
	/** at least one is malformed, the list is refused whole (C5) */
	ADDRESS_NOTIFY_MALFORMED,
};

/**
 * Read the ordered list of addresses a peer announces (draft-kivinen 3).
 *
 * Looks at the first max notifies only; whatever comes after is not even
 * checked for being well formed (K4).
 *
 * @param message	decrypted message
 * @param max		how many notifies to look at (max_peer_addresses)
 * @param addrs		receives host_t objects (port 0) in order, untouched
 *					unless ADDRESS_NOTIFY_OK is returned
 * @param ignored	receives the number of notifies beyond max
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			see address_notify_status_t
 */
address_notify_status_t address_notify_read(message_t *message, int max,
								linked_list_t *addrs, int *ignored,
								char **error);

/**
 * Add the ordered list of our addresses to a message, with protocol ID 1 (K3).
 *
 * @param message	message to add notifies to
 * @param addrs		enumerator over host_t*, most preferred first, destroyed
 */
void address_notify_write(message_t *message, enumerator_t *addrs);

#endif /** ADDRESS_NOTIFY_H_ @}*/
