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

#include "sa_mover.h"

#include <daemon.h>
#include <threading/mutex.h>

#include "move/child_backlog.h"
#include "move/child_move.h"
#include "move/kernel_recorder.h"
#include "move/sa_linger.h"
#include "xfrm_hold.h"
#include "xfrm_socket.h"

/**
 * CHILD_SAs that are moved together. Packets wait for as long as that takes.
 */
#define MOVES_AT_ONCE 16

typedef struct private_sa_mover_t private_sa_mover_t;

/**
 * Private data of a sa_mover_t.
 */
struct private_sa_mover_t {

	/**
	 * Public interface.
	 */
	sa_mover_t public;

	/**
	 * Keeps charon from moving CHILD_SAs itself.
	 */
	kernel_recorder_t *recorder;

	/**
	 * What is left to do of previous moves.
	 */
	child_backlog_t *backlog;

	/**
	 * Inbound SAs at addresses we have left.
	 */
	sa_linger_t *linger;

	/**
	 * Socket to the kernel, NULL if it can't be used.
	 */
	xfrm_socket_t *socket;

	/**
	 * Lets one thread at a time use the socket.
	 */
	mutex_t *mutex;
};

/**
 * Do a step for some CHILD_SAs, with all of their requests at once.
 */
static void do_step(private_sa_mover_t *this, child_move_t **moves, u_int count,
					move_step_t step)
{
	xfrm_request_t *requests, *first[MOVES_AT_ONCE];
	u_int i, max = 0, used = 0;

	for (i = 0; i < count; i++)
	{
		max += moves[i]->get_max_requests(moves[i]);
	}
	requests = calloc(max, sizeof(*requests));
	for (i = 0; i < count; i++)
	{
		first[i] = requests + used;
		used += moves[i]->prepare(moves[i], step, first[i]);
	}
	this->socket->send(this->socket, requests, used);
	for (i = 0; i < count; i++)
	{
		moves[i]->process(moves[i], step, first[i]);
	}
	xfrm_request_clear(requests, used);
	free(requests);
}

/**
 * Do steps for all CHILD_SAs.
 */
static void do_steps(private_sa_mover_t *this, child_move_t **moves,
					 u_int count, move_step_t from, move_step_t to)
{
	move_step_t step;
	u_int i, some;

	for (i = 0; i < count; i += some)
	{
		some = min(count - i, MOVES_AT_ONCE);
		for (step = from; step <= to; step++)
		{
			do_step(this, moves + i, some, step);
		}
	}
}

/**
 * Move CHILD_SAs, packets are lost only if their plan has an obstacle.
 */
static void move_children(private_sa_mover_t *this, child_plan_t **plans,
						  u_int count, host_t *local, host_t *remote)
{
	child_move_t *moves[count];
	xfrm_hold_t *hold;
	u_int i;

	this->mutex->lock(this->mutex);
	hold = xfrm_hold_create(this->socket, local, remote);
	for (i = 0; i < count; i++)
	{
		moves[i] = child_move_create(plans[i], this->socket, this->linger,
									 hold);
	}
	/* the peer will send to the new address as soon as it gets to know it */
	do_steps(this, moves, count, MOVE_QUERY, MOVE_LEAVE);

	this->socket->listen(this->socket, TRUE);
	do_steps(this, moves, count, MOVE_STOP, MOVE_GO);
	this->socket->listen(this->socket, FALSE);

	do_steps(this, moves, count, MOVE_REQUERY, MOVE_FOLLOW);
	for (i = 0; i < count; i++)
	{
		moves[i]->destroy(moves[i]);
	}
	hold->destroy(hold);
	this->mutex->unlock(this->mutex);
}

/**
 * Carry out what charon wants for CHILD_SAs.
 */
static void carry_out(private_sa_mover_t *this, linked_list_t *recordings,
					  host_t *local, host_t *remote)
{
	u_int i, count = recordings->get_count(recordings);
	child_plan_t *plans[count];
	kernel_recording_t *recording;

	/* it would set addresses of then */
	this->backlog->finish(this->backlog);
	for (i = 0; i < count; i++)
	{
		recordings->remove_first(recordings, (void**)&recording);
		plans[i] = child_plan_create(recording, local);
	}
	move_children(this, plans, count, local, remote);
	this->backlog->add(this->backlog, plans, count);
}

