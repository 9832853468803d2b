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

#include "home_leases.h"

#include <collections/linked_list.h>

typedef struct private_home_leases_t private_home_leases_t;
typedef struct lease_t lease_t;

/**
 * Private data of home_leases_t.
 */
struct private_home_leases_t {

	/**
	 * Public interface.
	 */
	home_leases_t public;

	/**
	 * Leases, lease_t.
	 */
	linked_list_t *leases;
};

/**
 * A home address in use.
 */
struct lease_t {
	void *owner;
	host_t *addr;
	identification_t *id;
	lease_kind_t kind;
};

/**
 * Destroy a lease_t.
 */
static void destroy_lease(lease_t *lease)
{
	lease->addr->destroy(lease->addr);
	lease->id->destroy(lease->id);
	free(lease);
}

/**
 * Find the lease of an IKE_SA.
 */
static lease_t *find(private_home_leases_t *this, void *owner, host_t *addr)
{
	enumerator_t *enumerator;
	lease_t *lease, *found = NULL;

	enumerator = this->leases->create_enumerator(this->leases);
	while (!found && enumerator->enumerate(enumerator, &lease))
	{
		if (lease->owner == owner && addr->ip_equals(addr, lease->addr))
		{
			found = lease;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(home_leases_t, add, void,
	private_home_leases_t *this, void *owner, host_t *addr,
	identification_t *id, lease_kind_t kind)
{
	lease_t *lease;

	lease = find(this, owner, addr);
	if (!lease)
	{
		INIT(lease,
			.owner = owner,
			.addr = addr->clone(addr),
			.id = id->clone(id),
		);
		this->leases->insert_last(this->leases, lease);
	}
	lease->kind |= kind;
}

METHOD(home_leases_t, get_assigned, host_t*,
	private_home_leases_t *this, void *owner, identification_t *id,
	host_t *wanted)
{
	enumerator_t *enumerator;
	host_t *found = NULL;
	lease_t *lease;

	enumerator = this->leases->create_enumerator(this->leases);
	while (enumerator->enumerate(enumerator, &lease))
	{
		if ((lease->kind & LEASE_ASSIGNED) && lease->owner != owner &&
			id->equals(id, lease->id) && !find(this, owner, lease->addr) &&
			(!found || wanted->ip_equals(wanted, lease->addr)))
		{
			found = lease->addr;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(home_leases_t, get_other, void*,
	private_home_leases_t *this, host_t *addr, identification_t *id,
	lease_kind_t with, lease_kind_t without)
{
	enumerator_t *enumerator;
	void *found = NULL;
	lease_t *lease;

	enumerator = this->leases->create_enumerator(this->leases);
	while (!found && enumerator->enumerate(enumerator, &lease))
	{
		if (addr->ip_equals(addr, lease->addr) &&
			(lease->kind & with) && !(lease->kind & without) &&
			!(id && id->equals(id, lease->id)))
		{
			found = lease->owner;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(home_leases_t, move, void,
	private_home_leases_t *this, void *from, void *to)
{
	enumerator_t *enumerator;
	lease_t *lease;

	enumerator = this->leases->create_enumerator(this->leases);
	while (enumerator->enumerate(enumerator, &lease))
	{
		if (lease->owner == from)
		{
			lease->owner = to;
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(home_leases_t, remove_, void,
	private_home_leases_t *this, void *owner)
{
	enumerator_t *enumerator;
	lease_t *lease;

	enumerator = this->leases->create_enumerator(this->leases);
	while (enumerator->enumerate(enumerator, &lease))
	{
		if (lease->owner == owner)
		{
			this->leases->remove_at(this->leases, enumerator);
			destroy_lease(lease);
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(home_leases_t, destroy, void,
	private_home_leases_t *this)
{
	this->leases->destroy_function(this->leases, (void*)destroy_lease);
	free(this);
}

/*
 * Described in header.
 */
home_leases_t *home_leases_create()
{
	private_home_leases_t *this;

	INIT(this,
		.public = {
			.add = _add,
			.get_assigned = _get_assigned,
			.get_other = _get_other,
			.move = _move,
			.remove = _remove_,
			.destroy = _destroy,
		},
		.leases = linked_list_create(),
	);

	return &this->public;
}
