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

#include "announcement.h"
#include "address.h"

/**
 * Most addresses we announce, stock charon refuses messages with more than 20
 * notifies (K4).
 */
#define MAX_ANNOUNCED 16

typedef struct private_announcement_t private_announcement_t;

/**
 * Private data of announcement_t.
 */
struct private_announcement_t {

	/**
	 * Public interface.
	 */
	announcement_t public;

	/**
	 * Queues announcements.
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
	 * Our addresses as the peer knows them, host_t.
	 */
	linked_list_t *announced;

	/**
	 * Is the peer told of both ends of the path (D6)?
	 */
	bool both_ends;

	/**
	 * Address of the peer we told it to use, or it told us.
	 */
	host_t *remote;

	/**
	 * Is an announcement waiting to be sent?
	 */
	bool queued;

	/**
	 * Is an announcement in the air?
	 */
	bool sent;
};

/**
 * Get our addresses in the order they are announced.
 *
 * @return			list of internal host_t
 */
static linked_list_t *get_list(private_announcement_t *this)
{
	linked_list_t *list;
	host_t *host;
	int i;

	list = linked_list_create();
	if (this->local->contains(this->local, this->current->local))
	{
		list->insert_last(list, this->current->local);
	}
	for (i = 0; i < this->local->get_count(this->local) &&
		 list->get_count(list) < MAX_ANNOUNCED; i++)
	{
		host = this->local->get(this->local, i);
		if (!host->ip_equals(host, this->current->local))
		{
			list->insert_last(list, host);
		}
	}
	return list;
}

METHOD(announcement_t, forget, void,
	private_announcement_t *this)
{
	this->announced->destroy_offset(this->announced, offsetof(host_t, destroy));
	this->announced = linked_list_create();
}

/**
 * Note that the peer knows which of its addresses we use.
 */
static void set_remote(private_announcement_t *this)
{
	DESTROY_IF(this->remote);
	this->remote = this->current->remote->clone(this->current->remote);
}

/**
 * Note that the peer knows our addresses as they are.
 */
static void set_announced(private_announcement_t *this)
{
	linked_list_t *list;

	list = get_list(this);
	this->announced->destroy_offset(this->announced, offsetof(host_t, destroy));
	this->announced = list->clone_offset(list, offsetof(host_t, clone));
	list->destroy(list);
	set_remote(this);
}

/**
 * Check if the peer, told what we announced last, uses our current address as
 * soon as it uses one of that family.
 */
static bool is_expected(private_announcement_t *this)
{
	enumerator_t *enumerator;
	host_t *host, *local = this->current->local;
	bool expected = FALSE;

	enumerator = this->announced->create_enumerator(this->announced);
	while (enumerator->enumerate(enumerator, &host))
	{
		if (host->get_family(host) == local->get_family(local))
		{
			expected = host->ip_equals(host, local);
			break;
		}
	}
	enumerator->destroy(enumerator);
	return expected;
}

/**
 * Check if there are the same addresses in both lists, the first one first.
 */
static bool is_same_set(linked_list_t *a, linked_list_t *b)
{
	enumerator_t *enumerator;
	host_t *first, *other, *addr;
	bool same;

	same = a->get_count(a) == b->get_count(b) &&
		   a->get_first(a, (void**)&first) == SUCCESS &&
		   b->get_first(b, (void**)&other) == SUCCESS &&
		   first->ip_equals(first, other);
	enumerator = a->create_enumerator(a);
	while (same && enumerator->enumerate(enumerator, &addr))
	{
		same = address_is_in(b, addr);
	}
	enumerator->destroy(enumerator);
	return same;
}

/**
 * Check if the peer knows all it has to.  Without an order of the alternate
 * addresses, which is that of draft-dupont, only members matter.
 */
static bool is_known(private_announcement_t *this, linked_list_t *list)
{
	if (this->both_ends)
	{
		return is_same_set(list, this->announced) &&
			   this->remote->ip_equals(this->remote, this->current->remote);
	}
	return list->equals_offset(list, this->announced,
							   offsetof(host_t, ip_equals));
}

METHOD(announcement_t, update, void,
	private_announcement_t *this)
{
	linked_list_t *list;

	list = get_list(this);
	if (list->get_count(list) && !this->queued && !is_known(this, list))
	{
		this->queued = TRUE;
		this->actions->announce(this->actions);
	}
	list->destroy(list);
}

METHOD(announcement_t, is_queued, bool,
	private_announcement_t *this)
{
	return this->queued;
}

METHOD(announcement_t, is_sent, bool,
	private_announcement_t *this)
{
	return this->sent;
}

METHOD(announcement_t, send_, enumerator_t*,
	private_announcement_t *this)
{
	set_announced(this);
	this->queued = FALSE;
	this->sent = TRUE;
	return this->announced->create_enumerator(this->announced);
}

METHOD(announcement_t, answered, void,
	private_announcement_t *this)
{
	this->sent = FALSE;
}

METHOD(announcement_t, was_asked, void,
	private_announcement_t *this)
{
	if (!this->queued && !this->sent && is_expected(this))
	{
		set_announced(this);
	}
}

METHOD(announcement_t, agreed, void,
	private_announcement_t *this)
{
	enumerator_t *enumerator;
	host_t *addr, *local = this->current->local;

	enumerator = this->announced->create_enumerator(this->announced);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (addr->ip_equals(addr, local))
		{
			this->announced->remove_at(this->announced, enumerator);
			this->announced->insert_first(this->announced, addr);
			break;
		}
	}
	enumerator->destroy(enumerator);
	set_remote(this);
}

METHOD(announcement_t, told, void,
	private_announcement_t *this, linked_list_t *addrs)
{
	this->announced->destroy_offset(this->announced, offsetof(host_t, destroy));
	this->announced = addrs->clone_offset(addrs, offsetof(host_t, clone));
	agreed(this);
}

METHOD(announcement_t, abandon, void,
	private_announcement_t *this)
{
	if (this->sent)
	{
		forget(this);
	}
	this->queued = FALSE;
	this->sent = FALSE;
}

METHOD(announcement_t, destroy, void,
	private_announcement_t *this)
{
	this->announced->destroy_offset(this->announced, offsetof(host_t, destroy));
	this->remote->destroy(this->remote);
	free(this);
}

/*
 * Described in header.
 */
announcement_t *announcement_create(path_actions_t *actions, path_t *current,
									address_list_t *local, bool both_ends)
{
	private_announcement_t *this;

	INIT(this,
		.public = {
			.update = _update,
			.is_queued = _is_queued,
			.is_sent = _is_sent,
			.send = _send_,
			.answered = _answered,
			.forget = _forget,
			.was_asked = _was_asked,
			.told = _told,
			.agreed = _agreed,
			.abandon = _abandon,
			.destroy = _destroy,
		},
		.actions = actions,
		.current = current,
		.local = local,
		.announced = linked_list_create(),
		.remote = current->remote->clone(current->remote),
		.both_ends = both_ends,
	);
	this->announced->insert_last(this->announced,
								 current->local->clone(current->local));

	return &this->public;
}
