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
 * @defgroup own_addresses own_addresses
 * @{ @ingroup ike
 */

#ifndef OWN_ADDRESSES_H_
#define OWN_ADDRESSES_H_

#include <collections/linked_list.h>
#include <encoding/message.h>

#include "paths/path.h"
#include "wire/dupont.h"

typedef struct own_addresses_t own_addresses_t;

/**
 * Our addresses as the peer knows them, and what changes that (D1, D6).
 */
struct own_addresses_t {

	/**
	 * Tell the peer of our addresses: the path, those to add and those to
	 * delete.  As many as fit into a message, see is_complete().
	 *
	 * @param message	message to write to
	 * @param numbers	numbers in use
	 * @param addrs		our addresses, host_t
	 * @param path		path to use, our primary address and that of the peer
	 */
	void (*write)(own_addresses_t *this, message_t *message,
				  const dupont_numbers_t *numbers, linked_list_t *addrs,
				  path_t *path);

	/**
	 * Name the path the peer knows, without changing anything.
	 *
	 * @param message	message to write to
	 * @param numbers	numbers in use
	 */
	void (*write_path)(own_addresses_t *this, message_t *message,
					   const dupont_numbers_t *numbers);

	/**
	 * Does what was written change the path?
	 */
	bool (*is_path_changed)(own_addresses_t *this);

	/**
	 * Get the path that was written.
	 */
	path_t *(*get_path)(own_addresses_t *this);

	/**
	 * The peer accepted what was written.
	 */
	void (*accepted)(own_addresses_t *this);

	/**
	 * Was there more to tell than fits into a message?
	 */
	bool (*is_complete)(own_addresses_t *this);

	/**
	 * The peer asked for a path, which it knows therefore.
	 */
	void (*agreed)(own_addresses_t *this, path_t *path);

	/**
	 * Get the path the peer knows.
	 */
	path_t *(*get_agreed)(own_addresses_t *this);

	/**
	 * Destroy an own_addresses_t.
	 */
	void (*destroy)(own_addresses_t *this);
};

/**
 * Create an own_addresses_t.
 *
 * @param local		our primary address, gets cloned
 * @param remote	primary address of the peer, gets cloned
 */
own_addresses_t *own_addresses_create(host_t *local, host_t *remote);

#endif /** OWN_ADDRESSES_H_ @}*/
