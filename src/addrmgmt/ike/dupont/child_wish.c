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

#include "child_wish.h"
#include "proxy_policy.h"

typedef struct private_child_wish_t private_child_wish_t;

/**
 * Private data of child_wish_t.
 */
struct private_child_wish_t {

	/**
	 * Public interface.
	 */
	child_wish_t public;

	/**
	 * Knows where CHILD_SAs are.
	 */
	child_places_t *places;

	/**
	 * Knows our addresses.
	 */
	paths_t *paths;

	/**
	 * Names of CHILD_SAs, char*, NULL for those on addresses we don't have.
	 */
	linked_list_t *names;
};

METHOD(child_wish_t, is_rescue, bool,
	private_child_wish_t *this)
{
	return !this->names;
}

/*
 * Described in header.
 */
bool child_wish_is_movable(child_sa_t *child_sa)
{
	if (proxy_policy_is_proxy(child_sa))
	{
		return FALSE;
	}
	switch (child_sa->get_state(child_sa))
	{
		case CHILD_INSTALLED:
		case CHILD_UPDATING:
		case CHILD_REKEYING:
		case CHILD_REKEYED:
			return TRUE;
		default:
			return FALSE;
	}
}

/**
 * Check if a CHILD_SA has one of the names.
 */
static bool is_named(linked_list_t *names, child_sa_t *child_sa)
{
	enumerator_t *enumerator;
	bool found = FALSE;
	char *name;

	enumerator = names->create_enumerator(names);
	while (!found && enumerator->enumerate(enumerator, &name))
	{
		found = streq(name, child_sa->get_name(child_sa));
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if a CHILD_SA, that was moved alone, is on an address we have lost.
 */
static bool is_stranded(private_child_wish_t *this, ike_sa_t *ike_sa,
						child_sa_t *child_sa)
{
	address_list_t *own = this->paths->get_list(this->paths, TRUE);
	host_t *local, *remote;

	this->places->get(this->places, ike_sa, child_sa, &local, &remote);
	return local != ike_sa->get_my_host(ike_sa) && !own->contains(own, local);
}

METHOD(child_wish_t, find, linked_list_t*,
	private_child_wish_t *this, ike_sa_t *ike_sa)
{
	linked_list_t *found;
	enumerator_t *enumerator;
	child_sa_t *child_sa;

	found = linked_list_create();
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		if (child_wish_is_movable(child_sa) &&
			(this->names ? is_named(this->names, child_sa) :
						   is_stranded(this, ike_sa, child_sa)))
		{
			found->insert_last(found, child_sa);
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(child_wish_t, destroy, void,
	private_child_wish_t *this)
{
	DESTROY_FUNCTION_IF(this->names, free);
	path_set(&this->public.path, NULL, NULL);
	free(this);
}

/**
 * Clone a list of names.
 */
static linked_list_t *clone_names(linked_list_t *names)
{
	linked_list_t *clone;
	enumerator_t *enumerator;
	char *name;

	clone = linked_list_create();
	enumerator = names->create_enumerator(names);
	while (enumerator->enumerate(enumerator, &name))
	{
		clone->insert_last(clone, strdup(name));
	}
	enumerator->destroy(enumerator);
	return clone;
}

/*
 * Described in header.
 */
child_wish_t *child_wish_create(child_places_t *places, paths_t *paths,
								linked_list_t *names, path_t *path)
{
	private_child_wish_t *this;

	INIT(this,
		.public = {
			.is_rescue = _is_rescue,
			.find = _find,
			.destroy = _destroy,
		},
		.places = places,
		.paths = paths,
		.names = names ? clone_names(names) : NULL,
	);
	path_set(&this->public.path, path->local, path->remote);

	return &this->public;
}
