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
 * @defgroup dupont dupont
 * @{ @ingroup wire
 *
 * What all notifies and payloads of draft-dupont have in common.
 */

#ifndef DUPONT_H_
#define DUPONT_H_

#include "notify.h"

typedef struct dupont_numbers_t dupont_numbers_t;

/**
 * Numbers on the wire. None of them was ever assigned, so all are options, and
 * as read from there: of a type that holds more than is allowed.
 */
struct dupont_numbers_t {

	/**
	 * Notify message type of PEER_ADDRESS_SOURCE (D4).
	 */
	int source;

	/**
	 * Notify message type of PEER_ADDRESS_DESTINATION (D4).
	 */
	int destination;

	/**
	 * Notify message type of RR_COOKIE (D11).
	 */
	int cookie;

	/**
	 * Type of the Update payload (D7).
	 */
	int update;
};

/**
 * The numbers we decided on, defaults of the options.
 */
extern const dupont_numbers_t dupont_numbers_default;

/**
 * Check that a set of numbers can be used.
 *
 * Notifies have to be status types, as an error type that is not known means
 * that a request failed, and must not be taken for each other or for one of
 * draft-kivinen; the payload has to be one that charon does not know, but
 * leaves alone (see payload_is_known()).
 *
 * @param numbers	numbers to check
 * @param error		receives what is wrong, a constant string
 * @return			TRUE if they can be used
 */
bool dupont_numbers_check(const dupont_numbers_t *numbers, char **error);

/**
 * Check the header all notifies of draft-dupont have in common: protocol ID 0
 * and no SPI. Unlike draft-kivinen, its text and its figure agree on that.
 *
 * @param notify	notify to check
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			TRUE if well formed
 */
bool dupont_notify_check(notify_t *notify, char **error);

#endif /** DUPONT_H_ @}*/
