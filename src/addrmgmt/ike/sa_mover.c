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
#include <collections/array.h>
#include <threading/mutex.h>

#include "child_move.h"
#include "kernel_recorder.h"
#include "sa_linger.h"
#include "xfrm_hold.h"
#include "xfrm_socket.h"

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
 * Call a method of all child_move_t in an array.
 */
#define for_all(moves, method, ...) ({ \
	enumerator_t *_enumerator = array_create_enumerator(moves); \
	child_move_t *_move; \
	while (_enumerator->enumerate(_enumerator, &_move)) \
	{ \
		_move->method(_move, ##__VA_ARGS__); \
	} \
	_enumerator->destroy(_enumerator); })

/**
 * Move CHILD_SAs as charon wants it, in our order.
 */
static void move_children(private_sa_mover_t *this, linked_list_t *recordings,
						  host_t *local, host_t *remote)
{
	kernel_recording_t *recording;
	array_t *moves = array_create(0, 0);
	xfrm_hold_t *hold;

	this->mutex->lock(this->mutex);
	while (recordings->remove_first(recordings,
									(void**)&recording) == SUCCESS)
	{
		array_insert(moves, ARRAY_TAIL,
					 child_move_create(recording, local, this->socket));
	}
	for_all(moves, receive, this->linger);

	hold = xfrm_hold_create(this->socket, local, remote);
	this->socket->listen(this->socket, TRUE);
	for_all(moves, send, hold);
	this->socket->listen(this->socket, FALSE);
	hold->destroy(hold);

	for_all(moves, follow);
	this->mutex->unlock(this->mutex);

	for_all(moves, finish);
	for_all(moves, destroy);
	array_destroy(moves);
}

METHOD(sa_mover_t, move, void,
	private_sa_mover_t *this, ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	linked_list_t *recordings;

	if (!this->socket || !(charon->kernel->get_features(charon->kernel) &
						   KERNEL_POLICY_SPI))
	{
		/* CHILD_SAs are not in the kernel, or not by kernel-netlink */
		ike_sa->update_hosts(ike_sa, local, remote, UPDATE_HOSTS_FORCE_ALL);
		return;
	}
	this->recorder->start(this->recorder);
	ike_sa->update_hosts(ike_sa, local, remote, UPDATE_HOSTS_FORCE_ALL);
	recordings = this->recorder->stop(this->recorder);

	if (recordings->get_count(recordings))
	{
		move_children(this, recordings, local, remote);
	}
	recordings->destroy(recordings);
}

METHOD(sa_mover_t, destroy, void,
	private_sa_mover_t *this)
{
	this->recorder->destroy(this->recorder);
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
			.destroy = _destroy,
		},
		.recorder = kernel_recorder_create(),
		.linger = sa_linger_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	if (this->linger)
	{
		this->socket = xfrm_socket_create();
	}

	return &this->public;
}
