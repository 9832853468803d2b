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

#include "inject_sender.h"

#include <daemon.h>
#include <collections/linked_list.h>
#include <threading/mutex.h>

/**
 * How many requests are kept.
 */
#define MAX_REQUESTS 32

/**
 * Name under which the method below finds this.
 */
#define INJECT_SENDER "addrmgmt-inject-sender"

typedef struct private_inject_sender_t private_inject_sender_t;
typedef struct request_key_t request_key_t;
typedef struct request_t request_t;

/**
 * What tells requests apart.
 */
struct request_key_t {

	/**
	 * SPIs of the IKE_SA, as on the wire.
	 */
	uint64_t spis[2];

	/**
	 * Message ID.
	 */
	uint32_t mid;
};

/**
 * A request that was sent.
 */
struct request_t {

	/**
	 * What tells it from others.
	 */
	request_key_t key;

	/**
	 * Its packets, several if it is fragmented.
	 */
	linked_list_t *packets;
};

/**
 * Private data of inject_sender_t.
 */
struct private_inject_sender_t {

	/**
	 * Public interface.
	 */
	inject_sender_t public;

	/**
	 * What charon's sender does.
	 */
	void (*send)(sender_t *this, packet_t *packet);

	/**
	 * Last requests, request_t*, newest first.
	 */
	linked_list_t *requests;

	/**
	 * What is held back.
	 */
	enum {
		HOLD_NOTHING,
		HOLD_NEXT,
		HOLD_REQUEST,
	} hold;

	/**
	 * IKE_SA, and in state HOLD_REQUEST message ID, of the request.
	 */
	request_key_t held;

	/**
	 * Lock for all that.
	 */
	mutex_t *mutex;
};

static void request_destroy(request_t *this)
{
	this->packets->destroy_offset(this->packets, offsetof(packet_t, destroy));
	free(this);
}

/**
 * Read what tells a request from others.
 *
 * @return			FALSE if the packet is none
 */
static bool get_key(packet_t *packet, request_key_t *key)
{
	chunk_t data = packet->get_data(packet);

	if (data.len < 28 || (data.ptr[19] & 0x20))
	{
		return FALSE;
	}
	memcpy(key->spis, data.ptr, sizeof(key->spis));
	key->mid = untoh32(data.ptr + 20);
	return TRUE;
}

/**
 * Check if both are of the same IKE_SA.
 */
static bool same_sa(request_key_t *a, request_key_t *b)
{
	return memeq(a->spis, b->spis, sizeof(a->spis));
}

/**
 * Get the key of an IKE_SA.
 */
static request_key_t create_key(ike_sa_id_t *id)
{
	return (request_key_t){
		.spis = {
			id->get_initiator_spi(id),
			id->get_responder_spi(id),
		},
	};
}

/**
 * Find a request.
 */
