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

#include "home_address_provider.h"

#include <daemon.h>
#include <processing/jobs/delete_ike_sa_job.h>
#include <threading/mutex.h>

#include "home_addresses.h"
#include "home_leases.h"
#include "home_rule.h"

/**
 * Name under which the methods below find this object.
 */
#define HOME_ADDRESS_PROVIDER "addrmgmt-home-address-provider"

/**
 * How many addresses of pools are tried that others use already.
 */
#define POOL_TRIES 16

typedef struct private_home_address_provider_t private_home_address_provider_t;

/**
 * Private data of home_address_provider_t.
 */
struct private_home_address_provider_t {

	/**
	 * Public interface.
	 */
	home_address_provider_t public;

	/**
	 * Who has which home address.
	 */
	home_leases_t *leases;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;

	/**
	 * Held while an address is selected, so that nobody else gets it.
	 */
	mutex_t *assigning;

	/**
	 * The methods we have replaced.
	 */
	host_t *(*acquire)(attribute_manager_t *this, linked_list_t *pools,
					   ike_sa_t *ike_sa, host_t *requested);
	bool (*release)(attribute_manager_t *this, linked_list_t *pools,
					host_t *address, ike_sa_t *ike_sa);
};

/**
 * Get the options of an IKE_SA if we are the home agent, NULL if not.
 */
static mobility_options_t *get_options(ike_sa_t *ike_sa)
{
	char *name = ike_sa->get_name(ike_sa);

	if (mobility_options_get_role(name) == MOBILITY_HOME_AGENT)
	{
		return mobility_options_create(name);
	}
	return NULL;
}

/**
 * Check if a home address is used by another mobile node.
 */
static bool is_used(private_home_address_provider_t *this, ike_sa_t *ike_sa,
					host_t *addr, lease_kind_t kinds)
{
	identification_t *id = ike_sa->get_other_eap_id(ike_sa);
	bool used;

	this->mutex->lock(this->mutex);
	used = this->leases->get_other(this->leases, addr, id, kinds, 0) != NULL;
	this->mutex->unlock(this->mutex);
	return used;
}

/**
 * Check if an IKE_SA has a home address assigned.
 */
