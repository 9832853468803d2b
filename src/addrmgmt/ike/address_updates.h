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
 * @defgroup address_updates address_updates
 * @{ @ingroup ike
 */

#ifndef ADDRESS_UPDATES_H_
#define ADDRESS_UPDATES_H_

#include "session_manager.h"
#include "watch/address_update.h"

typedef struct address_updates_t address_updates_t;
typedef struct address_diverter_t address_diverter_t;

/**
 * Gets migrations in the kernel first.
 */
struct address_diverter_t {

	/**
	 * An SA was migrated.
	 *
	 * @param update	what has moved, internal to the caller
	 * @return			TRUE if nobody else has to care
	 */
	bool (*divert)(address_diverter_t *this, address_update_t *update);
};

/**
 * Finds the IKE_SAs of SAs that somebody on this machine wants to be moved, a
 * mobility daemon for instance, and has their sessions move everything (D15).
 */
struct address_updates_t {

	/**
	 * Destroy an address_updates_t.
	 */
	void (*destroy)(address_updates_t *this);
};

/**
 * Create an address_updates_t and open its doors.
 *
 * @param manager	knows the sessions
 * @param diverter	gets migrations before sessions do
 * @return			never NULL, doors that can't be opened stay closed
 */
address_updates_t *address_updates_create(session_manager_t *manager,
										   address_diverter_t *diverter);

#endif /** ADDRESS_UPDATES_H_ @}*/
