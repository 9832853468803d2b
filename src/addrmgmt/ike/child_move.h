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
 * @defgroup child_move child_move
 * @{ @ingroup ike
 */

#ifndef CHILD_MOVE_H_
#define CHILD_MOVE_H_

#include "kernel_recorder.h"
#include "sa_linger.h"
#include "xfrm_hold.h"
#include "xfrm_socket.h"

typedef struct child_move_t child_move_t;

/**
 * Moves the SAs and policies of a CHILD_SA from the recorded wishes of charon,
 * in the order that loses no packets.
 *
 * The steps are separate methods, so that each can be done for all CHILD_SAs
 * before the next. If one is not possible for a CHILD_SA, those that follow do
 * nothing and finish() does what is left in charon's way.
 */
struct child_move_t {

	/**
	 * Get ready to receive at our new address, while still receiving at the
	 * old one.
	 *
	 * @param linger	takes care of the SA at the old address
	 */
	void (*receive)(child_move_t *this, sa_linger_t *linger);

	/**
	 * Send from and to the new addresses.
	 *
	 * @param hold		where packets wait meanwhile
	 */
	void (*send)(child_move_t *this, xfrm_hold_t *hold);

	/**
	 * Set the peer's new address on what we receive, if ours stays the same.
	 */
	void (*follow)(child_move_t *this);

	/**
	 * Let charon's kernel interface know what has been done and do what is
	 * left.
	 */
	void (*finish)(child_move_t *this);

	/**
	 * Destroy a child_move_t.
	 */
	void (*destroy)(child_move_t *this);
};

/**
 * Create a child_move_t.
 *
 * @param recording	what charon wants for the CHILD_SA, adopted
 * @param local		our new address
 * @param socket	socket to use, up to but not including finish()
 */
child_move_t *child_move_create(kernel_recording_t *recording, host_t *local,
								xfrm_socket_t *socket);

#endif /** CHILD_MOVE_H_ @}*/
