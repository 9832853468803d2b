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

#include "claim.h"

typedef struct private_claim_t private_claim_t;

/**
 * Private data of claim_t.
 */
struct private_claim_t {

	/**
	 * Public interface.
	 */
	claim_t public;

	/**
	 * Which addresses need proof.
	 */
	proof_t proof;

	/**
	 * Current path.
	 */
	path_t *current;

	/**
	 * Addresses of the peer.
	 */
	address_list_t *peer;

	/**
	 * Checks the path.
	 */
	checks_t *checks;

	/**
	 * Knows what was answered.
	 */
	retry_t *retry;

	/**
	 * Addresses of the peer if the path is used, host_t, NULL if there is none.
	 */
	linked_list_t *wanted;

	/**
	 * Addresses of the peer before, host_t.
	 */
	linked_list_t *before;

	/**
	 * Is the path for the IKE_SA?
	 */
	bool used;
};

/**
 * Destroy a list of addresses.
 */
static void destroy_list(linked_list_t *list)
{
	DESTROY_OFFSET_IF(list, offsetof(host_t, destroy));
}

METHOD(claim_t, needs_proof, bool,
	private_claim_t *this, host_t *remote)
{
	address_state_t state = this->peer->get_state(this->peer, remote, NULL);

	switch (this->proof)
	{
		case PROOF_ALWAYS:
			return state != ADDRESS_VERIFIED ||
				   !remote->ip_equals(remote, this->current->remote);
		case PROOF_NEW:
			return state != ADDRESS_VERIFIED;
		case PROOF_FAILED:
			return state == ADDRESS_FAILED;
	}
	return TRUE;
}

METHOD(claim_t, is_open, bool,
	private_claim_t *this)
{
	return this->wanted != NULL;
}

METHOD(claim_t, get_path, path_t*,
	private_claim_t *this)
{
	return this->checks->get_claimed(this->checks);
}

METHOD(claim_t, is_remote, bool,
	private_claim_t *this, host_t *remote)
{
	return this->wanted && remote->ip_equals(remote, get_path(this)->remote);
}

METHOD(claim_t, close_, void,
	private_claim_t *this, bool apply)
{
	if (this->wanted)
	{
		this->peer->replace(this->peer, apply ? this->wanted : this->before);
		this->checks->set_claimed(this->checks, NULL, NULL);
		destroy_list(this->wanted);
		destroy_list(this->before);
		this->wanted = this->before = NULL;
	}
}

/**
 * Get the peer's addresses as they are.
 */
static linked_list_t *get_addrs(private_claim_t *this)
{
	linked_list_t *addrs;
	host_t *addr;
	int i;

	addrs = linked_list_create();
	for (i = 0; i < this->peer->get_count(this->peer); i++)
	{
		addr = this->peer->get(this->peer, i);
		addrs->insert_last(addrs, addr->clone(addr));
	}
	return addrs;
}

METHOD(claim_t, open_, void,
	private_claim_t *this, linked_list_t *addrs, host_t *local,
	host_t *remote)
{
	linked_list_t *candidates;

	close_(this, FALSE);
	this->wanted = addrs->clone_offset(addrs, offsetof(host_t, clone));
	this->before = get_addrs(this);
	this->used = TRUE;

	candidates = get_addrs(this);
	candidates->insert_last(candidates, remote->clone(remote));
	this->peer->replace(this->peer, candidates);
	destroy_list(candidates);

	this->checks->set_claimed(this->checks, local, remote);
}

METHOD(claim_t, set_unused, void,
	private_claim_t *this)
{
	this->used = FALSE;
}

METHOD(claim_t, is_used, bool,
	private_claim_t *this)
{
	return this->used;
}

METHOD(claim_t, answered, claim_verdict_t,
	private_claim_t *this, request_kind_t kind, host_t *only,
	host_t *local, host_t *remote)
{
	path_t *path = get_path(this);

	if (!this->wanted || kind != REQUEST_CHECK)
	{
		return CLAIM_OPEN;
	}
	if (only && only->ip_equals(only, path->remote))
	{	/* another check of an address that is answered from elsewhere would
		 * show the same */
		return path_is(path, local, remote) ? CLAIM_PROVEN : CLAIM_REFUSED;
	}
	return this->retry->was_unanswered(this->retry, path->local, path->remote) ?
		   CLAIM_REFUSED : CLAIM_OPEN;
}

METHOD(claim_t, destroy, void,
	private_claim_t *this)
{
	destroy_list(this->wanted);
	destroy_list(this->before);
	free(this);
}

/*
 * Described in header.
 */
claim_t *claim_create(proof_t proof, path_t *current,
							address_list_t *peer, checks_t *checks,
							retry_t *retry)
{
	private_claim_t *this;

	INIT(this,
		.public = {
			.needs_proof = _needs_proof,
			.open = _open_,
			.set_unused = _set_unused,
			.is_used = _is_used,
			.is_open = _is_open,
			.is_remote = _is_remote,
			.get_path = _get_path,
			.answered = _answered,
			.close = _close_,
			.destroy = _destroy,
		},
		.proof = proof,
		.current = current,
		.peer = peer,
		.checks = checks,
		.retry = retry,
	);

	return &this->public;
}
