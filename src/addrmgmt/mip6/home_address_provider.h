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
 * @defgroup home_address_provider home_address_provider
 * @{ @ingroup mip6
 */

#ifndef HOME_ADDRESS_PROVIDER_H_
#define HOME_ADDRESS_PROVIDER_H_

#include <bus/listeners/listener.h>

typedef struct home_address_provider_t home_address_provider_t;

/**
 * Assigns home addresses to mobile nodes that ask for one in a configuration
 * payload (RFC 4877 9, M6): those that belong to the node, else the one it
 * suggests, else one of the pools of the connection. The node keeps it for as
 * long as it has an IKE_SA.
 *
 * As mobile node, ends an exchange that no home address is assigned in.
 */
struct home_address_provider_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Destroy a home_address_provider_t.
	 */
	void (*destroy)(home_address_provider_t *this);
};

/**
 * Create a home_address_provider_t, of which there can be only one.
 */
home_address_provider_t *home_address_provider_create();

#endif /** HOME_ADDRESS_PROVIDER_H_ @}*/
