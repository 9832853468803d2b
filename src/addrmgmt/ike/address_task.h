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
 * @defgroup address_task address_task
 * @{ @ingroup ike
 */

#ifndef ADDRESS_TASK_H_
#define ADDRESS_TASK_H_

#include <sa/ikev2/tasks/ike_mobike.h>

#include "session.h"

typedef struct address_task_t address_task_t;

/**
 * An INFORMATIONAL exchange of our own.
 *
 * Passes for the task of RFC 4555: these go before all others, and are asked
 * to send the request themselves, on whatever path.
 */
struct address_task_t {

	/**
	 * Implements ike_mobike_t, and thereby task_t.
	 */
	ike_mobike_t mobike;
};

/**
 * Create a task.
 *
 * @param session	session that builds and sends the request
 * @param exchange	which exchange
 */
address_task_t *address_task_create(session_t *session, exchange_t exchange);

#endif /** ADDRESS_TASK_H_ @}*/
