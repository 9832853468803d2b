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
#include "child_finder.h"

#include <daemon.h>
#include <collections/hashtable.h>
#include <threading/mutex.h>

/**
 * Name under which the method below finds this object.
 */
#define CHILD_FINDER "addrmgmt-child-finder"

typedef struct private_child_finder_t private_child_finder_t;

/**
 * Private data of child_finder_t.
 */
struct private_child_finder_t {

	/**
	 * Public interface.
	 */
	child_finder_t public;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * Unique IDs of CHILD_SAs by the SPI we receive with, uintptr_t =>
	 * uintptr_t, none of them is 0.
	 */
	hashtable_t *ids;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;

	/**
	 * The method we have replaced.
	 */
	ike_sa_t *(*checkout)(child_sa_manager_t *this, protocol_id_t protocol,
						  uint32_t spi, host_t *dst, child_sa_t **child_sa);
};

/**
 * Get the unique ID of the CHILD_SA that receives with an SPI, 0 if unknown.
 */
static uint32_t get_id(private_child_finder_t *this, uint32_t spi)
{
	void *id;

	this->mutex->lock(this->mutex);
	id = this->ids->get(this->ids, (void*)(uintptr_t)spi);
	this->mutex->unlock(this->mutex);
	return (uintptr_t)id;
}

METHOD(child_sa_manager_t, checkout, ike_sa_t*,
	child_sa_manager_t *manager, protocol_id_t protocol, uint32_t spi,
	host_t *dst, child_sa_t **child_sa)
{
	private_child_finder_t *this = lib->get(lib, CHILD_FINDER);
	child_sa_t *found;
	ike_sa_t *ike_sa;
	uint32_t id;

	ike_sa = this->checkout(manager, protocol, spi, dst, child_sa);
	if (ike_sa)
	{
		return ike_sa;
	}
	id = get_id(this, spi);
	ike_sa = id ? manager->checkout_by_id(manager, id, &found) : NULL;
	if (ike_sa && found->get_protocol(found) != protocol)
	{
		charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
		return NULL;
	}
	if (ike_sa && child_sa)
	{
		*child_sa = found;
	}
	return ike_sa;
}

/**
 * Check if a CHILD_SA may be elsewhere than its IKE_SA: because one of our
 * protocols manages its addresses, or as it is between others (RFC 4877 7.3).
 */
static bool is_ours(private_child_finder_t *this, ike_sa_t *ike_sa,
					child_sa_t *child_sa)
{
	child_cfg_t *config = child_sa->get_config(child_sa);
	session_t *session;

	session = ike_sa ? this->manager->get(this->manager, ike_sa) : NULL;
	return session && (session->get_dialect(session) != DIALECT_NONE ||
					   session->is_guided(session) ||
					   config->has_option(config, OPT_PROXY_MODE));
}

METHOD(listener_t, child_state_change, bool,
	private_child_finder_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	child_sa_state_t state)
{
	void *spi = (void*)(uintptr_t)child_sa->get_spi(child_sa, TRUE);
	void *id = (void*)(uintptr_t)child_sa->get_unique_id(child_sa);

	this->mutex->lock(this->mutex);
	switch (state)
	{
		case CHILD_INSTALLED:
			if (is_ours(this, ike_sa, child_sa))
			{
				this->ids->put(this->ids, spi, id);
			}
			break;
		case CHILD_DESTROYING:
			if (this->ids->get(this->ids, spi) == id)
			{
				this->ids->remove(this->ids, spi);
			}
			break;
		default:
			break;
	}
	this->mutex->unlock(this->mutex);
	return TRUE;
}

METHOD(child_finder_t, destroy, void,
	private_child_finder_t *this)
{
	charon->child_sa_manager->checkout = this->checkout;
	lib->set(lib, CHILD_FINDER, NULL);
	this->ids->destroy(this->ids);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
child_finder_t *child_finder_create(session_manager_t *manager)
{
	private_child_finder_t *this;

	INIT(this,
		.public = {
			.listener = {
				.child_state_change = _child_state_change,
			},
			.destroy = _destroy,
		},
		.manager = manager,
		.ids = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr, 32),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
		.checkout = charon->child_sa_manager->checkout,
	);
	lib->set(lib, CHILD_FINDER, this);
	charon->child_sa_manager->checkout = _checkout;

	return &this->public;
}
