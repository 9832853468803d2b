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

#include "mobility.h"

#include <daemon.h>
#include <collections/hashtable.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

#include "acquires.h"
#include "compat.h"
#include "header_policy.h"
#include "home_addresses.h"
#include "peer_configs.h"
#include "protection.h"
#include "standing_nodes.h"

typedef struct private_mobility_t private_mobility_t;
typedef struct initiation_t initiation_t;

/**
 * Private data of mobility_t.
 */
struct private_mobility_t {

	/**
	 * Public interface.
	 */
	mobility_t public;

	/**
	 * What belongs to IKE_SAs, ike_sa_t* => node_t*.
	 */
	hashtable_t *nodes;

	/**
	 * The mobile nodes this host is.
	 */
	standing_nodes_t *standing;

	/**
	 * Lock for nodes.
	 */
	mutex_t *mutex;

	/**
	 * Lets home address options and routing headers pass.
	 */
	header_policy_t *headers;

	/**
	 * Has charon find our configs.
	 */
	peer_configs_t *configs;

	/**
	 * Gets what the kernel asks for.
	 */
	acquires_t *acquires;
};

/**
 * CHILD_SAs to initiate.
 */
struct initiation_t {

	/**
	 * Knows the node.
	 */
	private_mobility_t *mobility;

	/**
	 * The IKE_SA.
	 */
	ike_sa_id_t *id;

	/**
	 * Config of the CHILD_SA, NULL for all there is none of.
	 */
	child_cfg_t *config;
};

METHOD(mobility_t, get_node, node_t*,
	private_mobility_t *this, ike_sa_t *ike_sa)
{
	node_t *node;

	this->mutex->lock(this->mutex);
	node = this->nodes->get(this->nodes, ike_sa);
	this->mutex->unlock(this->mutex);
	return node;
}

/**
 * Get the node of the IKE_SA this thread has checked out.
 */
static node_t *get_current_node(private_mobility_t *this)
{
	ike_sa_t *ike_sa = charon->bus->get_sa(charon->bus);

	return ike_sa ? get_node(this, ike_sa) : NULL;
}

/**
 * Replace the node of an IKE_SA.
 *
 * @param node		node to set, NULL if none
 */
static node_t *replace_node(private_mobility_t *this, ike_sa_t *ike_sa,
							node_t *node)
{
	node_t *old;

	this->mutex->lock(this->mutex);
	old = node ? this->nodes->put(this->nodes, ike_sa, node) :
				 this->nodes->remove(this->nodes, ike_sa);
	this->mutex->unlock(this->mutex);
	return old;
}

/**
 * Add what belongs to a connection to it.
 */
static void complete(private_mobility_t *this, peer_cfg_t *peer_cfg)
{
	this->standing->complete(this->standing, peer_cfg);
}

/**
 * Destroy an initiation_t.
 */
static void destroy_initiation(initiation_t *this)
{
	DESTROY_IF(this->config);
	this->id->destroy(this->id);
	free(this);
}

/**
 * Check if an IKE_SA has a CHILD_SA of that name.
 */
static bool has_child_sa(ike_sa_t *ike_sa, char *name)
{
	enumerator_t *enumerator;
	child_sa_t *current;
	bool found = FALSE;

	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = streq(current->get_name(current), name);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Initiate a CHILD_SA.
 */
static status_t initiate_config(ike_sa_t *ike_sa, child_cfg_t *config)
{
	child_init_args_t args = child_init_args_none();

	if (has_child_sa(ike_sa, config->get_name(config)))
	{
		return SUCCESS;
	}
	return ike_sa->initiate(ike_sa, config->get_ref(config), &args);
}

/**
 * Initiate all CHILD_SAs of a node.
 */
static status_t initiate_all(node_t *node, ike_sa_t *ike_sa)
{
	bool home = node->is_at_home(node, ike_sa);
	enumerator_t *enumerator;
	child_cfg_t *config;
	status_t status = SUCCESS;

	enumerator = node->create_child_cfg_enumerator(node);
	while (status != DESTROY_ME && enumerator->enumerate(enumerator, &config))
	{
		if (!home || config->get_mode(config) == MODE_TRANSPORT)
		{
			status = initiate_config(ike_sa, config);
		}
	}
	enumerator->destroy(enumerator);
	return status;
}

/**
 * Initiate CHILD_SAs.
 */
static job_requeue_t initiate(initiation_t *job)
{
	ike_sa_t *ike_sa;
	node_t *node;
	status_t status = SUCCESS;

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, job->id);
	if (ike_sa)
	{
		node = get_node(job->mobility, ike_sa);
		if (node && job->config)
		{
			status = initiate_config(ike_sa, job->config);
		}
		else if (node)
		{
			status = initiate_all(node, ike_sa);
		}
		if (status == DESTROY_ME)
		{
			charon->ike_sa_manager->checkin_and_destroy(charon->ike_sa_manager,
														ike_sa);
		}
		else
		{
			charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
		}
	}
	return JOB_REQUEUE_NONE;
}

