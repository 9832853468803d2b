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
 * @defgroup silence silence
 * @{ @ingroup paths
 */

#ifndef SILENCE_H_
#define SILENCE_H_

#include <utils/utils.h>

typedef struct silence_t silence_t;

/**
 * Notices that traffic goes out and nothing comes in (K8).
 */
struct silence_t {

	/**
	 * Tell how much traffic there was, regularly.
	 *
	 * @param in		number of packets received so far, of any kind
	 * @param out		number of packets sent so far
	 * @param timeout	how long silence has to last, in ms, 0 if never
	 * @param now		current time in ms
	 * @return			TRUE if it lasted that long, it has to last as long again
	 *					until the next time
	 */
	bool (*observe)(silence_t *this, uint64_t in, uint64_t out,
					uint64_t timeout, uint64_t now);

	/**
	 * Destroy a silence_t.
	 */
	void (*destroy)(silence_t *this);
};

/**
 * Create a silence_t.
 */
silence_t *silence_create();

#endif /** SILENCE_H_ @}*/
