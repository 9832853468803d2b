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
 * @defgroup child_plan child_plan
 * @{ @ingroup move
 */

#ifndef CHILD_PLAN_H_
#define CHILD_PLAN_H_

#include <collections/array.h>

#include "kernel_recording.h"

typedef struct child_plan_t child_plan_t;

/**
 * What has to be moved of a CHILD_SA, made of what charon wants.
 */
struct child_plan_t {

	/**
	 * What charon wants.
	 */
	kernel_recording_t *recording;

	/**
	 * Call to update the SA we receive with, NULL if there is none or once it
	 * has been done.
	 */
	kernel_call_t *in;

	/**
	 * Call to update the SA we send with, NULL if there is none or once it has
	 * been done.
	 */
	kernel_call_t *out;

	/**
	 * Calls to add policies with a template, kernel_call_t*.
	 */
	array_t *policies;

	/**
	 * Why it has to be done in charon's way, NULL if ours is possible.
	 */
	char *obstacle;
};

/**
 * Check if the update of an SA changes its source address.
 */
bool child_plan_src_changes(kernel_call_t *update);

/**
 * Check if the update of an SA changes its destination address.
 */
bool child_plan_dst_changes(kernel_call_t *update);

/**
 * Check if packets take the new path before child_plan_finish() is called.
 */
bool child_plan_can_wait(child_plan_t *this);

/**
 * Do what is left: let charon's kernel interface know of the policies and, if
 * there is an obstacle, update SAs that have not been.
 */
void child_plan_finish(child_plan_t *this);

/**
 * Destroy a child_plan_t.
 */
void child_plan_destroy(child_plan_t *this);

/**
 * Create a child_plan_t.
 *
 * @param recording		what charon wants, adopted
 * @param local			our new address
 */
child_plan_t *child_plan_create(kernel_recording_t *recording, host_t *local);

#endif /** CHILD_PLAN_H_ @}*/
