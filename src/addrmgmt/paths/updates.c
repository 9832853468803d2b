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

#include "updates.h"

typedef struct private_updates_t private_updates_t;

/**
 * Private data of updates_t.
 */
struct private_updates_t {

	/**
	 * Public interface.
	 */
	updates_t public;

	/**
	 * Carries out what is decided.
	 */
	path_actions_t *actions;

	/**
	 * Path in use.
	 */
	position_t *position;

	/**
	 * Our addresses.
	 */
	address_list_t *local;

	/**
	 * Addresses of the peer.
	 */
	address_list_t *peer;

	/**
	 * Chooses among paths.
	 */
	path_choice_t *choice;

	/**
	 * Keeps the peer up to date about our addresses.
	 */
	announcement_t *announcement;

	/**
	 * The request in the air.
	 */
	retry_t *retry;

	/**
	 * Addresses to be checked.
	 */
	checks_t *checks;

	/**
	 * Path the peer asked for and has to prove.
	 */
	claim_t *claim;
};

METHOD(updates_t, is_usable, bool,
	private_updates_t *this, host_t *local, host_t *remote)
{
	return this->local->contains(this->local, local) &&
		   this->actions->usable(this->actions, local, remote);
}

/**
 * Check if the peer may ask for a path.
 */
static bool is_possible(private_updates_t *this, host_t *local, host_t *remote)
{
	return this->position->is(this->position, local, remote) ||
		   is_usable(this, local, remote);
}

/**
 * Use a path of which the peer knows both ends.
 */
static bool agree(private_updates_t *this, host_t *local, host_t *remote,
				  char *why)
{
	bool moved;

	moved = this->position->move(this->position, local, remote, why);
	this->checks->set_current(this->checks, FALSE);
	this->checks->set_preferred(this->checks, NULL);
	this->announcement->agreed(this->announcement);
	this->announcement->update(this->announcement);
	return moved;
}

/**
 * Use such a path now, for the request in the air, too.
 */
static void agree_now(private_updates_t *this, host_t *local, host_t *remote,
					  char *why, uint64_t now)
{
	if (agree(this, local, remote, why))
	{
		this->retry->restart(this->retry, NULL, TRUE, now);
	}
	this->checks->start(this->checks, now);
}

METHOD(updates_t, update, update_verdict_t,
	private_updates_t *this, linked_list_t *addrs, host_t *local,
	host_t *remote, uint64_t now)
{
	if (!is_possible(this, local, remote))
	{
		return UPDATE_REFUSED;
	}
	if (this->claim->needs_proof(this->claim, remote))
	{
		this->claim->open(this->claim, addrs, local, remote);
		/* the check must not wait for an answer that can't come */
		this->retry->restart(this->retry, remote, TRUE, now);
		this->checks->start(this->checks, now);
		return UPDATE_UNPROVEN;
	}
	this->claim->close(this->claim, FALSE);
	this->peer->replace(this->peer, addrs);
	this->choice->update_unusable(this->choice);
	agree_now(this, local, remote, "peer asked for this path", now);
	return UPDATE_APPLIED;
}

METHOD(updates_t, prove, update_verdict_t,
	private_updates_t *this, linked_list_t *addrs, host_t *local,
	host_t *remote, uint64_t now)
{
	if (!is_possible(this, local, remote))
	{
		return UPDATE_REFUSED;
	}
	if (this->claim->needs_proof(this->claim, remote))
	{
		this->claim->open(this->claim, addrs, local, remote);
		this->claim->set_unused(this->claim);
		this->checks->start(this->checks, now);
		return UPDATE_UNPROVEN;
	}
	this->peer->replace(this->peer, addrs);
	return UPDATE_APPLIED;
}

METHOD(updates_t, use, bool,
	private_updates_t *this, host_t *local, host_t *remote, uint64_t now)
{
	if (!is_usable(this, local, remote) ||
		!this->peer->contains(this->peer, remote))
	{
		return FALSE;
	}
	agree_now(this, local, remote, "peer agreed to use this path", now);
	return TRUE;
}

