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
 * States that were found.
 */

#ifndef STATES_H_
#define STATES_H_

#include "fingerprint.h"

typedef struct states_t states_t;
typedef struct state_t state_t;

/**
 * A state in which an event may happen.
 */
struct state_t {
	/** what tells it from others */
	fingerprint_t print;
	/** number of the state before the last event */
	uint32_t parent;
	/** the last event */
	uint8_t event;
	/** index of the time since then, MAX_GAPS if there was no event */
	uint8_t gap;
	/** number of events */
	uint8_t length;
};

/**
 * Numbered states, 0 is the first.
 */
struct states_t {

	/**
	 * Add a state if there is none with that fingerprint.
	 *
	 * @param number	receives the number of the state
	 * @return			TRUE if it was added
	 */
	bool (*add)(states_t *this, state_t *state, uint32_t *number);

	/**
	 * Get a state, valid until the next one is added.
	 */
	state_t *(*get)(states_t *this, uint32_t number);

	/**
	 * Get the number of states.
	 */
	uint32_t (*get_count)(states_t *this);

	/**
	 * Destroy a states_t.
	 */
	void (*destroy)(states_t *this);
};

/**
 * Create a states_t.
 */
states_t *states_create();

#endif /** STATES_H_ */
