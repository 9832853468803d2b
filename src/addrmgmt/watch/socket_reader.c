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

#include "socket_reader.h"

#include <poll.h>
#include <unistd.h>

#include <library.h>
#include <threading/thread.h>

typedef struct private_socket_reader_t private_socket_reader_t;

/**
 * Private data of socket_reader_t.
 */
struct private_socket_reader_t {

	/**
	 * Public interface.
	 */
	socket_reader_t public;

	/**
	 * Socket to read from.
	 */
	int fd;

	/**
	 * Callback.
	 */
	socket_reader_cb_t cb;

	/**
	 * Data passed to it.
	 */
	void *data;

	/**
	 * Thread that waits.
	 */
	thread_t *thread;
};

/**
 * Wait and read until the thread is cancelled.
 */
static void *read_socket(private_socket_reader_t *this)
{
	struct pollfd pfd = {
		.fd = this->fd,
		.events = POLLIN,
	};
	bool old;

	while (TRUE)
	{
		old = thread_cancelability(TRUE);
		poll(&pfd, 1, -1);
		thread_cancelability(old);

		if (pfd.revents & POLLNVAL)
		{
			return NULL;
		}
		this->cb(this->data, this->fd);
	}
}

METHOD(socket_reader_t, destroy, void,
	private_socket_reader_t *this)
{
	if (this->thread)
	{
		this->thread->cancel(this->thread);
		this->thread->join(this->thread);
	}
	close(this->fd);
	free(this);
}

/*
 * Described in header.
 */
socket_reader_t *socket_reader_create(int fd, socket_reader_cb_t cb, void *data)
{
	private_socket_reader_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.fd = fd,
		.cb = cb,
		.data = data,
	);
	this->thread = thread_create((thread_main_t)read_socket, this);
	if (!this->thread)
	{
		destroy(this);
		return NULL;
	}
	return &this->public;
}
