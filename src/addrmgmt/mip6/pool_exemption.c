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

#include "pool_exemption.h"

#include <collections/hashtable.h>
#include <daemon.h>
#include <threading/mutex.h>

/**
 * Name under which the method below finds this object.
 */
#define POOL_EXEMPTION "addrmgmt-pool-exemption"

typedef struct private_pool_exemption_t private_pool_exemption_t;

/**
 * Private data of pool_exemption_t.
 */
struct private_pool_exemption_t {

	/**
	 * Public interface.
	 */
	pool_exemption_t public;

	/**
	 * IKE_SAs without pools, ike_sa_t*.
	 */
	hashtable_t *exempt;

	/**
	 * Lock for it.
	 */
	mutex_t *mutex;

	/**
	 * The method of connections we have replaced.
	 */
	enumerator_t *(*create_enumerator)(peer_cfg_t *this);
};

METHOD(peer_cfg_t, create_pool_enumerator, enumerator_t*,
	peer_cfg_t *peer_cfg)
{
	private_pool_exemption_t *this = lib->get(lib, POOL_EXEMPTION);
	ike_sa_t *ike_sa = charon->bus->get_sa(charon->bus);
	bool exempt;

	this->mutex->lock(this->mutex);
	exempt = ike_sa && this->exempt->get(this->exempt, ike_sa);
	this->mutex->unlock(this->mutex);
	return exempt ? enumerator_create_empty() :
					this->create_enumerator(peer_cfg);
}

METHOD(pool_exemption_t, add, void,
	private_pool_exemption_t *this, ike_sa_t *ike_sa)
{
	peer_cfg_t *peer_cfg = ike_sa->get_peer_cfg(ike_sa);

	this->mutex->lock(this->mutex);
	this->exempt->put(this->exempt, ike_sa, ike_sa);
	if (peer_cfg->create_pool_enumerator != _create_pool_enumerator)
	{
		this->create_enumerator = peer_cfg->create_pool_enumerator;
		peer_cfg->create_pool_enumerator = _create_pool_enumerator;
	}
	this->mutex->unlock(this->mutex);
}

METHOD(pool_exemption_t, remove_, void,
	private_pool_exemption_t *this, ike_sa_t *ike_sa)
{
	this->mutex->lock(this->mutex);
	this->exempt->remove(this->exempt, ike_sa);
	this->mutex->unlock(this->mutex);
}

METHOD(pool_exemption_t, destroy, void,
	private_pool_exemption_t *this)
{
	/* connections that are still there are only destroyed from now on */
	lib->set(lib, POOL_EXEMPTION, NULL);
	this->exempt->destroy(this->exempt);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
pool_exemption_t *pool_exemption_create()
{
	private_pool_exemption_t *this;

	INIT(this,
		.public = {
			.add = _add,
			.remove = _remove_,
			.destroy = _destroy,
		},
		.exempt = hashtable_create(hashtable_hash_ptr, hashtable_equals_ptr, 4),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	lib->set(lib, POOL_EXEMPTION, this);

	return &this->public;
}
