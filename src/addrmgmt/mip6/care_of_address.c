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

#include "care_of_address.h"

#include <daemon.h>

/**
 * Name under which the method below finds this object.
 */
#define CARE_OF_ADDRESS "addrmgmt-care-of-address"

typedef struct private_care_of_address_t private_care_of_address_t;

/**
 * Private data of care_of_address_t.
 */
struct private_care_of_address_t {

	/**
	 * Public interface.
	 */
	care_of_address_t public;

	/**
	 * Knows what mobility daemons said.
	 */
	bindings_t *bindings;

	/**
	 * Knows our addresses.
	 */
	address_watcher_t *watcher;

	/**
	 * The method we have replaced.
	 */
	host_t *(*get_source_addr)(kernel_interface_t *this, host_t *dest,
							   host_t *src);
};

/**
 * Check if an address is that of a home agent of ours.
 */
static bool is_home_agent(host_t *addr)
{
	mobility_options_t *options;
	enumerator_t *enumerator;
	bool found = FALSE;
	char *conn;

	enumerator = mobility_options_create_enumerator();
	while (!found && enumerator->enumerate(enumerator, &conn))
	{
		options = mobility_options_create(conn);
		found = options->role == MOBILITY_MOBILE_NODE && options->home_agent &&
				addr->ip_equals(addr, options->home_agent);
		mobility_options_destroy(options);
	}
	enumerator->destroy(enumerator);
	return found;
}

/*
 * Described in header.
 */
bool care_of_address_is_away(host_t *home_agent)
{
	host_t *hop;
	bool away;

	hop = charon->kernel->get_nexthop(charon->kernel, home_agent, -1, NULL,
									  NULL);
	away = hop && !hop->ip_equals(hop, home_agent);
	DESTROY_IF(hop);
	return away;
}

/**
 * Check if a mobility daemon has said where we are, and we may still be there. It
 * does so again after the home agent has answered, which may need SAs first.
 */
static bool is_current(private_care_of_address_t *this, binding_t *binding)
{
	return binding->role == MOBILITY_MOBILE_NODE && binding->local &&
		   this->watcher->can_send(this->watcher, binding->local,
								   binding->remote) &&
		   (!binding_is_at_home(binding) ||
			!care_of_address_is_away(binding->remote));
}

/**
 * Get the care-of address a mobility daemon said, towards a home agent.
 *
 * @return			NULL if there is none that can be used
 */
static host_t *get_told(private_care_of_address_t *this, host_t *home_agent)
{
	linked_list_t *bindings;
	binding_t *binding;
	host_t *found = NULL;

	bindings = this->bindings->get_all(this->bindings);
	while (bindings->remove_first(bindings, (void**)&binding) == SUCCESS)
	{
		if (!found && binding->remote &&
			home_agent->ip_equals(home_agent, binding->remote) &&
			is_current(this, binding))
		{
			found = binding->local->clone(binding->local);
		}
		binding_destroy(binding);
	}
	bindings->destroy(bindings);
	return found;
}

/**
 * Get any address from which packets reach a home agent.
 *
 * @return			NULL if there is none
 */
static host_t *get_other(private_care_of_address_t *this, host_t *home_agent)
{
	linked_list_t *addrs;
	host_t *addr, *found = NULL;

	addrs = this->watcher->get_addresses(this->watcher, NULL);
	while (addrs->remove_first(addrs, (void**)&addr) == SUCCESS)
	{
		if (!found &&
			this->watcher->is_usable(this->watcher, addr, home_agent))
		{
			found = addr;
			continue;
		}
		addr->destroy(addr);
	}
	addrs->destroy(addrs);
	return found;
}

METHOD(kernel_interface_t, get_source_addr, host_t*,
	kernel_interface_t *kernel, host_t *dest, host_t *src)
{
	private_care_of_address_t *this = lib->get(lib, CARE_OF_ADDRESS);
	host_t *addr, *other;

	if (!is_home_agent(dest))
	{
		return this->get_source_addr(kernel, dest, src);
	}
	addr = get_told(this, dest);
	if (addr)
	{
		return addr;
	}
	addr = this->get_source_addr(kernel, dest, src);
	if (addr && this->watcher->is_home(this->watcher, addr))
	{
		other = get_other(this, dest);
		if (other)
		{
			addr->destroy(addr);
			return other;
		}
	}
	return addr;
}

METHOD(care_of_address_t, reload, void,
	private_care_of_address_t *this)
{
	mobility_options_t *options;
	enumerator_t *enumerator, *addrs;
	linked_list_t *homes;
	host_t *home;
	char *conn;

	homes = linked_list_create();
	enumerator = mobility_options_create_enumerator();
	while (enumerator->enumerate(enumerator, &conn))
	{
		options = mobility_options_create(conn);
		if (options->role == MOBILITY_MOBILE_NODE)
		{
			addrs = options->home_addresses->create_enumerator(
													options->home_addresses);
			while (addrs->enumerate(addrs, &home))
			{
				homes->insert_last(homes, home->clone(home));
			}
			addrs->destroy(addrs);
		}
		mobility_options_destroy(options);
	}
	enumerator->destroy(enumerator);
	this->watcher->set_homes(this->watcher, homes);
	homes->destroy_offset(homes, offsetof(host_t, destroy));
}

METHOD(care_of_address_t, destroy, void,
	private_care_of_address_t *this)
{
	charon->kernel->get_source_addr = this->get_source_addr;
	lib->set(lib, CARE_OF_ADDRESS, NULL);
	free(this);
}

/*
 * Described in header.
 */
care_of_address_t *care_of_address_create(bindings_t *bindings,
										  address_watcher_t *watcher)
{
	private_care_of_address_t *this;

	INIT(this,
		.public = {
			.reload = _reload,
			.destroy = _destroy,
		},
		.bindings = bindings,
		.watcher = watcher,
		.get_source_addr = charon->kernel->get_source_addr,
	);
	reload(this);
	lib->set(lib, CARE_OF_ADDRESS, this);
	charon->kernel->get_source_addr = _get_source_addr;

	return &this->public;
}
