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

#include "paths.h"
#include "announcement.h"
#include "checks.h"
#include "path_choice.h"
#include "position.h"
#include "retry.h"
#include "updates.h"

typedef struct private_paths_t private_paths_t;

/**
 * Private data of paths_t.
 */
struct private_paths_t {

	/**
	 * Public interface.
	 */
	paths_t public;

	/**
	 * Configuration.
	 */
	paths_config_t config;

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
	 * Did we choose our address ourselves, and the peer might not know yet?
	 */
	bool insisting;

	/**
	 * Addresses to be checked.
	 */
	checks_t *checks;

	/**
	 * Paths the peer asks for, or agrees to.
	 */
	updates_t *updates;

	/**
	 * Does the answer that comes prove nothing?
	 */
	bool distrusted;

	/**
	 * The request in the air.
	 */
	retry_t *retry;
};

/**
 * Check what is known about one of the peer's addresses.
 */
static bool is_state(private_paths_t *this, host_t *remote,
					 address_state_t state)
{
	return this->peer->get_state(this->peer, remote, NULL) == state;
}

/**
 * Find an address of ours to reach one of the peer's from.
 */
static host_t *find_local(private_paths_t *this, host_t *remote)
{
	return this->choice->find_match(this->choice, remote, FALSE,
									SUSPECTS_BOTH);
}

METHOD(paths_t, local_list, void,

	private_paths_t *this, linked_list_t *addrs, uint64_t now)
{
	enumerator_t *enumerator;
	host_t *host;
	path_t path, *current = &this->position->path;
	bool moved = FALSE, changed;

	/* what failed before it went away may work now that it is back */
	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &host))
	{
		if (!this->local->contains(this->local, host))
		{
			this->local->set_state(this->local, host, ADDRESS_UNVERIFIED, now);
		}
	}
	enumerator->destroy(enumerator);

	changed = this->local->replace(this->local, addrs);
	this->checks->set_answered(this->checks, NULL, NULL);
	this->checks->set_follow(this->checks, NULL, NULL);
	changed |= this->choice->update_unusable(this->choice);
	/* news that is none must not revert what the peer asked for */
	if ((changed || !this->actions->usable(this->actions, current->local,
										   current->remote)) &&
		this->choice->select(this->choice, TRUE, AF_UNSPEC, SUSPECTS_BOTH,
							 &path))
	{
		moved = this->position->move(this->position, path.local, path.remote,
									 "our addresses changed");
	}
	this->updates->local_list(this->updates);
	if (moved || this->retry->is_stuck(this->retry))
	{
		this->retry->restart(this->retry, NULL, FALSE, now);
	}
	this->announcement->update(this->announcement);
	if (moved)
	{
		this->insisting = this->announcement->is_queued(this->announcement);
	}
	this->checks->replace_preferred(this->checks);
	if (moved || this->checks->get_preferred(this->checks))
	{
		this->checks->start(this->checks, now);
	}
}

METHOD(paths_t, peer_list, void,
	private_paths_t *this, linked_list_t *addrs, uint64_t now)
{
	path_t path, insisted, *current = &this->position->path;
	host_t *failed;
	int family = current->local->get_family(current->local);
	bool changed, moved = FALSE, conflict = FALSE;

	changed = this->peer->replace(this->peer, addrs);
	this->checks->set_answered(this->checks, NULL, NULL);
	this->checks->set_follow(this->checks, NULL, NULL);
	this->choice->update_unusable(this->choice);
	/* to addresses that failed traffic moves only after a check (K7) */
	if (this->choice->select(this->choice, FALSE, AF_UNSPEC, SUSPECTS_LOCAL,
							 &path))
	{
		conflict = path.local->get_family(path.local) != family &&
				   (this->insisting ||
					this->announcement->is_sent(this->announcement));
		if (conflict && this->config.initiator &&
			this->choice->select(this->choice, FALSE, family, SUSPECTS_LOCAL,
								 &insisted))
		{
			path = insisted;
		}
		moved = this->position->move(this->position, path.local, path.remote,
									 "peer announced addresses");
	}
	if (moved)
	{
		this->checks->set_current(this->checks, FALSE);
	}
	failed = this->choice->get_preferred_failed(this->choice);
	this->checks->set_preferred(this->checks, failed);
	/* the peer might prefer what it did before, because it works again */
	if (moved || changed || this->retry->is_repeated(this->retry))
	{
		this->retry->restart(this->retry, failed, TRUE, now);
	}
	if (conflict)
	{	/* the peer might have made its choice before it got our list or after,
		 * so it can't know whose is in force */
		this->announcement->forget(this->announcement);
	}
	this->announcement->was_asked(this->announcement);
	this->announcement->update(this->announcement);
	this->checks->start(this->checks, now);
}

