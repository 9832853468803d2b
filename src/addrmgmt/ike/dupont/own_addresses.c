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

#include "own_addresses.h"
#include "ike/notifies.h"
#include "paths/address.h"
#include "wire/peer_address.h"

/**
 * How many addresses can be added and deleted by a message: stock charon
 * refuses more than 20 notifies, two tell the path and one may be a cookie.
 */
#define MAX_OPERATIONS 17

typedef struct private_own_addresses_t private_own_addresses_t;

/**
 * Private data of own_addresses_t.
 */
struct private_own_addresses_t {

	/**
	 * Public interface.
	 */
	own_addresses_t public;

	/**
	 * Path the peer knows.
	 */
	path_t agreed;

	/**
	 * Alternate addresses the peer knows, host_t.
	 */
	linked_list_t *alternates;

	/**
	 * Path that was written last.
	 */
	path_t path;

	/**
	 * Alternate addresses the peer knows once it accepts that, host_t.
	 */
	linked_list_t *told;

	/**
	 * Is that all?
	 */
	bool complete;
};

/**
 * Destroy a list of addresses.
 */
static void destroy_list(linked_list_t *list)
{
	list->destroy_offset(list, offsetof(host_t, destroy));
}

/**
 * Write an address.
 */
static void write_address(message_t *message, const dupont_numbers_t *numbers,
						  peer_address_end_t end,
						  peer_address_operation_t operation, host_t *addr)
{
	uint8_t buf[PEER_ADDRESS_MAX_LEN];
	notify_t notify;

	notify = peer_address_build(numbers, end, operation, addr, buf);
	notifies_add(message, &notify);
}

/**
 * Remove an address from a list.
 */