/**
 * Have CHILD_SAs initiated when the IKE_SA is not busy anymore.
 *
 * @param config	config to initiate, NULL for all there is no CHILD_SA of
 */
static void initiate_later(private_mobility_t *this, ike_sa_t *ike_sa,
						   child_cfg_t *config)
{
	ike_sa_id_t *id = ike_sa->get_id(ike_sa);
	initiation_t *job;

	INIT(job,
		.mobility = this,
		.id = id->clone(id),
		.config = config ? config->get_ref(config) : NULL,
	);
	lib->processor->queue_job(lib->processor, (job_t*)
					callback_job_create((callback_job_cb_t)initiate, job,
								(callback_job_cleanup_t)destroy_initiation, NULL));
}

/**
 * Find a connection by its name.
 */
static peer_cfg_t *find_peer_cfg(char *name)
{
	enumerator_t *enumerator;
	peer_cfg_t *current, *found = NULL;

	enumerator = charon->backends->create_peer_cfg_enumerator(charon->backends,
											NULL, NULL, NULL, NULL, IKE_ANY);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		if (streq(current->get_name(current), name))
		{
			found = current->get_ref(current);
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Establish what a mobile node needs first, by its connection.
 */
static void initiate_connection(char *conn, child_cfg_t *config)
{
	peer_cfg_t *peer_cfg;

	peer_cfg = find_peer_cfg(conn);
	if (!peer_cfg)
	{
		DBG1(DBG_CFG, "mobile node needs connection '%s', but it is not loaded, "
			 "use swanctl --load-conns", conn);
		return;
	}
	controller_initiate(peer_cfg, config->get_ref(config));
}

/**
 * Find the node with an IKE_SA that the kernel wants an SA for, and have it
 * initiated.
 */
static bool acquire_by_node(private_mobility_t *this, uint32_t reqid)
{
	enumerator_t *enumerator;
	child_cfg_t *config = NULL;
	ike_sa_t *ike_sa;
	node_t *node;

	this->mutex->lock(this->mutex);
	enumerator = this->nodes->create_enumerator(this->nodes);
	while (!config && enumerator->enumerate(enumerator, &ike_sa, &node))
	{
		config = node->find_by_reqid(node, reqid);
	}
	enumerator->destroy(enumerator);
	if (config)
	{	/* the node is gone before the IKE_SA is, so it's safe to get its ID */
		initiate_later(this, ike_sa, config);
	}
	this->mutex->unlock(this->mutex);
	return config != NULL;
}

/**
 * The kernel wants an SA.
 */
static bool acquire(void *data, uint32_t reqid)
{
	private_mobility_t *this = data;
	child_cfg_t *config;
	char *conn;

	if (acquire_by_node(this, reqid))
	{
		return TRUE;
	}
	config = this->standing->find_by_reqid(this->standing, reqid, &conn);
	if (!config)
	{
		return FALSE;
	}
	initiate_connection(conn, config);
	config->destroy(config);
	free(conn);
	return TRUE;
}

/**
 * Create the node of an IKE_SA.
 */
static node_t *create_node(private_mobility_t *this, ike_sa_t *ike_sa,
						   mobility_options_t *options)
{
	peer_cfg_t *peer_cfg = ike_sa->get_peer_cfg(ike_sa);
	node_t *node;

	node = node_create(options);
	replace_node(this, ike_sa, node);
	this->configs->select(this->configs, peer_cfg);
	return node;
}

/**
 * Set the home addresses of a node, as they are permitted now.
 */
static void set_addresses(private_mobility_t *this, ike_sa_t *ike_sa,
						  node_t *node)
{
	linked_list_t *addrs;

	addrs = home_addresses_get(ike_sa, node->get_options(node));
	this->mutex->lock(this->mutex);
	node->set_addresses(node, addrs);
	this->mutex->unlock(this->mutex);
}

METHOD(listener_t, authorize, bool,
	private_mobility_t *this, ike_sa_t *ike_sa, bool final, bool *success)
{
	mobility_options_t *options;
	char *error;

	if (!final || get_node(this, ike_sa))
	{
		return TRUE;
	}
	options = mobility_options_create(ike_sa->get_name(ike_sa));
	if (options)
	{
		error = options->error ?: protection_check(ike_sa->get_peer_cfg(ike_sa));
		if (error)
		{
			DBG1(DBG_CFG, "refusing connection '%s' for Mobile IPv6: %s",
				 options->conn, error);
			mobility_options_destroy(options);
			*success = FALSE;
			return TRUE;
		}
		set_addresses(this, ike_sa, create_node(this, ike_sa, options));
	}
	return TRUE;
}

METHOD(listener_t, message, bool,
	private_mobility_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	if (plain && !incoming && !message->get_request(message) &&
		message->get_notify(message, NO_PROPOSAL_CHOSEN) &&
		get_node(this, ike_sa))
	{
		DBG1(DBG_CFG, "%Y proposes nothing acceptable for Mobile IPv6, which "
			 "takes ESP with authentication, in tunnel mode with encryption",
			 ike_sa->get_other_id(ike_sa));
	}
	return TRUE;
}

METHOD(listener_t, assign_vips, bool,
	private_mobility_t *this, ike_sa_t *ike_sa, bool assign)
{
	node_t *node = get_node(this, ike_sa);

	if (node && assign)
	{
		set_addresses(this, ike_sa, node);
	}
	return TRUE;
}

METHOD(listener_t, handle_vips, bool,
	private_mobility_t *this, ike_sa_t *ike_sa, bool handle)
{
	/* what was assigned to us */
	return assign_vips(this, ike_sa, handle);
}

METHOD(listener_t, ike_updown, bool,
	private_mobility_t *this, ike_sa_t *ike_sa, bool up)
{
	node_t *node = get_node(this, ike_sa);
	mobility_options_t *options;

	if (node && up)
	{
		options = node->get_options(node);
		this->mutex->lock(this->mutex);
		node->install_traps(node, ike_sa->get_my_host(ike_sa),
							ike_sa->get_other_host(ike_sa), TRUE);
		this->mutex->unlock(this->mutex);
		if (options->role == MOBILITY_MOBILE_NODE && options->initiate_all)
		{
			initiate_later(this, ike_sa, NULL);
		}
	}
	return TRUE;
}

METHOD(listener_t, ike_rekey, bool,
	private_mobility_t *this, ike_sa_t *old, ike_sa_t *new)
{
	node_t *node;

	node = replace_node(this, old, NULL);
	if (node)
	{
		replace_node(this, new, node);
	}
	return TRUE;
}

METHOD(listener_t, ike_state_change, bool,
	private_mobility_t *this, ike_sa_t *ike_sa, ike_sa_state_t state)
{
	node_t *node;

	if (state == IKE_DESTROYING)
	{
		node = replace_node(this, ike_sa, NULL);
		DESTROY_IF(node);
	}
	return TRUE;
}

METHOD(mobility_t, reload, void,
	private_mobility_t *this)
{
	this->standing->reload(this->standing);
	this->headers->reload(this->headers);
}

METHOD(mobility_t, destroy, void,
	private_mobility_t *this)
{
	this->acquires->destroy(this->acquires);
	this->configs->destroy(this->configs);
	this->standing->destroy(this->standing);
	this->headers->destroy(this->headers);
	this->nodes->destroy(this->nodes);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
mobility_t *mobility_create()
{
	private_mobility_t *this;

	INIT(this,
		.public = {
			.listener = {
				.authorize = _authorize,
				.assign_vips = _assign_vips,
				.handle_vips = _handle_vips,
				.message = _message,
				.ike_updown = _ike_updown,
				.ike_rekey = _ike_rekey,
				.ike_state_change = _ike_state_change,
			},
			.get_node = _get_node,
			.reload = _reload,
			.destroy = _destroy,
		},
		.nodes = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr, 8),
		.standing = standing_nodes_create(),
		.headers = header_policy_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	this->configs = peer_configs_create((derived_configs_t){
		.complete = (void*)complete,
		.get_node = (void*)get_current_node,
		.data = this,
	});
	this->acquires = acquires_create(acquire, this);

	return &this->public;
}
