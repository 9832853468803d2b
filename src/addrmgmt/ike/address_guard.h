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
 * @defgroup address_guard address_guard
 * @{ @ingroup ike
 */

#ifndef ADDRESS_GUARD_H_
#define ADDRESS_GUARD_H_

#include <sa/ike_sa.h>

typedef struct address_guard_t address_guard_t;

/**
 * Tells if somebody on the path changes the addresses of messages, as a NAT
 * does or who pretends to be one (transient pseudo-NAT attack, draft-dupont 4).
 *
 * NAT_DETECTION notifies protect the addresses of the message they are in
 * (draft-dupont 3.2). Those of IKE_AUTH have no such protection, so they have
 * to be those of IKE_SA_INIT ("address stability").
 */
struct address_guard_t {

	/**
	 * Look at a message of an exchange that is not ours.
	 *
	 * @param message	message, not encrypted
	 * @param incoming	TRUE if received
	 * @return			FALSE if its addresses were changed on the way
	 */
	bool (*check)(address_guard_t *this, message_t *message, bool incoming);

	/**
	 * Give the IKE_SA back the addresses of the last message that was not
	 * changed; charon takes those of IKE_AUTH from the packet.
	 */
	void (*restore)(address_guard_t *this);

	/**
	 * The IKE_SA got replaced by another one.
	 */
	void (*rekeyed)(address_guard_t *this, ike_sa_t *new);

	/**
	 * Destroy an address_guard_t.
	 */
	void (*destroy)(address_guard_t *this);
};

/**
 * Create an address_guard_t.
 */
address_guard_t *address_guard_create(ike_sa_t *ike_sa);

#endif /** ADDRESS_GUARD_H_ @}*/
