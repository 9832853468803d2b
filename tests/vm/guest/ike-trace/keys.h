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

#ifndef KEYS_H_
#define KEYS_H_

#include <stddef.h>
#include <stdint.h>

/**
 * Keys of one direction of an IKE_SA
 */
typedef struct ike_keys_t ike_keys_t;

struct ike_keys_t {

	/** whether they are those of its original initiator */
	int initiator;

	/** integrity key */
	uint8_t auth[64];
	size_t auth_len;

	/** encryption key */
	uint8_t encr[64];
	size_t encr_len;

	ike_keys_t *next;
};

/**
 * Read the keys charon logs with ike = 4
 *
 * @return			list of keys, NULL if there are none
 */
ike_keys_t *read_keys(const char *path);

#endif
