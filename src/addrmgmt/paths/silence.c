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

#include "silence.h"

typedef struct private_silence_t private_silence_t;

/**
 * Private data of silence_t.
 */
struct private_silence_t {

	/**
	 * Public interface.
	 */
	silence_t public;

	/**
	 * Packets received as of the last observation.
	 */
	uint64_t in;

	/**
	 * Packets sent as of the last observation.
	 */
	uint64_t out;

	/**
	 * Was something sent that nothing came back for?
	 */
	bool waiting;

	/**
	 * Since when, as far as observed.
	 */
	uint64_t since;
};

METHOD(silence_t, observe, bool,
	private_silence_t *this, uint64_t in, uint64_t out, uint64_t timeout,
	uint64_t now)
{
	bool silent = FALSE;

	/* counters start over if SAs are replaced */
	if (in != this->in || out < this->out)
	{
		this->waiting = FALSE;
	}
	else if (out > this->out && !this->waiting)
	{
		this->waiting = TRUE;
		this->since = now;
	}
	else if (this->waiting && timeout && now - this->since >= timeout)
	{
		this->waiting = FALSE;
		silent = TRUE;
	}
	this->in = in;
	this->out = out;
	return silent;
}

METHOD(silence_t, destroy, void,
	private_silence_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
silence_t *silence_create()
{
	private_silence_t *this;

	INIT(this,
		.public = {
			.observe = _observe,
			.destroy = _destroy,
		},
	);

	return &this->public;
}