METHOD(updates_t, replace, void,
	private_updates_t *this, linked_list_t *addrs)
{
	this->claim->close(this->claim, FALSE);
	this->peer->replace(this->peer, addrs);
	this->choice->update_unusable(this->choice);
}

METHOD(updates_t, withdraw, void,
	private_updates_t *this)
{
	this->claim->close(this->claim, FALSE);
}

METHOD(updates_t, refused, bool,
	private_updates_t *this, uint64_t now)
{
	path_t path;

	this->local->set_state(this->local, this->position->path.local,
						   ADDRESS_FAILED, now);
	if (this->choice->select(this->choice, TRUE, AF_UNSPEC, SUSPECTS_PEER,
							 &path) &&
		this->position->move(this->position, path.local, path.remote,
							 "peer refused our address"))
	{
		this->announcement->update(this->announcement);
		this->checks->start(this->checks, now);
		return TRUE;
	}
	return FALSE;
}

METHOD(updates_t, accepted, void,
	private_updates_t *this, uint64_t now)
{
	host_t *local = this->position->path.local;

	if (this->local->get_state(this->local, local, NULL) == ADDRESS_FAILED)
	{
		this->local->set_state(this->local, local, ADDRESS_VERIFIED, now);
	}
}

METHOD(updates_t, conclude, void,
	private_updates_t *this, claim_verdict_t verdict)
{
	path_t path = {}, *claimed = this->claim->get_path(this->claim);
	bool proven = verdict == CLAIM_PROVEN, use;

	if (verdict == CLAIM_OPEN || !this->claim->is_open(this->claim))
	{
		return;
	}
	path_set(&path, claimed->local, claimed->remote);
	use = proven && this->claim->is_used(this->claim);
	this->claim->close(this->claim, proven);
	if (use)
	{
		agree(this, path.local, path.remote, "peer has proven its address");
	}
	this->actions->updated(this->actions, proven);
	path_set(&path, NULL, NULL);
}

METHOD(updates_t, local_list, void,
	private_updates_t *this)
{
	path_t *claimed = this->claim->get_path(this->claim);

	if (claimed->remote && !is_usable(this, claimed->local, claimed->remote))
	{
		conclude(this, CLAIM_REFUSED);
	}
}

METHOD(updates_t, needs_proof, bool,
	private_updates_t *this, host_t *remote)
{
	return this->claim->needs_proof(this->claim, remote);
}

METHOD(updates_t, is_claimed, bool,
	private_updates_t *this, host_t *remote)
{
	return this->claim->is_remote(this->claim, remote);
}

METHOD(updates_t, answered, claim_verdict_t,
	private_updates_t *this, request_kind_t kind, host_t *only, host_t *local,
	host_t *remote)
{
	return this->claim->answered(this->claim, kind, only, local, remote);
}

METHOD(updates_t, destroy, void,
	private_updates_t *this)
{
	this->claim->destroy(this->claim);
	free(this);
}

/*
 * Described in header.
 */
updates_t *updates_create(proof_t proof, path_actions_t *actions,
						  position_t *position, address_list_t *local,
						  address_list_t *peer, path_choice_t *choice,
						  announcement_t *announcement, retry_t *retry,
						  checks_t *checks)
{
	private_updates_t *this;

	INIT(this,
		.public = {
			.update = _update,
			.prove = _prove,
			.replace = _replace,
			.use = _use,
			.withdraw = _withdraw,
			.refused = _refused,
			.accepted = _accepted,
			.is_usable = _is_usable,
			.local_list = _local_list,
			.needs_proof = _needs_proof,
			.is_claimed = _is_claimed,
			.answered = _answered,
			.conclude = _conclude,
			.destroy = _destroy,
		},
		.actions = actions,
		.position = position,
		.local = local,
		.peer = peer,
		.choice = choice,
		.announcement = announcement,
		.retry = retry,
		.checks = checks,
		.claim = claim_create(proof, &position->path, peer, checks, retry),
	);

	return &this->public;
}
