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
 * @defgroup probe_limit probe_limit
 * @{ @ingroup paths
 */

#ifndef PROBE_LIMIT_H_
#define PROBE_LIMIT_H_

#include <networking/host.h>

typedef struct probe_limit_t probe_limit_t;

/**
 * Limits how often requests are sent to addresses of which nothing is proven
 * (K15), however many lists a peer announces.
 */
struct probe_limit_t {

	/**
	 * Get the time when a packet may be sent to an address.
	 *
	 * @param now		current time in ms
	 * @return			that time in ms, now if it may be sent now
	 */
	uint64_t (*get_time)(probe_limit_t *this, host_t *addr, uint64_t now);

	/**
	 * A packet is sent to an address.
	 *
	 * @param now		current time in ms
	 */
	void (*sent)(probe_limit_t *this, host_t *addr, uint64_t now);

	/**
	 * Something came from that address, so we are free to send there.
	 */
	void (*forget)(probe_limit_t *this, host_t *addr);

	/**
	 * Destroy a probe_limit_t.
	 */
	void (*destroy)(probe_limit_t *this);
};

/**
 * Create a probe_limit_t.
 *
 * @param packets	packets that may be sent to an address
 * @param interval	in that time, in ms, 0 for no limit
 */
probe_limit_t *probe_limit_create(u_int packets, uint64_t interval);

#endif /** PROBE_LIMIT_H_ @}*/
