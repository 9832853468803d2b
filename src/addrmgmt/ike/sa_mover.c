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

#include "sa_mover.h"

typedef struct private_sa_mover_t private_sa_mover_t;

/**
 * Private data of a sa_mover_t.
 */
struct private_sa_mover_t {

	/**
	 * Public interface.
	 */
	sa_mover_t public;
};

METHOD(sa_mover_t, move, void,
	private_sa_mover_t *this, ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	ike_sa->update_hosts(ike_sa, local, remote, UPDATE_HOSTS_FORCE_ALL);
}

METHOD(sa_mover_t, destroy, void,
	private_sa_mover_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
sa_mover_t *sa_mover_create()
{
	private_sa_mover_t *this;

	INIT(this,
		.public = {
			.move = _move,
			.destroy = _destroy,
		},
	);

	return &this->public;
}
