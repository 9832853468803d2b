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
 * @defgroup migrate_listener migrate_listener
 * @{ @ingroup watch
 */

#ifndef MIGRATE_LISTENER_H_
#define MIGRATE_LISTENER_H_

#include "address_update.h"

typedef struct migrate_listener_t migrate_listener_t;

/**
 * Listens to what the kernel tells of policies and SAs that it was asked to
 * migrate to other addresses, by a mobility daemon for instance (D15).
 *
 * charon does so too, but knows neither the former addresses nor migrations
 * without addresses for IKE.
 */
struct migrate_listener_t {

	/**
	 * Stop listening.
	 */
	void (*destroy)(migrate_listener_t *this);
};

/**
 * Create a listener.
 *
 * @param handler	gets an update for every SA of ESP or AH
 * @return			NULL if the kernel has no XFRM
 */
migrate_listener_t *migrate_listener_create(address_update_handler_t *handler);

#endif /** MIGRATE_LISTENER_H_ @}*/
