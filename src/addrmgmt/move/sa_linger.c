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

#include "sa_linger.h"

#include <daemon.h>
#include <collections/linked_list.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

#include "xfrm_message.h"
#include "xfrm_replay.h"
#include "xfrm_socket.h"

/**
 * Time a packet may be on its way, in seconds.
 */
#define LINGER_DEFAULT 2

typedef struct private_sa_linger_t private_sa_linger_t;
typedef struct entry_t entry_t;

/**
 * Private data of a sa_linger_t.
 */
struct private_sa_linger_t {

	/**
	 * Public interface.
	 */
	sa_linger_t public;

	/**
	 * To delete SAs with, not through charon, which doesn't know of them.
	 */
	xfrm_socket_t *socket;

	/**
	 * SAs, entry_t*, the oldest first.
	 */
	linked_list_t *entries;

	/**
	 * TRUE if a job will delete them.
	 */
	bool scheduled;

	/**
	 * Protects the above.
	 */
	mutex_t *mutex;
};

/**
 * An SA that stays for a while.
 */
struct entry_t {

	/**
	 * SA, without source address.
	 */
	kernel_ipsec_sa_id_t id;

	/**
	 * Destination address of its copy.
	 */
	host_t *current;

	/**
	 * When it has to go.
	 */
	timeval_t deadline;
};

/**
 * Check if an entry is for an SA, at whatever address.
 */
static bool is_same_sa(entry_t *this, uint32_t spi, uint8_t proto)
{
	return this->id.spi == spi && this->id.proto == proto;
}

/**
 * Destroy an entry, the SA stays.
 */
static void entry_destroy(entry_t *this)
{
	this->id.dst->destroy(this->id.dst);
	this->current->destroy(this->current);
	free(this);
}

/**
 * Delete an SA, its copy gets to know the packets it has received.
 */
static void merge_entry(private_sa_linger_t *this, entry_t *entry)
{
	xfrm_request_t update = {}, requests[] = {
		{
			.message = xfrm_sa_query(XFRM_MSG_DELSA, &entry->id, entry->id.dst),
		},
		{
			.message = xfrm_sa_query(XFRM_MSG_GETSA, &entry->id,
									 entry->current),
		},
	};

	this->socket->send(this->socket, requests, countof(requests));
	if (xfrm_sa_info(requests[0].reply) && xfrm_sa_info(requests[1].reply) &&
		xfrm_replay_merge(requests[1].reply, requests[0].reply))
	{
		update.message = xfrm_replay_update(requests[1].reply);
		this->socket->send(this->socket, &update, 1);
		xfrm_request_clear(&update, 1);
	}
	DBG2(DBG_KNL, "deleted SA with SPI %.8x at the former address %H",
		 ntohl(entry->id.spi), entry->id.dst);
	xfrm_request_clear(requests, countof(requests));
	entry_destroy(entry);
}

/**
 * Delete an SA and destroy its entry.
 */
static void delete_entry(private_sa_linger_t *this, entry_t *entry)
{
	xfrm_request_t request = {
		.message = xfrm_sa_query(XFRM_MSG_DELSA, &entry->id, entry->id.dst),
	};

	this->socket->send(this->socket, &request, 1);
	DBG2(DBG_KNL, "deleted SA with SPI %.8x at the former address %H",
		 ntohl(entry->id.spi), entry->id.dst);
	xfrm_request_clear(&request, 1);
	entry_destroy(entry);
}

static job_requeue_t delete_expired(private_sa_linger_t *this);

/**
 * Have SAs deleted at a time.
 */
static void schedule(private_sa_linger_t *this, timeval_t time)
{
	lib->scheduler->schedule_job_tv(lib->scheduler, (job_t*)
			callback_job_create_with_prio((callback_job_cb_t)delete_expired, this,
					NULL, (callback_job_cancel_t)return_false, JOB_PRIO_HIGH),
			time);
}

/**
 * Delete SAs that have stayed for long enough.
 */
