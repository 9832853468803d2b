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
#include "standing_nodes.h"

#include <daemon.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

#include "care_of_address.h"
#include "node.h"

typedef struct private_standing_nodes_t private_standing_nodes_t;
typedef struct standing_t standing_t;

/**
 * Private data of standing_nodes_t.
 */
struct private_standing_nodes_t {

	/**
	 * Public interface.
	 */
	standing_nodes_t public;

	/**
	 * Nodes, standing_t.
	 */
	linked_list_t *nodes;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;

	/**
	 * Hears of changes of routes.
	 */
	kernel_listener_t kernel;
};

/**
 * A mobile node, whether there is an IKE_SA or not.
 */
struct standing_t {

	/**
	 * The node.
	 */
	node_t *node;

	/**
	 * Whether it is away from home, so what goes through tunnels must not go
	 * another way.
	 */
	bool away;
};

/**
 * Check if a connection has a config of that name.
 */
static bool has_config(peer_cfg_t *peer_cfg, char *name)
{
	enumerator_t *enumerator;
	child_cfg_t *current;
	bool found = FALSE;

	enumerator = peer_cfg->create_child_cfg_enumerator(peer_cfg);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = streq(current->get_name(current), name);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Find the standing node of a connection, to be called with the lock.
 */
static node_t *find(private_standing_nodes_t *this, char *conn)
{
	enumerator_t *enumerator;
	mobility_options_t *options;
	standing_t *current;
	node_t *found = NULL;

	enumerator = this->nodes->create_enumerator(this->nodes);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		options = current->node->get_options(current->node);
		found = streq(options->conn, conn) ? current->node : NULL;
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(standing_nodes_t, complete, void,
	private_standing_nodes_t *this, peer_cfg_t *peer_cfg)
{
	enumerator_t *enumerator;
	child_cfg_t *config;
	node_t *node;

	this->mutex->lock(this->mutex);
	node = find(this, peer_cfg->get_name(peer_cfg));
	if (node)
	{
		enumerator = node->create_child_cfg_enumerator(node);
		while (enumerator->enumerate(enumerator, &config))
		{
			if (!has_config(peer_cfg, config->get_name(config)))
			{
				peer_cfg->add_child_cfg(peer_cfg, config->get_ref(config));
			}
		}
		enumerator->destroy(enumerator);
	}
	this->mutex->unlock(this->mutex);
}

/**
 * Create what belongs to the connection of a mobile node.
 */
static standing_t *create_standing(char *conn)
{
	mobility_options_t *options;
	linked_list_t *addrs;
	standing_t *this;
	host_t *any;

	options = mobility_options_create(conn);
	if (!options)
	{
		return NULL;
	}
	if (options->error)
	{
		DBG1(DBG_CFG, "connection '%s' is not usable for Mobile IPv6: %s", conn,
			 options->error);
	}
	if (options->error || options->role != MOBILITY_MOBILE_NODE)
	{
		mobility_options_destroy(options);
		return NULL;
	}
	INIT(this,
		.node = node_create(options),
		.away = care_of_address_is_away(options->home_agent),
	);
	addrs = options->home_addresses->clone_offset(options->home_addresses,
												  offsetof(host_t, clone));
	any = host_create_any(AF_INET6);
	this->node->set_addresses(this->node, addrs);
	this->node->install_traps(this->node, any, options->home_agent, this->away);
	any->destroy(any);
	return this;
}

/**
 * Destroy a standing_t.
 */
static void destroy_standing(standing_t *this)
{
	this->node->destroy(this->node);
	free(this);
}

METHOD(standing_nodes_t, find_by_reqid, child_cfg_t*,
	private_standing_nodes_t *this, uint32_t reqid, char **conn)
{
	enumerator_t *enumerator;
	child_cfg_t *config = NULL;
	standing_t *current;

	this->mutex->lock(this->mutex);
	enumerator = this->nodes->create_enumerator(this->nodes);
	while (!config && enumerator->enumerate(enumerator, &current))
	{
		config = current->node->find_by_reqid(current->node, reqid);
		if (config)
		{
			config = config->get_ref(config);
			*conn = strdup(current->node->get_options(current->node)->conn);
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return config;
}

METHOD(standing_nodes_t, reload, void,
	private_standing_nodes_t *this)
{
	linked_list_t *new, *old;
	enumerator_t *enumerator;
	standing_t *standing;
	char *conn;

	new = linked_list_create();
	enumerator = mobility_options_create_enumerator();
	while (enumerator->enumerate(enumerator, &conn))
	{
		standing = create_standing(conn);
		if (standing)
		{
			new->insert_last(new, standing);
		}
	}
	enumerator->destroy(enumerator);
	/* policies that stay are never gone, as they are there twice for a moment */
	this->mutex->lock(this->mutex);
	old = this->nodes;
	this->nodes = new;
	this->mutex->unlock(this->mutex);
	old->destroy_function(old, (void*)destroy_standing);
}

/**
 * Check if a mobile node has left home, or came back.
 */
static bool has_moved(private_standing_nodes_t *this)
{
	enumerator_t *enumerator;
	mobility_options_t *options;
	standing_t *current;
	bool moved = FALSE;

	this->mutex->lock(this->mutex);
	enumerator = this->nodes->create_enumerator(this->nodes);
	while (!moved && enumerator->enumerate(enumerator, &current))
	{
		options = current->node->get_options(current->node);
		moved = current->away != care_of_address_is_away(options->home_agent);
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return moved;
}

/**
 * Look where mobile nodes are.
 */
static job_requeue_t look(private_standing_nodes_t *this)
{
	if (has_moved(this))
	{
		reload(this);
	}
	return JOB_REQUEUE_NONE;
}

/**
 * Implements kernel_listener_t.
 */
static bool roam(kernel_listener_t *listener, bool address)
{
	private_standing_nodes_t *this = (private_standing_nodes_t*)((char*)listener -
									offsetof(private_standing_nodes_t, kernel));

	lib->processor->queue_job(lib->processor, (job_t*)
					callback_job_create((callback_job_cb_t)look,
								this, NULL, NULL));
	return TRUE;
}

METHOD(standing_nodes_t, destroy, void,
	private_standing_nodes_t *this)
{
	charon->kernel->remove_listener(charon->kernel, &this->kernel);
	this->nodes->destroy_function(this->nodes, (void*)destroy_standing);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
standing_nodes_t *standing_nodes_create()
{
	private_standing_nodes_t *this;

	INIT(this,
		.public = {
			.complete = _complete,
			.find_by_reqid = _find_by_reqid,
			.reload = _reload,
			.destroy = _destroy,
		},
		.nodes = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
		.kernel = {
			.roam = roam,
		},
	);
	reload(this);
	charon->kernel->add_listener(charon->kernel, &this->kernel);

	return &this->public;
}
