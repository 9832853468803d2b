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

#include "bindings.h"

#include <collections/hashtable.h>
#include <threading/mutex.h>

typedef struct private_bindings_t private_bindings_t;
typedef struct entry_t entry_t;

/**
 * Home addresses without an IKE_SA to remember at most. Only who may change the
 * kernel's policies can add one.
 */
#define MAX_ENTRIES 65536

/**
 * Private data of bindings_t.
 */
struct private_bindings_t {

	/**
	 * Public interface.
	 */
	bindings_t public;

	/**
	 * What is known, host_t* => entry_t*.
	 */
	hashtable_t *entries;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;
};

/**
 * What is known of a home address.
 */
struct entry_t {

	/**
	 * What was said.
	 */
	binding_t binding;

	/**
	 * Was that not taken yet?
	 */
	bool news;
};

/**
 * Hash a home address.
 */
static u_int hash(const void *key)
{
	host_t *host = (host_t*)key;

	return chunk_hash(host->get_address(host));
}

/**
 * Compare two home addresses.
 */
static bool equals(const void *key, const void *other_key)
{
	host_t *a = (host_t*)key, *b = (host_t*)other_key;

	return a->ip_equals(a, b);
}

/*
 * Described in header.
 */
host_t *binding_get_care_of(binding_t *binding)
{
	return binding->role == MOBILITY_MOBILE_NODE ? binding->local :
												   binding->remote;
}

/*
 * Described in header.
 */
bool binding_is_at_home(binding_t *binding)
{
	host_t *care_of = binding_get_care_of(binding);

	return care_of && care_of->ip_equals(care_of, binding->home);
}

/**
 * Set where a node is.
 */
static void set_path(binding_t *binding, host_t *local, host_t *remote)
{
	local = local->clone(local);
	remote = remote->clone(remote);
	DESTROY_IF(binding->local);
	DESTROY_IF(binding->remote);
	binding->local = local;
	binding->remote = remote;
}

/**
 * Destroy what belongs to a binding.
 */
static void clear(binding_t *binding)
{
	binding->home->destroy(binding->home);
	DESTROY_IF(binding->local);
	DESTROY_IF(binding->remote);
	binding->ike_sas->destroy_offset(binding->ike_sas,
									 offsetof(ike_sa_id_t, destroy));
}

/*
 * Described in header.
 */
void binding_destroy(binding_t *binding)
{
	clear(binding);
	free(binding);
}

/**
 * Destroy an entry_t.
 */
static void destroy_entry(entry_t *entry)
{
	clear(&entry->binding);
	free(entry);
}

/*
 * Described in header.
 */
binding_t *binding_clone(binding_t *original)
{
	linked_list_t *ike_sas = original->ike_sas;
	binding_t *binding;

	INIT(binding,
		.home = original->home->clone(original->home),
		.role = original->role,
		.key_management = original->key_management,
		.reqid = original->reqid,
		.ike_sas = ike_sas->clone_offset(ike_sas,
										 offsetof(ike_sa_id_t, clone)),
	);
	if (original->local)
	{
		set_path(binding, original->local, original->remote);
	}
	return binding;
}

/**
 * Get the entry of a home address, a new one if there is none; NULL if there
 * are too many. To be called with the lock.
 */
static entry_t *get_entry(private_bindings_t *this, host_t *home,
						  mobility_role_t role)
{
	entry_t *entry;

	entry = this->entries->get(this->entries, home);
	if (!entry && this->entries->get_count(this->entries) < MAX_ENTRIES)
	{
		INIT(entry,
			.binding = {
				.home = home->clone(home),
				.role = role,
				.ike_sas = linked_list_create(),
			},
		);
		this->entries->put(this->entries, entry->binding.home, entry);
	}
	return entry;
}

/**
 * Check if an entry has an IKE_SA, and take it out if so.
 */