static job_requeue_t delete_expired(private_sa_linger_t *this)
{
	entry_t *entry;
	timeval_t now;

	this->mutex->lock(this->mutex);
	time_monotonic(&now);
	/* for the final state of what is deleted */
	this->socket->listen(this->socket, TRUE);
	while (this->entries->get_first(this->entries, (void**)&entry) == SUCCESS &&
		   !timercmp(&entry->deadline, &now, >))
	{
		this->entries->remove_first(this->entries, (void**)&entry);
		merge_entry(this, entry);
	}
	this->socket->listen(this->socket, FALSE);
	this->scheduled = this->entries->get_first(this->entries,
											   (void**)&entry) == SUCCESS;
	if (this->scheduled)
	{
		schedule(this, entry->deadline);
	}
	this->mutex->unlock(this->mutex);
	return JOB_REQUEUE_NONE;
}

METHOD(sa_linger_t, add, void,
	private_sa_linger_t *this, kernel_ipsec_sa_id_t *id, host_t *current)
{
	enumerator_t *enumerator;
	entry_t *entry;
	uint32_t linger = 0;

	/* nothing can arrive at an address that is gone */
	if (charon->kernel->get_interface(charon->kernel, id->dst, NULL))
	{
		linger = lib->settings->get_time(lib->settings,
							"%s.plugins.addrmgmt.linger", LINGER_DEFAULT, lib->ns);
	}

	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &entry))
	{
		if (is_same_sa(entry, id->spi, id->proto))
		{
			/* left before that one */
			entry->current->destroy(entry->current);
			entry->current = current->clone(current);
		}
	}
	enumerator->destroy(enumerator);

	INIT(entry,
		.id = *id,
		.current = current->clone(current),
	);
	entry->id.src = NULL;
	entry->id.dst = id->dst->clone(id->dst);
	time_monotonic(&entry->deadline);
	entry->deadline.tv_sec += linger;
	if (!linger)
	{
		delete_entry(this, entry);
	}
	else
	{
		this->entries->insert_last(this->entries, entry);
		if (!this->scheduled)
		{
			this->scheduled = TRUE;
			schedule(this, entry->deadline);
		}
	}
	this->mutex->unlock(this->mutex);
}

METHOD(sa_linger_t, settle, void,
	private_sa_linger_t *this, kernel_ipsec_sa_id_t *id, host_t *dst)
{
	enumerator_t *enumerator;
	entry_t *entry;

	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &entry))
	{
		if (is_same_sa(entry, id->spi, id->proto) &&
			dst->ip_equals(dst, entry->id.dst))
		{
			this->entries->remove_at(this->entries, enumerator);
			this->socket->listen(this->socket, TRUE);
			merge_entry(this, entry);
			this->socket->listen(this->socket, FALSE);
			break;
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

METHOD(listener_t, child_state_change, bool,
	private_sa_linger_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	child_sa_state_t state)
{
	enumerator_t *enumerator;
	entry_t *entry;
	uint8_t proto;

	if (state != CHILD_DESTROYING)
	{
		return TRUE;
	}
	proto = child_sa->get_protocol(child_sa) == PROTO_AH ? IPPROTO_AH
														 : IPPROTO_ESP;
	this->mutex->lock(this->mutex);
	enumerator = this->entries->create_enumerator(this->entries);
	while (enumerator->enumerate(enumerator, &entry))
	{
		if (is_same_sa(entry, child_sa->get_spi(child_sa, TRUE), proto))
		{
			this->entries->remove_at(this->entries, enumerator);
			delete_entry(this, entry);
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return TRUE;
}

METHOD(sa_linger_t, destroy, void,
	private_sa_linger_t *this)
{
	entry_t *entry;

	charon->bus->remove_listener(charon->bus, &this->public.listener);
	while (this->entries->remove_first(this->entries,
									   (void**)&entry) == SUCCESS)
	{
		delete_entry(this, entry);
	}
	this->entries->destroy(this->entries);
	this->socket->destroy(this->socket);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
sa_linger_t *sa_linger_create()
{
	private_sa_linger_t *this;
	xfrm_socket_t *socket;

	socket = xfrm_socket_create();
	if (!socket)
	{
		return NULL;
	}
	INIT(this,
		.public = {
			.listener = {
				.child_state_change = _child_state_change,
			},
			.add = _add,
			.settle = _settle,
			.destroy = _destroy,
		},
		.socket = socket,
		.entries = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	charon->bus->add_listener(charon->bus, &this->public.listener);
	return &this->public;
}
