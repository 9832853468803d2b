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

#include "network.h"

#include <errno.h>
#include <ifaddrs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <net/if.h>
#include <linux/fib_rules.h>
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <linux/neighbour.h>
#include <netinet/icmp6.h>

#include "log.h"
#include "netlink.h"

/* interface with the home address */
#define HOME_INTERFACE "mip6-home"

/* routes and rule for what comes from the home address */
#define TABLE 135
#define RULE_PRIORITY 1350

/* Described in header. */
int network_interface(const struct in6_addr *addr)
{
	struct ifaddrs *list, *ifa;
	int interface = 0;

	if (getifaddrs(&list) != 0)
	{
		return 0;
	}
	for (ifa = list; ifa; ifa = ifa->ifa_next)
	{
		if (ifa->ifa_addr && ifa->ifa_addr->sa_family == AF_INET6 &&
			strcmp(ifa->ifa_name, HOME_INTERFACE) != 0 &&
			memcmp(&((struct sockaddr_in6*)ifa->ifa_addr)->sin6_addr, addr,
				   sizeof(*addr)) == 0)
		{
			interface = if_nametoindex(ifa->ifa_name);
		}
	}
	freeifaddrs(list);
	return interface;
}

/*
 * Send a request, some errors are none.
 */
static void do_request(request_t *request, int allowed, const char *what)
{
	int error;

	error = netlink_send(NETLINK_ROUTE, request);
	if (error && error != allowed)
	{
		log_error(error, "%s", what);
	}
}

/*
 * Write to a file below /proc/sys/net/ipv6.
 */
static void set_sysctl(const char *dir, int interface, const char *key)
{
	char path[128], name[IF_NAMESIZE];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/sys/net/ipv6/%s/%s/%s", dir,
			 if_indextoname(interface, name), key);
	file = fopen(path, "we");
	if (!file || fputs(strcmp(key, "proxy_ndp") ? "0" : "1", file) == EOF)
	{
		log_error(errno, "writing to %s", path);
	}
	if (file)
	{
		fclose(file);
	}
}

/* Described in header. */
void network_proxy(int interface, const struct in6_addr *addr, bool answer)
{
	struct ndmsg nd = {
		.ndm_family = AF_INET6,
		.ndm_ifindex = interface,
		.ndm_flags = NTF_PROXY,
	};
	request_t request;

	if (answer)
	{
		/* at once: the mobile node is not there to do it */
		set_sysctl("conf", interface, "proxy_ndp");
		set_sysctl("neigh", interface, "proxy_delay");
	}
	request_start(&request, answer ? RTM_NEWNEIGH : RTM_DELNEIGH,
				  answer ? NLM_F_CREATE : 0, &nd, sizeof(nd));
	request_add(&request, NDA_DST, addr, sizeof(*addr));
	do_request(&request, answer ? EEXIST : ENOENT, "proxying a neighbour");
}

/* Described in header. */
void network_advertise(int interface, const struct in6_addr *addr)
{
	struct {
		struct nd_neighbor_advert head;
		struct nd_opt_hdr option;
		uint8_t hwaddr[6];
	} advert = {
		.head.nd_na_type = ND_NEIGHBOR_ADVERT,
		.head.nd_na_flags_reserved = ND_NA_FLAG_OVERRIDE,
		.head.nd_na_target = *addr,
		.option.nd_opt_type = ND_OPT_TARGET_LINKADDR,
		.option.nd_opt_len = 1,
	};
	struct sockaddr_in6 all = {
		.sin6_family = AF_INET6,
		.sin6_scope_id = interface,
		/* ff02::1 */
		.sin6_addr.s6_addr = { 0xff, 0x02, [15] = 1 },
	};
	struct ifreq ifr = {};
	int fd, hops = 255;

	fd = socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMPV6);
	if_indextoname(interface, ifr.ifr_name);
	if (fd < 0 || ioctl(fd, SIOCGIFHWADDR, &ifr) != 0 ||
		setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &hops,
				   sizeof(hops)) != 0)
	{
		log_error(errno, "preparing an advertisement");
	}
	memcpy(advert.hwaddr, ifr.ifr_hwaddr.sa_data, sizeof(advert.hwaddr));
	if (sendto(fd, &advert, sizeof(advert), 0, (struct sockaddr*)&all,
			   sizeof(all)) < 0)
	{
		log_error(errno, "advertising %s", show(addr));
	}
	close(fd);
}

/*
 * Start a request that creates or changes an interface.
 */
