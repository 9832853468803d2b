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

#include "addrmgmt_plugin.h"

#include <daemon.h>
#include <plugins/plugin_feature.h>

#include "abi.h"
#include "control/control.h"
#include "compat.h"
#include "ike/address_updates.h"
#include "ike/child_finder.h"
#include "ike/dupont/proxy_policy.h"
#include "ike/leftovers.h"
#include "ike/session_manager.h"
#include "mip6/kernel_selectors.h"
#include "mip6/mobile_ipv6.h"

typedef struct private_addrmgmt_plugin_t private_addrmgmt_plugin_t;

/**
 * Private data of addrmgmt_plugin_t.
 */
struct private_addrmgmt_plugin_t {

	/**
	 * Public interface.
	 */
	addrmgmt_plugin_t public;

	/**
	 * Has the kernel know types of messages.
	 */
	kernel_selectors_t *selectors;

	/**
	 * Sessions of IKE_SAs.
	 */
	session_manager_t *manager;

	/**
	 * Brings sessions what others on this machine want.
	 */
	address_updates_t *updates;

	/**
	 * Finds SAs that are elsewhere than their IKE_SA.
	 */
	child_finder_t *finder;

	/**
	 * Decides about end points of SAs.
	 */
	proxy_policy_t *proxy;

	/**
	 * Mobile IPv6.
	 */
	mobile_ipv6_t *mobile_ipv6;

	/**
	 * Removes IKE_SAs their initiator does not know of.
	 */
	leftovers_t *leftovers;

	/**
	 * Control socket.
	 */
	control_t *control;
};

METHOD(plugin_t, get_name, char*,
	private_addrmgmt_plugin_t *this)
{
	return "addrmgmt";
}

/**
 * Register and unregister what depends on charon's other parts.
 */
static bool plugin_cb(private_addrmgmt_plugin_t *this,
					  plugin_feature_t *feature, bool reg, void *cb_data)
{
	if (reg)
	{
		this->selectors = kernel_selectors_create();
		this->manager = session_manager_create();
		if (!this->manager)
		{
			this->selectors->destroy(this->selectors);
			return FALSE;
		}
		charon->bus->add_listener(charon->bus, &this->manager->listener);
		this->mobile_ipv6 = mobile_ipv6_create(this->manager);
		this->updates = address_updates_create(this->manager,
									&this->mobile_ipv6->movement->diverter);
		this->proxy = proxy_policy_create(this->manager);
		this->finder = child_finder_create(this->manager);
		this->leftovers = leftovers_create(this->manager);
		this->control = control_create(this->manager, this->mobile_ipv6,
									   this->selectors);
		charon->bus->add_listener(charon->bus, &this->proxy->listener);
		charon->bus->add_listener(charon->bus, &this->finder->listener);
		charon->bus->add_listener(charon->bus, &this->leftovers->listener);
	}
	else
	{
		charon->bus->remove_listener(charon->bus, &this->leftovers->listener);
		charon->bus->remove_listener(charon->bus, &this->finder->listener);
		charon->bus->remove_listener(charon->bus, &this->proxy->listener);
		DESTROY_IF(this->control);
		this->leftovers->destroy(this->leftovers);
		this->finder->destroy(this->finder);
		this->proxy->destroy(this->proxy);
		this->updates->destroy(this->updates);
		this->mobile_ipv6->destroy(this->mobile_ipv6);
		charon->bus->remove_listener(charon->bus, &this->manager->listener);
		this->manager->destroy(this->manager);
		this->selectors->destroy(this->selectors);
	}
	return TRUE;
}

METHOD(plugin_t, get_features, int,
	private_addrmgmt_plugin_t *this, plugin_feature_t *features[])
{
	static plugin_feature_t f[] = {
		PLUGIN_CALLBACK((plugin_feature_callback_t)plugin_cb, NULL),
			PLUGIN_PROVIDE(CUSTOM, "addrmgmt"),
				PLUGIN_SDEPEND(CUSTOM, "kernel-ipsec"),
	};
	*features = f;
	return countof(f);
}

METHOD(plugin_t, reload, bool,
	private_addrmgmt_plugin_t *this)
{
	if (this->mobile_ipv6)
	{
		this->mobile_ipv6->reload(this->mobile_ipv6);
	}
	return TRUE;
}

METHOD(plugin_t, destroy, void,
	private_addrmgmt_plugin_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
PLUGIN_DEFINE(addrmgmt)
{
	private_addrmgmt_plugin_t *this;

	if (!abi_matches())
	{
		return NULL;
	}

	INIT(this,
		.public = {
			.plugin = {
				.get_name = _get_name,
				.get_features = _get_features,
				.reload = _reload,
				.destroy = _destroy,
			},
		},
	);

	return &this->public.plugin;
}
