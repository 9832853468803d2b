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
 * @defgroup peer_address peer_address
 * @{ @ingroup wire
 */

#ifndef PEER_ADDRESS_H_
#define PEER_ADDRESS_H_

#include <collections/enumerator.h>
#include <collections/linked_list.h>
#include <networking/host.h>

#include "dupont.h"

typedef enum peer_address_end_t peer_address_end_t;
typedef enum peer_address_operation_t peer_address_operation_t;
typedef enum peer_address_status_t peer_address_status_t;
typedef struct peer_address_t peer_address_t;

/**
 * How many notifies for each end have to be looked at, however low the limit.
 */
#define PEER_ADDRESS_MIN 4

/**
 * Longest notification data: family, operation and an IPv6 address.
 */
#define PEER_ADDRESS_MAX_LEN 20

/**
 * Which peer's address it is.
 */
enum peer_address_end_t {
	/** one of the sender */
	PEER_ADDRESS_SOURCE,
	/** one of the receiver */
	PEER_ADDRESS_DESTINATION,
};

/**
 * Names of the notifies.
 */
extern enum_name_t *peer_address_end_names;

/**
 * What is done to the set of peer addresses (D6), as on the wire.
 */
enum peer_address_operation_t {
	/** the primary address, changed only with an Update payload */
	PEER_ADDRESS_PRIMARY = 1,
	/** add to the alternate addresses */
	PEER_ADDRESS_ADD = 2,
	/** delete from the alternate addresses */
	PEER_ADDRESS_DELETE = 3,
};

/**
 * Names for peer_address_operation_t.
 */
extern enum_name_t *peer_address_operation_names;

/**
 * Outcome of reading the peer address notifies of a message.
 */
enum peer_address_status_t {
	/** the message has none */
	PEER_ADDRESS_NONE,
	/** the notifies looked at are well formed */
	PEER_ADDRESS_OK,
	/** at least one is malformed, or they contradict each other: all of them
	 * are refused (C5) */
	PEER_ADDRESS_MALFORMED,
};

/**
 * A peer address notification (D4).
 */
struct peer_address_t {

	/**
	 * Whose address it is.
	 */
	peer_address_end_t end;

	/**
	 * What to do with it.
	 */
	peer_address_operation_t operation;

	/**
	 * Address (port 0).
	 */
	host_t *addr;
};

/**
 * Destroy a peer_address_t.
 */
void peer_address_destroy(peer_address_t *this);

/**
 * Check if a notify is about a peer address.
 *
 * @param notify	notify of any type
 * @param numbers	types in use
 * @return			TRUE if it is a PEER_ADDRESS_SOURCE/_DESTINATION
 */
bool peer_address_is(notify_t *notify, const dupont_numbers_t *numbers);

/**
 * Parse a peer address notify (D4).
 *
 * The data has to be exactly as long as the family demands. That data after
 * the address has to be ignored is said by draft-kivinen for its own notifies,
 * whose type tells the family; here it would let an address pass whose length
 * contradicts its family.
 *
 * @param notify	notify of type PEER_ADDRESS_SOURCE/_DESTINATION
 * @param numbers	types in use
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			address and operation, NULL if malformed
 */
peer_address_t *peer_address_parse(notify_t *notify,
								   const dupont_numbers_t *numbers,
								   char **error);

/**
 * Build a peer address notify.
 *
 * @param numbers	types in use
 * @param end		whose address it is
 * @param operation	what to do with it
 * @param addr		address
 * @param buf		buffer for the notification data
 * @return			notify, its data is in buf
 */
notify_t peer_address_build(const dupont_numbers_t *numbers,
							peer_address_end_t end,
							peer_address_operation_t operation, host_t *addr,
							uint8_t buf[PEER_ADDRESS_MAX_LEN]);

/**
 * Read all peer address notifies of a message.
 *
 * For each end only the first max notifies are looked at, whatever comes after
 * is not even checked for being well formed, as with draft-kivinen (K4). The
 * limit is one for each end, so that many addresses of the one can not keep
 * those of the other, which are required too (D5), from being read. Duplicates
 * are kept, but two different primary addresses for the same end are an error
 * (D1).
 *
 * @param notifies	enumerator over the notify_t* of a message in the order
 *					they were received, gets destroyed
 * @param numbers	types in use, others are skipped
 * @param max		how many notifies to look at for each end, at least
 *					PEER_ADDRESS_MIN are
 * @param sources	peer_address_t objects about the sender's addresses are
 *					appended to this list in order, untouched unless
 *					PEER_ADDRESS_OK is returned
 * @param dests		the same for the receiver's addresses
 * @param ignored	receives the number of notifies beyond max
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			see peer_address_status_t
 */
peer_address_status_t peer_address_read(enumerator_t *notifies,
							const dupont_numbers_t *numbers, int max,
							linked_list_t *sources, linked_list_t *dests,
							int *ignored, char **error);

#endif /** PEER_ADDRESS_H_ @}*/
