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

#include "migrate.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/xfrm.h>

/*
 * Described in header.
 */
void migrate_clear(migrate_t *migrate)
{
	migrate_sa_t *sa;
	u_int i;

	for (i = 0; i < countof(migrate->sas); i++)
	{
		sa = &migrate->sas[i];
		DESTROY_IF(sa->src);
		DESTROY_IF(sa->dst);
		DESTROY_IF(sa->new_src);
		DESTROY_IF(sa->new_dst);
	}
	DESTROY_IF(migrate->src_ts);
	DESTROY_IF(migrate->dst_ts);
	DESTROY_IF(migrate->km_local);
	DESTROY_IF(migrate->km_remote);
	*migrate = (migrate_t){};
}

/**
 * Create a host, NULL if the family is unknown.
 */
static host_t *create_host(uint16_t family, xfrm_address_t *address)
{
	switch (family)
	{
		case AF_INET:
			return host_create_from_chunk(family,
										  chunk_from_thing(address->a4), 0);
		case AF_INET6:
			return host_create_from_chunk(family,
										  chunk_from_thing(address->a6), 0);
		default:
			return NULL;
	}
}

/**
 * Get the range of ports that a port and a mask stand for.
 */
static void get_ports(uint16_t port, uint16_t mask, uint16_t *from,
					  uint16_t *to)
{
	*from = ntohs(port & mask);
	*to = ntohs(port | ~mask);
}

/**
 * Convert one side of a selector.
 */
static traffic_selector_t *create_ts(struct xfrm_selector *sel, bool src)
{
	uint16_t from, to;
	uint8_t prefixlen;
	host_t *net;

	net = create_host(sel->family, src ? &sel->saddr : &sel->daddr);
	prefixlen = src ? sel->prefixlen_s : sel->prefixlen_d;
	if (!net || prefixlen > net->get_address(net).len * 8)
	{
		DESTROY_IF(net);
		return NULL;
	}
	get_ports(src ? sel->sport : sel->dport,
			  src ? sel->sport_mask : sel->dport_mask, &from, &to);
	/* owns the address */
	return traffic_selector_create_from_subnet(net, prefixlen, sel->proto,
											   from, to);
}

/**
 * Parse what identifies the policy.
 */
static bool parse_policy(chunk_t data, migrate_t *migrate, char **error)
{
	struct xfrm_userpolicy_id policy;

	memcpy(&policy, data.ptr, sizeof(policy));
	switch (policy.dir)
	{
		case XFRM_POLICY_IN:
			migrate->dir = POLICY_IN;
			break;
		case XFRM_POLICY_OUT:
			migrate->dir = POLICY_OUT;
			break;
		case XFRM_POLICY_FWD:
			migrate->dir = POLICY_FWD;
			break;
		default:
			*error = "unknown direction";
			return FALSE;
	}
	migrate->src_ts = create_ts(&policy.sel, TRUE);
	migrate->dst_ts = create_ts(&policy.sel, FALSE);
	if (!migrate->src_ts || !migrate->dst_ts)
	{
		*error = "invalid selector";
		return FALSE;
	}
	return TRUE;
}

/**
 * Convert a mode.
 */
static ipsec_mode_t parse_mode(uint8_t mode)
{
	switch (mode)
	{
		case XFRM_MODE_TRANSPORT:
			return MODE_TRANSPORT;
		case XFRM_MODE_TUNNEL:
			return MODE_TUNNEL;
		case XFRM_MODE_BEET:
			return MODE_BEET;
		default:
			return MODE_NONE;
	}
}

/**
 * Check if an address is there and is a specific one.
 */
static bool is_address(host_t *host)
{
	return host && !host->is_anyaddr(host);
}

/**
 * Parse one SA.
 */
static bool parse_sa(u_char *pos, migrate_t *migrate, char **error)
{
	struct xfrm_user_migrate data;
	migrate_sa_t *sa;

	if (migrate->count == countof(migrate->sas))
	{
		*error = "too many SAs";
		return FALSE;
	}
	memcpy(&data, pos, sizeof(data));
	sa = &migrate->sas[migrate->count++];
	sa->protocol = data.proto;
	sa->mode = parse_mode(data.mode);
	sa->reqid = data.reqid;
	sa->src = create_host(data.old_family, &data.old_saddr);
	sa->dst = create_host(data.old_family, &data.old_daddr);
	sa->new_src = create_host(data.new_family, &data.new_saddr);
	sa->new_dst = create_host(data.new_family, &data.new_daddr);
	if (!sa->src || !sa->dst)
	{
		*error = "unknown address family";
		return FALSE;
	}
	if (!is_address(sa->new_src) || !is_address(sa->new_dst))
	{
		*error = "invalid new address";
		return FALSE;
	}
	return TRUE;
}

