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
 * @defgroup child_backlog child_backlog
 * @{ @ingroup move
 */

#ifndef CHILD_BACKLOG_H_
#define CHILD_BACKLOG_H_

#include "child_plan.h"

typedef struct child_backlog_t child_backlog_t;

/**
 * Finishes the moves of CHILD_SAs, of which packets already take the new path.
 *
 * Telling charon's kernel interface of the policies takes about half of the
 * time to move many CHILD_SAs. The peer does not have to wait for that, but
 * nobody else may change policies before.
 */
struct child_backlog_t {

	/**
	 * Finish moves, later if there are many of them.
	 *
	 * @param plans		plans, adopted
	 * @param count		number of plans
	 */
	void (*add)(child_backlog_t *this, child_plan_t **plans, u_int count);

	/**
	 * Finish all moves now, or wait until that has been done.
	 */
	void (*finish)(child_backlog_t *this);

	/**
	 * Finish all moves and destroy a child_backlog_t.
	 */
	void (*destroy)(child_backlog_t *this);
};

/**
 * Create a child_backlog_t.
 */
child_backlog_t *child_backlog_create();

#endif /** CHILD_BACKLOG_H_ @}*/
