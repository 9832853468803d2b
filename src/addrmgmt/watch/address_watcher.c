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

#include "address_watcher.h"

#include <unistd.h>

#include <library.h>
#include <threading/mutex.h>
#include <processing/watcher.h>

#include "kernel_news.h"
#include "route_lookup.h"
#include "socket_reader.h"
#include "usable_addresses.h"
#include "paths/address.h"

typedef struct private_address_watcher_t private_address_watcher_t;

/**
 * Private data of address_watcher_t.
 */
struct private_address_watcher_t {

	/**
	 * Public interface.
	 */
	address_watcher_t public;

	/**
	 * Callback for changes.
	 */
	address_watcher_cb_t cb;

	/**
	 * Data passed to it.
	 */
	void *data;

	/**
	 * Reads events of the kernel.
	 */
	socket_reader_t *reader;

	/**
	 * Addresses as of the last event, list of usable_address_t.
	 */
	linked_list_t *known;

	/**
	 * Home addresses as configured, host_t.
	 */
	linked_list_t *homes;

	/**
	 * Lock for these lists.
	 */
	mutex_t *mutex;
};

/**
 * Ask for the usable addresses again.
 *
 * @return			TRUE if they changed
 */
static bool update_known(private_address_watcher_t *this)
{
	linked_list_t *addrs;
	bool changed;

	addrs = usable_addresses_get();
	if (!addrs)
	{
		return TRUE;
	}
	this->mutex->lock(this->mutex);
	changed = !usable_addresses_equal(this->known, addrs);
	usable_addresses_destroy(this->known);
	this->known = addrs;
	this->mutex->unlock(this->mutex);
	return changed;
}

/**
 * Something can be read from the socket.
 */
static void receive_events(private_address_watcher_t *this, int fd)
{
	kernel_news_t news;
	bool changed = FALSE;

	news = kernel_news_read(fd);
	if (news & (NEWS_ADDRESSES | NEWS_LOST))
	{
		/* many messages are about something else, e.g. lifetimes that got
		 * extended by router advertisements */
		changed = update_known(this);
	}
	if (changed || (news & (NEWS_ROUTES | NEWS_LOST)))
	{
		this->cb(this->data);
	}
}

/**
 * Add addresses to an ordered list, those that are not there yet, to be called
 * with the lock.
 *
 * @param ifname	interface whose addresses to add, NULL for all
 */
static void add_addresses(private_address_watcher_t *this, linked_list_t *from,
						  linked_list_t *to, char *ifname)
{
	enumerator_t *enumerator;
	usable_address_t *current;

	enumerator = from->create_enumerator(from);
	while (enumerator->enumerate(enumerator, &current))
	{
		if ((ifname && !streq(ifname, current->ifname)) || current->home ||
			address_is_in(this->homes, current->addr))
		{
			continue;
		}
		if (!address_is_in(to, current->addr))
		{
			to->insert_last(to, current->addr->clone(current->addr));
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(address_watcher_t, get_addresses, linked_list_t*,
	private_address_watcher_t *this, char *interfaces)
{
	linked_list_t *addrs, *ordered;
	enumerator_t *enumerator;
	char *ifname;

	ordered = linked_list_create();

	addrs = usable_addresses_get();
	this->mutex->lock(this->mutex);
	enumerator = enumerator_create_token(interfaces ?: "", ", ", " ");
	while (enumerator->enumerate(enumerator, &ifname))
	{
		add_addresses(this, addrs ?: this->known, ordered, ifname);
	}
	enumerator->destroy(enumerator);
	add_addresses(this, addrs ?: this->known, ordered, NULL);
	this->mutex->unlock(this->mutex);
	usable_addresses_destroy(addrs);
	return ordered;
}

/**
 * Check if packets can be sent from a local address to a peer.
 *
 * @param own		TRUE if they have to leave over its own interface
 */
static bool is_path(private_address_watcher_t *this, host_t *local,
					host_t *remote, bool own)
{
	enumerator_t *enumerator;
	usable_address_t *current;
	bool usable = FALSE;
	int ifindex;

	if (local->get_family(local) != remote->get_family(remote))
	{
		return FALSE;
	}
	ifindex = route_lookup(local, remote);
	if (!ifindex)
	{
		return FALSE;
	}
	this->mutex->lock(this->mutex);
	enumerator = this->known->create_enumerator(this->known);
	while (!usable && enumerator->enumerate(enumerator, &current))
	{
		usable = local->ip_equals(local, current->addr) &&
				 (!own || current->stub || current->ifindex == ifindex);
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return usable;
}

METHOD(address_watcher_t, is_usable, bool,
	private_address_watcher_t *this, host_t *local, host_t *remote)
{
	return is_path(this, local, remote, TRUE);
}

METHOD(address_watcher_t, can_send, bool,
	private_address_watcher_t *this, host_t *local, host_t *remote)
{
	return is_path(this, local, remote, FALSE);
}

METHOD(address_watcher_t, is_home, bool,
	private_address_watcher_t *this, host_t *addr)
{
	enumerator_t *enumerator;
	usable_address_t *current;
	bool home;

	this->mutex->lock(this->mutex);
	home = address_is_in(this->homes, addr);
	enumerator = this->known->create_enumerator(this->known);
	while (!home && enumerator->enumerate(enumerator, &current))
	{
		home = current->home && addr->ip_equals(addr, current->addr);
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return home;
}

METHOD(address_watcher_t, set_homes, void,
	private_address_watcher_t *this, linked_list_t *homes)
{
	homes = homes->clone_offset(homes, offsetof(host_t, clone));
	this->mutex->lock(this->mutex);
	this->homes->destroy_offset(this->homes, offsetof(host_t, destroy));
	this->homes = homes;
	this->mutex->unlock(this->mutex);
}

METHOD(address_watcher_t, destroy, void,
	private_address_watcher_t *this)
{
	DESTROY_IF(this->reader);
	usable_addresses_destroy(this->known);
	this->homes->destroy_offset(this->homes, offsetof(host_t, destroy));
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
address_watcher_t *address_watcher_create(address_watcher_cb_t cb, void *data)
{
	private_address_watcher_t *this;
	int fd;

	INIT(this,
		.public = {
			.get_addresses = _get_addresses,
			.is_usable = _is_usable,
			.can_send = _can_send,
			.is_home = _is_home,
			.set_homes = _set_homes,
			.destroy = _destroy,
		},
		.cb = cb,
		.data = data,
		.homes = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	/* nothing may get lost between these two */
	fd = kernel_news_open();
	this->known = usable_addresses_get();
	if (fd >= 0 && this->known)
	{
		this->reader = socket_reader_create(fd,
									(socket_reader_cb_t)receive_events, this);
	}
	else if (fd >= 0)
	{
		close(fd);
	}
	if (!this->reader)
	{
		destroy(this);
		return NULL;
	}
	return &this->public;
}
