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

#include <collections/enumerator.h>
#include <collections/linked_list.h>
#include <networking/host.h>

#include "notify.h"

typedef enum address_notify_status_t address_notify_status_t;

/**
 * How many notifies have to be looked at, however low the limit (K4).
 */
#define ADDRESS_NOTIFY_MIN 4

/**
 * How many addresses we send at most, as charon answers INVALID_SYNTAX to more
 * than 20 notifies in a message and drops the IKE_SA.
 */
#define ADDRESS_NOTIFY_MAX_SENT 16

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
 * Check if a notify carries an address of the sender.
 *
 * @param notify	notify of any type
 * @return			TRUE if it is an IPV4_/IPV6_ADDRESS_CHANGE
 */
bool address_notify_is(notify_t *notify);

/**
 * Parse an address change notify (K2, K3).
 *
 * @param notify	notify of type IPV4_/IPV6_ADDRESS_CHANGE
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			address (port 0), NULL if malformed
 */
host_t *address_notify_parse(notify_t *notify, char **error);

/**
 * Build an address change notify, with protocol ID 1 (K3).
 *
 * @param addr		address to announce
 * @return			notify, its data is internal to addr
 */
notify_t address_notify_build(host_t *addr);

/**
 * Read the ordered list of addresses a peer announces (draft-kivinen 3).
 *
 * Looks at the first max address change notifies only, whatever comes after is
 * not even checked for being well formed (K4); notifies of other types do not
 * count.
 *
 * @param notifies	enumerator over the notify_t* of a message in the order
 *					they were received, gets destroyed
 * @param max		how many notifies to look at, at least ADDRESS_NOTIFY_MIN are
 * @param addrs		host_t objects (port 0) are appended to this list in order,
 *					untouched unless ADDRESS_NOTIFY_OK is returned
 * @param ignored	receives the number of notifies beyond max
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			see address_notify_status_t
 */
address_notify_status_t address_notify_read(enumerator_t *notifies, int max,
								linked_list_t *addrs, int *ignored,
								char **error);

/**
 * Enumerate the notifies that announce an ordered list of addresses, not more
 * than ADDRESS_NOTIFY_MAX_SENT.
 *
 * @param addrs		enumerator over host_t*, most preferred first, gets
 *					destroyed
 * @return			enumerator over notify_t*, which are valid until the next
 *					call
 */
enumerator_t *address_notify_create_enumerator(enumerator_t *addrs);

#endif /** ADDRESS_NOTIFY_H_ @}*/
