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
 * What the rules of a peer decide is done here, if it is allowed to.
 */

#ifndef SIM_ACTIONS_H_
#define SIM_ACTIONS_H_

#include "sim_peer.h"

/**
 * Get the actions of a peer, to be its first member.
 */
path_actions_t sim_actions_create();

/**
 * Queue something to say.
 */
void sim_queue(peer_t *this, say_t say);

/**
 * Note that the request in the air is sent to an address: none may be tried
 * again before the others were, unless these were never verified.
 */
void sim_note_attempt(peer_t *this, int dst);

#endif /** SIM_ACTIONS_H_ */
