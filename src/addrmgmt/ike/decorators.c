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

#include "decorators.h"

#include <collections/hashtable.h>
#include <processing/jobs/rekey_child_sa_job.h>
#include <processing/jobs/rekey_ike_sa_job.h>
#include <processing/jobs/send_dpd_job.h>
#include <threading/mutex.h>

/**
 * Name under which the methods below find the decorations.
 */
#define DECORATORS "addrmgmt-decorators"

/**
 * How long something is put off at a time while the peer is away, in s; the
 * jitter spreads what piles up meanwhile (K14).
 */
#define PUT_OFF 20
#define PUT_OFF_JITTER 20

typedef struct private_decorators_t private_decorators_t;
typedef struct decoration_t decoration_t;

/**
 * Private data of decorators_t.
 */
struct private_decorators_t {

	/**
	 * Public interface.
	 */
	decorators_t public;

	/**
	 * Decorations, ike_sa_t* => decoration_t*.
	 */
	hashtable_t *decorations;

	/**
	 * Lock for the table; a decoration is safe as long as the IKE_SA is
	 * checked out.
	 */
	mutex_t *mutex;
};

/**
 * What was replaced in an IKE_SA.
 */
struct decoration_t {

	/**
	 * Takes over decisions.
	 */
	decorated_t *decorated;

	/**
	 * Original methods.
	 */
	status_t (*roam)(ike_sa_t *this, bool address);
	status_t (*retransmit)(ike_sa_t *this, uint32_t message_id);
	void (*update_hosts)(ike_sa_t *this, host_t *me, host_t *other,
						 update_hosts_flag_t flags);
	status_t (*generate_message_fragmented)(ike_sa_t *this, message_t *message,
											enumerator_t **packets);
	status_t (*send_dpd)(ike_sa_t *this);
	status_t (*rekey)(ike_sa_t *this);
	status_t (*reauth)(ike_sa_t *this);
	status_t (*rekey_child_sa)(ike_sa_t *this, protocol_id_t protocol,
							   uint32_t spi);
};

/**
 * Find the decoration of an IKE_SA.
 */
static decoration_t *find(ike_sa_t *ike_sa)
{
	private_decorators_t *this = lib->get(lib, DECORATORS);
	decoration_t *decoration;

	this->mutex->lock(this->mutex);
	decoration = this->decorations->get(this->decorations, ike_sa);
	this->mutex->unlock(this->mutex);
	return decoration;
}

METHOD(ike_sa_t, roam, status_t,
	ike_sa_t *this, bool address)
{
	decoration_t *decoration = find(this);

	decoration->decorated->roam(decoration->decorated);
	return SUCCESS;
}

METHOD(ike_sa_t, retransmit, status_t,
	ike_sa_t *this, uint32_t message_id)
{
	return SUCCESS;
}

METHOD(ike_sa_t, update_hosts, void,
	ike_sa_t *this, host_t *me, host_t *other, update_hosts_flag_t flags)
{
	decoration_t *decoration = find(this);

	if (decoration->decorated->may_move(decoration->decorated, flags != 0))
	{
		decoration->update_hosts(this, me, other, flags);
	}
}

METHOD(ike_sa_t, generate_message_fragmented, status_t,
	ike_sa_t *this, message_t *message, enumerator_t **packets)
{
	decoration_t *decoration = find(this);
	enumerator_t *enumerator;
	array_t *generated, *copies;
	packet_t *packet;
	status_t status;

	status = decoration->generate_message_fragmented(this, message,
													 &enumerator);
	if (status != SUCCESS || !message->get_request(message))
	{
		*packets = enumerator;
		return status;
	}
	generated = array_create(0, 0);
	copies = array_create(0, 0);
	while (enumerator->enumerate(enumerator, &packet))
	{
		array_insert(generated, ARRAY_TAIL, packet);
		array_insert(copies, ARRAY_TAIL, packet->clone(packet));
	}
	enumerator->destroy(enumerator);
	decoration->decorated->generated(decoration->decorated, copies);
	*packets = enumerator_create_cleaner(array_create_enumerator(generated),
										 (void*)array_destroy, generated);
	return SUCCESS;
}

/**
 * Do something later.
 */
static status_t put_off(job_t *job)
{
	lib->scheduler->schedule_job(lib->scheduler, job,
								 PUT_OFF + random() % PUT_OFF_JITTER);
	return SUCCESS;
}

/**
 * Check if the peer of a decorated IKE_SA is away.
 */
static bool is_away(decoration_t *decoration)
{
	return decoration->decorated->is_peer_away(decoration->decorated);
}

