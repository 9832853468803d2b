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

#include "proposal.h"

typedef struct private_proposal_t private_proposal_t;

/**
 * Private data of proposal_t.
 */
struct private_proposal_t {

	/**
	 * Public interface.
	 */
	proposal_t public;

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

METHOD(proposal_t, needs_proof, bool,
	private_proposal_t *this, host_t *remote)
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

METHOD(proposal_t, is_open, bool,
	private_proposal_t *this)
{
	return this->wanted != NULL;
}

METHOD(proposal_t, get_path, path_t*,
	private_proposal_t *this)
{
	return this->checks->get_proposed(this->checks);
}

METHOD(proposal_t, is_remote, bool,
	private_proposal_t *this, host_t *remote)
{
	return this->wanted && remote->ip_equals(remote, get_path(this)->remote);
}

METHOD(proposal_t, close_, void,
	private_proposal_t *this, bool apply)
{
	if (this->wanted)
	{
		this->peer->replace(this->peer, apply ? this->wanted : this->before);
		this->checks->set_proposed(this->checks, NULL, NULL);
		destroy_list(this->wanted);
		destroy_list(this->before);
		this->wanted = this->before = NULL;
	}
}

/**
 * Get the peer's addresses as they are.
 */
static linked_list_t *get_addrs(private_proposal_t *this)
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

METHOD(proposal_t, open_, void,
	private_proposal_t *this, linked_list_t *addrs, host_t *local,
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

	this->checks->set_proposed(this->checks, local, remote);
}

METHOD(proposal_t, set_unused, void,
	private_proposal_t *this)
{
	this->used = FALSE;
}

METHOD(proposal_t, is_used, bool,
	private_proposal_t *this)
{
	return this->used;
}

METHOD(proposal_t, answered, proposal_verdict_t,
	private_proposal_t *this, request_kind_t kind, host_t *only,
	host_t *local, host_t *remote)
{
	path_t *path = get_path(this);

	if (!this->wanted || kind != REQUEST_CHECK)
	{
		return PROPOSAL_OPEN;
	}
	if (only && only->ip_equals(only, path->remote) &&
		path_is(path, local, remote))
	{
		return PROPOSAL_PROVEN;
	}
	return this->retry->was_unanswered(this->retry, path->local, path->remote) ?
		   PROPOSAL_REFUSED : PROPOSAL_OPEN;
}

METHOD(proposal_t, destroy, void,
	private_proposal_t *this)
{
	destroy_list(this->wanted);
	destroy_list(this->before);
	free(this);
}

/*
 * Described in header.
 */
proposal_t *proposal_create(proof_t proof, path_t *current,
							address_list_t *peer, checks_t *checks,
							retry_t *retry)
{
	private_proposal_t *this;

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
