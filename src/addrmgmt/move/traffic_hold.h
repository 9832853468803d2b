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
 * @defgroup traffic_hold traffic_hold
 * @{ @ingroup move
 */

#ifndef TRAFFIC_HOLD_H_
#define TRAFFIC_HOLD_H_

#include <sa/ike_sa.h>

typedef struct traffic_hold_t traffic_hold_t;

/**
 * Has the kernel drop packets to a peer that can't receive them, or has not
 * shown yet that it does (K14, K15).
 */
struct traffic_hold_t {

	/**
	 * Let packets pass again.
	 */
	void (*destroy)(traffic_hold_t *this);
};

/**
 * Drop packets that match the policies of an IKE_SA's CHILD_SAs.
 *
 * @param ike_sa	IKE_SA, checked out
 * @return			packets are dropped until this is destroyed
 */
traffic_hold_t *traffic_hold_create(ike_sa_t *ike_sa);

#endif /** TRAFFIC_HOLD_H_ @}*/
