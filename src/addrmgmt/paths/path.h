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
 * @defgroup path path
 * @{ @ingroup paths
 */

#ifndef PATHS_PATH_H_
#define PATHS_PATH_H_

#include <networking/host.h>

typedef struct path_t path_t;

/**
 * A path is a local and a remote address of the same family.
 */
struct path_t {
	/** our address */
	host_t *local;
	/** address of the peer */
	host_t *remote;
};

/**
 * Set the hosts of a path.
 *
 * @param path		path, its hosts get replaced
 * @param local		local address, gets cloned, NULL for none
 * @param remote	remote address, gets cloned, NULL for none
 */
void path_set(path_t *path, host_t *local, host_t *remote);

/**
 * Check if a path consists of two addresses, ports are ignored.
 *
 * @param path		path, its hosts may be NULL
 */
bool path_is(path_t *path, host_t *local, host_t *remote);

#endif /** PATHS_PATH_H_ @}*/
