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

/**
 * @defgroup compat compat
 * @{ @ingroup addrmgmt
 *
 * What differs between the versions of strongSwan we support, 5.9.8 to 6.1.0.
 */

#ifndef COMPAT_H_
#define COMPAT_H_

#include <library.h>
#include <config/child_cfg.h>
#include <daemon.h>
#include <kernel/kernel_ipsec.h>
#include <plugins/plugin.h>

/* whether update_sa() gets traffic selectors and the reqid in any case */
#ifdef PLUGIN_DEFINE
#define UPDATE_SA_HAS_SELECTORS 1
#else
#define UPDATE_SA_HAS_SELECTORS 0
#endif

/* whether CHILD_SA configs have a list class for their selectors */
#if __has_include(<selectors/traffic_selector_list.h>)
#define CHILD_CFG_HAS_SELECTOR_LISTS 1
/* initiate() wants a log level since the same version */
#define CONTROLLER_INITIATE_HAS_LEVEL
#else
#define CHILD_CFG_HAS_SELECTOR_LISTS 0
#endif

/* since 6.0.3 the loader wants to know the version a plugin was built for, give
 * it to such a loader also if built for an older one */
#ifndef PLUGIN_DEFINE
#define PLUGIN_DEFINE(name) \
	const char *name##_plugin_version = VERSION; \
	plugin_t *name##_plugin_create()
#endif

/**
 * Check if the update of an SA changes its reqid.
 */
static inline bool update_sa_changes_reqid(kernel_ipsec_update_sa_t *data)
{
#if UPDATE_SA_HAS_SELECTORS
	return data->new_reqid != data->old_reqid;
#else
	return data->new_reqid != 0;
#endif
}

/**
 * Replace what the data of an update refers to, besides hosts, by copies.
 */
static inline void update_sa_copy_selectors(kernel_ipsec_update_sa_t *data)
{
#if UPDATE_SA_HAS_SELECTORS
	data->src_ts = data->src_ts->clone_offset(data->src_ts,
										offsetof(traffic_selector_t, clone));
	data->dst_ts = data->dst_ts->clone_offset(data->dst_ts,
										offsetof(traffic_selector_t, clone));
	data->interface = strdupnull(data->interface);
#endif
}

/**
 * Destroy what update_sa_copy_selectors() has copied.
 */
static inline void update_sa_destroy_selectors(kernel_ipsec_update_sa_t *data)
{
#if UPDATE_SA_HAS_SELECTORS
	data->src_ts->destroy_offset(data->src_ts,
								 offsetof(traffic_selector_t, destroy));
	data->dst_ts->destroy_offset(data->dst_ts,
								 offsetof(traffic_selector_t, destroy));
	free(data->interface);
#endif
}

/**
 * Get the selectors in the configuration of a CHILD_SA.
 *
 * @param hosts		addresses for those that are dynamic, host_t
 */
static inline linked_list_t *child_cfg_get_selectors(child_cfg_t *config,
											bool local, linked_list_t *hosts)
{
#if CHILD_CFG_HAS_SELECTOR_LISTS
	return config->get_traffic_selectors(config, local, hosts);
#else
	return config->get_traffic_selectors(config, local, NULL, hosts, FALSE);
#endif
}

/**
 * Get the proposals of a CHILD_SA config.
 */
static inline linked_list_t *child_cfg_get_proposals(child_cfg_t *config)
{
#if CHILD_CFG_HAS_SELECTOR_LISTS
	return config->get_proposals(config, FALSE, FALSE);
#else
	return config->get_proposals(config, FALSE);
#endif
}

/**
 * Initiate a CHILD_SA without waiting for it.
 *
 * @param peer_cfg	connection, adopted
 * @param child_cfg	config, adopted
 */
static inline void controller_initiate(peer_cfg_t *peer_cfg,
									   child_cfg_t *child_cfg)
{
#ifdef CONTROLLER_INITIATE_HAS_LEVEL
	charon->controller->initiate(charon->controller, peer_cfg, child_cfg, NULL,
								 NULL, LEVEL_SILENT, 0, FALSE);
#else
	charon->controller->initiate(charon->controller, peer_cfg, child_cfg, NULL,
								 NULL, 0, FALSE);
#endif
}

/**
 * Release a reqid that was allocated without marks and interfaces.
 */
static inline void kernel_release_reqid(uint32_t reqid)
{
#ifdef CPU_ID_MAX
	charon->kernel->release_reqid(charon->kernel, reqid);
#else
	mark_t none = {};

	charon->kernel->release_reqid(charon->kernel, reqid, none, none, 0, 0,
								  NULL);
#endif
}

/**
 * What a CHILD_SA is initiated with that nothing particular is known about.
 */
static inline child_init_args_t child_init_args_none()
{
	return (child_init_args_t){
#ifdef CPU_ID_MAX
		.cpu = CPU_ID_MAX,
#endif
	};
}

#endif /** COMPAT_H_ @}*/
