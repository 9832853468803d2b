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
 * @defgroup migrate_guard migrate_guard
 * @{ @ingroup ike
 */

#ifndef MIGRATE_GUARD_H_
#define MIGRATE_GUARD_H_

#include "session_manager.h"

typedef struct migrate_guard_t migrate_guard_t;

/**
 * Keeps charon from following migrations in the kernel where one of our
 * protocols is in force, or a mobility daemon decides.
 *
 * Charon's own job changes the addresses of every IKE_SA that has a CHILD_SA of
 * some reqid, and those of the first such CHILD_SA, without any word to the
 * peer: not by ike_sa_t.update_hosts(), which we could refuse.
 */
struct migrate_guard_t {

	/**
	 * Destroy a migrate_guard_t.
	 */
	void (*destroy)(migrate_guard_t *this);
};

/**
 * Create a migrate_guard_t.
 *
 * @param manager	knows the sessions
 */
migrate_guard_t *migrate_guard_create(session_manager_t *manager);

#endif /** MIGRATE_GUARD_H_ @}*/
