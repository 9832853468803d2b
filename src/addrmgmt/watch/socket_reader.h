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

/**
 * @defgroup socket_reader socket_reader
 * @{ @ingroup watch
 */

#ifndef SOCKET_READER_H_
#define SOCKET_READER_H_

typedef struct socket_reader_t socket_reader_t;

/**
 * Callback invoked if there is something to read.
 *
 * @param data		data as passed to socket_reader_create()
 * @param fd		socket to read from, without blocking
 */
typedef void (*socket_reader_cb_t)(void *data, int fd);

/**
 * Waits for something to read in a thread of its own.
 *
 * Compared to watcher_t that saves a detour, and the wait for other sockets'
 * callbacks: kernel-netlink gets the same news at the same time as we do.
 */
struct socket_reader_t {

	/**
	 * Stop reading and close the socket.  If the callback is running this waits
	 * until it is done.
	 */
	void (*destroy)(socket_reader_t *this);
};

/**
 * Create a reader.
 *
 * @param fd		socket, adopted
 * @param cb		callback
 * @param data		data passed to it
 * @return			reader, NULL (and the socket closed) if there is no thread
 */
socket_reader_t *socket_reader_create(int fd, socket_reader_cb_t cb,
									  void *data);

#endif /** SOCKET_READER_H_ @}*/
