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

/*
 * Payloads as a test writes them down.
 */

#ifndef INJECT_PAYLOADS_H_
#define INJECT_PAYLOADS_H_

#include <encoding/message.h>

typedef struct inject_payloads_t inject_payloads_t;

/**
 * Payloads to add to a message, valid ones and others:
 *
 *   notify TYPE PROTOCOL SPI DATA
 *   payload TYPE BODY
 *   critical TYPE BODY
 *
 * SPI, DATA and BODY are hex, - if empty; the others are decimal.
 */
struct inject_payloads_t {

	/**
	 * Add them to a message, once.
	 */
	void (*add_to)(inject_payloads_t *this, message_t *message);

	/**
	 * Destroy an inject_payloads_t.
	 */
	void (*destroy)(inject_payloads_t *this);
};

/**
 * Parse payloads.
 *
 * @param words		enumerator over the words that describe them
 * @return			payloads, NULL if they make no sense
 */
inject_payloads_t *inject_payloads_create(enumerator_t *words);

/**
 * Describe the payloads of a message, like above, separated by commas; others
 * than notifies and unknown ones by their names.
 *
 * @return			allocated string
 */
char *inject_payloads_describe(message_t *message);

#endif /** INJECT_PAYLOADS_H_ */