static void start_link(request_t *request, const char *name)
{
	struct ifinfomsg info = {
		.ifi_family = AF_UNSPEC,
		.ifi_flags = IFF_UP,
		.ifi_change = IFF_UP,
	};

	request_start(request, RTM_NEWLINK, NLM_F_CREATE, &info, sizeof(info));
	request_add(request, IFLA_IFNAME, name, strlen(name) + 1);
}

/* Described in header. */
void network_home(const struct in6_addr *home)
{
	struct ifaddrmsg ifa = {
		.ifa_family = AF_INET6,
		.ifa_prefixlen = 128,
		.ifa_flags = IFA_F_HOMEADDRESS | IFA_F_NODAD,
	};
	struct rtattr *info;
	request_t request;

	start_link(&request, HOME_INTERFACE);
	info = request_nest(&request, IFLA_LINKINFO);
	request_add(&request, IFLA_INFO_KIND, "dummy", strlen("dummy"));
	request_end(&request, info);
	do_request(&request, 0, "creating " HOME_INTERFACE);

	ifa.ifa_index = if_nametoindex(HOME_INTERFACE);
	request_start(&request, RTM_NEWADDR, NLM_F_CREATE, &ifa, sizeof(ifa));
	request_add(&request, IFA_LOCAL, home, sizeof(*home));
	do_request(&request, EEXIST, "adding the home address");
}

/* Described in header. */
void network_tunnel(const char *name, const struct in6_addr *local,
					const struct in6_addr *remote)
{
	uint32_t flags = IP6_TNL_F_IGN_ENCAP_LIMIT;
	uint8_t proto = IPPROTO_IPV6, ttl = 64;
	struct rtattr *info, *data;
	request_t request;

	start_link(&request, name);
	info = request_nest(&request, IFLA_LINKINFO);
	request_add(&request, IFLA_INFO_KIND, "ip6tnl", strlen("ip6tnl"));
	data = request_nest(&request, IFLA_INFO_DATA);
	request_add(&request, IFLA_IPTUN_LOCAL, local, sizeof(*local));
	request_add(&request, IFLA_IPTUN_REMOTE, remote, sizeof(*remote));
	request_add(&request, IFLA_IPTUN_PROTO, &proto, sizeof(proto));
	request_add(&request, IFLA_IPTUN_TTL, &ttl, sizeof(ttl));
	request_add(&request, IFLA_IPTUN_FLAGS, &flags, sizeof(flags));
	request_end(&request, data);
	request_end(&request, info);
	do_request(&request, 0, "creating a tunnel");
}

/* Described in header. */
void network_remove(const char *name)
{
	struct ifinfomsg info = {
		.ifi_family = AF_UNSPEC,
		.ifi_index = if_nametoindex(name),
	};
	request_t request;

	if (info.ifi_index)
	{
		request_start(&request, RTM_DELLINK, 0, &info, sizeof(info));
		do_request(&request, 0, "removing an interface");
	}
}

/*
 * Add a route over an interface.
 */
static void add_route(const char *name, const struct in6_addr *dst,
					  uint8_t table)
{
	struct rtmsg route = {
		.rtm_family = AF_INET6,
		.rtm_dst_len = dst ? 128 : 0,
		.rtm_table = table,
		.rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_UNIVERSE,
		.rtm_type = RTN_UNICAST,
	};
	uint32_t interface = if_nametoindex(name);
	request_t request;

	request_start(&request, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE,
				  &route, sizeof(route));
	if (dst)
	{
		request_add(&request, RTA_DST, dst, sizeof(*dst));
	}
	request_add(&request, RTA_OIF, &interface, sizeof(interface));
	do_request(&request, 0, "adding a route");
}

/* Described in header. */
void network_route(const char *name, const struct in6_addr *dst)
{
	add_route(name, dst, RT_TABLE_MAIN);
}

/* Described in header. */
void network_route_from(const char *name, const struct in6_addr *src,
						bool add)
{
	struct fib_rule_hdr rule = {
		.family = AF_INET6,
		.src_len = 128,
		.table = TABLE,
		.action = FR_ACT_TO_TBL,
	};
	uint32_t priority = RULE_PRIORITY;
	request_t request;

	request_start(&request, add ? RTM_NEWRULE : RTM_DELRULE,
				  add ? NLM_F_CREATE | NLM_F_EXCL : 0, &rule, sizeof(rule));
	request_add(&request, FRA_SRC, src, sizeof(*src));
	request_add(&request, FRA_PRIORITY, &priority, sizeof(priority));
	do_request(&request, add ? EEXIST : ENOENT, "changing rules");
	if (add)
	{
		add_route(name, NULL, TABLE);
	}
}
