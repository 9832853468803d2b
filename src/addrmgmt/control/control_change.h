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
 * @defgroup control_change control_change
 * @{ @ingroup control
 */

#ifndef CONTROL_CHANGE_H_
#define CONTROL_CHANGE_H_

#include "control_dispatcher.h"
#include "ike/session_manager.h"

typedef struct control_change_t control_change_t;

/**
 * Commands that change something: prefer, disconnect and update.
 */
struct control_change_t {

	/**
	 * Destroy a control_change_t, after the dispatcher.
	 */
	void (*destroy)(control_change_t *this);
};

/**
 * Add the commands.
 *
 * @param dispatcher	to add the commands to
 * @param manager		knows the sessions
 */
control_change_t *control_change_create(control_dispatcher_t *dispatcher,
										session_manager_t *manager);

#endif /** CONTROL_CHANGE_H_ @}*/
