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

#include "address_list.h"

#include <collections/array.h>

/**
 * How many addresses that left the list are remembered.
 */
#define MAX_REMEMBERED 16

ENUM(address_state_names, ADDRESS_UNVERIFIED, ADDRESS_FAILED,
	"unverified",
	"verified",
	"failed",
);

typedef struct private_address_list_t private_address_list_t;
typedef struct entry_t entry_t;

/**
 * Private data of address_list_t.
 */
struct private_address_list_t {

	/**
	 * Public interface.
	 */
	address_list_t public;

	/**
	 * The list, entry_t*, most preferred first.
	 */
	array_t *listed;

	/**
	 * Addresses that left the list, entry_t*, oldest first.
	 */
	array_t *remembered;
};

/**
 * An address and what is known about it.
 */
struct entry_t {

	/**
	 * Address.
	 */
	host_t *addr;

	/**
	 * Last verdict.
	 */
	address_state_t state;

	/**
	 * Time of that verdict in ms, 0 if there was none.
	 */
	uint64_t since;

	/**
	 * Was it ever verified?
	 */
	bool proven;
};

CALLBACK(entry_destroy, void,
	entry_t *this, int idx, void *user)
{
	this->addr->destroy(this->addr);
	free(this);
}

/**
 * Find the entry of an address.
 *
 * @param idx		receives its index, may be NULL
 */
static entry_t *find_entry(array_t *entries, host_t *addr, int *idx)
{
	entry_t *entry;
	int i;

	for (i = 0; i < array_count(entries); i++)
	{
		array_get(entries, i, &entry);
		if (addr->ip_equals(addr, entry->addr))
		{
			if (idx)
			{
				*idx = i;
			}
			return entry;
		}
	}
	return NULL;
}

/**
 * Find the entry of an address, listed or remembered.
 */
static entry_t *find_known(private_address_list_t *this, host_t *addr)
{
	return find_entry(this->listed, addr, NULL) ?:
		   find_entry(this->remembered, addr, NULL);
}

/**
 * Remove and return the entry of an address.
 */
static entry_t *take_entry(array_t *entries, host_t *addr)
{
	entry_t *entry;
	int idx;

	entry = find_entry(entries, addr, &idx);
	if (entry)
	{
		array_remove(entries, idx, NULL);
	}
	return entry;
}

/**
 * Remember an entry that left the list.
 *
 * When there are too many, those without a verdict are forgotten first, or a
 * peer could make us forget what failed by announcing just anything.
 */
static void remember_entry(private_address_list_t *this, entry_t *entry)
{
	entry_t *current;
	int i, victim = 0;

	array_insert(this->remembered, ARRAY_TAIL, entry);
	if (array_count(this->remembered) > MAX_REMEMBERED)
	{
		for (i = 0; i < array_count(this->remembered); i++)
		{
			array_get(this->remembered, i, &current);
			if (!current->since)
			{
				victim = i;
				break;
			}
		}
		array_remove(this->remembered, victim, &current);
		entry_destroy(current, victim, NULL);
	}
}

METHOD(address_list_t, replace, bool,
	private_address_list_t *this, linked_list_t *addrs)
{
	enumerator_t *enumerator;
	array_t *old = this->listed;
	entry_t *entry;
	host_t *addr;
	int before = array_count(old), idx;
	bool changed = FALSE;

	this->listed = array_create(0, 0);

	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (find_entry(this->listed, addr, NULL))
		{
			continue;
		}
		/* the old list shrinks from its head as long as nothing changes */
		if (!find_entry(old, addr, &idx) || idx != 0)
		{
			changed = TRUE;
		}
		entry = take_entry(old, addr) ?: take_entry(this->remembered, addr);
		if (!entry)
		{
			INIT(entry,
				.addr = addr->clone(addr),
			);
		}
		array_insert(this->listed, ARRAY_TAIL, entry);
	}
	enumerator->destroy(enumerator);

	while (array_remove(old, ARRAY_HEAD, &entry))
	{
		remember_entry(this, entry);
	}
	array_destroy(old);

	return changed || array_count(this->listed) != before;
}

METHOD(address_list_t, get_count, int,
	private_address_list_t *this)
{
	return array_count(this->listed);
}

METHOD(address_list_t, get, host_t*,
	private_address_list_t *this, int rank)
{
	entry_t *entry;

	/* negative values have a meaning to array_get() */
	if (rank < 0 || !array_get(this->listed, rank, &entry))
	{
		return NULL;
	}
	return entry->addr;
}

METHOD(address_list_t, contains, bool,
	private_address_list_t *this, host_t *addr)
{
	return find_entry(this->listed, addr, NULL) != NULL;
}

METHOD(address_list_t, get_state, address_state_t,
	private_address_list_t *this, host_t *addr, uint64_t *since)
{
	entry_t *entry;

	entry = find_known(this, addr);
	if (since)
	{
		*since = entry ? entry->since : 0;
	}
	return entry ? entry->state : ADDRESS_UNVERIFIED;
}

METHOD(address_list_t, was_verified, bool,
	private_address_list_t *this, host_t *addr)
{
	entry_t *entry;

	entry = find_known(this, addr);
	return entry && entry->proven;
}

METHOD(address_list_t, set_state, void,
	private_address_list_t *this, host_t *addr, address_state_t state,
	uint64_t now)
{
	entry_t *entry;

	entry = find_known(this, addr);
	if (entry)
	{
		entry->state = state;
		entry->since = now;
		entry->proven |= state == ADDRESS_VERIFIED;
	}
}

CALLBACK(entry_filter, bool,
	void *data, enumerator_t *orig, va_list args)
{
	entry_t *entry;
	host_t **addr;
	address_state_t *state;
	uint64_t *since;

	VA_ARGS_VGET(args, addr, state, since);

	if (orig->enumerate(orig, &entry))
	{
		*addr = entry->addr;
		*state = entry->state;
		*since = entry->since;
		return TRUE;
	}
	return FALSE;
}

METHOD(address_list_t, create_enumerator, enumerator_t*,
	private_address_list_t *this)
{
	return enumerator_create_filter(array_create_enumerator(this->listed),
									entry_filter, NULL, NULL);
}

METHOD(address_list_t, destroy, void,
	private_address_list_t *this)
{
	array_destroy_function(this->listed, entry_destroy, NULL);
	array_destroy_function(this->remembered, entry_destroy, NULL);
	free(this);
}

/*
 * Described in header.
 */
address_list_t *address_list_create()
{
	private_address_list_t *this;

	INIT(this,
		.public = {
			.replace = _replace,
			.get_count = _get_count,
			.get = _get,
			.contains = _contains,
			.get_state = _get_state,
			.was_verified = _was_verified,
			.set_state = _set_state,
			.create_enumerator = _create_enumerator,
			.destroy = _destroy,
		},
		.listed = array_create(0, 0),
		.remembered = array_create(0, 0),
	);

	return &this->public;
}
