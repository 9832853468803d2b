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

#include "usable_addresses.h"

#include <net/if.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

#include <daemon.h>
#include <collections/array.h>

#include "netlink_dump.h"
#include "paths/address.h"

/**
 * How often to ask if something changes while the kernel answers.
 */
#define MAX_TRIES 5

/**
 * Flags an interface needs to have, i.e. configured up and with a carrier.
 */
#define LINK_USABLE (IFF_UP | IFF_RUNNING | IFF_LOWER_UP)

/**
 * Flags of addresses that can't be used, yet or anymore.
 */
#define ADDR_UNUSABLE (IFA_F_TENTATIVE | IFA_F_DADFAILED | IFA_F_DEPRECATED)

/**
 * A link of the kernel that is usable.
 */
typedef struct {

	/**
	 * Interface index.
	 */
	int index;

	/**
	 * Interface name.
	 */
	char name[IFNAMSIZ];

	/**
	 * Does it lead nowhere?
	 */
	bool stub;
} link_t;

/**
 * What is collected from the kernel.
 */
typedef struct {

	/**
	 * Usable links, as link_t.
	 */
	array_t *links;

	/**
	 * Addresses on them, as usable_address_t.
	 */
	linked_list_t *addrs;
} dump_t;

CALLBACK(usable_address_destroy, void,
	usable_address_t *this)
{
	this->addr->destroy(this->addr);
	free(this);
}

/*
 * Described in header.
 */
void usable_addresses_destroy(linked_list_t *list)
{
	if (list)
	{
		list->destroy_function(list, (void*)usable_address_destroy);
	}
}

/**
 * Collect links, a netlink_dump_cb_t.
 */
static void add_link(struct nlmsghdr *hdr, void *data)
{
	dump_t *dump = data;
	struct ifinfomsg *msg = NLMSG_DATA(hdr);
	struct rtattr *rta = IFLA_RTA(msg);
	size_t len = IFLA_PAYLOAD(hdr);
	link_t link = {
		.index = msg->ifi_index,
		.stub = (msg->ifi_flags & IFF_NOARP) &&
				!(msg->ifi_flags & IFF_POINTOPOINT),
	};

	if (hdr->nlmsg_type != RTM_NEWLINK ||
		(msg->ifi_flags & (LINK_USABLE | IFF_LOOPBACK)) != LINK_USABLE)
	{
		return;
	}
	for (; RTA_OK(rta, len); rta = RTA_NEXT(rta, len))
	{
		if (rta->rta_type == IFLA_IFNAME)
		{
			strncpy(link.name, RTA_DATA(rta), sizeof(link.name) - 1);
		}
	}
	if (charon->kernel->is_interface_usable(charon->kernel, link.name))
	{
		array_insert(dump->links, ARRAY_TAIL, &link);
	}
}

/**
 * Find a usable link by its index.
 */
