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
 * @defgroup abi abi
 * @{ @ingroup addrmgmt
 *
 * Guards against calling the wrong methods: the layout of charon's public
 * structs depends on its version and on how it was configured.
 */

#ifndef ABI_H_
#define ABI_H_

#include <library.h>

/**
 * Check if the running charon is the one this plugin was built for, log what
 * differs if not.
 *
 * @return			TRUE if the plugin may use charon
 */
bool abi_matches();

#endif /** ABI_H_ @}*/
