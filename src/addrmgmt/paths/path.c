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

#include "path.h"

/*
 * Described in header.
 */
void path_set(path_t *path, host_t *local, host_t *remote)
{
	local = local ? local->clone(local) : NULL;
	remote = remote ? remote->clone(remote) : NULL;
	DESTROY_IF(path->local);
	DESTROY_IF(path->remote);
	path->local = local;
	path->remote = remote;
}

/*
 * Described in header.
 */
bool path_is(path_t *path, host_t *local, host_t *remote)
{
	return path->remote && local->ip_equals(local, path->local) &&
		   remote->ip_equals(remote, path->remote);
}
