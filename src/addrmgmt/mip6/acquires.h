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
 * @defgroup acquires acquires
 * @{ @ingroup mip6
 */

#ifndef ACQUIRES_H_
#define ACQUIRES_H_

#include <library.h>

typedef struct acquires_t acquires_t;

/**
 * Gets what the kernel asks for when something is sent that needs an SA, before
 * charon looks for a trap of its own.
 */
struct acquires_t {

	/**
	 * Have charon get them again.
	 */
	void (*destroy)(acquires_t *this);
};

/**
 * Get acquires, of which there can be only one object.
 *
 * @param acquire	called without any IKE_SA checked out, with the reqid of the
 *					policy; returns FALSE if it's not for us
 * @param data		data to pass
 */
acquires_t *acquires_create(bool (*acquire)(void *data, uint32_t reqid),
							void *data);

#endif /** ACQUIRES_H_ @}*/
