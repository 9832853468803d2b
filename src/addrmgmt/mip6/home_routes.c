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

#include "home_routes.h"

#include <daemon.h>

#include "home_selector.h"

/**
 * Name under which the method below finds this object.
 */
#define HOME_ROUTES "addrmgmt-home-routes"

typedef struct private_home_routes_t private_home_routes_t;

/**
 * Private data of home_routes_t.
 */
struct private_home_routes_t {

	/**
	 * Public interface.
	 */
	home_routes_t public;

	/**
	 * Knows home addresses.
	 */
	address_watcher_t *watcher;

	/**
	 * The method we have replaced.
	 */
	status_t (*get_address_by_ts)(kernel_interface_t *this,
								  traffic_selector_t *ts, host_t **ip,
								  bool *vip);
	status_t (*add_route)(kernel_interface_t *this, chunk_t dst_net,
						  uint8_t prefixlen, host_t *gateway, host_t *src_ip,
						  char *if_name, bool pass);
	status_t (*del_route)(kernel_interface_t *this, chunk_t dst_net,
						  uint8_t prefixlen, host_t *gateway, host_t *src_ip,
						  char *if_name, bool pass);
};

/**
 * Check if a selector is for a home address of ours.
 */
static bool is_home(private_home_routes_t *this, traffic_selector_t *ts)
{
	host_t *net = NULL;
	uint8_t mask;
	bool home = FALSE;

	if (ts->to_subnet(ts, &net, &mask))
	{
		net->set_port(net, 0);
		home = net->get_family(net) == AF_INET6 && mask == 128 &&
			   this->watcher->is_home(this->watcher, net);
	}
	DESTROY_IF(net);
	return home;
}

METHOD(kernel_interface_t, get_address_by_ts, status_t,
	kernel_interface_t *kernel, traffic_selector_t *ts, host_t **ip, bool *vip)
{
	private_home_routes_t *this = lib->get(lib, HOME_ROUTES);

	/* nobody asks but who wants to install a route for a policy */
	if (is_home(this, ts))
	{
		return NOT_FOUND;
	}
	return this->get_address_by_ts(kernel, ts, ip, vip);
}

/**
 * Check if a route is for a mobile node of ours: it is for its home address, or
 * this thread installs SAs for it.
 */
static bool is_to_home(chunk_t dst_net, uint8_t prefixlen)
{
	ike_sa_t *ike_sa = charon->bus->get_sa(charon->bus);
	host_t *dst;
	bool home;

	if (ike_sa && mobility_options_get_role(ike_sa->get_name(ike_sa)) ==
														MOBILITY_HOME_AGENT)
	{
		return TRUE;
	}
	dst = prefixlen == 128 ? host_create_from_chunk(AF_INET6, dst_net, 0) : NULL;
	home = dst && home_selector_is_configured(dst, MOBILITY_HOME_AGENT);
	DESTROY_IF(dst);
	return home;
}

METHOD(kernel_interface_t, add_route, status_t,
	kernel_interface_t *kernel, chunk_t dst_net, uint8_t prefixlen,
	host_t *gateway, host_t *src_ip, char *if_name, bool pass)
{
	private_home_routes_t *this = lib->get(lib, HOME_ROUTES);

	return is_to_home(dst_net, prefixlen) ? SUCCESS :
			this->add_route(kernel, dst_net, prefixlen, gateway, src_ip,
							if_name, pass);
}

METHOD(kernel_interface_t, del_route, status_t,
	kernel_interface_t *kernel, chunk_t dst_net, uint8_t prefixlen,
	host_t *gateway, host_t *src_ip, char *if_name, bool pass)
{
	private_home_routes_t *this = lib->get(lib, HOME_ROUTES);

	return is_to_home(dst_net, prefixlen) ? SUCCESS :
			this->del_route(kernel, dst_net, prefixlen, gateway, src_ip,
							if_name, pass);
}

METHOD(home_routes_t, destroy, void,
	private_home_routes_t *this)
{
	charon->kernel->get_address_by_ts = this->get_address_by_ts;
	charon->kernel->add_route = this->add_route;
	charon->kernel->del_route = this->del_route;
	lib->set(lib, HOME_ROUTES, NULL);
	free(this);
}

/*
 * Described in header.
 */
home_routes_t *home_routes_create(address_watcher_t *watcher)
{
	private_home_routes_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.watcher = watcher,
		.get_address_by_ts = charon->kernel->get_address_by_ts,
		.add_route = charon->kernel->add_route,
		.del_route = charon->kernel->del_route,
	);
	lib->set(lib, HOME_ROUTES, this);
	charon->kernel->get_address_by_ts = _get_address_by_ts;
	charon->kernel->add_route = _add_route;
	charon->kernel->del_route = _del_route;

	return &this->public;
}
