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
 * @defgroup control_events control_events
 * @{ @ingroup control
 */

#ifndef CONTROL_EVENTS_H_
#define CONTROL_EVENTS_H_

#include "control_dispatcher.h"
#include "ike/session_manager.h"

typedef struct control_events_t control_events_t;

/**
 * Tells clients what is decided, as it happens.
 */
struct control_events_t {

	/**
	 * Gets told by the sessions.
	 */
	session_observer_t observer;

	/**
	 * Destroy a control_events_t, before the dispatcher.
	 */
	void (*destroy)(control_events_t *this);
};

/**
 * Add the event addrmgmt.
 *
 * @param dispatcher	to send the event by
 * @param manager		tells what is decided
 */
control_events_t *control_events_create(control_dispatcher_t *dispatcher,
										session_manager_t *manager);

#endif /** CONTROL_EVENTS_H_ @}*/
