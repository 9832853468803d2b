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

#include "states.h"

typedef struct private_states_t private_states_t;

/**
 * Private data of states_t.
 */
struct private_states_t {

	/**
	 * Public interface.
	 */
	states_t public;

	/**
	 * The states.
	 */
	state_t *states;

	/**
	 * Number of these, and of those there is room for, a power of two.
	 */
	uint32_t count;
	uint32_t size;

	/**
	 * Their numbers plus one by fingerprint, twice as many as there is room
	 * for.
	 */
	uint32_t *table;
};

/**
 * Find the place of a state in the table, which is 0 if it's a new one.
 */
static uint32_t *find_place(private_states_t *this, fingerprint_t *print)
{
	uint64_t i, last = 2 * (uint64_t)this->size - 1;
	uint32_t *place;

	for (i = print->half[0] & last;; i = (i + 1) & last)
	{
		place = &this->table[i];
		if (!*place || memeq(&this->states[*place - 1].print, print,
							 sizeof(*print)))
		{
			return place;
		}
	}
}

/**
 * Have room for more states.
 */
static void grow(private_states_t *this)
{
	uint32_t i;

	this->size *= 2;
	this->states = realloc(this->states, this->size * sizeof(state_t));
	free(this->table);
	this->table = calloc(2 * (size_t)this->size, sizeof(uint32_t));
	for (i = 0; i < this->count; i++)
	{
		*find_place(this, &this->states[i].print) = i + 1;
	}
}

METHOD(states_t, add, bool,
	private_states_t *this, state_t *state, uint32_t *number)
{
	uint32_t *place;

	place = find_place(this, &state->print);
	if (*place)
	{
		*number = *place - 1;
		return FALSE;
	}
	if (this->count == this->size)
	{
		grow(this);
		place = find_place(this, &state->print);
	}
	*number = this->count++;
	*place = this->count;
	this->states[*number] = *state;
	return TRUE;
}

METHOD(states_t, get, state_t*,
	private_states_t *this, uint32_t number)
{
	return &this->states[number];
}

METHOD(states_t, get_count, uint32_t,
	private_states_t *this)
{
	return this->count;
}

METHOD(states_t, destroy, void,
	private_states_t *this)
{
	free(this->states);
	free(this->table);
	free(this);
}

/*
 * Described in header.
 */
states_t *states_create()
{
	private_states_t *this;

	INIT(this,
		.public = {
			.add = _add,
			.get = _get,
			.get_count = _get_count,
			.destroy = _destroy,
		},
		.size = 512,
	);
	grow(this);
	return &this->public;
}
