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
 * @defgroup control_peer control_peer
 * @{ @ingroup unit-tests
 *
 * The other end of the control socket, to misbehave with.
 */

#ifndef CONTROL_PEER_H_
#define CONTROL_PEER_H_

#include <library.h>

#include <vici_dispatcher.h>

/**
 * Connect to the socket.
 *
 * @param path		path of the socket
 * @return			file descriptor
 */
int peer_connect(char *path);

/**
 * Build a packet.
 *
 * @param type		type of the packet
 * @param name		name of a command or event
 * @param message	encoded message
 * @return			packet with its length, allocated
 */
chunk_t peer_packet(vici_operation_t type, char *name, chunk_t message);

/**
 * Send some data and wait until all of it was received.
 *
 * @param fd		file descriptor
 * @param data		data to send
 */
void peer_send(int fd, chunk_t data);

/**
 * Send a packet.
 *
 * @param fd		file descriptor
 * @param type		type of the packet
 * @param name		name of a command or event
 */
void peer_send_packet(int fd, vici_operation_t type, char *name);

/**
 * Receive a packet.
 *
 * @param fd		file descriptor
 * @param data		receives what follows the type, allocated, may be NULL
 * @return			type, -1 if the connection was closed
 */
int peer_receive(int fd, chunk_t *data);

/**
 * Request an echo and check it.
 *
 * @param fd		file descriptor
 */
void peer_check_echo(int fd);

/**
 * Register for an event, or end that.
 *
 * @param fd		file descriptor
 * @param reg		TRUE to register
 * @param event		name of the event
 * @param answer	expected answer
 */
void peer_check_registration(int fd, bool reg, char *event,
							 vici_operation_t answer);

/**
 * Is nothing to receive from a connection now?
 *
 * @param fd		file descriptor
 */
bool peer_is_silent(int fd);

#endif /** CONTROL_PEER_H_ @}*/
