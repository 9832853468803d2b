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
 * Requests on their way to the network.
 */

#ifndef INJECT_SENDER_H_
#define INJECT_SENDER_H_

#include <networking/host.h>
#include <sa/ike_sa_id.h>

typedef struct inject_sender_t inject_sender_t;

/**
 * Stands in for charon's sender: keeps copies of the last requests, so that
 * exactly the same packets can be sent again, and holds some back.
 */
struct inject_sender_t {

	/**
	 * Send a request again.
	 *
	 * @param id		IKE_SA it was sent on
	 * @param age		1 for the last request, 2 for the one before, ...
	 * @param from		source address, NULL for that of the request
	 * @param to		destination address, NULL for that of the request
	 * @return			FALSE if there is none that old
	 */
	bool (*repeat)(inject_sender_t *this, ike_sa_id_t *id, int age,
				   host_t *from, host_t *to);

	/**
	 * Don't send the next request, nor its retransmissions.
	 *
	 * @param id		IKE_SA
	 */
	void (*hold)(inject_sender_t *this, ike_sa_id_t *id);

	/**
	 * Send the request that was held back.
	 *
	 * @return			FALSE if there is none
	 */
	bool (*release)(inject_sender_t *this);

	/**
	 * Destroy an inject_sender_t.
	 */
	void (*destroy)(inject_sender_t *this);
};

/**
 * Create a sender, and put it in front of charon's.
 */
inject_sender_t *inject_sender_create();

#endif /** INJECT_SENDER_H_ */
