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
 * @defgroup dupont_options dupont_options
 * @{ @ingroup ike
 */

#ifndef DUPONT_OPTIONS_H_
#define DUPONT_OPTIONS_H_

#include "paths/paths.h"
#include "wire/dupont.h"

/**
 * Get the numbers on the wire, the defaults if those set can't be used.
 *
 * @param conn		name of the connection
 */
dupont_numbers_t dupont_options_get_numbers(char *conn);

/**
 * Get which addresses have to be proven, option return_routability (D11).
 *
 * @param conn		name of the connection
 */
proof_t dupont_options_get_proof(char *conn);

#endif /** DUPONT_OPTIONS_H_ @}*/
