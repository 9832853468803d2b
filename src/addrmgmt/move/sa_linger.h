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
 * @defgroup sa_linger sa_linger
 * @{ @ingroup move
 */

#ifndef SA_LINGER_H_
#define SA_LINGER_H_

#include <bus/listeners/listener.h>
#include <kernel/kernel_interface.h>

typedef struct sa_linger_t sa_linger_t;

/**
 * Inbound SAs at addresses a CHILD_SA has left, for packets that are still on
 * their way there.
 *
 * They are deleted after a while, but never outlive their CHILD_SA.
 *
 * Such an SA and its copy at the new address have replay windows of their own.
 * Somebody on the path could therefore repeat a packet once by sending it to
 * the other of the two addresses while both exist. Afterwards the remaining SA
 * knows what the other one has received.
 */
struct sa_linger_t {

	/**
	 * Tells when a CHILD_SA goes away.
	 */
	listener_t listener;

	/**
	 * Keep an SA for a while.
	 *
	 * @param id		SA, its destination is where it stays
	 * @param current	destination where its copy is, or will be
	 */
	void (*add)(sa_linger_t *this, kernel_ipsec_sa_id_t *id, host_t *current);

	/**
	 * Delete an SA now, if there is one, to make room for another.
	 *
	 * @param id		SA, its destination is where its copy is
	 * @param dst		destination where it has stayed
	 */
	void (*settle)(sa_linger_t *this, kernel_ipsec_sa_id_t *id, host_t *dst);

	/**
	 * Delete all SAs and destroy a sa_linger_t.
	 */
	void (*destroy)(sa_linger_t *this);
};

/**
 * Create a sa_linger_t.
 *
 * @return				object, NULL if the kernel has no XFRM
 */
sa_linger_t *sa_linger_create();

#endif /** SA_LINGER_H_ @}*/
