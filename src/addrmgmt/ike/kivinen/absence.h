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
 * @defgroup absence absence
 * @{ @ingroup ike
 */

#ifndef ABSENCE_H_
#define ABSENCE_H_

#include "ike/session.h"

typedef struct absence_t absence_t;

/**
 * Disconnect notifications (draft-kivinen 5, K14): one side tells how long it
 * expects to be away, the other one waits, or deletes the IKE_SA at once.
 */
struct absence_t {

	/**
	 * A message was received or is about to be sent: handle what it says about
	 * absences, or refuse the one before.
	 *
	 * @param ike_sa	IKE_SA
	 * @param message	message, not encrypted
	 * @param incoming	TRUE if received
	 */
	void (*message)(absence_t *this, ike_sa_t *ike_sa, message_t *message,
					bool incoming);

	/**
	 * Tell the peer how long we will be away.
	 *
	 * @param seconds	how long, 0 if we are back
	 */
	void (*leave)(absence_t *this, uint32_t seconds);

	/**
	 * Build the request that does so.
	 */
	void (*build)(absence_t *this, message_t *message);

	/**
	 * Our addresses changed, we might be back.
	 *
	 * @param addrs		addresses we have now
	 */
	void (*update)(absence_t *this, linked_list_t *addrs);

	/**
	 * Was the absence refused, by either side, so that the IKE_SA is gone?
	 */
	bool (*is_refused)(absence_t *this);

	/**
	 * Destroy an absence_t.
	 */
	void (*destroy)(absence_t *this);
};

/**
 * Create an absence_t.
 *
 * @param session	session to report for
 * @param paths		rules to tell about absences
 */
absence_t *absence_create(session_t *session, paths_t *paths);

#endif /** ABSENCE_H_ @}*/
