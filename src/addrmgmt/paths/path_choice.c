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

#include "path_choice.h"
#include "address.h"

typedef struct private_path_choice_t private_path_choice_t;

/**
 * Private data of path_choice_t.
 */
struct private_path_choice_t {

	/**
	 * Public interface.
	 */
	path_choice_t public;

	/**
	 * Tells what can be used.
	 */
	path_actions_t *actions;

	/**
	 * Current path.
	 */
	path_t *current;

	/**
	 * Our addresses.
	 */
	address_list_t *local;

	/**
	 * Addresses of the peer.
	 */
	address_list_t *peer;

	/**
	 * Those of our addresses the peer could not be reached from, host_t.
	 */
	linked_list_t *unusable;
};

/**
 * Check if a path can be used, and is not left out because of what failed.
 */
static bool is_candidate(private_path_choice_t *this, host_t *local,
						 host_t *remote, suspects_t suspects)
{
	return this->actions->usable(this->actions, local, remote) &&
		   ((suspects & SUSPECTS_LOCAL) ||
			this->local->get_state(this->local, local,
								   NULL) != ADDRESS_FAILED) &&
		   ((suspects & SUSPECTS_PEER) ||
			this->peer->get_state(this->peer, remote,
								  NULL) != ADDRESS_FAILED);
}

METHOD(path_choice_t, find_match, host_t*,
	private_path_choice_t *this, host_t *addr, bool local, suspects_t suspects)
{
	address_list_t *list = local ? this->peer : this->local;
	host_t *match = local ? this->current->remote : this->current->local;
	int i;

	if (list->contains(list, match) &&
		is_candidate(this, local ? addr : match, local ? match : addr,
					 suspects))
	{
		return match;
	}
	for (i = 0; i < list->get_count(list); i++)
	{
		match = list->get(list, i);
		if (is_candidate(this, local ? addr : match, local ? match : addr,
						 suspects))
		{
			return match;
		}
	}
	return NULL;
}

METHOD(path_choice_t, select_, bool,
	private_path_choice_t *this, bool local, int family, suspects_t max,
	path_t *path)
{
	address_list_t *list = local ? this->local : this->peer;
	suspects_t suspects;
	host_t *addr, *match;
	int i;

	for (suspects = SUSPECTS_NONE; suspects <= max; suspects++)
	{
		for (i = 0; i < list->get_count(list); i++)
		{
			addr = list->get(list, i);
			if (family != AF_UNSPEC && addr->get_family(addr) != family)
			{
				continue;
			}
			match = find_match(this, addr, local, suspects);
			if (match)
			{
				path->local = local ? addr : match;
				path->remote = local ? match : addr;
				return TRUE;
			}
		}
	}
	return FALSE;
}

METHOD(path_choice_t, get_preferred_failed, host_t*,
	private_path_choice_t *this)
{
	host_t *remote;
	int i;

	for (i = 0; i < this->peer->get_count(this->peer); i++)
	{
		remote = this->peer->get(this->peer, i);
		if (find_match(this, remote, FALSE, SUSPECTS_BOTH))
		{
			return this->peer->get_state(this->peer, remote,
									NULL) == ADDRESS_FAILED ? remote : NULL;
		}
	}
	return NULL;
}

METHOD(path_choice_t, get_verified_last, bool,
	private_path_choice_t *this, path_t *path)
{
	host_t *local, *remote;
	uint64_t since, last = 0;
	bool found = FALSE;
	int i;

	for (i = 0; i < this->peer->get_count(this->peer); i++)
	{
		remote = this->peer->get(this->peer, i);
		local = find_match(this, remote, FALSE, SUSPECTS_BOTH);
		if (local && this->peer->get_state(this->peer, remote,
										   &since) == ADDRESS_VERIFIED &&
			(!found || since > last))
		{
			path->local = local;
			path->remote = remote;
			last = since;
			found = TRUE;
		}
	}
	return found;
}

METHOD(path_choice_t, update_unusable, bool,
	private_path_choice_t *this)
{
	linked_list_t *old = this->unusable;
	bool preferred = TRUE, better = FALSE;
	host_t *host;
	int i;

	this->unusable = linked_list_create();
	for (i = 0; i < this->local->get_count(this->local); i++)
	{
		host = this->local->get(this->local, i);
		if (host->ip_equals(host, this->current->local))
		{
			preferred = FALSE;
		}
		if (!find_match(this, host, TRUE, SUSPECTS_BOTH))
		{
			this->unusable->insert_last(this->unusable, host->clone(host));
		}
		else if (preferred && address_is_in(old, host))
		{
			better = TRUE;
		}
	}
	old->destroy_offset(old, offsetof(host_t, destroy));
	return better;
}

METHOD(path_choice_t, destroy, void,
	private_path_choice_t *this)
{
	this->unusable->destroy_offset(this->unusable, offsetof(host_t, destroy));
	free(this);
}

/*
 * Described in header.
 */
path_choice_t *path_choice_create(path_actions_t *actions, path_t *current,
								  address_list_t *local, address_list_t *peer)
{
	private_path_choice_t *this;

	INIT(this,
		.public = {
			.find_match = _find_match,
			.select = _select_,
			.get_preferred_failed = _get_preferred_failed,
			.get_verified_last = _get_verified_last,
			.update_unusable = _update_unusable,
			.destroy = _destroy,
		},
		.actions = actions,
		.current = current,
		.local = local,
		.peer = peer,
		.unusable = linked_list_create(),
	);

	return &this->public;
}
