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
 * BUs no mobile node would send, past IPsec and with any addresses.
 */

#ifndef MOBILITY_FORGED_H_
#define MOBILITY_FORGED_H_

#include "args.h"

/**
 * Send one.
 *
 * @param args		options
 * @return			exit status
 */
int forged_main(args_t *args);

#endif /* MOBILITY_FORGED_H_ */
