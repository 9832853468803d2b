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
 * Plugs the cable of this host into another link of the test network.
 */

#ifndef MOBILITY_PLUG_H_
#define MOBILITY_PLUG_H_

#include "args.h"

/**
 * Do so, "plug home|foreign1|foreign2|none [--no-address]".
 *
 * eth0 sees its carrier go and come. What it had as IPv6 addresses, but for the
 * link-local one, is gone; it gets the one /etc/hosts has for HOST-LINK, and a
 * default route.
 *
 * @return			exit status
 */
int plug_main(args_t *args);

#endif /* MOBILITY_PLUG_H_ */