static bool find_link(array_t *links, int index, link_t *link)
{
	int i;

	for (i = 0; i < array_count(links); i++)
	{
		array_get(links, i, link);
		if (link->index == index)
		{
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Check if an address is usable by itself.
 */
static bool is_usable(struct ifaddrmsg *msg)
{
	if ((msg->ifa_flags & ADDR_UNUSABLE) || msg->ifa_scope >= RT_SCOPE_LINK)
	{
		return FALSE;
	}
	if (msg->ifa_family == AF_INET6 && (msg->ifa_flags & IFA_F_TEMPORARY))
	{	/* same bit as that of secondary IPv4 addresses */
		return lib->settings->get_bool(lib->settings,
								"%s.prefer_temporary_addrs", FALSE, lib->ns);
	}
	return TRUE;
}

/**
 * Collect addresses, a netlink_dump_cb_t.
 */
static void add_addr(struct nlmsghdr *hdr, void *data)
{
	dump_t *dump = data;
	struct ifaddrmsg *msg = NLMSG_DATA(hdr);
	struct rtattr *rta = IFA_RTA(msg);
	size_t len = IFA_PAYLOAD(hdr);
	chunk_t local = chunk_empty, address = chunk_empty;
	usable_address_t *entry;
	host_t *host;
	link_t link;

	if (hdr->nlmsg_type != RTM_NEWADDR || !is_usable(msg) ||
		!find_link(dump->links, msg->ifa_index, &link))
	{
		return;
	}
	for (; RTA_OK(rta, len); rta = RTA_NEXT(rta, len))
	{
		switch (rta->rta_type)
		{
			case IFA_LOCAL:
				local = chunk_create(RTA_DATA(rta), RTA_PAYLOAD(rta));
				break;
			case IFA_ADDRESS:
				/* the peer's address on point-to-point links */
				address = chunk_create(RTA_DATA(rta), RTA_PAYLOAD(rta));
				break;
		}
	}
	host = host_create_from_chunk(msg->ifa_family, local.len ? local : address,
								  0);
	if (!host || address_is_link_local(host))
	{
		DESTROY_IF(host);
		return;
	}
	INIT(entry,
		.addr = host,
		.ifindex = link.index,
		.stub = link.stub,
		.home = msg->ifa_family == AF_INET6 &&
				(msg->ifa_flags & IFA_F_HOMEADDRESS),
	);
	memcpy(entry->ifname, link.name, sizeof(entry->ifname));
	dump->addrs->insert_last(dump->addrs, entry);
}

CALLBACK(match_addr, bool,
	usable_address_t *this, va_list args)
{
	host_t *addr;

	VA_ARGS_VGET(args, addr);

	return addr->ip_equals(addr, this->addr);
}

/**
 * Remove virtual IPs that charon installed.
 */
static void remove_virtual(linked_list_t *addrs)
{
	enumerator_t *enumerator;
	usable_address_t *found;
	host_t *vip;

	enumerator = charon->kernel->create_address_enumerator(charon->kernel,
									ADDR_TYPE_ALL & ~ADDR_TYPE_REGULAR);
	while (enumerator->enumerate(enumerator, &vip))
	{
		while (addrs->find_first(addrs, match_addr, (void**)&found, vip))
		{
			addrs->remove(addrs, found, NULL);
			usable_address_destroy(found);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Ask the kernel once.
 */
static linked_list_t *try_get()
{
	dump_t dump = {
		.links = array_create(sizeof(link_t), 0),
		.addrs = linked_list_create(),
	};

	if (!netlink_dump(RTM_GETLINK, add_link, &dump) ||
		!netlink_dump(RTM_GETADDR, add_addr, &dump))
	{
		usable_addresses_destroy(dump.addrs);
		dump.addrs = NULL;
	}
	array_destroy(dump.links);
	return dump.addrs;
}

/*
 * Described in header.
 */
linked_list_t *usable_addresses_get()
{
	linked_list_t *addrs = NULL;
	int i;

	for (i = 0; i < MAX_TRIES && !addrs; i++)
	{
		addrs = try_get();
	}
	if (addrs)
	{
		remove_virtual(addrs);
	}
	return addrs;
}

/*
 * Described in header.
 */
bool usable_addresses_equal(linked_list_t *a, linked_list_t *b)
{
	enumerator_t *enum_a, *enum_b;
	usable_address_t *x, *y;
	bool equal = a->get_count(a) == b->get_count(b);

	enum_a = a->create_enumerator(a);
	enum_b = b->create_enumerator(b);
	while (equal && enum_a->enumerate(enum_a, &x) &&
		   enum_b->enumerate(enum_b, &y))
	{
		equal = x->addr->ip_equals(x->addr, y->addr) &&
				streq(x->ifname, y->ifname) && x->home == y->home;
	}
	enum_a->destroy(enum_a);
	enum_b->destroy(enum_b);
	return equal;
}
