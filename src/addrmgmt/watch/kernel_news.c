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

#include "kernel_news.h"

#include <errno.h>
#include <unistd.h>
#include <sys/socket.h>
#include <net/if.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <daemon.h>

#include "paths/address.h"

/**
 * How many datagrams are one piece of news at most.
 */
#define MAX_READS 64

/**
 * Table charon installs its routes in by default.
 */
#define ROUTING_TABLE 220

/**
 * Check if a route is in a table that does not tell us anything new.
 */
static bool is_own_table(uint32_t table)
{
	return table == RT_TABLE_LOCAL ||
		   table == lib->settings->get_int(lib->settings, "%s.routing_table",
										   ROUTING_TABLE, lib->ns);
}

/**
 * Check if charon is to use an interface, or if that can't be told.
 */
static bool is_interface_usable(uint32_t index)
{
	char name[IFNAMSIZ];

	return !if_indextoname(index, name) ||
		   charon->kernel->is_interface_usable(charon->kernel, name);
}

/**
 * Check if a destination is link-local, every interface has such a route.
 */
static bool is_link_local(int family, struct rtattr *rta)
{
	host_t *host;
	bool result;

	host = host_create_from_chunk(family, chunk_create(RTA_DATA(rta),
													   RTA_PAYLOAD(rta)), 0);
	result = host && address_is_link_local(host);
	DESTROY_IF(host);
	return result;
}

/**
 * Check if a route can have an influence on the path to a peer.
 */
static bool is_route_relevant(struct nlmsghdr *hdr)
{
	struct rtmsg *msg = NLMSG_DATA(hdr);
	struct rtattr *rta = RTM_RTA(msg);
	size_t len = RTM_PAYLOAD(hdr);
	uint32_t table = msg->rtm_table;

	if (msg->rtm_flags & RTM_F_CLONED)
	{
		return FALSE;
	}
	switch (msg->rtm_type)
	{
		case RTN_LOCAL:
		case RTN_BROADCAST:
		case RTN_ANYCAST:
		case RTN_MULTICAST:
			return FALSE;
	}
	for (; RTA_OK(rta, len); rta = RTA_NEXT(rta, len))
	{
		switch (rta->rta_type)
		{
			case RTA_TABLE:
				table = *(uint32_t*)RTA_DATA(rta);
				break;
			case RTA_OIF:
				if (!is_interface_usable(*(uint32_t*)RTA_DATA(rta)))
				{
					return FALSE;
				}
				break;
			case RTA_DST:
				if (is_link_local(msg->rtm_family, rta))
				{
					return FALSE;
				}
				break;
		}
	}
	return !is_own_table(table);
}

/**
 * Read one datagram.
 *
 * @param news		receives what it is about
 * @return			FALSE if there is nothing to read anymore
 */
static bool read_news(int fd, kernel_news_t *news)
{
	union {
		struct nlmsghdr hdr;
		char bytes[16384];
	} buf;
	struct nlmsghdr *hdr = &buf.hdr;
	struct sockaddr_nl addr;
	socklen_t addr_len = sizeof(addr);
	ssize_t len;

	len = recvfrom(fd, &buf, sizeof(buf), MSG_DONTWAIT | MSG_TRUNC,
				   (struct sockaddr*)&addr, &addr_len);
	if (len < 0)
	{
		if (errno == ENOBUFS)
		{
			*news |= NEWS_LOST;
			return TRUE;
		}
		return errno == EINTR;
	}
	if (addr.nl_pid)
	{	/* not from the kernel */
		return TRUE;
	}
	if (len > sizeof(buf))
	{
		*news |= NEWS_LOST;
		return TRUE;
	}
	for (; NLMSG_OK(hdr, len); hdr = NLMSG_NEXT(hdr, len))
	{
		switch (hdr->nlmsg_type)
		{
			case RTM_NEWLINK:
			case RTM_DELLINK:
			case RTM_NEWADDR:
			case RTM_DELADDR:
				*news |= NEWS_ADDRESSES;
				break;
			case RTM_NEWROUTE:
			case RTM_DELROUTE:
				if (is_route_relevant(hdr))
				{
					*news |= NEWS_ROUTES;
				}
				break;
		}
	}
	return TRUE;
}

/*
 * Described in header.
 */
int kernel_news_open()
{
	struct sockaddr_nl addr = {
		.nl_family = AF_NETLINK,
		.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR |
					 RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE,
	};
	int fd;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd >= 0 && bind(fd, (struct sockaddr*)&addr, sizeof(addr)) == 0)
	{
		return fd;
	}
	DBG1(DBG_KNL, "watching local addresses failed: %s", strerror(errno));
	if (fd >= 0)
	{
		close(fd);
	}
	return -1;
}

/*
 * Described in header.
 */
kernel_news_t kernel_news_read(int fd)
{
	kernel_news_t news = NEWS_NONE;
	int i = 0;

	while (i++ < MAX_READS && read_news(fd, &news))
	{
		/* several messages about one event are a single change */
	}
	return news;
}
