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

#include "node.h"

#include "child_configs.h"
#include "trap.h"

typedef struct private_node_t private_node_t;
typedef struct entry_t entry_t;

/**
 * Private data of node_t.
 */
struct private_node_t {

	/**
	 * Public interface.
	 */
	node_t public;

	/**
	 * Options of the connection.
	 */
	mobility_options_t *options;

	/**
	 * Home addresses, host_t.
	 */
	linked_list_t *addrs;

	/**
	 * Configs of CHILD_SAs, child_cfg_t.
	 */
	linked_list_t *configs;

	/**
	 * What waits for SAs, entry_t.
	 */
	linked_list_t *traps;
};

/**
 * Policies of a config.
 */
struct entry_t {
	child_cfg_t *config;
	trap_t *trap;
};

/**
 * Destroy an entry_t.
 */
static void destroy_entry(entry_t *entry)
{
	DESTROY_IF(entry->trap);
	entry->config->destroy(entry->config);
	free(entry);
}

METHOD(node_t, get_options, mobility_options_t*,
	private_node_t *this)
{
	return this->options;
}

METHOD(node_t, create_address_enumerator, enumerator_t*,
	private_node_t *this)
{
	return this->addrs->create_enumerator(this->addrs);
}

METHOD(node_t, is_at_home, bool,
	private_node_t *this, ike_sa_t *ike_sa)
{
	bool local = this->options->role == MOBILITY_MOBILE_NODE;
	host_t *addr, *used;
	enumerator_t *enumerator;
	bool home = FALSE;

	used = local ? ike_sa->get_my_host(ike_sa) : ike_sa->get_other_host(ike_sa);
	enumerator = create_address_enumerator(this);
	while (!home && enumerator->enumerate(enumerator, &addr))
	{
		home = addr->ip_equals(addr, used);
	}
	enumerator->destroy(enumerator);
	return home;
}

METHOD(node_t, create_child_cfg_enumerator, enumerator_t*,
	private_node_t *this)
{
	return this->configs->create_enumerator(this->configs);
}

/**
 * Uninstall all policies.
 */
static void remove_traps(private_node_t *this)
{
	entry_t *entry;

	while (this->traps->remove_first(this->traps, (void**)&entry) == SUCCESS)
	{
		destroy_entry(entry);
	}
}

METHOD(node_t, set_addresses, void,
	private_node_t *this, linked_list_t *addrs)
{
	if (addrs->equals_offset(addrs, this->addrs, offsetof(host_t, ip_equals)))
	{
		addrs->destroy_offset(addrs, offsetof(host_t, destroy));
		return;
	}
	remove_traps(this);
	this->addrs->destroy_offset(this->addrs, offsetof(host_t, destroy));
	this->addrs = addrs;
	this->configs->destroy_offset(this->configs,
								  offsetof(child_cfg_t, destroy));
	this->configs = child_configs_create(this->options, addrs);
}

METHOD(node_t, install_traps, void,
	private_node_t *this, host_t *local, host_t *remote, bool tunnels)
{
	enumerator_t *enumerator;
	child_cfg_t *config;
	entry_t *entry;

	if (this->traps->get_count(this->traps))
	{
		return;
	}
	enumerator = create_child_cfg_enumerator(this);
	while (enumerator->enumerate(enumerator, &config))
	{
		if (tunnels || config->get_mode(config) == MODE_TRANSPORT)
		{
			INIT(entry,
				.config = config->get_ref(config),
				.trap = trap_create(config, local, remote),
			);
			this->traps->insert_last(this->traps, entry);
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(node_t, find_by_reqid, child_cfg_t*,
	private_node_t *this, uint32_t reqid)
{
	enumerator_t *enumerator;
	child_cfg_t *found = NULL;
	entry_t *entry;

	enumerator = this->traps->create_enumerator(this->traps);
	while (!found && enumerator->enumerate(enumerator, &entry))
	{
		if (entry->trap && entry->trap->get_reqid(entry->trap) == reqid)
		{
			found = entry->config;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(node_t, destroy, void,
	private_node_t *this)
{
	remove_traps(this);
	this->traps->destroy(this->traps);
	this->addrs->destroy_offset(this->addrs, offsetof(host_t, destroy));
	this->configs->destroy_offset(this->configs,
								  offsetof(child_cfg_t, destroy));
	mobility_options_destroy(this->options);
	free(this);
}

/*
 * Described in header.
 */
node_t *node_create(mobility_options_t *options)
{
	private_node_t *this;

	INIT(this,
		.public = {
			.get_options = _get_options,
			.create_address_enumerator = _create_address_enumerator,
			.is_at_home = _is_at_home,
			.create_child_cfg_enumerator = _create_child_cfg_enumerator,
			.set_addresses = _set_addresses,
			.install_traps = _install_traps,
			.find_by_reqid = _find_by_reqid,
			.destroy = _destroy,
		},
		.options = options,
		.addrs = linked_list_create(),
		.configs = linked_list_create(),
		.traps = linked_list_create(),
	);

	return &this->public;
}
