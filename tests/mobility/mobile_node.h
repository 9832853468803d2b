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

/*
 * The mobile node's side.
 */

#ifndef MOBILITY_MOBILE_NODE_H_
#define MOBILITY_MOBILE_NODE_H_

#include "args.h"

/**
 * Run a mobile node.
 *
 * @param path		socket for commands
 * @param args		options
 * @return			exit status
 */
int mobile_node_main(const char *path, args_t *args);

#endif /* MOBILITY_MOBILE_NODE_H_ */
