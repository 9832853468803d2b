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
 * @defgroup control control
 * @{ @ingroup addrmgmt
 */

#ifndef CONTROL_H_
#define CONTROL_H_

#include "ike/session_manager.h"
#include "mip6/kernel_selectors.h"
#include "mip6/mobile_ipv6.h"

typedef struct control_t control_t;

/**
 * Socket to ask and to control the plugin by, see doc/control.md.
 */
struct control_t {

	/**
	 * Destroy a control_t, no threads may be running anymore.
	 */
	void (*destroy)(control_t *this);
};

/**
 * Listen on the configured socket.
 *
 * @param manager	sessions to tell about
 * @param mobile_ipv6	knows mobile nodes and where they are
 * @param selectors	knows what the kernel makes of selectors
 * @return			NULL if it is not possible to listen
 */
control_t *control_create(session_manager_t *manager, mobile_ipv6_t *mobile_ipv6,
						  kernel_selectors_t *selectors);

#endif /** CONTROL_H_ @}*/
