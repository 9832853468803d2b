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

#include "renegotiation.h"

#include <daemon.h>
#include <sa/ikev2/tasks/ike_reauth_complete.h>

/**
 * Get the configs of the CHILD_SAs of an IKE_SA, each once.
 */
static linked_list_t *get_configs(ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	linked_list_t *configs;
	child_cfg_t *config;
	child_sa_t *child_sa;

	configs = linked_list_create();
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		config = child_sa->get_config(child_sa);
		switch (child_sa->get_state(child_sa))
		{
			case CHILD_INSTALLED:
			case CHILD_UPDATING:
			case CHILD_REKEYING:
				if (!configs->find_first(configs, NULL, (void**)&config))
				{
					configs->insert_last(configs, config);
				}
				break;
			default:
				break;
		}
	}
	enumerator->destroy(enumerator);
	return configs;
}

/**
 * Start the exchanges of a new IKE_SA.
 */
static status_t initiate(ike_sa_t *ike_sa, linked_list_t *configs)
{
	enumerator_t *enumerator;
	child_cfg_t *config;
	status_t status = SUCCESS;

	enumerator = configs->create_enumerator(configs);
	while (status != DESTROY_ME && enumerator->enumerate(enumerator, &config))
	{
		status = ike_sa->initiate(ike_sa, config->get_ref(config), NULL);
	}
	enumerator->destroy(enumerator);
	return status;
}

/**
 * Create a new IKE_SA like an existing one.
 */
static ike_sa_t *create_like(ike_sa_t *old)
{
	enumerator_t *enumerator;
	host_t *host;
	ike_sa_t *new;

	new = charon->ike_sa_manager->create_new(charon->ike_sa_manager, IKEV2,
											 TRUE);
	if (new)
	{
		new->set_peer_cfg(new, old->get_peer_cfg(old));
		host = old->get_my_host(old);
		host = host->clone(host);
		host->set_port(host, charon->socket->get_port(charon->socket, FALSE));
		new->set_my_host(new, host);
		host = old->get_other_host(old);
		host = host->clone(host);
		host->set_port(host, IKEV2_UDP_PORT);
		new->set_other_host(new, host);
		enumerator = old->create_virtual_ip_enumerator(old, TRUE);
		while (enumerator->enumerate(enumerator, &host))
		{
			new->add_virtual_ip(new, TRUE, host);
		}
		enumerator->destroy(enumerator);
	}
	return new;
}

/*
 * Described in header.
 */
bool renegotiation_start(ike_sa_t *ike_sa)
{
	ike_reauth_complete_t *complete;
	linked_list_t *configs;
	ike_sa_t *new;
	bool started = FALSE;

	configs = get_configs(ike_sa);
	new = configs->get_count(configs) ? create_like(ike_sa) : NULL;
	if (new)
	{
		started = initiate(new, configs) != DESTROY_ME;
		if (started)
		{	/* after all the CHILD_SAs */
			complete = ike_reauth_complete_create(new, ike_sa->get_id(ike_sa));
			new->queue_task(new, &complete->task);
			charon->ike_sa_manager->checkin(charon->ike_sa_manager, new);
		}
		else
		{
			charon->ike_sa_manager->checkin_and_destroy(charon->ike_sa_manager,
														new);
		}
		charon->bus->set_sa(charon->bus, ike_sa);
	}
	configs->destroy(configs);
	return started;
}
