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
 * @defgroup decorators decorators
 * @{ @ingroup ike
 */

#ifndef DECORATORS_H_
#define DECORATORS_H_

#include <sa/ike_sa.h>
#include <collections/array.h>

typedef struct decorators_t decorators_t;
typedef struct decorated_t decorated_t;

/**
 * Takes over decisions of an IKE_SA while one of our protocols is in force, or a
 * mobility daemon decides where it is.
 */
struct decorated_t {

	/**
	 * Charon thinks that addresses or routes changed (ike_sa_t.roam()).
	 */
	void (*roam)(decorated_t *this);

	/**
	 * May the IKE_SA and its CHILD_SAs be moved?  Everything but our own mover
	 * is refused: implicit updates by the source of a packet, and RFC 4555.
	 *
	 * @param forced	TRUE if this is not just an implicit update
	 */
	bool (*may_move)(decorated_t *this, bool forced);

	/**
	 * Did the peer tell that it is away?  As long as it is, dead peer detection
	 * and rekeying are put off (K14).
	 */
	bool (*is_peer_away)(decorated_t *this);

	/**
	 * A request was generated and is about to be sent for the first time.
	 *
	 * @param packets	packet_t objects, one or several fragments, adopted
	 */
	void (*generated)(decorated_t *this, array_t *packets);
};

/**
 * Replaces methods of IKE_SA objects: all callers in charon go through the
 * function pointers of the object.
 */
struct decorators_t {

	/**
	 * Decorate an IKE_SA, unless it is already.  Charon's own retransmission jobs have no effect
	 * anymore, sending packets again is up to the receiver.
	 *
	 * @param ike_sa		IKE_SA, checked out
	 * @param decorated		takes over decisions until restored
	 * @param requests		FALSE to leave requests to charon, and to take over no
	 *						more than where the IKE_SA is
	 */
	void (*decorate)(decorators_t *this, ike_sa_t *ike_sa,
					 decorated_t *decorated, bool requests);

	/**
	 * Let an IKE_SA behave again as it did before, if it was decorated.
	 *
	 * @param ike_sa		IKE_SA, checked out
	 */
	void (*restore)(decorators_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a decorators_t.
	 */
	void (*destroy)(decorators_t *this);
};

/**
 * Create a decorators_t, of which there can be only one.
 */
decorators_t *decorators_create();

#endif /** DECORATORS_H_ @}*/
