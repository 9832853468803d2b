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

#include "path_executor.h"
#include "address_task.h"
#include "clock.h"
#include "guidance.h"
#include "protocol.h"
#include "session_manager.h"
#include "move/traffic_hold.h"

#include <daemon.h>
#include <processing/jobs/initiate_tasks_job.h>

typedef struct private_path_executor_t private_path_executor_t;

/**
 * Private data of path_executor_t.
 */
struct private_path_executor_t {

	/**
	 * Public interface, path_actions_t first.
	 */
	path_executor_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session to act for.
	 */
	session_t *session;

	/**
	 * IKE_SA of the session.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Moves the IKE_SA without some CHILD_SAs.
	 */
	child_places_t *places;

	/**
	 * Packets of the request in the air.
	 */
	array_t *packets;

	/**
	 * Is a check queued already?
	 */
	bool check_queued;

	/**
	 * Our address before the last move, NULL if there was none.
	 */
	host_t *left;

	/**
	 * Is our mover at work?
	 */
	bool moving;

	/**
	 * Did the rules give up the IKE_SA?
	 */
	bool given_up;

	/**
	 * Drops packets to the peer, NULL if they may pass.
	 */
	traffic_hold_t *hold;
};

/**
 * Get one of our addresses or one of the peer with the port in use.
 */
static host_t *with_port(host_t *addr, host_t *current)
{
	addr = addr->clone(addr);
	addr->set_port(addr, current->get_port(current));
	return addr;
}

METHOD(path_executor_t, queue, void,
	private_path_executor_t *this, exchange_t exchange)
{
	address_task_t *task;

	task = address_task_create(this->session, exchange);
	this->ike_sa->queue_task(this->ike_sa, &task->mobike.task);
	lib->processor->queue_job(lib->processor, (job_t*)
				initiate_tasks_job_create(this->ike_sa->get_id(this->ike_sa)));
}

METHOD(path_actions_t, usable, bool,
	private_path_executor_t *this, host_t *local, host_t *remote)
{
	address_watcher_t *watcher = this->manager->get_watcher(this->manager);

	if (this->session->is_guided(this->session))
	{	/* a home agent is on its home link, but reached by other ones, too */
		return watcher->can_send(watcher, local, remote);
	}
	return watcher->is_usable(watcher, local, remote);
}

/**
 * Get which CHILD_SAs move along with the IKE_SA, NULL for all.
 */
static linked_list_t *get_followers(private_path_executor_t *this)
{
	protocol_t *protocol = this->session->get_protocol(this->session);
	linked_list_t *followers = NULL;

	if (protocol)
	{
		followers = protocol->get_followers(protocol);
	}
	if (!followers && this->session->is_guided(this->session))
	{
		followers = guidance_get_followers(this->ike_sa);
	}
	return followers;
}

/**
 * Move the IKE_SA, and the CHILD_SAs that come along.
 */
static void move_sas(private_path_executor_t *this, host_t *local,
					 host_t *remote)
{
	sa_mover_t *mover = this->manager->get_mover(this->manager);
	bool guided = this->session->is_guided(this->session);
	linked_list_t *followers;

	guidance_keep_selectors(this->ike_sa, guided);
	followers = get_followers(this);
	if (followers)
	{
		this->places->move_ike_sa(this->places, this->ike_sa, followers, local,
								  remote);
		followers->destroy(followers);
	}
	else
	{
		this->moving = TRUE;
		mover->move(mover, this->ike_sa, local, remote);
		this->moving = FALSE;
	}
	guidance_keep_selectors(this->ike_sa, FALSE);
}

METHOD(path_actions_t, move, void,
	private_path_executor_t *this, host_t *local, host_t *remote, char *why)
{
	local = with_port(local, this->ike_sa->get_my_host(this->ike_sa));
	remote = with_port(remote, this->ike_sa->get_other_host(this->ike_sa));

	this->session->report(this->session, "move", "moving to path %#H - %#H: %s",
						  local, remote, why);
	this->session->count(this->session, COUNTER_MOVES);
	if (!local->ip_equals(local, this->ike_sa->get_my_host(this->ike_sa)))
	{
		DESTROY_IF(this->left);
		this->left = this->ike_sa->get_my_host(this->ike_sa);
		this->left = this->left->clone(this->left);
	}
	move_sas(this, local, remote);
	this->manager->set_path(this->manager, this->ike_sa, local, remote);

	local->destroy(local);
	remote->destroy(remote);
}

METHOD(path_actions_t, announce, void,
	private_path_executor_t *this)
{
	queue(this, EXCHANGE_ANNOUNCE);
}

METHOD(path_actions_t, check, void,
	private_path_executor_t *this)
{
	if (!this->check_queued)
	{
		this->check_queued = TRUE;
		queue(this, EXCHANGE_CHECK);
	}
}

METHOD(path_executor_t, check_sent, void,
	private_path_executor_t *this)
{
	this->check_queued = FALSE;
}

METHOD(path_executor_t, set_packets, void,
	private_path_executor_t *this, array_t *packets)
{
	array_destroy_offset(this->packets, offsetof(packet_t, destroy));
	this->packets = packets;
}

