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

#include "migrate_listener.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>

#include <library.h>

#include "socket_reader.h"
#include "wire/migrate.h"

/**
 * Room for notifications while others are processed, in bytes.
 */
#define RECEIVE_BUFFER (1024 * 1024)

typedef struct private_migrate_listener_t private_migrate_listener_t;

/**
 * Private data of migrate_listener_t.
 */
struct private_migrate_listener_t {

	/**
	 * Public interface.
	 */
	migrate_listener_t public;

	/**
	 * Gets updates.
	 */
	address_update_handler_t *handler;

	/**
	 * Reads notifications.
	 */
	socket_reader_t *reader;
};

/**
 * Report the SAs of a message.
 */
static void report(private_migrate_listener_t *this, migrate_t *migrate)
{
	migrate_sa_t *sa;
	u_int i;

	for (i = 0; i < migrate->count; i++)
	{
		sa = &migrate->sas[i];
		if (sa->mode == MODE_NONE ||
			(sa->protocol != IPPROTO_ESP && sa->protocol != IPPROTO_AH))
		{
			continue;
		}
		address_update_t update = {
			.door = DOOR_MIGRATE,
			.protocol = sa->protocol == IPPROTO_ESP ? PROTO_ESP : PROTO_AH,
			.src = sa->src,
			.dst = sa->dst,
			.new_src = sa->new_src,
			.new_dst = sa->new_dst,
			.reqid = sa->reqid,
			.mode = sa->mode,
			.dir = migrate->dir,
			.sub = migrate->sub,
			.src_ts = migrate->src_ts,
			.dst_ts = migrate->dst_ts,
			.km_local = migrate->km_local,
			.km_remote = migrate->km_remote,
		};
		this->handler->update(this->handler, &update);
	}
}

/**
 * Refuse a message of the kernel.
 */
static void refuse(private_migrate_listener_t *this, char *why)
{
	DBG1(DBG_KNL, "ignoring XFRM_MSG_MIGRATE: %s", why);
	this->handler->refused(this->handler, COUNTER_MIGRATE_REFUSED);
}

/**
 * Process the messages of a datagram.
 */
static void process(private_migrate_listener_t *this, struct nlmsghdr *hdr,
					size_t len)
{
	migrate_t migrate;
	char *error;

	for (; NLMSG_OK(hdr, len); hdr = NLMSG_NEXT(hdr, len))
	{
		if (hdr->nlmsg_type != XFRM_MSG_MIGRATE)
		{
			continue;
		}
		if (migrate_parse(chunk_create((u_char*)hdr, hdr->nlmsg_len), &migrate,
						  &error))
		{
			report(this, &migrate);
			migrate_clear(&migrate);
		}
		else
		{
			refuse(this, error);
		}
	}
}

/**
 * Read a datagram.
 */
static void receive(private_migrate_listener_t *this, int fd)
{
	union {
		struct nlmsghdr hdr;
		char bytes[8192];
	} buf;
	struct sockaddr_nl addr = {};
	socklen_t addr_len = sizeof(addr);
	ssize_t len;

	len = recvfrom(fd, &buf, sizeof(buf), MSG_DONTWAIT | MSG_TRUNC,
				   (struct sockaddr*)&addr, &addr_len);
	if (len < 0)
	{
		if (errno == ENOBUFS)
		{
			refuse(this, "some were lost, there are too many");
		}
	}
	else if (addr.nl_pid)
	{
		/* not from the kernel */
	}
	else if (len > sizeof(buf))
	{
		refuse(this, "message too long");
	}
	else
	{
		process(this, &buf.hdr, len);
	}
}

METHOD(migrate_listener_t, destroy, void,
	private_migrate_listener_t *this)
{
	DESTROY_IF(this->reader);
	free(this);
}

/**
 * Open a socket on which the kernel tells of migrations.
 */
static int open_socket()
{
	struct sockaddr_nl addr = {
		.nl_family = AF_NETLINK,
	};
	int fd, size = RECEIVE_BUFFER, group = XFRMNLGRP_MIGRATE;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_XFRM);
	if (fd >= 0 && bind(fd, (struct sockaddr*)&addr, sizeof(addr)) == 0 &&
		setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group,
				   sizeof(group)) == 0)
	{
		/* not possible in some containers, and then smaller */
		if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size,
					   sizeof(size)) != 0)
		{
			DBG2(DBG_KNL, "room for XFRM_MSG_MIGRATE is limited: %s",
				 strerror(errno));
		}
		return fd;
	}
	DBG1(DBG_KNL, "unable to listen to XFRM_MSG_MIGRATE: %s", strerror(errno));
	if (fd >= 0)
	{
		close(fd);
	}
	return -1;
}

/*
 * Described in header.
 */
migrate_listener_t *migrate_listener_create(address_update_handler_t *handler)
{
	private_migrate_listener_t *this;
	int fd;

	fd = open_socket();
	if (fd < 0)
	{
		return NULL;
	}
	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.handler = handler,
	);
	this->reader = socket_reader_create(fd, (socket_reader_cb_t)receive, this);
	if (!this->reader)
	{
		destroy(this);
		return NULL;
	}
	return &this->public;
}
