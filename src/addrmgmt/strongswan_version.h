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
 * @defgroup strongswan_version strongswan_version
 * @{ @ingroup addrmgmt
 */

#ifndef STRONGSWAN_VERSION_H_
#define STRONGSWAN_VERSION_H_

#include <utils/chunk.h>

/**
 * Bytes to store a version in, including the terminating null byte.
 */
#define STRONGSWAN_VERSION_MAX 16

/**
 * Find strongSwan's version among the constants of a program.
 *
 * A version is either a string of its own, or part of the message charon logs
 * when it starts: "... (strongSwan X.Y.Z, ...".
 *
 * @param constants	constants of a program
 * @param version	receives the version, STRONGSWAN_VERSION_MAX bytes
 * @return			TRUE if found
 */
bool strongswan_version_find(chunk_t constants, char *version);

#endif /** STRONGSWAN_VERSION_H_ @}*/
