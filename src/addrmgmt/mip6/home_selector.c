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

#include "home_selector.h"

/**
 * Check if an address is of the home prefix of a connection.
 */
static bool is_in_prefix(mobility_options_t *options, host_t *addr)
{
	traffic_selector_t *ts;
	host_t *prefix = options->home_prefix;
	bool included;

	if (!prefix)
	{
		return FALSE;
	}
	ts = traffic_selector_create_from_subnet(prefix->clone(prefix),
									options->home_prefix_len, 0, 0, 65535);
	included = ts->includes(ts, addr);
	ts->destroy(ts);
	return included;
}

/**
 * Check if an address is a home address by the options of a connection.
 */
static bool is_home_address(mobility_options_t *options, host_t *addr)
{
	enumerator_t *enumerator;
	host_t *current;
	bool found = FALSE;

	enumerator = options->home_addresses->create_enumerator(
													options->home_addresses);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = addr->ip_equals(addr, current);
	}
	enumerator->destroy(enumerator);
	return found || is_in_prefix(options, addr);
}

/*
 * Described in header.
 */
bool home_selector_is_configured(host_t *addr, mobility_role_t role)
{
	mobility_options_t *options;
	enumerator_t *enumerator;
	bool found = FALSE;
	char *conn;

	enumerator = mobility_options_create_enumerator();
	while (!found && enumerator->enumerate(enumerator, &conn))
	{
		options = mobility_options_create(conn);
		found = options->role == role && is_home_address(options, addr);
		mobility_options_destroy(options);
	}
	enumerator->destroy(enumerator);
	return found;
}

/*
 * Described in header.
 */
host_t *home_selector_get_address(traffic_selector_t *ts)
{
	host_t *net = NULL;
	uint8_t mask;

	if (ts->get_type(ts) != TS_IPV6_ADDR_RANGE)
	{
		return NULL;
	}
	if (!ts->to_subnet(ts, &net, &mask) || mask != 128)
	{
		DESTROY_IF(net);
		return NULL;
	}
	net->set_port(net, 0);
	return net;
}
