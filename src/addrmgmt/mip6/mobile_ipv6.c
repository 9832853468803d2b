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
#include "mobile_ipv6.h"

#include <daemon.h>

#include "guard_policies.h"
#include "home_address_messages.h"
#include "home_address_policy.h"
#include "home_address_provider.h"

typedef struct private_mobile_ipv6_t private_mobile_ipv6_t;

/**
 * Private data of mobile_ipv6_t.
 */
struct private_mobile_ipv6_t {

	/**
	 * Public interface.
	 */
	mobile_ipv6_t public;

	/**
	 * As home agent, keeps mobile nodes to their home addresses.
	 */
	home_address_policy_t *policy;

	/**
	 * As home agent, assigns home addresses.
	 */
	home_address_provider_t *provider;

	/**
	 * Knows what is to be sent about home addresses.
	 */
	home_address_messages_t *messages;

	/**
	 * As home agent, keeps out what is not protected.
	 */
	guard_policies_t *guards;
};

METHOD(mobile_ipv6_t, reload, void,
	private_mobile_ipv6_t *this)
{
	this->public.mobility->reload(this->public.mobility);
	this->public.movement->reload(this->public.movement);
	this->guards->reload(this->guards);
}

METHOD(mobile_ipv6_t, destroy, void,
	private_mobile_ipv6_t *this)
{
	charon->bus->remove_listener(charon->bus, &this->provider->listener);
	charon->bus->remove_listener(charon->bus, &this->messages->listener);
	charon->bus->remove_listener(charon->bus, &this->policy->listener);
	charon->bus->remove_listener(charon->bus, &this->public.mobility->listener);
	charon->bus->remove_listener(charon->bus, &this->public.movement->listener);
	this->guards->destroy(this->guards);
	this->messages->destroy(this->messages);
	this->provider->destroy(this->provider);
	this->policy->destroy(this->policy);
	this->public.mobility->destroy(this->public.mobility);
	this->public.movement->destroy(this->public.movement);
	free(this);
}

/*
 * Described in header.
 */
mobile_ipv6_t *mobile_ipv6_create(session_manager_t *manager)
{
	private_mobile_ipv6_t *this;

	INIT(this,
		.public = {
			.reload = _reload,
			.destroy = _destroy,
		},
	);
	/* replaces methods of the kernel interface that policies are installed by */
	this->public.movement = movement_create(manager);
	this->public.mobility = mobility_create();
	this->policy = home_address_policy_create(manager);
	this->provider = home_address_provider_create();
	this->messages = home_address_messages_create();
	this->guards = guard_policies_create();
	charon->bus->add_listener(charon->bus, &this->public.movement->listener);
	charon->bus->add_listener(charon->bus, &this->public.mobility->listener);
	charon->bus->add_listener(charon->bus, &this->policy->listener);
	charon->bus->add_listener(charon->bus, &this->messages->listener);
	charon->bus->add_listener(charon->bus, &this->provider->listener);

	return &this->public;
}
