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
 * @defgroup cookies cookies
 * @{ @ingroup ike
 */

#ifndef COOKIES_H_
#define COOKIES_H_

#include "ike/session.h"
#include "wire/dupont.h"

typedef struct cookies_t cookies_t;

/**
 * Cookies by which a peer shows that it received a certain request (D11).
 */
struct cookies_t {

	/**
	 * Add a cookie nobody can guess to a check.
	 */
	void (*add)(cookies_t *this, message_t *message);

	/**
	 * Check if a response copies the cookie of the last check, if that had one;
	 * it is forgotten then.
	 */
	bool (*is_copied)(cookies_t *this, message_t *message);

	/**
	 * Remember the cookie of a request of the peer, if there is one.
	 */
	void (*received)(cookies_t *this, message_t *message);

	/**
	 * Copy that cookie to the response.
	 */
	void (*copy)(cookies_t *this, message_t *message);

	/**
	 * Destroy a cookies_t.
	 */
	void (*destroy)(cookies_t *this);
};

/**
 * Create a cookies_t.
 *
 * @param session	session to report for
 * @param numbers	numbers in use, have to stay
 * @param known		TRUE if the peer knows cookies
 */
cookies_t *cookies_create(session_t *session, const dupont_numbers_t *numbers,
						  bool known);

#endif /** COOKIES_H_ @}*/
