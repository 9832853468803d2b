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
 * @defgroup control_query control_query
 * @{ @ingroup control
 */

#ifndef CONTROL_QUERY_H_
#define CONTROL_QUERY_H_

#include "control_dispatcher.h"
#include "ike/session_manager.h"
#include "mip6/kernel_selectors.h"
#include "mip6/mobile_ipv6.h"

typedef struct control_query_t control_query_t;

/**
 * Commands that tell what is known: version, stats and list.
 */
struct control_query_t {

	/**
	 * Destroy a control_query_t, after the dispatcher.
	 */
	void (*destroy)(control_query_t *this);
};

/**
 * Add the commands.
 *
 * @param dispatcher	to add the commands to
 * @param manager		knows the sessions
 * @param mobile_ipv6	knows mobile nodes and where they are
 * @param selectors		knows what the kernel makes of selectors
 */
control_query_t *control_query_create(control_dispatcher_t *dispatcher,
									  session_manager_t *manager,
									  mobile_ipv6_t *mobile_ipv6,
									  kernel_selectors_t *selectors);

#endif /** CONTROL_QUERY_H_ @}*/
