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

#include "log_limit.h"

/*
 * Described in header.
 */
bool log_limit_check(log_limit_t *this, u_int *omitted)
{
	time_t now = time_monotonic(NULL), passed;

	passed = this->allowed ? now - this->allowed : LOG_LIMIT_BURST;
	this->allowed = now;
	this->lines = min(LOG_LIMIT_BURST, this->lines + passed);
	if (!this->lines)
	{
		this->omitted++;
		return FALSE;
	}
	this->lines--;
	*omitted = this->omitted;
	this->omitted = 0;
	return TRUE;
}
