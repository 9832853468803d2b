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

#include "position.h"

typedef struct private_position_t private_position_t;

/**
 * Private data of position_t.
 */
struct private_position_t {

	/**
	 * Public interface.
	 */
	position_t public;

	/**
	 * Moves and holds packets.
	 */
	path_actions_t *actions;

	/**
	 * Until when the peer is away, 0 if it is not.
	 */
	uint64_t away;

	/**
	 * Is the credit of the address in use used up, with no other to go back to?
	 */
	bool used_up;

	/**
	 * Are packets held?
	 */
	bool holding;
};

/**
 * Hold packets as long as there is a reason.
 */
static void update_hold(private_position_t *this)
{
	bool hold = this->away || this->used_up;

	if (hold != this->holding)
	{
		this->holding = hold;
		this->actions->hold(this->actions, hold);
	}
}

METHOD(position_t, is, bool,
	private_position_t *this, host_t *local, host_t *remote)
{
	return path_is(&this->public.path, local, remote);
}

METHOD(position_t, move, bool,
	private_position_t *this, host_t *local, host_t *remote, char *why)
{
	if (is(this, local, remote))
	{
		return FALSE;
	}
	path_set(&this->public.path, local, remote);
	this->public.elsewhere->reset(this->public.elsewhere);
	this->used_up = FALSE;
	update_hold(this);
	this->actions->move(this->actions, this->public.path.local,
						this->public.path.remote, why);
	return TRUE;
}

METHOD(position_t, set_used_up, void,
	private_position_t *this, bool used_up)
{
	this->used_up = used_up;
	update_hold(this);
}

METHOD(position_t, is_used_up, bool,
	private_position_t *this)
{
	return this->used_up;
}

METHOD(position_t, set_away, void,
	private_position_t *this, uint64_t until)
{
	this->away = until;
	update_hold(this);
}

METHOD(position_t, get_away, uint64_t,
	private_position_t *this)
{
	return this->away;
}

METHOD(position_t, destroy, void,
	private_position_t *this)
{
	this->public.elsewhere->destroy(this->public.elsewhere);
	path_set(&this->public.path, NULL, NULL);
	free(this);
}

/*
 * Described in header.
 */
position_t *position_create(path_actions_t *actions, host_t *local,
							host_t *remote)
{
	private_position_t *this;

	INIT(this,
		.public = {
			.elsewhere = elsewhere_create(),
			.is = _is,
			.move = _move,
			.set_used_up = _set_used_up,
			.is_used_up = _is_used_up,
			.set_away = _set_away,
			.get_away = _get_away,
			.destroy = _destroy,
		},
		.actions = actions,
	);
	path_set(&this->public.path, local, remote);

	return &this->public;
}
