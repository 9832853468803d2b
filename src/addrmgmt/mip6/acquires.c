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

#include "acquires.h"

#include <daemon.h>

/**
 * Name under which the method below finds this object.
 */
#define ACQUIRES "addrmgmt-acquires"

typedef struct private_acquires_t private_acquires_t;

/**
 * Private data of acquires_t.
 */
struct private_acquires_t {

	/**
	 * Public interface.
	 */
	acquires_t public;

	/**
	 * Gets them first.
	 */
	bool (*callback)(void *data, uint32_t reqid);

	/**
	 * Data to pass.
	 */
	void *data;

	/**
	 * The method we have replaced.
	 */
	void (*acquire)(trap_manager_t *this, uint32_t reqid,
					kernel_acquire_data_t *data);
};

METHOD(trap_manager_t, acquire, void,
	trap_manager_t *traps, uint32_t reqid, kernel_acquire_data_t *data)
{
	private_acquires_t *this = lib->get(lib, ACQUIRES);

	if (!this->callback(this->data, reqid))
	{
		this->acquire(traps, reqid, data);
	}
}

METHOD(acquires_t, destroy, void,
	private_acquires_t *this)
{
	charon->traps->acquire = this->acquire;
	lib->set(lib, ACQUIRES, NULL);
	free(this);
}

/*
 * Described in header.
 */
acquires_t *acquires_create(bool (*callback)(void *data, uint32_t reqid),
							void *data)
{
	private_acquires_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.callback = callback,
		.data = data,
		.acquire = charon->traps->acquire,
	);
	lib->set(lib, ACQUIRES, this);
	charon->traps->acquire = _acquire;

	return &this->public;
}
