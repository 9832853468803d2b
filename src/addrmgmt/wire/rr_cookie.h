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
 * @defgroup rr_cookie rr_cookie
 * @{ @ingroup wire
 */

#ifndef RR_COOKIE_H_
#define RR_COOKIE_H_

#include <collections/enumerator.h>

#include "dupont.h"

typedef enum rr_cookie_status_t rr_cookie_status_t;

/**
 * Length of the cookies we send.
 */
#define RR_COOKIE_LEN 16

/**
 * Shortest cookie we accept.
 */
#define RR_COOKIE_MIN_LEN 8

/**
 * Longest cookie we accept.
 */
#define RR_COOKIE_MAX_LEN 64

/**
 * Outcome of reading the cookie of a message.
 */
enum rr_cookie_status_t {
	/** the message has none */
	RR_COOKIE_NONE,
	/** there is one */
	RR_COOKIE_OK,
	/** there is more than one, or it is malformed */
	RR_COOKIE_MALFORMED,
};

/**
 * Build an RR_COOKIE notify (D11).
 *
 * @param numbers	types in use
 * @param cookie	a new cookie of RR_COOKIE_LEN bytes, or a received one
 * @return			notify, its data is the cookie
 */
notify_t rr_cookie_build(const dupont_numbers_t *numbers, chunk_t cookie);

/**
 * Parse an RR_COOKIE notify (D11).
 *
 * @param notify	notify of type RR_COOKIE
 * @param cookie	receives the cookie, internal to the notify
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			TRUE if well formed
 */
bool rr_cookie_parse(notify_t *notify, chunk_t *cookie, char **error);

/**
 * Read the cookie of a message, of which there is one at most.
 *
 * @param notifies	enumerator over the notify_t* of a message, gets destroyed
 * @param numbers	types in use, others are skipped
 * @param cookie	receives the cookie, internal to the message, if
 *					RR_COOKIE_OK is returned
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			see rr_cookie_status_t
 */
rr_cookie_status_t rr_cookie_read(enumerator_t *notifies,
								  const dupont_numbers_t *numbers,
								  chunk_t *cookie, char **error);

/**
 * Compare the cookie of a response with that of the request, in a time that
 * does not tell where they differ.
 *
 * @param sent		cookie of the request
 * @param received	cookie of the response
 * @return			TRUE if it was copied
 */
bool rr_cookie_matches(chunk_t sent, chunk_t received);

#endif /** RR_COOKIE_H_ @}*/
