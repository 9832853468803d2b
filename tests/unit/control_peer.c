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


#include "control_peer.h"

#include <check.h>
#include <errno.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <bio/bio_writer.h>

/*
 * Described in header.
 */
int peer_connect(char *path)
{
	struct sockaddr_un addr = {
		.sun_family = AF_UNIX,
	};
	int fd;

	ck_assert_int_lt(strlen(path), sizeof(addr.sun_path));
	strcpy(addr.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(connect(fd, (struct sockaddr*)&addr, sizeof(addr)), 0);
	return fd;
}

/*
 * Described in header.
 */
chunk_t peer_packet(vici_operation_t type, char *name, chunk_t message)
{
	bio_writer_t *writer;
	chunk_t packet;

	writer = bio_writer_create(0);
	writer->write_uint8(writer, type);
	writer->write_data8(writer, chunk_from_str(name));
	writer->write_data(writer, message);
	writer->wrap32(writer);
	packet = writer->extract_buf(writer);
	writer->destroy(writer);
	return packet;
}

/*
 * Described in header.
 */
void peer_send(int fd, chunk_t data)
{
	int unread;

	while (data.len)
	{
		ssize_t len = send(fd, data.ptr, data.len, MSG_NOSIGNAL);

		if (len < 0)
		{	/* closed already */
			ck_assert(errno == EPIPE || errno == ECONNRESET);
			return;
		}
		data = chunk_skip(data, len);
	}
	/* nothing tells when the other end reads, so ask again and again */
	while (ioctl(fd, SIOCOUTQ, &unread) == 0 && unread)
	{
		sched_yield();
	}
}

/*
 * Described in header.
 */
void peer_send_packet(int fd, vici_operation_t type, char *name)
{
	chunk_t packet;

	packet = peer_packet(type, name, chunk_empty);
	peer_send(fd, packet);
	chunk_free(&packet);
}

/**
 * Receive exactly that much data.
 */
static bool receive(int fd, chunk_t data)
{
	while (data.len)
	{
		ssize_t len = recv(fd, data.ptr, data.len, 0);

		if (len <= 0)
		{
			ck_assert(len == 0 || errno == ECONNRESET);
			return FALSE;
		}
		data = chunk_skip(data, len);
	}
	return TRUE;
}

/*
 * Described in header.
 */
int peer_receive(int fd, chunk_t *data)
{
	uint8_t length[sizeof(uint32_t)];
	chunk_t packet;
	int type = -1;

	if (!receive(fd, chunk_from_thing(length)))
	{
		return -1;
	}
	packet = chunk_alloc(untoh32(length));
	if (receive(fd, packet))
	{
		ck_assert_int_gt(packet.len, 0);
		type = packet.ptr[0];
		if (data)
		{
			*data = chunk_clone(chunk_skip(packet, 1));
		}
	}
	chunk_free(&packet);
	return type;
}

/*
 * Described in header.
 */
void peer_check_echo(int fd)
{
	chunk_t data;

	peer_send_packet(fd, VICI_CMD_REQUEST, "echo");
	ck_assert_int_eq(peer_receive(fd, &data), VICI_CMD_RESPONSE);
	ck_assert_int_eq(data.len, 0);
	chunk_free(&data);
}

/*
 * Described in header.
 */
void peer_check_registration(int fd, bool reg, char *event,
							   vici_operation_t answer)
{
	peer_send_packet(fd, reg ? VICI_EVENT_REGISTER : VICI_EVENT_UNREGISTER,
					 event);
	ck_assert_int_eq(peer_receive(fd, NULL), answer);
}

/*
 * Described in header.
 */
bool peer_is_silent(int fd)
{
	struct pollfd pfd = {
		.fd = fd,
		.events = POLLIN,
	};

	return poll(&pfd, 1, 0) == 0;
}
