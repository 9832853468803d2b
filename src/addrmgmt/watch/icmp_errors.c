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

#include "icmp_errors.h"

#include <daemon.h>

#include <errno.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <netinet/icmp6.h>
#include <unistd.h>

/* not in the headers of the C library */
#ifndef ICMP_FILTER
#define ICMP_FILTER 1
#endif

#include "socket_reader.h"
#include "wire/icmp_error.h"

/**
 * Longest error we look at, more than the headers of the quoted packet is of no
 * interest.
 */
#define MAX_LENGTH 256

/**
 * How many errors are handled before others get their turn.
 */
#define MAX_READS 32

typedef struct private_icmp_errors_t private_icmp_errors_t;

/**
 * Private data of icmp_errors_t.
 */
struct private_icmp_errors_t {

	/**
	 * Public interface.
	 */
	icmp_errors_t public;

	/**
	 * Callback for errors.
	 */
	icmp_errors_cb_t cb;

	/**
	 * Data passed to it.
	 */
	void *data;

	/**
	 * Reads ICMP errors, NULL if there is no socket.
	 */
	socket_reader_t *ipv4;

	/**
	 * Reads ICMPv6 errors, NULL if there is no socket.
	 */
	socket_reader_t *ipv6;
};

/**
 * Check if a packet was one of charon or one of IPsec.
 */
static bool is_ours(icmp_error_t *error)
{
	uint16_t port = error->src->get_port(error->src);

	switch (error->protocol)
	{
		case IPPROTO_UDP:
			return port == charon->socket->get_port(charon->socket, FALSE) ||
				   port == charon->socket->get_port(charon->socket, TRUE);
		case IPPROTO_ESP:
		case IPPROTO_AH:
			return TRUE;
		default:
			return FALSE;
	}
}

/**
 * Something can be read from one of the sockets.
 */
static void receive_errors(private_icmp_errors_t *this, int fd, int family)
{
	icmp_error_t error;
	uint8_t buf[MAX_LENGTH];
	ssize_t len;
	int i;

	for (i = 0; i < MAX_READS; i++)
	{
		len = recv(fd, buf, sizeof(buf), MSG_DONTWAIT);
		if (len < 0)
		{
			break;
		}
		if (icmp_error_parse(family, chunk_create(buf, len), &error))
		{
			if (is_ours(&error))
			{
				this->cb(this->data, error.src, error.dst);
			}
			error.src->destroy(error.src);
			error.dst->destroy(error.dst);
		}
	}
}

/**
 * Read ICMP errors.
 */
static void receive_ipv4(private_icmp_errors_t *this, int fd)
{
	receive_errors(this, fd, AF_INET);
}

/**
 * Read ICMPv6 errors.
 */
static void receive_ipv6(private_icmp_errors_t *this, int fd)
{
	receive_errors(this, fd, AF_INET6);
}

/**
 * Open a socket that only gets destination unreachable messages.
 */
static socket_reader_t *open_socket(private_icmp_errors_t *this, int family,
									socket_reader_cb_t cb)
{
	struct icmp6_filter filter6;
	uint32_t filter4 = ~(1 << ICMP_DEST_UNREACH);
	int fd, ret;

	fd = socket(family, SOCK_RAW | SOCK_CLOEXEC,
				family == AF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6);
	if (fd == -1)
	{
		DBG1(DBG_NET, "unable to listen to ICMP errors: %s", strerror(errno));
		return NULL;
	}
	if (family == AF_INET)
	{
		ret = setsockopt(fd, SOL_RAW, ICMP_FILTER, &filter4, sizeof(filter4));
	}
	else
	{
		ICMP6_FILTER_SETBLOCKALL(&filter6);
		ICMP6_FILTER_SETPASS(ICMP6_DST_UNREACH, &filter6);
		ret = setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &filter6,
						 sizeof(filter6));
	}
	if (ret == -1)
	{
		DBG1(DBG_NET, "unable to filter ICMP errors: %s", strerror(errno));
		close(fd);
		return NULL;
	}
	return socket_reader_create(fd, cb, this);
}

METHOD(icmp_errors_t, destroy, void,
	private_icmp_errors_t *this)
{
	DESTROY_IF(this->ipv4);
	DESTROY_IF(this->ipv6);
	free(this);
}

/*
 * Described in header.
 */
icmp_errors_t *icmp_errors_create(icmp_errors_cb_t cb, void *data)
{
	private_icmp_errors_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.cb = cb,
		.data = data,
	);
	this->ipv4 = open_socket(this, AF_INET, (socket_reader_cb_t)receive_ipv4);
	this->ipv6 = open_socket(this, AF_INET6, (socket_reader_cb_t)receive_ipv6);

	return &this->public;
}
