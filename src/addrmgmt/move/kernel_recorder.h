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
 * @defgroup kernel_recorder kernel_recorder
 * @{ @ingroup move
 */

#ifndef KERNEL_RECORDER_H_
#define KERNEL_RECORDER_H_

#include <bus/listeners/listener.h>

#include "move/child_backlog.h"
#include "kernel_recording.h"

typedef struct kernel_recorder_t kernel_recorder_t;

/**
 * Makes charon believe that the kernel has moved CHILD_SAs, and tells what it
 * wanted to be done, so that it can be done in another order.
 *
 * Only calls of the thread that started recording are kept from the kernel,
 * there is no effect on others.
 */
struct kernel_recorder_t {

	/**
	 * Tells where the calls for one CHILD_SA end and those for the next begin.
	 */
	listener_t listener;

	/**
	 * Start to record the calls of this thread.
	 */
	void (*start)(kernel_recorder_t *this);

	/**
	 * Stop recording the calls of this thread.
	 *
	 * @return			kernel_recording_t*, one for each CHILD_SA that was
	 *					updated
	 */
	linked_list_t *(*stop)(kernel_recorder_t *this);

	/**
	 * Destroy a kernel_recorder_t.
	 */
	void (*destroy)(kernel_recorder_t *this);
};

/**
 * Create a kernel_recorder_t, there can only be one at a time.
 *
 * @param backlog		what has to be finished before anybody changes policies
 */
kernel_recorder_t *kernel_recorder_create(child_backlog_t *backlog);

#endif /** KERNEL_RECORDER_H_ @}*/
