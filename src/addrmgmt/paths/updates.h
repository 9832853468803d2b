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
 * @defgroup updates updates
 * @{ @ingroup paths
 */

#ifndef UPDATES_H_
#define UPDATES_H_

#include "announcement.h"
#include "claim.h"
#include "position.h"

typedef struct updates_t updates_t;
typedef enum update_verdict_t update_verdict_t;

/**
 * What becomes of a path the peer asks for.
 */
enum update_verdict_t {
	/** it is in use */
	UPDATE_APPLIED,
	/** the peer has to prove its address first, see path_actions_t.updated() */
	UPDATE_UNPROVEN,
	/** it can not be used */
	UPDATE_REFUSED,
};

/**
 * Paths of which one side tells the other both ends, as draft-dupont has it.
 */
struct updates_t {

	/**
	 * The peer asks for a certain path (D8).
	 *
	 * @param addrs		host_t objects, the addresses the peer has if the path is
	 *					used, get cloned
	 * @param local		our address
	 * @param remote	address of the peer
	 * @param now		current time in ms
	 */
	update_verdict_t (*update)(updates_t *this, linked_list_t *addrs,
							   host_t *local, host_t *remote, uint64_t now);

	/**
	 * The peer asks for a path for single SAs (D8): like update(), but the path
	 * of the IKE_SA stays.
	 */
	update_verdict_t (*prove)(updates_t *this, linked_list_t *addrs,
							  host_t *local, host_t *remote, uint64_t now);

	/**
	 * The peer has other alternate addresses, the path stays (D6).
	 *
	 * @param addrs		host_t objects, addresses of the peer, get cloned
	 */
	void (*replace)(updates_t *this, linked_list_t *addrs);

	/**
	 * The peer agreed to use a path we asked for.
	 *
	 * @param local		our address
	 * @param remote	address of the peer, one of its list
	 * @param now		current time in ms
	 * @return			FALSE if it can not be used
	 */
	bool (*use)(updates_t *this, host_t *local, host_t *remote, uint64_t now);

	/**
	 * The peer does not want the path anymore that it has not proven yet.
	 */
	void (*withdraw)(updates_t *this);

	/**
	 * The peer refused to use our address (D11).
	 *
	 * @param now		current time in ms
	 * @return			TRUE if there is another one to use
	 */
	bool (*refused)(updates_t *this, uint64_t now);

	/**
	 * The peer uses our address, it might have refused it before.
	 *
	 * @param now		current time in ms
	 */
	void (*accepted)(updates_t *this, uint64_t now);

	/**
	 * Check if packets can be sent on a path, from an address of ours.
	 */
	bool (*is_usable)(updates_t *this, host_t *local, host_t *remote);

	/**
	 * Our addresses changed: what the peer asked for might not be usable now.
	 */
	void (*local_list)(updates_t *this);

	/**
	 * Check if an address of the peer has to be proven before it is used.
	 */
	bool (*needs_proof)(updates_t *this, host_t *remote);

	/**
	 * Is that an address the peer has to prove yet?
	 */
	bool (*is_claimed)(updates_t *this, host_t *remote);

	/**
	 * Does an answer decide about the path the peer asked for?
	 *
	 * @param kind		kind of request
	 * @param only		address it was sent to, NULL if there are several
	 * @param local		address the response was sent to
	 * @param remote	address it came from
	 * @return			verdict for conclude()
	 */
	claim_verdict_t (*answered)(updates_t *this, request_kind_t kind,
								host_t *only, host_t *local, host_t *remote);

	/**
	 * Carry out a verdict about the path the peer asked for, if it did.
	 */
	void (*conclude)(updates_t *this, claim_verdict_t verdict);

	/**
	 * Destroy an updates_t.
	 */
	void (*destroy)(updates_t *this);
};

/**
 * Create an updates_t.
 *
 * @param proof			which addresses the peer has to prove
 * @param actions		carries out what is decided
 * @param position		path in use
 * @param local			our addresses
 * @param peer			addresses of the peer
 * @param choice		chooses among paths
 * @param announcement	keeps the peer up to date
 * @param retry			the request in the air
 * @param checks		addresses to be checked
 */
updates_t *updates_create(proof_t proof, path_actions_t *actions,
						  position_t *position, address_list_t *local,
						  address_list_t *peer, path_choice_t *choice,
						  announcement_t *announcement, retry_t *retry,
						  checks_t *checks);

#endif /** UPDATES_H_ @}*/