static void remove_address(linked_list_t *list, host_t *addr)
{
	enumerator_t *enumerator;
	host_t *current;

	enumerator = list->create_enumerator(list);
	while (enumerator->enumerate(enumerator, &current))
	{
		if (current->ip_equals(current, addr))
		{
			list->remove_at(list, enumerator);
			current->destroy(current);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Check if an address is to be told to be an alternate one.
 */
static bool is_alternate(private_own_addresses_t *this, linked_list_t *addrs,
						 host_t *addr)
{
	return address_is_in(addrs, addr) &&
		   !addr->ip_equals(addr, this->path.local);
}

/**
 * Write which addresses to delete, that the peer has no more than it can keep.
 *
 * @return			number of operations
 */
static u_int write_deleted(private_own_addresses_t *this, message_t *message,
						   const dupont_numbers_t *numbers,
						   linked_list_t *addrs)
{
	linked_list_t *known;
	enumerator_t *enumerator;
	host_t *addr;
	u_int count = 0;

	known = this->alternates->clone_offset(this->alternates,
										   offsetof(host_t, clone));
	/* some might keep what is not the primary one anymore */
	known->insert_last(known, this->agreed.local->clone(this->agreed.local));
	enumerator = known->create_enumerator(known);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (is_alternate(this, addrs, addr) ||
			addr->ip_equals(addr, this->path.local))
		{
			continue;
		}
		if (count == MAX_OPERATIONS)
		{
			this->complete = FALSE;
			break;
		}
		write_address(message, numbers, PEER_ADDRESS_SOURCE,
					  PEER_ADDRESS_DELETE, addr);
		remove_address(this->told, addr);
		count++;
	}
	enumerator->destroy(enumerator);
	destroy_list(known);
	return count;
}

/**
 * Write which addresses to add.
 *
 * @param count		number of operations so far
 */
static void write_added(private_own_addresses_t *this, message_t *message,
						const dupont_numbers_t *numbers, linked_list_t *addrs,
						u_int count)
{
	enumerator_t *enumerator;
	host_t *addr;

	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (!is_alternate(this, addrs, addr) || address_is_in(this->told, addr))
		{
			continue;
		}
		if (count == MAX_OPERATIONS)
		{
			this->complete = FALSE;
			break;
		}
		write_address(message, numbers, PEER_ADDRESS_SOURCE, PEER_ADDRESS_ADD,
					  addr);
		this->told->insert_last(this->told, addr->clone(addr));
		count++;
	}
	enumerator->destroy(enumerator);
}

METHOD(own_addresses_t, write_, void,
	private_own_addresses_t *this, message_t *message,
	const dupont_numbers_t *numbers, linked_list_t *addrs, path_t *path)
{
	u_int count;

	path_set(&this->path, path->local, path->remote);
	destroy_list(this->told);
	this->told = this->alternates->clone_offset(this->alternates,
												offsetof(host_t, clone));
	/* never in the set twice (D1) */
	remove_address(this->told, path->local);
	this->complete = TRUE;

	write_address(message, numbers, PEER_ADDRESS_SOURCE, PEER_ADDRESS_PRIMARY,
				  path->local);
	count = write_deleted(this, message, numbers, addrs);
	write_added(this, message, numbers, addrs, count);
	write_address(message, numbers, PEER_ADDRESS_DESTINATION,
				  PEER_ADDRESS_PRIMARY, path->remote);
}

METHOD(own_addresses_t, write_path, void,
	private_own_addresses_t *this, message_t *message,
	const dupont_numbers_t *numbers)
{
	write_address(message, numbers, PEER_ADDRESS_SOURCE, PEER_ADDRESS_PRIMARY,
				  this->agreed.local);
	write_address(message, numbers, PEER_ADDRESS_DESTINATION,
				  PEER_ADDRESS_PRIMARY, this->agreed.remote);
}

METHOD(own_addresses_t, is_path_changed, bool,
	private_own_addresses_t *this)
{
	return this->path.local &&
		   !path_is(&this->agreed, this->path.local, this->path.remote);
}

METHOD(own_addresses_t, get_path, path_t*,
	private_own_addresses_t *this)
{
	return &this->path;
}

METHOD(own_addresses_t, accepted, void,
	private_own_addresses_t *this)
{
	path_set(&this->agreed, this->path.local, this->path.remote);
	destroy_list(this->alternates);
	this->alternates = this->told->clone_offset(this->told,
												offsetof(host_t, clone));
}

METHOD(own_addresses_t, is_complete, bool,
	private_own_addresses_t *this)
{
	return this->complete;
}

METHOD(own_addresses_t, agreed, void,
	private_own_addresses_t *this, path_t *path)
{
	host_t *old = this->agreed.local;

	/* what was an alternate address leaves the set, what was the primary one
	 * is a member from now on */
	remove_address(this->alternates, path->local);
	if (!old->ip_equals(old, path->local))
	{
		this->alternates->insert_last(this->alternates, old->clone(old));
	}
	path_set(&this->agreed, path->local, path->remote);
}

METHOD(own_addresses_t, get_agreed, path_t*,
	private_own_addresses_t *this)
{
	return &this->agreed;
}

METHOD(own_addresses_t, destroy, void,
	private_own_addresses_t *this)
{
	path_set(&this->agreed, NULL, NULL);
	path_set(&this->path, NULL, NULL);
	destroy_list(this->alternates);
	destroy_list(this->told);
	free(this);
}

/*
 * Described in header.
 */
own_addresses_t *own_addresses_create(host_t *local, host_t *remote)
{
	private_own_addresses_t *this;

	INIT(this,
		.public = {
			.write = _write_,
			.write_path = _write_path,
			.is_path_changed = _is_path_changed,
			.get_path = _get_path,
			.accepted = _accepted,
			.is_complete = _is_complete,
			.agreed = _agreed,
			.get_agreed = _get_agreed,
			.destroy = _destroy,
		},
		.alternates = linked_list_create(),
		.told = linked_list_create(),
		.complete = TRUE,
	);
	path_set(&this->agreed, local, remote);

	return &this->public;
}