METHOD(paths_t, told, void,
	private_paths_t *this, linked_list_t *addrs)
{
	this->announcement->told(this->announcement, addrs);
}

METHOD(paths_t, announce, void,
	private_paths_t *this)
{
	this->announcement->forget(this->announcement);
	this->announcement->update(this->announcement);
}

METHOD(paths_t, is_announcing, bool,
	private_paths_t *this)
{
	return this->announcement->is_queued(this->announcement) ||
		   this->announcement->is_sent(this->announcement);
}

METHOD(paths_t, is_check_wanted, bool,

	private_paths_t *this)
{
	return this->checks->get_next(this->checks).remote != NULL;
}

METHOD(paths_t, request, void,
	private_paths_t *this, request_kind_t kind, uint64_t now,
	host_t **local, host_t **remote)
{
	path_t target = {}, *path;

	if (kind == REQUEST_CHECK)
	{
		target = this->checks->get_next(this->checks);
	}
	path = this->retry->start(this->retry, kind, &target, now);
	*local = path->local;
	*remote = path->remote;
}

/**
 * Check if an address may be used as end point because the peer announced it,
 * or because it is the one it has always had (K15: headers are only hints).
 */
static bool is_authenticated(private_paths_t *this, host_t *remote)
{
	return remote->ip_equals(remote, this->position->path.remote) ||
		   this->peer->contains(this->peer, remote);
}

/**
 * Check if the address in use, of which nothing is known, was not tried since
 * addresses changed, as it was too often before.
 */
static bool was_left_out(private_paths_t *this)
{
	path_t path = { NULL, this->position->path.remote };

	return this->peer->contains(this->peer, path.remote) &&
		   is_state(this, path.remote, ADDRESS_UNVERIFIED) &&
		   !this->retry->was_sent(this->retry, &path, FALSE);
}

/**
 * Check if an answer on the given path makes it the current one.
 *
 * A list that arrived in the meantime wins over the path of a request that was
 * sent before, unless what it asked for does not work (K10); so it does if that
 * was not even tried.  We never asked for answers on other paths, so their
 * headers are only hints (K15).
 */
static bool does_answer_move(private_paths_t *this, path_t *path)
{
	return is_authenticated(this, path->remote) &&
		   !this->updates->is_claimed(this->updates, path->remote) &&
		   !was_left_out(this) &&
		   this->local->contains(this->local, path->local) &&
		   this->retry->was_sent(this->retry, path,
					this->retry->was_unanswered(this->retry,
							this->position->path.local,
							this->position->path.remote));
}

/**
 * Move to the address the peer prefers if it is verified by now.
 */
static void move_to_preferred(private_paths_t *this)
{
	host_t *local, *preferred = this->checks->get_preferred(this->checks);

	if (preferred && is_state(this, preferred, ADDRESS_VERIFIED))
	{
		local = find_local(this, preferred);
		if (local)
		{
			this->position->move(this->position, local, preferred,
				 "address the peer prefers was verified");
		}
	}
}

/**
 * Check if an answer has to be followed by a check of its path, before traffic
 * moves there (D11).
 *
 * @param only		address the request was sent to, NULL if there are several
 */
static bool needs_proof(private_paths_t *this, host_t *remote, host_t *only)
{
	return this->config.proof != PROOF_FAILED &&
		   !(only && only->ip_equals(only, remote)) &&
		   this->updates->needs_proof(this->updates, remote);
}

/**
 * An answer shows that the peer did not receive the check it pretends to answer:
 * as good as none.  What led to the check has to happen again to get another, so
 * a peer can't have us check at will.
 */
static void disprove(private_paths_t *this, host_t *only, uint64_t now)
{
	if (only)
	{
		this->peer->set_state(this->peer, only, ADDRESS_FAILED, now);
		this->actions->verdict(this->actions, only, ADDRESS_FAILED);
	}
	this->checks->set_current(this->checks, FALSE);
	this->checks->set_preferred(this->checks, NULL);
	this->checks->set_answered(this->checks, NULL, NULL);
	this->checks->set_follow(this->checks, NULL, NULL);
	this->updates->conclude(this->updates, CLAIM_REFUSED);
}

