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

#include "peer_configs.h"

#include <daemon.h>

/**
 * Name under which the methods below find this object.
 */
#define PEER_CONFIGS "addrmgmt-peer-configs"

typedef struct private_peer_configs_t private_peer_configs_t;

/**
 * Private data of peer_configs_t.
 */
struct private_peer_configs_t {

	/**
	 * Public interface.
	 */
	peer_configs_t public;

	/**
	 * What has been derived.
	 */
	derived_configs_t derived;

	/**
	 * The methods we have replaced, of the backends and of single connections.
	 */
	enumerator_t *(*enumerate)(backend_manager_t *this, host_t *me,
							   host_t *other, identification_t *my_id,
							   identification_t *other_id,
							   ike_version_t version);
	child_cfg_t *(*select)(peer_cfg_t *this, linked_list_t *my_ts,
						   linked_list_t *other_ts, linked_list_t *my_hosts,
						   linked_list_t *other_hosts, linked_list_t *my_labels,
						   linked_list_t *other_labels);
};

/**
 * Complete connections on their way to whoever wants them.
 */
CALLBACK(complete, bool,
	private_peer_configs_t *this, enumerator_t *orig, va_list args)
{
	peer_cfg_t **peer_cfg;

	VA_ARGS_VGET(args, peer_cfg);
	if (!orig->enumerate(orig, peer_cfg))
	{
		return FALSE;
	}
	this->derived.complete(this->derived.data, *peer_cfg);
	return TRUE;
}

METHOD(backend_manager_t, create_peer_cfg_enumerator, enumerator_t*,
	backend_manager_t *backends, host_t *me, host_t *other,
	identification_t *my_id, identification_t *other_id, ike_version_t version)
{
	private_peer_configs_t *this = lib->get(lib, PEER_CONFIGS);

	return enumerator_create_filter(
			this->enumerate(backends, me, other, my_id, other_id, version),
			complete, this, NULL);
}

/**
 * Create a connection that has the configs of a node and no others.
 */
static peer_cfg_t *create_peer_cfg(peer_cfg_t *orig, node_t *node)
{
	peer_cfg_create_t data = {};
	enumerator_t *enumerator;
	child_cfg_t *config;
	peer_cfg_t *peer_cfg;
	ike_cfg_t *ike_cfg;

	ike_cfg = orig->get_ike_cfg(orig);
	peer_cfg = peer_cfg_create(orig->get_name(orig), ike_cfg->get_ref(ike_cfg),
							   &data);
	enumerator = node->create_child_cfg_enumerator(node);
	while (enumerator->enumerate(enumerator, &config))
	{
		peer_cfg->add_child_cfg(peer_cfg, config->get_ref(config));
	}
	enumerator->destroy(enumerator);
	return peer_cfg;
}

METHOD(peer_cfg_t, select_child_cfg, child_cfg_t*,
	peer_cfg_t *peer_cfg, linked_list_t *my_ts, linked_list_t *other_ts,
	linked_list_t *my_hosts, linked_list_t *other_hosts,
	linked_list_t *my_labels, linked_list_t *other_labels)
{
	private_peer_configs_t *this = lib->get(lib, PEER_CONFIGS);
	child_cfg_t *config = NULL;
	peer_cfg_t *derived;
	node_t *node;

	node = this->derived.get_node(this->derived.data);
	if (node)
	{
		derived = create_peer_cfg(peer_cfg, node);
		config = this->select(derived, my_ts, other_ts, my_hosts, other_hosts,
							  my_labels, other_labels);
		derived->destroy(derived);
	}
	return config ?: this->select(peer_cfg, my_ts, other_ts, my_hosts,
								  other_hosts, my_labels, other_labels);
}

METHOD(peer_configs_t, select_, void,
	private_peer_configs_t *this, peer_cfg_t *peer_cfg)
{
	if (peer_cfg->select_child_cfg != _select_child_cfg)
	{
		this->select = peer_cfg->select_child_cfg;
		peer_cfg->select_child_cfg = _select_child_cfg;
	}
}

METHOD(peer_configs_t, destroy, void,
	private_peer_configs_t *this)
{
	/* connections that are still there are only destroyed from now on */
	charon->backends->create_peer_cfg_enumerator = this->enumerate;
	lib->set(lib, PEER_CONFIGS, NULL);
	free(this);
}

/*
 * Described in header.
 */
peer_configs_t *peer_configs_create(derived_configs_t derived)
{
	private_peer_configs_t *this;

	INIT(this,
		.public = {
			.select = _select_,
			.destroy = _destroy,
		},
		.derived = derived,
		.enumerate = charon->backends->create_peer_cfg_enumerator,
	);
	lib->set(lib, PEER_CONFIGS, this);
	charon->backends->create_peer_cfg_enumerator = _create_peer_cfg_enumerator;

	return &this->public;
}