METHOD(ike_sa_t, send_dpd, status_t,
	ike_sa_t *this)
{
	decoration_t *decoration = find(this);

	if (is_away(decoration))
	{
		return put_off((job_t*)send_dpd_job_create(this->get_id(this)));
	}
	return decoration->send_dpd(this);
}

METHOD(ike_sa_t, rekey, status_t,
	ike_sa_t *this)
{
	decoration_t *decoration = find(this);

	if (is_away(decoration))
	{
		return put_off((job_t*)rekey_ike_sa_job_create(this->get_id(this),
													   FALSE));
	}
	return decoration->rekey(this);
}

METHOD(ike_sa_t, reauth, status_t,
	ike_sa_t *this)
{
	decoration_t *decoration = find(this);

	if (is_away(decoration))
	{
		return put_off((job_t*)rekey_ike_sa_job_create(this->get_id(this),
													   TRUE));
	}
	return decoration->reauth(this);
}

METHOD(ike_sa_t, rekey_child_sa, status_t,
	ike_sa_t *this, protocol_id_t protocol, uint32_t spi)
{
	decoration_t *decoration = find(this);
	child_sa_t *child_sa;

	if (is_away(decoration))
	{
		/* the job knows CHILD_SAs by their inbound SPI only */
		child_sa = this->get_child_sa(this, protocol, spi, TRUE) ?:
				   this->get_child_sa(this, protocol, spi, FALSE);
		if (child_sa)
		{
			spi = child_sa->get_spi(child_sa, TRUE);
			return put_off((job_t*)rekey_child_sa_job_create(protocol, spi,
													this->get_my_host(this)));
		}
	}
	return decoration->rekey_child_sa(this, protocol, spi);
}

METHOD(decorators_t, decorate, void,
	private_decorators_t *this, ike_sa_t *ike_sa, decorated_t *decorated,
	bool requests)
{
	decoration_t *decoration;

	this->mutex->lock(this->mutex);
	decoration = this->decorations->get(this->decorations, ike_sa);
	this->mutex->unlock(this->mutex);
	if (decoration)
	{
		return;
	}

	INIT(decoration,
		.decorated = decorated,
		.roam = ike_sa->roam,
		.retransmit = ike_sa->retransmit,
		.update_hosts = ike_sa->update_hosts,
		.generate_message_fragmented = ike_sa->generate_message_fragmented,
		.send_dpd = ike_sa->send_dpd,
		.rekey = ike_sa->rekey,
		.reauth = ike_sa->reauth,
		.rekey_child_sa = ike_sa->rekey_child_sa,
	);
	this->mutex->lock(this->mutex);
	this->decorations->put(this->decorations, ike_sa, decoration);
	this->mutex->unlock(this->mutex);

	ike_sa->roam = _roam;
	ike_sa->update_hosts = _update_hosts;
	if (requests)
	{
		ike_sa->retransmit = _retransmit;
		ike_sa->generate_message_fragmented = _generate_message_fragmented;
		ike_sa->send_dpd = _send_dpd;
		ike_sa->rekey = _rekey;
		ike_sa->reauth = _reauth;
		ike_sa->rekey_child_sa = _rekey_child_sa;
	}
}

METHOD(decorators_t, restore, void,
	private_decorators_t *this, ike_sa_t *ike_sa)
{
	decoration_t *decoration;

	this->mutex->lock(this->mutex);
	decoration = this->decorations->remove(this->decorations, ike_sa);
	this->mutex->unlock(this->mutex);
	if (decoration)
	{
		ike_sa->roam = decoration->roam;
		ike_sa->retransmit = decoration->retransmit;
		ike_sa->update_hosts = decoration->update_hosts;
		ike_sa->generate_message_fragmented =
									decoration->generate_message_fragmented;
		ike_sa->send_dpd = decoration->send_dpd;
		ike_sa->rekey = decoration->rekey;
		ike_sa->reauth = decoration->reauth;
		ike_sa->rekey_child_sa = decoration->rekey_child_sa;
		free(decoration);
	}
}

METHOD(decorators_t, destroy, void,
	private_decorators_t *this)
{
	lib->set(lib, DECORATORS, NULL);
	this->decorations->destroy(this->decorations);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
decorators_t *decorators_create()
{
	private_decorators_t *this;

	INIT(this,
		.public = {
			.decorate = _decorate,
			.restore = _restore,
			.destroy = _destroy,
		},
		.decorations = hashtable_create(hashtable_hash_ptr,
										hashtable_equals_ptr, 8),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	lib->set(lib, DECORATORS, this);

	return &this->public;
}
