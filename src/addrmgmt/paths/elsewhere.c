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

#include "elsewhere.h"

typedef struct private_elsewhere_t private_elsewhere_t;

/**
 * Private data of elsewhere_t.
 */
struct private_elsewhere_t {

	/**
	 * Public interface.
	 */
	elsewhere_t public;

	/**
	 * Path of the last request, hosts are NULL if that was the current one.
	 */
	path_t path;

	/**
	 * Since when all requests were received there.
	 */
	uint64_t since;

	/**
	 * Time of the last hint, 0 if there was none.
	 */
	uint64_t hint;
};

METHOD(elsewhere_t, heard, bool,
	private_elsewhere_t *this, host_t *local, host_t *remote, uint64_t now)
{
	if (!this->path.remote ||
		!local->ip_equals(local, this->path.local) ||
		!remote->ip_equals(remote, this->path.remote))
	{
		path_set(&this->path, local, remote);
		this->since = now;
	}
	return now >= this->since + ELSEWHERE_INTERVAL;
}

METHOD(elsewhere_t, is_hint_due, bool,
	private_elsewhere_t *this, uint64_t now)
{
	return !this->hint || now >= this->hint + ELSEWHERE_INTERVAL;
}

METHOD(elsewhere_t, hinted, void,
	private_elsewhere_t *this, uint64_t now)
{
	this->hint = now;
}

METHOD(elsewhere_t, back, void,
	private_elsewhere_t *this)
{
	path_set(&this->path, NULL, NULL);
}

METHOD(elsewhere_t, reset, void,
	private_elsewhere_t *this)
{
	back(this);
	this->hint = 0;
}

METHOD(elsewhere_t, destroy, void,
	private_elsewhere_t *this)
{
	back(this);
	free(this);
}

/*
 * Described in header.
 */
elsewhere_t *elsewhere_create()
{
	private_elsewhere_t *this;

	INIT(this,
		.public = {
			.heard = _heard,
			.is_hint_due = _is_hint_due,
			.hinted = _hinted,
			.back = _back,
			.reset = _reset,
			.destroy = _destroy,
		},
	);

	return &this->public;
}
