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
 * @defgroup claim claim
 * @{ @ingroup paths
 */

#ifndef CLAIM_H_
#define CLAIM_H_

#include "checks.h"

typedef struct claim_t claim_t;
typedef enum claim_verdict_t claim_verdict_t;

/**
 * What is known about a path the peer asked for.
 */
enum claim_verdict_t {
	/** nothing yet, or nothing was asked for */
	CLAIM_OPEN,
	/** the peer receives what is sent to its new address */
	CLAIM_PROVEN,
	/** it does not answer there */
	CLAIM_REFUSED,
};

/**
 * A path the peer asked for, that is not used before the peer has proven to be
 * at its new address (draft-dupont 3.4, D11).
 *
 * Until then the address may be used to send requests in the air again, so that
 * the check does not have to wait behind one that can't be answered elsewhere.
 */
struct claim_t {

	/**
	 * Check if an address of the peer has to be proven before it is used.
	 */
	bool (*needs_proof)(claim_t *this, host_t *remote);

	/**
	 * The peer asks for a path, which replaces what it asked for before.
	 *
	 * @param addrs		addresses of the peer if that path is used, get cloned
	 * @param local		our address
	 * @param remote	address of the peer
	 */
	void (*open)(claim_t *this, linked_list_t *addrs, host_t *local,
				 host_t *remote);

	/**
	 * The path is not for the IKE_SA, just has to be proven.
	 */
	void (*set_unused)(claim_t *this);

	/**
	 * Is the path for the IKE_SA?
	 */
	bool (*is_used)(claim_t *this);

	/**
	 * Is there such a path?
	 */
	bool (*is_open)(claim_t *this);

	/**
	 * Is that the address that is not proven yet?
	 */
	bool (*is_remote)(claim_t *this, host_t *remote);

	/**
	 * Get the path the peer asked for.
	 */
	path_t *(*get_path)(claim_t *this);

	/**
	 * A request was answered, before anything else is done about that.
	 *
	 * @param kind		kind of request
	 * @param only		address it was sent to, NULL if there are several
	 * @param local		address the response was sent to
	 * @param remote	address it came from
	 */
	claim_verdict_t (*answered)(claim_t *this, request_kind_t kind,
								   host_t *only, host_t *local, host_t *remote);

	/**
	 * There is a verdict.
	 *
	 * @param apply		TRUE to apply the peer's addresses, FALSE to go back to
	 *					those it had before
	 */
	void (*close)(claim_t *this, bool apply);

	/**
	 * Destroy a claim_t.
	 */
	void (*destroy)(claim_t *this);
};

/**
 * Create a claim_t, without any path.
 *
 * @param proof		which addresses need proof
 * @param current	current path
 * @param peer		addresses of the peer
 * @param checks	checks the path
 * @param retry		knows what was answered
 */
claim_t *claim_create(proof_t proof, path_t *current,
							address_list_t *peer, checks_t *checks,
							retry_t *retry);

#endif /** CLAIM_H_ @}*/
