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


#include "probe_limit.h"

#include <collections/linked_list.h>

/**
 * Number of addresses to remember, more than a peer may announce at once.
 */
#define MAX_PROBED 64

typedef struct private_probe_limit_t private_probe_limit_t;
typedef struct probed_t probed_t;

/**
 * Private data of probe_limit_t.
 */
struct private_probe_limit_t {

	/**
	 * Public interface.
	 */
	probe_limit_t public;

	/**
	 * Packets that may be sent to an address.
	 */
	u_int packets;

	/**
	 * In that time, in ms.
	 */
	uint64_t interval;

	/**
	 * Addresses packets were sent to, probed_t, the last one first.
	 */
	linked_list_t *probed;
};

/**
 * What was sent to an address.
 */
struct probed_t {

	/**
	 * The address.
	 */
	host_t *addr;

	/**
	 * When the first packet was sent, in ms.
	 */
	uint64_t since;

	/**
	 * Number of packets since then.
	 */
	u_int packets;
};

/**
 * Destroy a probed_t.
 */
static void probed_destroy(probed_t *this)
{
	this->addr->destroy(this->addr);
	free(this);
}

/**
 * Find what was sent to an address.
 *
 * @param take		TRUE to take it out of the list
 * @return			NULL if nothing was
 */
static probed_t *find_probed(private_probe_limit_t *this, host_t *addr,
							 bool take)
{
	enumerator_t *enumerator;
	probed_t *probed, *found = NULL;

	enumerator = this->probed->create_enumerator(this->probed);
	while (!found && enumerator->enumerate(enumerator, &probed))
	{
		if (addr->ip_equals(addr, probed->addr))
		{
			found = probed;
			if (take)
			{
				this->probed->remove_at(this->probed, enumerator);
			}
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

METHOD(probe_limit_t, get_time, uint64_t,
	private_probe_limit_t *this, host_t *addr, uint64_t now)
{
	probed_t *probed;

	probed = find_probed(this, addr, FALSE);
	return probed && probed->packets >= this->packets ?
					probed->since + this->interval : now;
}

METHOD(probe_limit_t, sent, void,
	private_probe_limit_t *this, host_t *addr, uint64_t now)
{
	probed_t *probed;

	probed = find_probed(this, addr, TRUE);
	if (!probed)
	{
		INIT(probed,
			.addr = addr->clone(addr),
			.since = now,
		);
	}
	if (now >= probed->since + this->interval)
	{
		probed->since = now;
		probed->packets = 0;
	}
	probed->packets++;
	this->probed->insert_first(this->probed, probed);

	if (this->probed->get_count(this->probed) > MAX_PROBED)
	{
		this->probed->remove_last(this->probed, (void**)&probed);
		probed_destroy(probed);
	}
}

METHOD(probe_limit_t, forget, void,
	private_probe_limit_t *this, host_t *addr)
{
	probed_t *probed;

	probed = find_probed(this, addr, TRUE);
	if (probed)
	{
		probed_destroy(probed);
	}
}

METHOD(probe_limit_t, destroy, void,
	private_probe_limit_t *this)
{
	this->probed->destroy_function(this->probed, (void*)probed_destroy);
	free(this);
}

/*
 * Described in header.
 */
probe_limit_t *probe_limit_create(u_int packets, uint64_t interval)
{
	private_probe_limit_t *this;

	INIT(this,
		.public = {
			.get_time = _get_time,
			.sent = _sent,
			.forget = _forget,
			.destroy = _destroy,
		},
		.packets = packets,
		.interval = interval,
		.probed = linked_list_create(),
	);

	return &this->public;
}
