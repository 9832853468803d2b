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
 * @defgroup xfrm_replay xfrm_replay
 * @{ @ingroup move
 */

#ifndef XFRM_REPLAY_H_
#define XFRM_REPLAY_H_

#include <library.h>

/**
 * Add the packets one SA has received to those another one has, so that none of
 * them is accepted again.
 *
 * @param sa		reply to XFRM_MSG_GETSA, the replay state is changed
 * @param other		reply to XFRM_MSG_GETSA or XFRM_MSG_DELSA, of an SA with the
 *					same SPI and keys
 * @return			TRUE if there were packets that only the other had received
 */
bool xfrm_replay_merge(chunk_t sa, chunk_t other);

/**
 * Create a XFRM_MSG_NEWAE message that sets the replay state of an SA.
 *
 * @param sa		reply to XFRM_MSG_GETSA
 * @return			message
 */
chunk_t xfrm_replay_update(chunk_t sa);

#endif /** XFRM_REPLAY_H_ @}*/