static bool is_assigned(ike_sa_t *ike_sa, host_t *addr)
{
	enumerator_t *enumerator;
	bool found = FALSE;
	host_t *vip;

	enumerator = ike_sa->create_virtual_ip_enumerator(ike_sa, FALSE);
	while (!found && enumerator->enumerate(enumerator, &vip))
	{
		found = vip->ip_equals(vip, addr);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Get one of those that belong to the mobile node.
 *
 * @param fixed		those that belong to it
 */
static host_t *get_fixed(private_home_address_provider_t *this,
						 ike_sa_t *ike_sa, linked_list_t *fixed,
						 host_t *requested)
{
	enumerator_t *enumerator;
	host_t *addr, *found = NULL;

	enumerator = fixed->create_enumerator(fixed);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (!is_assigned(ike_sa, addr) &&
			!is_used(this, ike_sa, addr, LEASE_ASSIGNED) &&
			(!found || requested->ip_equals(requested, addr)))
		{
			found = addr;
		}
	}
	enumerator->destroy(enumerator);
	return found ? found->clone(found) : NULL;
}

/**
 * Get one that was assigned to the mobile node before.
 */
static host_t *get_former(private_home_address_provider_t *this,
						  ike_sa_t *ike_sa, host_t *requested)
{
	identification_t *id = ike_sa->get_other_eap_id(ike_sa);
	host_t *found;

	this->mutex->lock(this->mutex);
	found = this->leases->get_assigned(this->leases, ike_sa, id, requested);
	found = found ? found->clone(found) : NULL;
	this->mutex->unlock(this->mutex);
	if (found && home_addresses_is_of_other(id, found))
	{	/* the configuration has changed */
		found->destroy(found);
		found = NULL;
	}
	return found;
}

/**
 * Check if an address is somebody else's.
 */
static bool is_taken(private_home_address_provider_t *this, ike_sa_t *ike_sa,
					 mobility_options_t *options, host_t *addr)
{
	return is_used(this, ike_sa, addr, LEASE_FIXED | LEASE_ASSIGNED) ||
		   (options->home_agent &&
			addr->ip_equals(addr, options->home_agent)) ||
		   home_addresses_is_of_other(ike_sa->get_other_eap_id(ike_sa), addr);
}

/**
 * Find out why a mobile node can't have the address it suggests.
 *
 * @return			reason for people, NULL if it can have it
 */
static char *refuse_suggestion(private_home_address_provider_t *this,
							   ike_sa_t *ike_sa, mobility_options_t *options,
							   host_t *addr)
{
	if (!options->home_prefix ||
		!home_rule_is_in_prefix(addr, options->home_prefix,
								options->home_prefix_len) ||
		!home_rule_is_host(addr, options->home_prefix_len))
	{
		return "it's none of the home prefix";
	}
	if (charon->kernel->get_interface(charon->kernel, addr, NULL))
	{
		return "it's ours";
	}
	return is_taken(this, ike_sa, options, addr) ? "it's taken" : NULL;
}

/**
 * Get the one a mobile node suggests.
 */
static host_t *get_suggested(private_home_address_provider_t *this,
							 ike_sa_t *ike_sa, mobility_options_t *options,
							 host_t *requested)
{
	char *reason;

	if (requested->is_anyaddr(requested) || is_assigned(ike_sa, requested))
	{
		return NULL;
	}
	reason = refuse_suggestion(this, ike_sa, options, requested);
	if (reason)
	{
		DBG1(DBG_CFG, "'%Y' can't have the home address %H it suggests, %s",
			 ike_sa->get_other_eap_id(ike_sa), requested, reason);
		return NULL;
	}
	return requested->clone(requested);
}

/**
 * Get one from the pools of the connection that nobody else has.
 */
static host_t *get_from_pools(private_home_address_provider_t *this,
							  linked_list_t *pools, ike_sa_t *ike_sa,
							  mobility_options_t *options, host_t *requested)
{
	linked_list_t *refused;
	host_t *addr, *got;
	int tries;

	refused = linked_list_create();
	addr = NULL;
	for (tries = POOL_TRIES; !addr && tries; tries--)
	{
		got = this->acquire(charon->attributes, pools, ike_sa, requested);
		if (!got)
		{
			break;
		}
		if (is_assigned(ike_sa, got) ||
			is_taken(this, ike_sa, options, got))
		{
			refused->insert_last(refused, got);
			/* pools repeat themselves, unless one they do not have is wanted */
			requested = options->home_agent ?: requested;
		}
		else
		{
			addr = got;
		}
	}
	while (refused->remove_first(refused, (void**)&got) == SUCCESS)
	{
		this->release(charon->attributes, pools, got, ike_sa);
		got->destroy(got);
	}
	refused->destroy(refused);
	return addr;
}

/**
 * Get a home address for a mobile node.
 */
static host_t *get_address(private_home_address_provider_t *this,
						   linked_list_t *pools, ike_sa_t *ike_sa,
						   mobility_options_t *options, host_t *requested)
{
	linked_list_t *fixed;
	host_t *addr;

	fixed = home_addresses_get_fixed(ike_sa, options);
	addr = get_fixed(this, ike_sa, fixed, requested);
	if (!addr)
	{
		addr = get_former(this, ike_sa, requested);
	}
	if (!addr && !fixed->get_count(fixed))
	{
		addr = get_suggested(this, ike_sa, options, requested);
	}
	fixed->destroy_offset(fixed, offsetof(host_t, destroy));
	return addr ?: get_from_pools(this, pools, ike_sa, options, requested);
}

METHOD(attribute_manager_t, acquire_address, host_t*,
	attribute_manager_t *attributes, linked_list_t *pools, ike_sa_t *ike_sa,
	host_t *requested)
{
	private_home_address_provider_t *this;
	mobility_options_t *options = NULL;
	host_t *addr;

	this = lib->get(lib, HOME_ADDRESS_PROVIDER);
	if (requested->get_family(requested) == AF_INET6)
	{
		options = get_options(ike_sa);
	}
	if (options)
	{
		this->assigning->lock(this->assigning);
		addr = get_address(this, pools, ike_sa, options, requested);
	}
	else
	{
		addr = this->acquire(attributes, pools, ike_sa, requested);
	}
	if (addr && addr->get_family(addr) == AF_INET6)
	{
		this->mutex->lock(this->mutex);
		this->leases->add(this->leases, ike_sa, addr,
						  ike_sa->get_other_eap_id(ike_sa), LEASE_ASSIGNED);
		this->mutex->unlock(this->mutex);
	}
	if (options)
	{
		this->assigning->unlock(this->assigning);
		mobility_options_destroy(options);
	}
	return addr;
}

METHOD(attribute_manager_t, release_address, bool,
	attribute_manager_t *attributes, linked_list_t *pools, host_t *address,
	ike_sa_t *ike_sa)
{
	private_home_address_provider_t *this;
	char *name = ike_sa->get_name(ike_sa);
	bool used = FALSE;

	this = lib->get(lib, HOME_ADDRESS_PROVIDER);
	if (mobility_options_get_role(name) == MOBILITY_HOME_AGENT)
	{
		this->mutex->lock(this->mutex);
		used = this->leases->get_other(this->leases, address, NULL,
									   LEASE_ASSIGNED, 0) != NULL;
		this->mutex->unlock(this->mutex);
	}
	/* an IKE_SA that replaced this one has it, but the pool knows only once */
	return used || this->release(attributes, pools, address, ike_sa);
}

/**
 * Let the mobile node an address belongs to have it, if it was assigned to
 * somebody else before it was known whom it belongs to.
 */
static void take_back(private_home_address_provider_t *this, host_t *addr,
					  identification_t *id)
{
	ike_sa_id_t *ike_sa_id = NULL;
	ike_sa_t *other;

	this->mutex->lock(this->mutex);
	other = this->leases->get_other(this->leases, addr, id, LEASE_ASSIGNED,
									 LEASE_FIXED);
	if (other)
	{	/* its leases are gone before it is, so it's safe to get its ID */
		ike_sa_id = other->get_id(other);
		ike_sa_id = ike_sa_id->clone(ike_sa_id);
	}
	this->mutex->unlock(this->mutex);
	if (ike_sa_id)
	{
		DBG1(DBG_CFG, "home address %H belongs to '%Y', deleting the IKE_SA it "
			 "was assigned for", addr, id);
		lib->processor->queue_job(lib->processor, (job_t*)
								  delete_ike_sa_job_create(ike_sa_id, TRUE));
		ike_sa_id->destroy(ike_sa_id);
	}
}

/**
 * Note the home addresses that belong to a mobile node, nobody else gets them.
 */
static void note_fixed(private_home_address_provider_t *this, ike_sa_t *ike_sa,
					   mobility_options_t *options)
{
	identification_t *id = ike_sa->get_other_eap_id(ike_sa);
	linked_list_t *fixed;
	host_t *addr;

	fixed = home_addresses_get_fixed(ike_sa, options);
	while (fixed->remove_first(fixed, (void**)&addr) == SUCCESS)
	{
		this->mutex->lock(this->mutex);
		this->leases->add(this->leases, ike_sa, addr, id, LEASE_FIXED);
		this->mutex->unlock(this->mutex);
		take_back(this, addr, id);
		addr->destroy(addr);
	}
	fixed->destroy(fixed);
}

METHOD(listener_t, authorize, bool,
	private_home_address_provider_t *this, ike_sa_t *ike_sa, bool final,
	bool *success)
{
	mobility_options_t *options;

	options = final && *success ? get_options(ike_sa) : NULL;
	if (options)
	{
		note_fixed(this, ike_sa, options);
		mobility_options_destroy(options);
	}
	return TRUE;
}

METHOD(listener_t, ike_rekey, bool,
	private_home_address_provider_t *this, ike_sa_t *old, ike_sa_t *new)
{
	this->mutex->lock(this->mutex);
	this->leases->move(this->leases, old, new);
	this->mutex->unlock(this->mutex);
	return TRUE;
}

METHOD(listener_t, ike_state_change, bool,
	private_home_address_provider_t *this, ike_sa_t *ike_sa,
	ike_sa_state_t state)
{
	if (state == IKE_DESTROYING)
	{
		this->mutex->lock(this->mutex);
		this->leases->remove(this->leases, ike_sa);
		this->mutex->unlock(this->mutex);
	}
	return TRUE;
}

METHOD(home_address_provider_t, destroy, void,
	private_home_address_provider_t *this)
{
	charon->attributes->acquire_address = this->acquire;
	charon->attributes->release_address = this->release;
	lib->set(lib, HOME_ADDRESS_PROVIDER, NULL);
	this->leases->destroy(this->leases);
	this->mutex->destroy(this->mutex);
	this->assigning->destroy(this->assigning);
	free(this);
}

/*
 * Described in header.
 */
home_address_provider_t *home_address_provider_create()
{
	private_home_address_provider_t *this;

	INIT(this,
		.public = {
			.listener = {
				.authorize = _authorize,
				.ike_rekey = _ike_rekey,
				.ike_state_change = _ike_state_change,
			},
			.destroy = _destroy,
		},
		.leases = home_leases_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
		.assigning = mutex_create(MUTEX_TYPE_DEFAULT),
		.acquire = charon->attributes->acquire_address,
		.release = charon->attributes->release_address,
	);
	lib->set(lib, HOME_ADDRESS_PROVIDER, this);
	/* a provider of its own would be asked after the pools */
	charon->attributes->acquire_address = _acquire_address;
	charon->attributes->release_address = _release_address;

	return &this->public;
}
