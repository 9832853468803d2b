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
 * @defgroup address_list address_list
 * @{ @ingroup paths
 */

#ifndef ADDRESS_LIST_H_
#define ADDRESS_LIST_H_

#include <networking/host.h>
#include <collections/enumerator.h>
#include <collections/linked_list.h>

typedef struct address_list_t address_list_t;
typedef enum address_state_t address_state_t;

/**
 * What is known about an address (draft-kivinen 2, K7 and K15).
 */
enum address_state_t {
	/** nothing was ever proven about it */
	ADDRESS_UNVERIFIED,
	/** the last check that was sent to this address only was answered */
	ADDRESS_VERIFIED,
	/** the last check of this address was not answered */
	ADDRESS_FAILED,
};

/**
 * Names for address_state_t.
 */
extern enum_name_t *address_state_names;

/**
 * An ordered list of addresses of one side, most preferred first, with what
 * is known about each of them.
 *
 * Addresses that leave the list are remembered for a while, so that one which
 * failed is not believed just because it was announced again (K7).
 */
struct address_list_t {

	/**
	 * Overwrite the list (draft-kivinen 3).
	 *
	 * @param addrs		host_t objects, most preferred first; they are cloned,
	 *					duplicates collapse to the first
	 * @return			TRUE if members or order changed
	 */
	bool (*replace)(address_list_t *this, linked_list_t *addrs);

	/**
	 * Number of addresses in the list.
	 */
	int (*get_count)(address_list_t *this);

	/**
	 * Get an address by its rank, 0 is the most preferred one.
	 *
	 * @return			internal object, NULL if there is none of that rank
	 */
	host_t *(*get)(address_list_t *this, int rank);

	/**
	 * Check if an address is in the list, ports are ignored.
	 */
	bool (*contains)(address_list_t *this, host_t *addr);

	/**
	 * Get what is known about an address, listed or remembered.
	 *
	 * @param since		receives the time of the verdict in ms, may be NULL
	 */
	address_state_t (*get_state)(address_list_t *this, host_t *addr,
								 uint64_t *since);

	/**
	 * Was an address ever verified, as far as we remember?
	 */
	bool (*was_verified)(address_list_t *this, host_t *addr);

	/**
	 * Note a verdict about an address; ignored if the address is not known.
	 *
	 * @param now		time of the verdict in ms
	 */
	void (*set_state)(address_list_t *this, host_t *addr,
					  address_state_t state, uint64_t now);

	/**
	 * Enumerate the list in order.
	 *
	 * @return			enumerator over (host_t*, address_state_t, uint64_t)
	 */
	enumerator_t *(*create_enumerator)(address_list_t *this);

	/**
	 * Destroy an address_list_t.
	 */
	void (*destroy)(address_list_t *this);
};

/**
 * Create an empty address list.
 */
address_list_t *address_list_create();

#endif /** ADDRESS_LIST_H_ @}*/
