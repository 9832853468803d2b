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
 * @defgroup traffic traffic
 * @{ @ingroup ike
 */

#ifndef TRAFFIC_H_
#define TRAFFIC_H_

#include <sa/ike_sa.h>

typedef struct traffic_t traffic_t;

/**
 * What the CHILD_SAs of an IKE_SA have carried, as counted by the kernel.
 */
struct traffic_t {
	/** packets received */
	uint64_t packets_in;
	/** packets sent */
	uint64_t packets_out;
	/** bytes received */
	uint64_t bytes_in;
	/** bytes sent */
	uint64_t bytes_out;
};

/**
 * Ask the kernel how much traffic there was so far.
 *
 * @param ike_sa	IKE_SA, checked out
 * @return			sums over all current CHILD_SAs
 */
traffic_t traffic_get(ike_sa_t *ike_sa);

#endif /** TRAFFIC_H_ @}*/