static request_t *find_request(private_inject_sender_t *this, request_key_t *key)
{
	enumerator_t *enumerator;
	request_t *current, *found = NULL;

	enumerator = this->requests->create_enumerator(this->requests);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		if (same_sa(&current->key, key) && current->key.mid == key->mid)
		{
			found = current;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if a packet of a request is known, i.e. retransmitted.
 */
static bool has_packet(request_t *request, packet_t *packet)
{
	enumerator_t *enumerator;
	packet_t *current;
	bool found = FALSE;

	enumerator = request->packets->create_enumerator(request->packets);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = chunk_equals(current->get_data(current),
							 packet->get_data(packet));
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Keep a copy of a packet.
 */
static void keep(private_inject_sender_t *this, request_key_t *key, packet_t *packet)
{
	request_t *request;

	request = find_request(this, key);
	if (!request)
	{
		INIT(request,
			.key = *key,
			.packets = linked_list_create(),
		);
		this->requests->insert_first(this->requests, request);
	}
	if (!has_packet(request, packet))
	{
		request->packets->insert_last(request->packets,
									  packet->clone(packet));
	}
	if (this->requests->get_count(this->requests) > MAX_REQUESTS)
	{
		this->requests->remove_last(this->requests, (void**)&request);
		request_destroy(request);
	}
}

/**
 * Check if a request is held back.
 */
static bool is_held(private_inject_sender_t *this, request_key_t *key)
{
	if (this->hold == HOLD_NEXT && same_sa(&this->held, key))
	{
		this->held.mid = key->mid;
		this->hold = HOLD_REQUEST;
	}
	return this->hold == HOLD_REQUEST && same_sa(&this->held, key) &&
		   this->held.mid == key->mid;
}

METHOD(sender_t, send_, void,
	sender_t *sender, packet_t *packet)
{
	private_inject_sender_t *this = lib->get(lib, INJECT_SENDER);
	bool held = FALSE;
	request_key_t key;

	if (get_key(packet, &key))
	{
		this->mutex->lock(this->mutex);
		keep(this, &key, packet);
		held = is_held(this, &key);
		this->mutex->unlock(this->mutex);
	}
	if (held)
	{
		packet->destroy(packet);
	}
	else
	{
		this->send(sender, packet);
	}
}

/**
 * Replace an address of a packet, not the port.
 */
static void set_address(packet_t *packet, host_t *addr,
						host_t *(*get)(packet_t*),
						void (*set)(packet_t*, host_t*))
{
	if (addr)
	{
		addr = addr->clone(addr);
		addr->set_port(addr, get(packet)->get_port(get(packet)));
		set(packet, addr);
	}
}

/**
 * Send all packets of a request.
 */
static void send_again(private_inject_sender_t *this, request_t *request,
					   host_t *from, host_t *to)
{
	enumerator_t *enumerator;
	packet_t *packet;

	enumerator = request->packets->create_enumerator(request->packets);
	while (enumerator->enumerate(enumerator, &packet))
	{
		packet = packet->clone(packet);
		set_address(packet, from, packet->get_source, packet->set_source);
		set_address(packet, to, packet->get_destination,
					packet->set_destination);
		this->send(charon->sender, packet);
	}
	enumerator->destroy(enumerator);
}

METHOD(inject_sender_t, repeat, bool,
	private_inject_sender_t *this, ike_sa_id_t *id, int age, host_t *from,
	host_t *to)
{
	enumerator_t *enumerator;
	request_t *request;
	request_key_t key = create_key(id);
	bool found = FALSE;

	this->mutex->lock(this->mutex);
	enumerator = this->requests->create_enumerator(this->requests);
	while (!found && enumerator->enumerate(enumerator, &request))
	{
		found = same_sa(&request->key, &key) && --age == 0;
	}
	enumerator->destroy(enumerator);
	if (found)
	{
		send_again(this, request, from, to);
	}
	this->mutex->unlock(this->mutex);
	return found;
}

METHOD(inject_sender_t, hold, void,
	private_inject_sender_t *this, ike_sa_id_t *id)
{
	this->mutex->lock(this->mutex);
	this->held = create_key(id);
	this->hold = HOLD_NEXT;
	this->mutex->unlock(this->mutex);
}

METHOD(inject_sender_t, release, bool,
	private_inject_sender_t *this)
{
	request_t *request = NULL;

	this->mutex->lock(this->mutex);
	if (this->hold == HOLD_REQUEST)
	{
		request = find_request(this, &this->held);
		if (request)
		{
			send_again(this, request, NULL, NULL);
		}
	}
	this->hold = HOLD_NOTHING;
	this->mutex->unlock(this->mutex);
	return request != NULL;
}

METHOD(inject_sender_t, destroy, void,
	private_inject_sender_t *this)
{
	charon->sender->send = this->send;
	lib->set(lib, INJECT_SENDER, NULL);
	this->requests->destroy_function(this->requests, (void*)request_destroy);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
inject_sender_t *inject_sender_create()
{
	private_inject_sender_t *this;

	INIT(this,
		.public = {
			.repeat = _repeat,
			.hold = _hold,
			.release = _release,
			.destroy = _destroy,
		},
		.send = charon->sender->send,
		.requests = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	lib->set(lib, INJECT_SENDER, this);
	charon->sender->send = _send_;

	return &this->public;
}
