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


#include "world.h"

#include <stdarg.h>
#include <stdio.h>

/*
 * Described in header.
 */
void world_violate(world_t *this, char *fmt, ...)
{
	va_list args;

	if (!this->violation[0])
	{
		va_start(args, fmt);
		vsnprintf(this->violation, sizeof(this->violation), fmt, args);
		va_end(args);
	}
}

/*
 * Described in header.
 */
void world_add_step(world_t *this, step_t step)
{
	if (this->count == this->size)
	{
		this->size = this->size ? this->size * 2 : 16;
		this->steps = realloc(this->steps, this->size * sizeof(step_t));
	}
	this->steps[this->count++] = step;
}

/*
 * Described in header.
 */
bool world_has_step(world_t *this, peer_t *peer, step_kind_t kind)
{
	int i;

	for (i = 0; i < this->count; i++)
	{
		if (this->steps[i].peer == peer && this->steps[i].kind == kind)
		{
			return TRUE;
		}
	}
	return FALSE;
}

/*
 * Described in header.
 */
void world_remove_steps(world_t *this, peer_t *peer, step_kind_t kind)
{
	int i, left = 0;

	for (i = 0; i < this->count; i++)
	{
		if (this->steps[i].peer != peer || this->steps[i].kind != kind)
		{
			this->steps[left++] = this->steps[i];
		}
	}
	this->count = left;
}

/*
 * Described in header.
 */
bool world_take_step(world_t *this, uint64_t until, step_t *step)
{
	int i, next = 0;

	for (i = 1; i < this->count; i++)
	{
		if (this->steps[i].time < this->steps[next].time)
		{
			next = i;
		}
	}
	if (!this->count || this->steps[next].time > until)
	{
		return FALSE;
	}
	*step = this->steps[next];
	/* those of the same time stay in order */
	memmove(this->steps + next, this->steps + next + 1,
			(--this->count - next) * sizeof(step_t));
	this->now = step->time;
	return TRUE;
}
