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

#include "nexthop_cache.h"

#include <daemon.h>
#include <collections/linked_list.h>
#include <threading/thread_value.h>

typedef struct private_nexthop_cache_t private_nexthop_cache_t;
typedef struct nexthop_t nexthop_t;

/**
 * Private data of a nexthop_cache_t.
 */
struct private_nexthop_cache_t {

	/**
	 * Public interface.
	 */
	nexthop_cache_t public;

	/**
	 * linked_list_t of nexthop_t in threads that remember.
	 */
	thread_value_t *nexthops;

	/**
	 * The method we have replaced.
	 */
	host_t *(*get_nexthop)(kernel_interface_t *this, host_t *dest, int prefix,
						   host_t *src, char **iface);
};

/**
 * A request and the answer.
 */
struct nexthop_t {
	host_t *dest;
	int prefix;
	host_t *src;
	host_t *gateway;
	char *iface;
};

/**
 * The method of kernel_interface_t is called with that object, which has no
 * place for a reference to ours.
 */
static private_nexthop_cache_t *cache;

/**
 * Destroy a nexthop_t.
 */
static void nexthop_destroy(nexthop_t *this)
{
	this->dest->destroy(this->dest);
	DESTROY_IF(this->src);
	DESTROY_IF(this->gateway);
	free(this->iface);
	free(this);
}

/**
 * Check if a request is the same as before.
 */
static bool is_request(nexthop_t *this, host_t *dest, int prefix, host_t *src)
{
	return this->prefix == prefix && dest->ip_equals(dest, this->dest) &&
		   (src && this->src ? src->ip_equals(src, this->src)
							 : src == this->src);
}

METHOD(kernel_interface_t, get_nexthop, host_t*,
	kernel_interface_t *kernel, host_t *dest, int prefix, host_t *src,
	char **iface)
{
	enumerator_t *enumerator;
	linked_list_t *nexthops;
	nexthop_t *current, *found = NULL;

	nexthops = cache->nexthops->get(cache->nexthops);
	if (!nexthops)
	{
		return cache->get_nexthop(kernel, dest, prefix, src, iface);
	}
	enumerator = nexthops->create_enumerator(nexthops);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		if (is_request(current, dest, prefix, src))
		{
			found = current;
		}
	}
	enumerator->destroy(enumerator);
	if (!found)
	{
		INIT(found,
			.dest = dest->clone(dest),
			.prefix = prefix,
			.src = src ? src->clone(src) : NULL,
		);
		found->gateway = cache->get_nexthop(kernel, dest, prefix, src,
											&found->iface);
		nexthops->insert_last(nexthops, found);
	}
	if (iface)
	{
		*iface = strdupnull(found->iface);
	}
	return found->gateway ? found->gateway->clone(found->gateway) : NULL;
}

METHOD(nexthop_cache_t, start, void,
	private_nexthop_cache_t *this)
{
	this->nexthops->set(this->nexthops, linked_list_create());
}

METHOD(nexthop_cache_t, stop, void,
	private_nexthop_cache_t *this)
{
	linked_list_t *nexthops;

	nexthops = this->nexthops->get(this->nexthops);
	this->nexthops->set(this->nexthops, NULL);
	nexthops->destroy_function(nexthops, (void*)nexthop_destroy);
}

METHOD(nexthop_cache_t, destroy, void,
	private_nexthop_cache_t *this)
{
	charon->kernel->get_nexthop = this->get_nexthop;
	this->nexthops->destroy(this->nexthops);
	cache = NULL;
	free(this);
}

/*
 * Described in header.
 */
nexthop_cache_t *nexthop_cache_create()
{
	private_nexthop_cache_t *this;

	INIT(this,
		.public = {
			.start = _start,
			.stop = _stop,
			.destroy = _destroy,
		},
		.nexthops = thread_value_create(NULL),
		.get_nexthop = charon->kernel->get_nexthop,
	);
	cache = this;
	charon->kernel->get_nexthop = _get_nexthop;

	return &this->public;
}
