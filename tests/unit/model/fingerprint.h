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
 * Fingerprints of states: they are equal, but for collisions of 128 bits, only if
 * nothing that happens from then on can tell the states apart.
 */

#ifndef FINGERPRINT_H_
#define FINGERPRINT_H_

#include <library.h>

typedef struct fingerprint_t fingerprint_t;

/**
 * Fingerprint of a state.
 */
struct fingerprint_t {
	uint64_t half[2];
};

/**
 * Begin to describe a state, there is one description at a time.
 *
 * @param now		its time
 */
void fingerprint_begin(uint64_t now);

/**
 * Add a number.
 */
void fingerprint_add(uint64_t word);

/**
 * Add a time: the difference to now, or if that is more than WORLD_MEMORY, its
 * order among others.
 *
 * @param time		the time, 0 for none
 */
void fingerprint_add_time(uint64_t time);

/**
 * Add an object in the arena and all it refers to, whatever that is: pointers
 * are replaced by what they point to, and times are found by
 * world_is_time().
 *
 * @param known		objects that are not to be added, ends with NULL
 */
void fingerprint_add_object(void *object, void **known);

/**
 * Get the fingerprint of what was added.
 */
fingerprint_t fingerprint_end();

#endif /** FINGERPRINT_H_ */