METHOD(paths_t, response, void,
	private_paths_t *this, host_t *local, host_t *remote, uint64_t now)
{
	request_kind_t kind;
	path_t path = { local, remote }, *follow;
	host_t *only, *old_local, *preferred;
	bool followed, moves, distrusted = this->distrusted;
	claim_verdict_t verdict;

	this->distrusted = FALSE;
	if (!this->retry->get_kind(this->retry, &kind))
	{
		return;
	}
	if (this->announcement->is_sent(this->announcement) &&
		!this->announcement->is_queued(this->announcement))
	{
		this->insisting = FALSE;
	}
	this->announcement->answered(this->announcement);
	/* one that proves nothing must not let us check at will (K15) */
	only = this->retry->stop(this->retry, distrusted ? NULL : remote);
	if (distrusted)
	{
		disprove(this, only, now);
		return;
	}
	verdict = this->updates->answered(this->updates, kind, only, local,
									   remote);
	if (only && only->ip_equals(only, remote))
	{
		this->peer->set_state(this->peer, remote, ADDRESS_VERIFIED, now);
		this->actions->verdict(this->actions, remote, ADDRESS_VERIFIED);
	}

	follow = this->checks->get_follow(this->checks);
	followed = kind == REQUEST_CHECK && follow->remote &&
			   !this->checks->get_current(this->checks) &&
			   !this->checks->get_preferred(this->checks);
	old_local = this->position->path.local->clone(this->position->path.local);
	this->checks->set_answered(this->checks, NULL, NULL);
	moves = does_answer_move(this, &path);
	if (moves && needs_proof(this, remote, only))
	{
		this->checks->set_answered(this->checks, local, remote);
	}
	else if (moves && this->position->move(this->position, local, remote,
										   "answer received on this path"))
	{
		if (!old_local->ip_equals(old_local, local) &&
			this->retry->was_unanswered(this->retry, old_local, remote))
		{
			this->local->set_state(this->local, old_local, ADDRESS_FAILED, now);
		}
		this->local->set_state(this->local, local, ADDRESS_VERIFIED, now);
	}
	this->updates->conclude(this->updates, verdict);
	move_to_preferred(this);
	if (this->config.both_ends ||
		!old_local->ip_equals(old_local, this->position->path.local))
	{
		this->announcement->update(this->announcement);
	}
	old_local->destroy(old_local);

	if (is_state(this, this->position->path.remote, ADDRESS_VERIFIED))
	{
		this->position->set_used_up(this->position, FALSE);
	}

	/* copies that went to several addresses prove none of them (K15) */
	this->checks->set_current(this->checks, FALSE);
	preferred = this->checks->get_preferred(this->checks);
	if (preferred &&
		(is_state(this, preferred, ADDRESS_VERIFIED) ||
		 preferred->ip_equals(preferred, this->position->path.remote) ||
		 this->retry->was_unanswered(this->retry, NULL, preferred)))
	{
		this->checks->set_preferred(this->checks, NULL);
	}
	if (followed ||
		(follow->remote && this->position->is(this->position, follow->local,
											  follow->remote)))
	{
		this->checks->set_follow(this->checks, NULL, NULL);
	}
	this->checks->start(this->checks, now);
}

METHOD(paths_t, distrust, void,
	private_paths_t *this)
{
	this->distrusted = TRUE;
}

METHOD(paths_t, abandon, void,

	private_paths_t *this)
{
	this->retry->stop(this->retry, NULL);
	this->updates->withdraw(this->updates);
	this->announcement->abandon(this->announcement);
	this->announcement->update(this->announcement);
	if (this->checks->get_next(this->checks).remote)
	{
		this->actions->check(this->actions);
	}
}

METHOD(paths_t, hint, bool,
	private_paths_t *this, uint64_t now)
{
	request_kind_t kind;

	if (!this->position->get_away(this->position) &&
		!this->checks->get_current(this->checks) &&
		!this->retry->get_kind(this->retry, &kind))
	{
		this->checks->set_current(this->checks, TRUE);
		this->checks->start(this->checks, now);
		return TRUE;
	}
	return FALSE;
}

METHOD(paths_t, credit_used_up, void,
	private_paths_t *this, uint64_t now)
{
	path_t path;

	if (this->position->is_used_up(this->position) ||
		is_state(this, this->position->path.remote, ADDRESS_VERIFIED))
	{
		return;
	}
	if (this->choice->get_verified_last(this->choice, &path))
	{
		/* back here once the check succeeds */
		this->checks->set_preferred(this->checks, this->position->path.remote);
		this->checks->set_current(this->checks, FALSE);
		this->position->move(this->position, path.local, path.remote,
			 "too much was sent to an address that is not verified");
	}
	else
	{
		this->position->set_used_up(this->position, TRUE);
	}
	this->checks->start(this->checks, now);
}

METHOD(paths_t, away, void,
	private_paths_t *this, uint64_t until)
{
	this->position->set_away(this->position, until);
	this->retry->pause(this->retry, until);
	this->actions->schedule(this->actions, until);
}

METHOD(paths_t, back, void,
	private_paths_t *this, uint64_t now)
{
	if (this->position->get_away(this->position))
	{
		this->position->set_away(this->position, 0);
		this->retry->pause(this->retry, now);
		this->retry->restart(this->retry, NULL, TRUE, now);
	}
}

METHOD(paths_t, get_away, uint64_t,
	private_paths_t *this)
{
	return this->position->get_away(this->position);
}

