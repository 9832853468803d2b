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
 * @defgroup peer_update peer_update
 * @{ @ingroup ike
 */

#ifndef PEER_UPDATE_H_
#define PEER_UPDATE_H_

#include "ike/session.h"
#include "paths/path.h"
#include "wire/dupont.h"
#include "wire/update.h"

typedef struct peer_message_t peer_message_t;
typedef struct peer_update_t peer_update_t;
typedef enum peer_update_status_t peer_update_status_t;

/**
 * Outcome of reading a message.
 */
enum peer_update_status_t {
	/** nothing in it is about addresses */
	PEER_UPDATE_NONE,
	/** it may be applied */
	PEER_UPDATE_OK,
	/** nothing of it is applied, the answer does not tell (C5, D5, D7) */
	PEER_UPDATE_IGNORED,
	/** addresses can't be used, the answer tells (D11) */
	PEER_UPDATE_UNACCEPTABLE,
};

/**
 * What a message says about addresses, as draft-dupont has it.
 */
struct peer_update_t {

	/**
	 * Addresses the peer has if this is applied, primary first; host_t.
	 */
	linked_list_t *addrs;

	/**
	 * Our address the peer asks to use.
	 */
	host_t *local;

	/**
	 * Primary address of the peer, or the one for listed SAs.
	 */
	host_t *remote;

	/**
	 * SAs that are to use these, NULL if none.
	 */
	update_t *update;
};

/**
 * Destroy a peer_update_t.
 */
void peer_update_destroy(peer_update_t *this);

/**
 * Read what a message says about addresses, without judging that.
 *
 * What is malformed is logged, counted and reported.
 *
 * @param session	session to count and report for
 * @param message	decrypted message
 * @param numbers	numbers in use
 * @param result	receives what it says if PEER_UPDATE_OK is returned
 */
peer_update_status_t peer_message_read(session_t *session, message_t *message,
									   const dupont_numbers_t *numbers,
									   peer_message_t **result);

/**
 * Judge what a message says.
 *
 * @param paths		rules that know the addresses of both sides
 * @param agreed	path both sides know, primary addresses of both
 * @param update	receives what is to be done if PEER_UPDATE_OK is returned
 */
peer_update_status_t peer_message_evaluate(peer_message_t *this, paths_t *paths,
										   path_t *agreed,
										   peer_update_t **update);

/**
 * Destroy a peer_message_t.
 */
void peer_message_destroy(peer_message_t *this);

/**
 * Read and judge what a message of the peer says about addresses.
 *
 * What is wrong is logged, counted and reported.
 *
 * @param session	session to count and report for
 * @param message	decrypted message
 * @param numbers	numbers in use
 * @param paths		rules that know the addresses of both sides
 * @param agreed	path both sides know, primary addresses of both
 * @param update	receives what it says if PEER_UPDATE_OK is returned
 */
peer_update_status_t peer_update_read(session_t *session, message_t *message,
									  const dupont_numbers_t *numbers,
									  paths_t *paths, path_t *agreed,
									  peer_update_t **update);

/**
 * Check if a copy of a message that was read came from where the peer may be.
 */
bool peer_update_is_genuine(message_t *message, const dupont_numbers_t *numbers,
							paths_t *paths, path_t *agreed);

/**
 * Check if a message is about addresses at all.
 *
 * @param message	decrypted message
 * @param numbers	numbers in use
 */
bool peer_update_is_in(message_t *message, const dupont_numbers_t *numbers);

#endif /** PEER_UPDATE_H_ @}*/
