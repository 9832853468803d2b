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

#include "plug.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <net/if.h>

#include "netlink.h"

/* network namespace with the bridges, see tests/vm/guest/vhost.c */
#define BRIDGES "/run/bridges"

/* where the cable is at this end */
#define INTERFACE "eth0"

static const struct {
	const char *name;
	/* bridge it is played by */
	const char *bridge;
	/* its router */
	const char *router;
} links[] = {
	{ "home", "br1", "fec1::1" },
	{ "foreign1", "br0", "fec0::1" },
	{ "foreign2", "br2", "fec2::1" },
	{ "none", NULL, NULL },
};

/*
 * Send a request, complain if that fails.
 */
static bool do_request(request_t *request, const char *what)
{
	int error;

	error = netlink_send(NETLINK_ROUTE, request);
	if (error)
	{
		printf("plug: %s: %s\n", what, strerror(error));
	}
	return !error;
}

/*
 * Set an interface up, with a master, or down.
 */
static bool set_link(const char *name, const char *master)
{
	struct ifinfomsg info = {
		.ifi_family = AF_UNSPEC,
		.ifi_index = if_nametoindex(name),
		.ifi_flags = master ? IFF_UP : 0,
		.ifi_change = IFF_UP,
	};
	uint32_t index = master ? if_nametoindex(master) : 0;
	request_t request;

	request_start(&request, RTM_NEWLINK, 0, &info, sizeof(info));
	if (master)
	{
		request_add(&request, IFLA_MASTER, &index, sizeof(index));
	}
	return do_request(&request, name);
}

/*
 * Move the other end of the cable.
 */
static bool move_cable(const char *host, const char *bridge)
{
	char name[IF_NAMESIZE];
	int own, bridges;
	bool done;

	own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	bridges = open(BRIDGES, O_RDONLY | O_CLOEXEC);
	if (own < 0 || bridges < 0 || setns(bridges, CLONE_NEWNET) != 0)
	{
		printf("plug: " BRIDGES ": %s\n", strerror(errno));
		return false;
	}
	snprintf(name, sizeof(name), "%.10s-" INTERFACE, host);
	done = set_link(name, NULL) && (!bridge || set_link(name, bridge));
	return setns(own, CLONE_NEWNET) == 0 && done;
}

/*
 * Remove an address if it is not link-local.
 */
static void remove_address(void *data, struct nlmsghdr *hdr)
{
	struct ifaddrmsg *ifa = NLMSG_DATA(hdr);
	unsigned *interface = data;
	struct rtattr *addr;
	request_t request;

	addr = netlink_find(hdr, sizeof(*ifa), IFA_ADDRESS);
	if (ifa->ifa_family == AF_INET6 && ifa->ifa_index == *interface &&
		ifa->ifa_scope != RT_SCOPE_LINK && addr)
	{
		request_start(&request, RTM_DELADDR, 0, ifa, sizeof(*ifa));
		request_add(&request, IFA_LOCAL, RTA_DATA(addr),
					sizeof(struct in6_addr));
		do_request(&request, "removing an address");
	}
}

static void remove_addresses(unsigned interface)
{
	struct ifaddrmsg ifa = { .ifa_family = AF_INET6 };
	request_t request;

	request_start(&request, RTM_GETADDR, 0, &ifa, sizeof(ifa));
	netlink_dump(NETLINK_ROUTE, &request, remove_address, &interface);
}

static bool parse(const char *str, struct in6_addr *addr)
{
	struct addrinfo hints = {
		.ai_family = AF_INET6,
		.ai_socktype = SOCK_DGRAM,
	}, *info;

	if (getaddrinfo(str, NULL, &hints, &info) != 0)
	{
		printf("plug: no address for %s\n", str);
		return false;
	}
	*addr = ((struct sockaddr_in6*)info->ai_addr)->sin6_addr;
	freeaddrinfo(info);
	return true;
}

/*
 * Add an address. It is unique, so there is no need to wait.
 */
static bool add_address(unsigned interface, const char *name)
{
	struct ifaddrmsg ifa = {
		.ifa_family = AF_INET6,
		.ifa_index = interface,
		.ifa_prefixlen = 16,
		.ifa_flags = IFA_F_NODAD,
	};
	struct in6_addr addr;
	request_t request;

	if (!parse(name, &addr))
	{
		return false;
	}
	request_start(&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, &ifa,
				  sizeof(ifa));
	request_add(&request, IFA_LOCAL, &addr, sizeof(addr));
	return do_request(&request, "adding an address");
}

static bool set_router(uint32_t interface, const char *router)
{
	struct rtmsg route = {
		.rtm_family = AF_INET6,
		.rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_BOOT,
		.rtm_scope = RT_SCOPE_UNIVERSE,
		.rtm_type = RTN_UNICAST,
	};
	struct in6_addr addr;
	request_t request;

	if (!parse(router, &addr))
	{
		return false;
	}
	request_start(&request, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE,
				  &route, sizeof(route));
	request_add(&request, RTA_GATEWAY, &addr, sizeof(addr));
	request_add(&request, RTA_OIF, &interface, sizeof(interface));
	return do_request(&request, "setting the default route");
}

/* Described in header. */
int plug_main(args_t *args)
{
	bool address = !args_flag(args, "--no-address");
	char host[64] = "", name[80];
	uint32_t interface;
	size_t i, count = sizeof(links) / sizeof(*links);

	for (i = 0; i < count && !args_flag(args, links[i].name); i++);
	if (i == count || !args_done(args))
	{
		printf("usage: plug home|foreign1|foreign2|none [--no-address]\n");
		return 2;
	}
	gethostname(host, sizeof(host) - 1);
	if (!move_cable(host, links[i].bridge))
	{
		return 1;
	}
	interface = if_nametoindex(INTERFACE);
	remove_addresses(interface);
	if (!links[i].bridge || !address)
	{
		return 0;
	}
	snprintf(name, sizeof(name), "%s-%s", host, links[i].name);
	return !add_address(interface, name) ||
		   !set_router(interface, links[i].router);
}
