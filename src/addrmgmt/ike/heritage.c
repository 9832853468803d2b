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

#include "heritage.h"

/**
 * Make a list the same as another one, with what is known about addresses.
 */
static void copy_list(address_list_t *from, address_list_t *to)
{
	linked_list_t *addrs;
	enumerator_t *enumerator;
	address_state_t state;
	uint64_t since;
	host_t *host;

	addrs = linked_list_create();
	enumerator = from->create_enumerator(from);
	while (enumerator->enumerate(enumerator, &host, &state, &since))
	{
		addrs->insert_last(addrs, host);
	}
	enumerator->destroy(enumerator);
	to->replace(to, addrs);
	addrs->destroy(addrs);

	enumerator = from->create_enumerator(from);
	while (enumerator->enumerate(enumerator, &host, &state, &since))
	{
		if (from->was_verified(from, host))
		{
			to->set_state(to, host, ADDRESS_VERIFIED, since);
		}
		to->set_state(to, host, state, since);
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
heritage_t *heritage_create(dialect_t dialect, bool guided, paths_t *paths)
{
	heritage_t *this;
	host_t *local, *remote;

	INIT(this,
		.dialect = dialect,
		.guided = guided,
		.local = address_list_create(),
		.peer = address_list_create(),
	);
	paths->get_path(paths, &local, &remote);
	path_set(&this->path, local, remote);
	copy_list(paths->get_list(paths, TRUE), this->local);
	copy_list(paths->get_list(paths, FALSE), this->peer);
	return this;
}

/*
 * Described in header.
 */
void heritage_replace(heritage_t *this, heritage_t *other)
{
	path_set(&this->path, other->path.local, other->path.remote);
	copy_list(other->local, this->local);
	copy_list(other->peer, this->peer);
}

/**
 * Add addresses that failed to a list, after those that are there.
 *
 * @return			addresses that were there, internal objects of the list
 */
static linked_list_t *teach_failed(address_list_t *from, address_list_t *to)
{
	linked_list_t *before, *after;
	host_t *host;
	uint64_t since;
	int i;

	before = linked_list_create();
	after = linked_list_create();
	for (i = 0; i < to->get_count(to); i++)
	{
		host = to->get(to, i);
		before->insert_last(before, host);
		after->insert_last(after, host);
	}
	for (i = 0; i < from->get_count(from); i++)
	{
		host = from->get(from, i);
		if (from->get_state(from, host, NULL) == ADDRESS_FAILED)
		{
			after->insert_last(after, host);
		}
	}
	to->replace(to, after);
	after->destroy(after);
	for (i = 0; i < from->get_count(from); i++)
	{
		host = from->get(from, i);
		if (from->get_state(from, host, &since) == ADDRESS_FAILED)
		{
			to->set_state(to, host, ADDRESS_FAILED, since);
		}
	}
	return before;
}

/*
 * Described in header.
 */
void heritage_teach(heritage_t *this, paths_t *paths)
{
	address_list_t *peer = paths->get_list(paths, FALSE);
	linked_list_t *listed;

	listed = teach_failed(this->local, paths->get_list(paths, TRUE));
	listed->destroy(listed);
	/* what the peer has not told yet is only remembered */
	listed = teach_failed(this->peer, peer);
	peer->replace(peer, listed);
	listed->destroy(listed);
}

/*
 * Described in header.
 */
void heritage_destroy(heritage_t *this)
{
	path_set(&this->path, NULL, NULL);
	this->local->destroy(this->local);
	this->peer->destroy(this->peer);
	free(this);
}
