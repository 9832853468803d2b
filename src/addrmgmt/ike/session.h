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
 * @defgroup session session
 * @{ @ingroup ike
 */

#ifndef SESSION_H_
#define SESSION_H_

#include <sa/ike_sa.h>

#include "paths/address_list.h"
#include "paths/counters.h"

typedef struct session_t session_t;
typedef enum dialect_t dialect_t;

/**
 * Address protocol in force on an IKE_SA.
 */
enum dialect_t {
	/** none of ours, charon behaves as without the plugin */
	DIALECT_NONE,
	/** draft-kivinen-mobike-protocol-00 */
	DIALECT_KIVINEN,
	/** draft-dupont-ikev2-addrmgmt-04 */
	DIALECT_DUPONT,
};

/**
 * Names for dialect_t, as used in options and by the status command.
 */
extern enum_name_t *dialect_names;

/**
 * What the plugin knows of one IKE_SA, carried along when the IKE_SA is
 * rekeyed (C4).
 *
 * All methods require that the caller has the IKE_SA checked out.
 */
struct session_t {

	/**
	 * Get the protocol in force.
	 */
	dialect_t (*get_dialect)(session_t *this);

	/**
	 * Get why that protocol, or none, is in force; one line for people.
	 */
	char *(*get_reason)(session_t *this);

	/**
	 * Get the current path.
	 *
	 * @param local		receives the local address, internal object
	 * @param remote	receives the remote address, internal object
	 */
	void (*get_path)(session_t *this, host_t **local, host_t **remote);

	/**
	 * Enumerate the addresses of one side, most preferred first.
	 *
	 * @param local		TRUE for our own, FALSE for those of the peer
	 * @return			enumerator over (host_t*, address_state_t, uint64_t),
	 *					the last is the time of the verdict in ms as of
	 *					time_monotonic(), 0 if there was none
	 */
	enumerator_t *(*create_address_enumerator)(session_t *this, bool local);

	/**
	 * Get a counter of this IKE_SA.
	 */
	uint64_t (*get_counter)(session_t *this, counter_t counter);

	/**
	 * Count something, in this session and in total.
	 */
	void (*count)(session_t *this, counter_t counter);
};

#endif /** SESSION_H_ @}*/
