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
 * @{ @ingroup move
 */

#ifndef CHILD_MOVE_H_
#define CHILD_MOVE_H_

#include "child_plan.h"
#include "sa_linger.h"
#include "xfrm_hold.h"
#include "xfrm_socket.h"

typedef struct child_move_t child_move_t;
typedef enum move_step_t move_step_t;

/**
 * Steps in which a CHILD_SA moves. If one is not possible, those that follow
 * do nothing.
 */
enum move_step_t {
	/** read what the kernel has */
	MOVE_QUERY,
	/** receive at our new address, and at the old one for a while */
	MOVE_RECEIVE,
	/** receive at our new address only, if that of the peer changes too */
	MOVE_LEAVE,
	/** let the packets we send wait */
	MOVE_STOP,
	/** send from and to the new addresses */
	MOVE_GO,
	/** read again what is replaced in the next step */
	MOVE_REQUERY,
	/** receive from the peer's new address, if ours stays the same */
	MOVE_FOLLOW,
};

/**
 * Moves the SAs and policies of a CHILD_SA, in the order that loses no packets.
 *
 * Each step consists of requests to the kernel, which can be sent together with
 * those of other CHILD_SAs.
 */
struct child_move_t {

	/**
	 * Create the requests of a step.
	 *
	 * @param step		step
	 * @param requests	receives requests, room for get_max_requests()
	 * @return			number of requests
	 */
	u_int (*prepare)(child_move_t *this, move_step_t step,
					 xfrm_request_t *requests);

	/**
	 * Process the answers to the requests of a step.
	 *
	 * @param step		step
	 * @param requests	as filled in by prepare(), sent
	 */
	void (*process)(child_move_t *this, move_step_t step,
					xfrm_request_t *requests);

	/**
	 * Get the number of requests a step has at most.
	 */
	u_int (*get_max_requests)(child_move_t *this);

	/**
	 * Destroy a child_move_t.
	 */
	void (*destroy)(child_move_t *this);
};

/**
 * Create a child_move_t.
 *
 * @param plan		what to do, what has been done gets removed
 * @param socket	socket for requests to undo something
 * @param linger	takes care of SAs at old addresses
 * @param hold		lets packets wait
 */
child_move_t *child_move_create(child_plan_t *plan, xfrm_socket_t *socket,
								sa_linger_t *linger, xfrm_hold_t *hold);

#endif /** CHILD_MOVE_H_ @}*/