/**
 * Parse SAs. The kernel sends an attribute for each, but takes them in one.
 */
static bool parse_sas(chunk_t data, migrate_t *migrate, char **error)
{
	size_t size = sizeof(struct xfrm_user_migrate);

	if (!data.len || data.len % size)
	{
		*error = "wrong length of SAs";
		return FALSE;
	}
	for (; data.len; data = chunk_skip(data, size))
	{
		if (!parse_sa(data.ptr, migrate, error))
		{
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Parse addresses for IKE.
 */
static bool parse_kmaddress(chunk_t data, migrate_t *migrate, char **error)
{
	struct xfrm_user_kmaddress km;

	if (data.len != sizeof(km))
	{
		*error = "wrong length of addresses for IKE";
		return FALSE;
	}
	if (migrate->km_local)
	{
		*error = "several addresses for IKE";
		return FALSE;
	}
	memcpy(&km, data.ptr, sizeof(km));
	migrate->km_local = create_host(km.family, &km.local);
	migrate->km_remote = create_host(km.family, &km.remote);
	if (!is_address(migrate->km_local) || !is_address(migrate->km_remote))
	{
		*error = "invalid address for IKE";
		return FALSE;
	}
	return TRUE;
}

/**
 * Parse the type of the policy.
 */
static bool parse_type(chunk_t data, migrate_t *migrate, char **error)
{
	struct xfrm_userpolicy_type type;

	/* a later version may have more to say */
	if (data.len < sizeof(type))
	{
		*error = "wrong length of policy type";
		return FALSE;
	}
	memcpy(&type, data.ptr, sizeof(type));
	switch (type.type)
	{
		case XFRM_POLICY_TYPE_MAIN:
			migrate->sub = FALSE;
			return TRUE;
		case XFRM_POLICY_TYPE_SUB:
			migrate->sub = TRUE;
			return TRUE;
		default:
			*error = "unknown policy type";
			return FALSE;
	}
}

/**
 * Parse an attribute, unknown ones are ignored.
 */
static bool parse_attribute(uint16_t type, chunk_t data, migrate_t *migrate,
							char **error)
{
	switch (type)
	{
		case XFRMA_MIGRATE:
			return parse_sas(data, migrate, error);
		case XFRMA_KMADDRESS:
			return parse_kmaddress(data, migrate, error);
		case XFRMA_POLICY_TYPE:
			return parse_type(data, migrate, error);
		default:
			return TRUE;
	}
}

/**
 * Parse attributes.
 */
static bool parse_attributes(chunk_t data, migrate_t *migrate, char **error)
{
	struct rtattr rta;

	while (data.len)
	{
		if (data.len < sizeof(rta))
		{
			*error = "attribute cut off";
			return FALSE;
		}
		memcpy(&rta, data.ptr, sizeof(rta));
		if (rta.rta_len < sizeof(rta) || rta.rta_len > data.len)
		{
			*error = "wrong length of attribute";
			return FALSE;
		}
		if (!parse_attribute(rta.rta_type,
							 chunk_create(data.ptr + RTA_LENGTH(0),
										  rta.rta_len - RTA_LENGTH(0)),
							 migrate, error))
		{
			return FALSE;
		}
		/* the last one may have no padding */
		data = chunk_skip(data, RTA_ALIGN(rta.rta_len));
	}
	if (!migrate->count)
	{
		*error = "no SAs";
		return FALSE;
	}
	return TRUE;
}

/**
 * Parse everything, to be released in any case.
 */
static bool parse(chunk_t data, migrate_t *migrate, char **error)
{
	size_t fixed = NLMSG_LENGTH(sizeof(struct xfrm_userpolicy_id));
	struct nlmsghdr hdr;

	if (data.len < sizeof(hdr))
	{
		*error = "message too short";
		return FALSE;
	}
	memcpy(&hdr, data.ptr, sizeof(hdr));
	if (hdr.nlmsg_type != XFRM_MSG_MIGRATE)
	{
		*error = "not a XFRM_MSG_MIGRATE message";
		return FALSE;
	}
	if (hdr.nlmsg_len < fixed || hdr.nlmsg_len > data.len)
	{
		*error = "wrong message length";
		return FALSE;
	}
	data.len = hdr.nlmsg_len;
	return parse_policy(chunk_skip(data, NLMSG_HDRLEN), migrate, error) &&
		   parse_attributes(chunk_skip(data, NLMSG_ALIGN(fixed)), migrate,
							error);
}

/*
 * Described in header.
 */
bool migrate_parse(chunk_t data, migrate_t *migrate, char **error)
{
	*migrate = (migrate_t){};
	if (!parse(data, migrate, error))
	{
		migrate_clear(migrate);
		return FALSE;
	}
	return TRUE;
}
