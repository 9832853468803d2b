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

#include "route_lookup.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <utils/debug.h>

/**
 * Request and answer.
 */
typedef union {
	struct {
		struct nlmsghdr hdr;
		struct rtmsg msg;
	};
	char bytes[4096];
} buffer_t;

/**
 * Add an address to a request.
 */
static void add_address(buffer_t *buf, int type, host_t *host)
{
	chunk_t addr = host->get_address(host);
	struct rtattr *rta;

	rta = (struct rtattr*)(buf->bytes + NLMSG_ALIGN(buf->hdr.nlmsg_len));
	rta->rta_type = type;
	rta->rta_len = RTA_LENGTH(addr.len);
	memcpy(RTA_DATA(rta), addr.ptr, addr.len);
	buf->hdr.nlmsg_len = NLMSG_ALIGN(buf->hdr.nlmsg_len) + rta->rta_len;
}

/**
 * Get the interface of a route.
 */
static int get_interface(struct nlmsghdr *hdr)
{
	struct rtmsg *msg = NLMSG_DATA(hdr);
	struct rtattr *rta = RTM_RTA(msg);
	size_t len = RTM_PAYLOAD(hdr);

	if (msg->rtm_type != RTN_UNICAST && msg->rtm_type != RTN_LOCAL)
	{
		return 0;
	}
	for (; RTA_OK(rta, len); rta = RTA_NEXT(rta, len))
	{
		if (rta->rta_type == RTA_OIF && RTA_PAYLOAD(rta) == sizeof(uint32_t))
		{
			return *(uint32_t*)RTA_DATA(rta);
		}
	}
	return 0;
}

/*
 * Described in header.
 */
int route_lookup(host_t *local, host_t *remote)
{
	buffer_t buf = {
		.hdr = {
			.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtmsg)),
			.nlmsg_type = RTM_GETROUTE,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.msg = {
			.rtm_family = remote->get_family(remote),
			.rtm_dst_len = remote->get_address(remote).len * 8,
			.rtm_src_len = local->get_address(local).len * 8,
		},
	};
	ssize_t len = 0;
	int fd;

	add_address(&buf, RTA_DST, remote);
	add_address(&buf, RTA_SRC, local);

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd < 0)
	{
		DBG1(DBG_KNL, "opening netlink socket failed: %s", strerror(errno));
		return 0;
	}
	if (send(fd, &buf, buf.hdr.nlmsg_len, 0) > 0)
	{
		len = recv(fd, &buf, sizeof(buf), 0);
	}
	close(fd);

	if (len > 0 && NLMSG_OK(&buf.hdr, len) &&
		buf.hdr.nlmsg_type == RTM_NEWROUTE)
	{
		return get_interface(&buf.hdr);
	}
	return 0;
}
