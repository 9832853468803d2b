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

#include "child_places.h"
#include "ike/dupont/proxy_policy.h"

#include <daemon.h>
#include <collections/hashtable.h>

#include "paths/path.h"

typedef struct private_child_places_t private_child_places_t;

/**
 * Private data of child_places_t.
 */
struct private_child_places_t {

	/**
	 * Public interface.
	 */
	child_places_t public;

	/**
	 * Moves SAs.
	 */
	sa_mover_t *mover;

	/**
	 * Paths by the unique ID of the CHILD_SA, which is not 0, uintptr_t =>
	 * path_t*.
	 */
	hashtable_t *paths;
};

/**
 * Get what a CHILD_SA is known by.
 */
static void *get_key(child_sa_t *child_sa)
{
	return (void*)(uintptr_t)child_sa->get_unique_id(child_sa);
}

/**
 * Destroy a path.
 */
static void path_destroy(path_t *path)
{
	path_set(path, NULL, NULL);
	free(path);
}

/**
 * A CHILD_SA is where the IKE_SA is, or gone.
 */
METHOD(child_places_t, remove_, void,
	private_child_places_t *this, child_sa_t *child_sa)
{
	path_t *path = this->paths->remove(this->paths, get_key(child_sa));

	if (path)
	{
		path_destroy(path);
	}
}

/**
 * Note where a CHILD_SA is.
 */
static void set_place(private_child_places_t *this, ike_sa_t *ike_sa,
					  child_sa_t *child_sa, host_t *local, host_t *remote)
{
	path_t *place, path = {
		.local = ike_sa->get_my_host(ike_sa),
		.remote = ike_sa->get_other_host(ike_sa),
	};

	if (path_is(&path, local, remote))
	{
		remove_(this, child_sa);
		return;
	}
	place = this->paths->get(this->paths, get_key(child_sa));
	if (!place)
	{
		INIT(place);
		this->paths->put(this->paths, get_key(child_sa), place);
	}
	path_set(place, local, remote);
}

METHOD(child_places_t, get, void,
	private_child_places_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	host_t **local, host_t **remote)
{
	path_t *place = this->paths->get(this->paths, get_key(child_sa));

	*local = place ? place->local : ike_sa->get_my_host(ike_sa);
	*remote = place ? place->remote : ike_sa->get_other_host(ike_sa);
}

METHOD(child_places_t, move_child_sas, void,
	private_child_places_t *this, ike_sa_t *ike_sa, linked_list_t *child_sas,
	host_t *local, host_t *remote)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;

	this->mover->move_child_sas(this->mover, ike_sa, child_sas, local, remote);
	enumerator = child_sas->create_enumerator(child_sas);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		set_place(this, ike_sa, child_sa, local, remote);
	}
	enumerator->destroy(enumerator);
}

METHOD(child_places_t, move_ike_sa, void,
	private_child_places_t *this, ike_sa_t *ike_sa, linked_list_t *child_sas,
	host_t *local, host_t *remote)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	host_t *me, *other;
	path_t left = {};

	path_set(&left, ike_sa->get_my_host(ike_sa), ike_sa->get_other_host(ike_sa));
	this->mover->move_ike_sa(this->mover, ike_sa, local, remote);
	/* all others are where they were */
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		if (proxy_policy_is_proxy(child_sa))
		{	/* is where its selectors say, wherever the IKE_SA is */
			continue;
		}
		get(this, ike_sa, child_sa, &me, &other);
		if (me == ike_sa->get_my_host(ike_sa))
		{
			set_place(this, ike_sa, child_sa, left.local, left.remote);
		}
		else
		{
			set_place(this, ike_sa, child_sa, me, other);
		}
	}
	enumerator->destroy(enumerator);
	move_child_sas(this, ike_sa, child_sas, local, remote);
	path_set(&left, NULL, NULL);
}

/**
 * Delete what an SPI was allocated with before we moved.
 */
static void delete_allocated(ike_sa_t *ike_sa, child_sa_t *child_sa,
							 host_t *left)
{
	kernel_ipsec_sa_id_t id = {
		.src = ike_sa->get_other_host(ike_sa),
		.dst = left,
		.spi = child_sa->get_spi(child_sa, TRUE),
		.proto = child_sa->get_protocol(child_sa) == PROTO_AH ?
				 IPPROTO_AH : IPPROTO_ESP,
	};
	kernel_ipsec_del_sa_t data = {};

	charon->kernel->del_sa(charon->kernel, &id, &data);
}

METHOD(child_places_t, installed, void,
	private_child_places_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	child_sa_t *old, host_t *left)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);
	path_t *place = NULL;
	linked_list_t *child_sas;

	if (proxy_policy_is_proxy(child_sa))
	{	/* is where its selectors say */
		return;
	}
	child_sa->update(child_sa, me, other, NULL, FALSE);
	if (left && !left->ip_equals(left, me))
	{
		delete_allocated(ike_sa, child_sa, left);
	}
	if (old)
	{
		place = this->paths->get(this->paths, get_key(old));
	}
	if (place)
	{
		child_sas = linked_list_create_with_items(child_sa, NULL);
		move_child_sas(this, ike_sa, child_sas, place->local, place->remote);
		child_sas->destroy(child_sas);
	}
}

METHOD(child_places_t, destroy, void,
	private_child_places_t *this)
{
	enumerator_t *enumerator;
	path_t *path;

	enumerator = this->paths->create_enumerator(this->paths);
	while (enumerator->enumerate(enumerator, NULL, &path))
	{
		path_destroy(path);
	}
	enumerator->destroy(enumerator);
	this->paths->destroy(this->paths);
	free(this);
}

/*
 * Described in header.
 */
child_places_t *child_places_create(sa_mover_t *mover)
{
	private_child_places_t *this;

	INIT(this,
		.public = {
			.move_ike_sa = _move_ike_sa,
			.move_child_sas = _move_child_sas,
			.get = _get,
			.installed = _installed,
			.remove = _remove_,
			.destroy = _destroy,
		},
		.mover = mover,
		.paths = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr, 4),
	);

	return &this->public;
}