/**
 * Check if we can move CHILD_SAs ourselves, otherwise they are not in the
 * kernel, or not by kernel-netlink.
 */
static bool is_able(private_sa_mover_t *this)
{
	return this->socket && (charon->kernel->get_features(charon->kernel) &
							KERNEL_POLICY_SPI);
}

/**
 * Have what charon does carried out by us, if we are able to.
 */
static void start(private_sa_mover_t *this)
{
	if (is_able(this))
	{
		this->recorder->start(this->recorder);
	}
}

/**
 * Carry out what charon wants.
 */
static void stop(private_sa_mover_t *this, host_t *local, host_t *remote)
{
	linked_list_t *recordings;

	if (is_able(this))
	{
		recordings = this->recorder->stop(this->recorder);
		if (recordings->get_count(recordings))
		{
			carry_out(this, recordings, local, remote);
		}
		recordings->destroy(recordings);
	}
}

/**
 * Move a CHILD_SA to the addresses of the IKE_SA, like update_hosts() does.
 */
static void update_child(ike_sa_t *ike_sa, child_sa_t *child_sa,
						 linked_list_t *vips)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);

	charon->child_sa_manager->remove(charon->child_sa_manager, child_sa);
	charon->child_sa_manager->add(charon->child_sa_manager, child_sa, ike_sa);
	if (child_sa->update(child_sa, me, other, vips, FALSE) == NOT_SUPPORTED)
	{
		ike_sa->rekey_child_sa(ike_sa, child_sa->get_protocol(child_sa),
							   child_sa->get_spi(child_sa, TRUE));
	}
}

/**
 * Set the addresses of an IKE_SA, but not those of its CHILD_SAs.
 */
static void set_hosts(ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	ike_sa->set_my_host(ike_sa, local->clone(local));
	ike_sa->set_other_host(ike_sa, remote->clone(remote));
}

METHOD(sa_mover_t, move, void,
	private_sa_mover_t *this, ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	start(this);
	ike_sa->update_hosts(ike_sa, local, remote, UPDATE_HOSTS_FORCE_ALL);
	stop(this, local, remote);
}

METHOD(sa_mover_t, move_ike_sa, void,
	private_sa_mover_t *this, ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	charon->bus->ike_update(charon->bus, ike_sa, local, remote);
	set_hosts(ike_sa, local, remote);
}

METHOD(sa_mover_t, move_child_sas, void,
	private_sa_mover_t *this, ike_sa_t *ike_sa, linked_list_t *child_sas,
	host_t *local, host_t *remote)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);
	enumerator_t *enumerator;
	linked_list_t *vips;
	child_sa_t *child_sa;

	me = me->clone(me);
	other = other->clone(other);
	vips = linked_list_create_from_enumerator(
						ike_sa->create_virtual_ip_enumerator(ike_sa, TRUE));
	/* charon takes those of the IKE_SA to find CHILD_SAs by */
	set_hosts(ike_sa, local, remote);
	start(this);
	enumerator = child_sas->create_enumerator(child_sas);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		update_child(ike_sa, child_sa, vips);
	}
	enumerator->destroy(enumerator);
	stop(this, local, remote);
	set_hosts(ike_sa, me, other);
	vips->destroy(vips);
	other->destroy(other);
	me->destroy(me);
}

METHOD(sa_mover_t, destroy, void,
	private_sa_mover_t *this)
{
	this->recorder->destroy(this->recorder);
	this->backlog->destroy(this->backlog);
	DESTROY_IF(this->linger);
	DESTROY_IF(this->socket);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
sa_mover_t *sa_mover_create()
{
	private_sa_mover_t *this;

	INIT(this,
		.public = {
			.move = _move,
			.move_ike_sa = _move_ike_sa,
			.move_child_sas = _move_child_sas,
			.destroy = _destroy,
		},
		.backlog = child_backlog_create(),
		.linger = sa_linger_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	this->recorder = kernel_recorder_create(this->backlog);
	if (this->linger)
	{
		this->socket = xfrm_socket_create();
	}

	return &this->public;
}
