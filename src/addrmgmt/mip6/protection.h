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
 * @defgroup protection protection
 * @{ @ingroup mip6
 */

#ifndef PROTECTION_H_
#define PROTECTION_H_

#include <config/peer_cfg.h>

/**
 * Check if a connection protects what Mobile IPv6 signals by CHILD_SAs that are
 * configured by hand as well as RFC 4877 4.3 asks for (M3).
 *
 * @param peer_cfg	connection with a role
 * @return			what is wrong, a constant string, NULL if nothing is
 */
char *protection_check(peer_cfg_t *peer_cfg);

#endif /** PROTECTION_H_ @}*/
