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

#include "protection.h"

#include "compat.h"
#include "mobility_options.h"
#include "wire/mobility_header.h"

/**
 * Check if selectors are for messages of Mobile IPv6, and for these only.
 */
static bool is_signaling(child_cfg_t *config)
{
	enumerator_t *enumerator;
	linked_list_t *list;
	traffic_selector_t *ts;
	bool found = FALSE;

	list = child_cfg_get_selectors(config, TRUE, NULL);
	enumerator = list->create_enumerator(list);
	while (!found && enumerator->enumerate(enumerator, &ts))
	{
		found = ts->get_protocol(ts) == IPPROTO_MH;
	}
	enumerator->destroy(enumerator);
	list->destroy_offset(list, offsetof(traffic_selector_t, destroy));
	return found;
}

/**
 * Check all proposals of a config.
 */
static bool is_protected(child_cfg_t *config)
{
	bool tunnel = config->get_mode(config) == MODE_TUNNEL, good = TRUE;
	enumerator_t *enumerator;
	linked_list_t *list;
	proposal_t *proposal;

	list = child_cfg_get_proposals(config);
	enumerator = list->create_enumerator(list);
	while (good && enumerator->enumerate(enumerator, &proposal))
	{
		good = mobility_options_is_protected(proposal, tunnel);
	}
	enumerator->destroy(enumerator);
	list->destroy_offset(list, offsetof(proposal_t, destroy));
	return good;
}

/*
 * Described in header.
 */
char *protection_check(peer_cfg_t *peer_cfg)
{
	enumerator_t *enumerator;
	child_cfg_t *config;
	char *error = NULL;

	enumerator = peer_cfg->create_child_cfg_enumerator(peer_cfg);
	while (!error && enumerator->enumerate(enumerator, &config))
	{
		if (is_signaling(config) && !is_protected(config))
		{
			error = "a CHILD_SA for Mobility Headers is too weak, RFC 4877 wants "
					"ESP with authentication, in tunnel mode with encryption";
		}
	}
	enumerator->destroy(enumerator);
	return error;
}
