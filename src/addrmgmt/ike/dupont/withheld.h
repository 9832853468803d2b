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
 * @defgroup withheld withheld
 * @{ @ingroup ike
 */

#ifndef WITHHELD_H_
#define WITHHELD_H_

#include "peer_update.h"

typedef struct withheld_t withheld_t;

/**
 * A request with an update that is answered as soon as the peer has proven to
 * be where it claims (D11).
 */
struct withheld_t {

	/**
	 * What it asks for.
	 */
	peer_update_t *(*get_update)(withheld_t *this);

	/**
	 * Check if a message is that request, or a copy of it.
	 */
	bool (*is_it)(withheld_t *this, message_t *message);

	/**
	 * Another copy was received: the answer goes where the latest one came
	 * from (D2).
	 */
	void (*replace)(withheld_t *this, message_t *message);

	/**
	 * Hand the request to charon again, which has it answered.
	 *
	 * @param ike_sa	IKE_SA, checked out
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*resume)(withheld_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a withheld_t.
	 */
	void (*destroy)(withheld_t *this);
};

/**
 * Create a withheld_t.
 *
 * @param message	decrypted request
 * @param update	what it asks for, adopted
 */
withheld_t *withheld_create(message_t *message, peer_update_t *update);

#endif /** WITHHELD_H_ @}*/
