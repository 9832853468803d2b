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
 * @defgroup home_address_messages home_address_messages
 * @{ @ingroup mip6
 */

#ifndef HOME_ADDRESS_MESSAGES_H_
#define HOME_ADDRESS_MESSAGES_H_

#include <bus/listeners/listener.h>

typedef struct home_address_messages_t home_address_messages_t;

/**
 * What RFC 4877 9 says about messages in which home addresses are assigned that
 * charon, which does not know what they are, does otherwise (M6).
 *
 * As home agent, sends the length of the home prefix along. As mobile node,
 * ends an exchange in which no home address was assigned, and if the mobile
 * node does not, the home agent does.
 */
struct home_address_messages_t {

	/**
	 * Implements listener_t.
	 */
	listener_t listener;

	/**
	 * Destroy a home_address_messages_t.
	 */
	void (*destroy)(home_address_messages_t *this);
};

/**
 * Create a home_address_messages_t.
 */
home_address_messages_t *home_address_messages_create();

#endif /** HOME_ADDRESS_MESSAGES_H_ @}*/