METHOD(path_executor_t, send_, void,
	private_path_executor_t *this, host_t *local, host_t *remote)
{
	host_t *me = this->ike_sa->get_my_host(this->ike_sa);
	host_t *other = this->ike_sa->get_other_host(this->ike_sa);
	enumerator_t *enumerator;
	packet_t *packet;

	enumerator = array_create_enumerator(this->packets);
	while (enumerator->enumerate(enumerator, &packet))
	{
		packet = packet->clone(packet);
		packet->set_source(packet, with_port(local, me));
		packet->set_destination(packet, with_port(remote, other));
		charon->sender->send(charon->sender, packet);
	}
	enumerator->destroy(enumerator);
}

METHOD(path_actions_t, transmit, void,
	private_path_executor_t *this, host_t *local, host_t *remote)
{
	DBG1(DBG_IKE, "retransmitting request with message ID %d on path %H - %H",
		 this->ike_sa->get_message_id(this->ike_sa, TRUE), local, remote);
	this->session->count(this->session, COUNTER_RETRANSMITS);
	send_(this, local, remote);
}

METHOD(path_actions_t, schedule, void,
	private_path_executor_t *this, uint64_t at)
{
	uint64_t now = clock_ms();

	this->manager->schedule(this->manager, this->ike_sa, this->session->timer,
							at > now ? at - now : 0);
}

METHOD(path_actions_t, give_up, void,
	private_path_executor_t *this)
{
	this->session->report(this->session, "give-up",
						  "peer does not answer on any path, giving up");
	this->given_up = TRUE;
}

METHOD(path_actions_t, hold, void,
	private_path_executor_t *this, bool hold)
{
	DESTROY_IF(this->hold);
	this->hold = hold ? traffic_hold_create(this->ike_sa) : NULL;
}

METHOD(path_actions_t, verdict, void,
	private_path_executor_t *this, host_t *remote, address_state_t state)
{
	if (state == ADDRESS_FAILED)
	{
		this->session->count(this->session, COUNTER_ADDRESSES_FAILED);
		this->session->report(this->session, "failed",
							  "peer address %H does not answer", remote);
	}
	else
	{
		this->session->count(this->session, COUNTER_CHECKS_ANSWERED);
		this->session->report(this->session, "verified",
							  "peer address %H is verified", remote);
	}
}

METHOD(path_actions_t, updated, void,
	private_path_executor_t *this, bool proven)
{
	protocol_t *protocol = this->session->get_protocol(this->session);

	protocol->updated(protocol, proven);
}

METHOD(path_executor_t, get_left, host_t*,
	private_path_executor_t *this)
{
	return this->left;
}

METHOD(path_executor_t, is_moving, bool,
	private_path_executor_t *this)
{
	return this->moving;
}

METHOD(path_executor_t, is_given_up, bool,
	private_path_executor_t *this)
{
	return this->given_up;
}

METHOD(path_executor_t, delete_ike_sa, void,
	private_path_executor_t *this)
{
	packet_t *packet;

	/* see retransmit() in charon's ike_sa.c */
	if (array_get(this->packets, 0, &packet))
	{
		charon->bus->alert(charon->bus, ALERT_RETRANSMIT_SEND_TIMEOUT, packet);
	}
	if (this->ike_sa->get_state(this->ike_sa) != IKE_DELETING ||
		(this->ike_sa->has_condition(this->ike_sa, COND_REAUTHENTICATING) &&
		 !lib->settings->get_bool(lib->settings, "%s.make_before_break", FALSE,
								  lib->ns)))
	{
		this->ike_sa->reestablish(this->ike_sa);
	}
	charon->bus->ike_updown(charon->bus, this->ike_sa, FALSE);
}

METHOD(path_executor_t, set_ike_sa, void,
	private_path_executor_t *this, ike_sa_t *ike_sa)
{
	this->ike_sa = ike_sa;
	/* what is queued does not come along */
	this->check_queued = FALSE;
}

METHOD(path_executor_t, destroy, void,
	private_path_executor_t *this)
{
	array_destroy_offset(this->packets, offsetof(packet_t, destroy));
	DESTROY_IF(this->hold);
	DESTROY_IF(this->left);
	free(this);
}

/*
 * Described in header.
 */
path_executor_t *path_executor_create(session_manager_t *manager,
									  session_t *session, ike_sa_t *ike_sa,
									  child_places_t *places)
{
	private_path_executor_t *this;

	INIT(this,
		.public = {
			.actions = {
				.usable = _usable,
				.move = _move,
				.announce = _announce,
				.check = _check,
				.transmit = _transmit,
				.schedule = _schedule,
				.give_up = _give_up,
				.hold = _hold,
				.verdict = _verdict,
				.updated = _updated,
			},
			.queue = _queue,
			.set_packets = _set_packets,
			.send = _send_,
			.check_sent = _check_sent,
			.get_left = _get_left,
			.is_moving = _is_moving,
			.is_given_up = _is_given_up,
			.delete_ike_sa = _delete_ike_sa,
			.set_ike_sa = _set_ike_sa,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.ike_sa = ike_sa,
		.places = places,
	);

	return &this->public;
}