METHOD(paths_t, timer, void,
	private_paths_t *this, uint64_t now)
{
	uint64_t away = this->position->get_away(this->position);

	if (away && now >= away)
	{	/* still not heard of (draft-kivinen 5), see if it is there */
		back(this, now);
		hint(this, now);
	}
	this->checks->timer(this->checks, now);
	if (!this->retry->timer(this->retry, now))
	{
		this->actions->give_up(this->actions);
	}
}

/**
 * Check if we may follow the peer to another path: if it does not use ours, ESP
 * is sent where there is no SA.
 */
static bool may_follow(private_paths_t *this, host_t *local, host_t *remote)
{
	return !this->config.initiator &&
		   is_authenticated(this, remote) &&
		   this->local->contains(this->local, local) &&
		   !this->announcement->is_queued(this->announcement) &&
		   !this->announcement->is_sent(this->announcement);
}

METHOD(paths_t, heard, bool,
	private_paths_t *this, host_t *local, host_t *remote, uint64_t now)
{
	elsewhere_t *elsewhere = this->position->elsewhere;
	request_kind_t kind;

	if (this->position->is(this->position, local, remote))
	{
		elsewhere->back(elsewhere);
		return FALSE;
	}
	if (elsewhere->heard(elsewhere, local, remote, now) &&
		may_follow(this, local, remote))
	{
		this->checks->set_follow(this->checks, local, remote);
		if (!this->retry->get_kind(this->retry, &kind))
		{
			this->checks->start(this->checks, now);
		}
		return TRUE;
	}
	if (!this->checks->get_current(this->checks) &&
		elsewhere->is_hint_due(elsewhere, now) &&
		hint(this, now))
	{
		elsewhere->hinted(elsewhere, now);
		return TRUE;
	}
	return FALSE;
}

METHOD(paths_t, create_announcement, enumerator_t*,
	private_paths_t *this)
{
	return this->announcement->send(this->announcement);
}

METHOD(paths_t, get_path, void,
	private_paths_t *this, host_t **local, host_t **remote)
{
	*local = this->position->path.local;
	*remote = this->position->path.remote;
}

METHOD(paths_t, get_updates, updates_t*,
	private_paths_t *this)
{
	return this->updates;
}

METHOD(paths_t, get_list, address_list_t*,
	private_paths_t *this, bool local)
{
	return local ? this->local : this->peer;
}

METHOD(paths_t, destroy, void,
	private_paths_t *this)
{
	this->updates->destroy(this->updates);
	this->checks->destroy(this->checks);
	this->retry->destroy(this->retry);
	this->announcement->destroy(this->announcement);
	this->choice->destroy(this->choice);
	this->local->destroy(this->local);
	this->peer->destroy(this->peer);
	this->position->destroy(this->position);
	free(this);
}

/*
 * Described in header.
 */
paths_t *paths_create(paths_config_t *config, path_actions_t *actions,
					  host_t *local, host_t *remote, uint64_t now)
{
	private_paths_t *this;
	linked_list_t *initial;

	INIT(this,
		.public = {
			.local_list = _local_list,
			.peer_list = _peer_list,
			.told = _told,
			.announce = _announce,
			.is_announcing = _is_announcing,
			.distrust = _distrust,
			.is_check_wanted = _is_check_wanted,
			.request = _request,
			.response = _response,
			.abandon = _abandon,
			.credit_used_up = _credit_used_up,
			.away = _away,
			.back = _back,
			.get_away = _get_away,
			.timer = _timer,
			.hint = _hint,
			.heard = _heard,
			.create_announcement = _create_announcement,
			.get_path = _get_path,
			.get_updates = _get_updates,
			.get_list = _get_list,
			.destroy = _destroy,
		},
		.config = *config,
		.actions = actions,
		.local = address_list_create(),
		.peer = address_list_create(),
	);

	this->position = position_create(actions, local, remote);

	initial = linked_list_create_with_items(local, NULL);
	this->local->replace(this->local, initial);
	initial->destroy(initial);

	initial = linked_list_create_with_items(remote, NULL);
	this->peer->replace(this->peer, initial);
	this->peer->set_state(this->peer, remote, ADDRESS_VERIFIED, now);
	initial->destroy(initial);

	this->choice = path_choice_create(actions, &this->position->path, this->local,
									  this->peer);
	this->announcement = announcement_create(actions, &this->position->path,
											 this->local, config->both_ends);
	this->retry = retry_create(&this->config, actions, &this->position->path,
							   this->local, this->peer);
	this->checks = checks_create(actions, &this->position->path, this->peer,
								 this->choice, this->retry);
	this->updates = updates_create(config->proof, actions, this->position,
								   this->local, this->peer, this->choice,
								   this->announcement, this->retry,
								   this->checks);
	return &this->public;
}
