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
 * @defgroup heritage heritage
 * @{ @ingroup ike
 */

#ifndef HERITAGE_H_
#define HERITAGE_H_

#include "negotiation.h"
#include "paths/path.h"
#include "paths/paths.h"

typedef struct heritage_t heritage_t;

/**
 * What an IKE_SA knows of addresses, for one that replaces it by
 * reauthentication.
 */
struct heritage_t {

	/**
	 * Protocol in force.
	 */
	dialect_t dialect;

	/**
	 * Does a mobility daemon decide where we are?
	 */
	bool guided;

	/**
	 * Path in use.
	 */
	path_t path;

	/**
	 * Our addresses.
	 */
	address_list_t *local;

	/**
	 * Addresses of the peer.
	 */
	address_list_t *peer;
};

/**
 * Create a heritage_t.
 *
 * @param dialect	protocol in force
 * @param guided	TRUE if a mobility daemon decides where we are
 * @param paths		rules of the IKE_SA, what they know is copied
 */
heritage_t *heritage_create(dialect_t dialect, bool guided, paths_t *paths);

/**
 * Replace path and addresses, but not the lists as objects.
 *
 * @param other		what is known now, gets copied
 */
void heritage_replace(heritage_t *this, heritage_t *other);

/**
 * Let the rules of an IKE_SA that was just established know which addresses
 * failed, or they would move there.
 */
void heritage_teach(heritage_t *this, paths_t *paths);

/**
 * Destroy a heritage_t.
 */
void heritage_destroy(heritage_t *this);

#endif /** HERITAGE_H_ @}*/