static bool take_ike_sa(entry_t *entry, ike_sa_id_t *id)
{
	linked_list_t *ike_sas = entry->binding.ike_sas;
	enumerator_t *enumerator;
	ike_sa_id_t *current;
	bool found = FALSE;

	enumerator = ike_sas->create_enumerator(ike_sas);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		if (id->equals(id, current))
		{
			ike_sas->remove_at(ike_sas, enumerator);
			current->destroy(current);
			found = TRUE;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(bindings_t, get, binding_t*,
	private_bindings_t *this, host_t *home)
{
	binding_t *binding;
	entry_t *entry;

	this->mutex->lock(this->mutex);
	entry = this->entries->get(this->entries, home);
	binding = entry ? binding_clone(&entry->binding) : NULL;
	this->mutex->unlock(this->mutex);
	return binding;
}

METHOD(bindings_t, tell, bool,
	private_bindings_t *this, host_t *home, mobility_role_t role,
	host_t *local, host_t *remote, bool keys)
{
	bool first = FALSE;
	entry_t *entry;

	this->mutex->lock(this->mutex);
	entry = get_entry(this, home, role);
	if (entry)
	{
		first = !entry->news;
		/* some policies may be migrated with addresses for IKE, some without */
		entry->binding.key_management = keys ||
							(entry->news && entry->binding.key_management);
		entry->binding.role = role;
		entry->news = TRUE;
		set_path(&entry->binding, local, remote);
	}
	this->mutex->unlock(this->mutex);
	return first;
}

METHOD(bindings_t, take, binding_t*,
	private_bindings_t *this, host_t *home)
{
	binding_t *binding = NULL;
	entry_t *entry;

	this->mutex->lock(this->mutex);
	entry = this->entries->get(this->entries, home);
	if (entry && entry->news)
	{
		entry->news = FALSE;
		binding = binding_clone(&entry->binding);
	}
	this->mutex->unlock(this->mutex);
	return binding;
}

METHOD(bindings_t, moved, linked_list_t*,
	private_bindings_t *this, ike_sa_id_t *id, host_t *local, host_t *remote)
{
	linked_list_t *moved = linked_list_create();
	enumerator_t *enumerator;
	entry_t *entry;
	void *home;

	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &home, &entry))
	{
		if (!entry->news && take_ike_sa(entry, id))
		{
			entry->binding.ike_sas->insert_last(entry->binding.ike_sas,
												id->clone(id));
			set_path(&entry->binding, local, remote);
			moved->insert_last(moved, binding_clone(&entry->binding));
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return moved;
}

METHOD(bindings_t, add, void,
	private_bindings_t *this, host_t *home, mobility_role_t role,
	ike_sa_id_t *id, uint32_t reqid)
{
	entry_t *entry;

	this->mutex->lock(this->mutex);
	entry = get_entry(this, home, role);
	if (entry)
	{
		entry->binding.reqid = reqid ?: entry->binding.reqid;
		take_ike_sa(entry, id);
		entry->binding.ike_sas->insert_last(entry->binding.ike_sas,
											id->clone(id));
	}
	this->mutex->unlock(this->mutex);
}

METHOD(bindings_t, replace, void,
	private_bindings_t *this, ike_sa_id_t *old, ike_sa_id_t *new)
{
	enumerator_t *enumerator;
	entry_t *entry;
	void *home;

	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &home, &entry))
	{
		if (take_ike_sa(entry, old))
		{
			entry->binding.ike_sas->insert_last(entry->binding.ike_sas,
												new->clone(new));
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

METHOD(bindings_t, remove_, linked_list_t*,
	private_bindings_t *this, ike_sa_id_t *id)
{
	linked_list_t *alone = linked_list_create();
	enumerator_t *enumerator;
	entry_t *entry;
	void *home;

	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &home, &entry))
	{
		if (take_ike_sa(entry, id) &&
			!entry->binding.ike_sas->get_count(entry->binding.ike_sas))
		{
			alone->insert_last(alone, binding_clone(&entry->binding));
			if (!entry->binding.local)
			{
				this->entries->remove_at(this->entries, enumerator);
				destroy_entry(entry);
			}
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return alone;
}

METHOD(bindings_t, get_all, linked_list_t*,
	private_bindings_t *this)
{
	enumerator_t *enumerator;
	linked_list_t *all;
	entry_t *entry;
	void *home;

	all = linked_list_create();
	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &home, &entry))
	{
		all->insert_last(all, binding_clone(&entry->binding));
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return all;
}

METHOD(bindings_t, destroy, void,
	private_bindings_t *this)
{
	enumerator_t *enumerator;
	entry_t *entry;
	void *home;

	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &home, &entry))
	{
		destroy_entry(entry);
	}
	enumerator->destroy(enumerator);
	this->entries->destroy(this->entries);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
bindings_t *bindings_create()
{
	private_bindings_t *this;

	INIT(this,
		.public = {
			.get = _get,
			.tell = _tell,
			.take = _take,
			.moved = _moved,
			.add = _add,
			.replace = _replace,
			.remove = _remove_,
			.get_all = _get_all,
			.destroy = _destroy,
		},
		.entries = hashtable_create(hash, equals, 32),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
