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

#include <net/if.h>
#include <netinet/in.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include "xfrm_message.h"

/**
 * More than a message about a single SA or policy needs, the largest part is
 * the bitmap of a replay window of up to 4096 packets.
 */
#define MAX_MESSAGE_LEN 8192

/**
 * Range of the SPIs we need for ourselves, charon's default.
 */
#define SPI_MIN 0xc0000000
#define SPI_MAX 0xcfffffff

typedef union message_t message_t;

/**
 * A message being built.
 */
union message_t {
	struct nlmsghdr hdr;
	u_char bytes[MAX_MESSAGE_LEN];
};

/**
 * Start a message with a fixed header.
 */
static void message_init(message_t *this, uint16_t type, void *header,
						 size_t len)
{
	memset(this, 0, sizeof(*this));
	this->hdr.nlmsg_type = type;
	this->hdr.nlmsg_flags = NLM_F_REQUEST;
	this->hdr.nlmsg_len = NLMSG_SPACE(len);
	memcpy(NLMSG_DATA(&this->hdr), header, len);
}

/**
 * Add an attribute to a message.
 */
static void message_add(message_t *this, uint16_t type, chunk_t data)
{
	struct rtattr *rta;

	if (this->hdr.nlmsg_len + RTA_SPACE(data.len) <= sizeof(*this))
	{
		rta = (struct rtattr*)(this->bytes + this->hdr.nlmsg_len);
		rta->rta_type = type;
		rta->rta_len = RTA_LENGTH(data.len);
		memcpy(RTA_DATA(rta), data.ptr, data.len);
		this->hdr.nlmsg_len += RTA_SPACE(data.len);
	}
}

/**
 * Add what tells objects with otherwise the same id apart.
 */
static void message_add_id(message_t *this, mark_t mark, uint32_t if_id)
{
	struct xfrm_mark xmark = {
		.v = mark.value & mark.mask,
		.m = mark.mask,
	};

	if (mark.value & mark.mask)
	{
		message_add(this, XFRMA_MARK, chunk_from_thing(xmark));
	}
	if (if_id)
	{
		message_add(this, XFRMA_IF_ID, chunk_from_thing(if_id));
	}
}

/**
 * Get a copy of the finished message.
 */
static chunk_t message_finish(message_t *this)
{
	chunk_t message;

	message = chunk_clone(chunk_create(this->bytes, this->hdr.nlmsg_len));
	memwipe(this, this->hdr.nlmsg_len);
	return message;
}

/**
 * Get the attributes that follow the fixed header of a message.
 */
static chunk_t get_attributes(chunk_t message)
{
	struct nlmsghdr *hdr = (struct nlmsghdr*)message.ptr;
	size_t skip = message.len;

	if (message.len >= sizeof(*hdr))
	{
		switch (hdr->nlmsg_type)
		{
			case XFRM_MSG_NEWSA:
				skip = NLMSG_SPACE(sizeof(struct xfrm_usersa_info));
				break;
			case XFRM_MSG_DELSA:
				skip = NLMSG_SPACE(sizeof(struct xfrm_usersa_id));
				break;
			case XFRM_MSG_NEWPOLICY:
				skip = NLMSG_SPACE(sizeof(struct xfrm_userpolicy_info));
				break;
			default:
				break;
		}
	}
	return chunk_skip(message, skip);
}

/**
 * Copy the attributes of a message to another.
 */
static void copy_attributes(message_t *this, chunk_t message, uint16_t except)
{
	chunk_t attributes = get_attributes(message);
	struct rtattr *rta = (struct rtattr*)attributes.ptr;
	size_t len = attributes.len;

	while (RTA_OK(rta, len))
	{
		if (rta->rta_type != except)
		{
			message_add(this, rta->rta_type,
						chunk_create(RTA_DATA(rta), RTA_PAYLOAD(rta)));
		}
		rta = RTA_NEXT(rta, len);
	}
}

/*
 * Described in header.
 */
chunk_t xfrm_attribute(chunk_t message, uint16_t type)
{
	chunk_t attributes = get_attributes(message);
	struct rtattr *rta = (struct rtattr*)attributes.ptr;
	size_t len = attributes.len;

	while (RTA_OK(rta, len))
	{
		if (rta->rta_type == type)
		{
			return chunk_create(RTA_DATA(rta), RTA_PAYLOAD(rta));
		}
		rta = RTA_NEXT(rta, len);
	}
	return chunk_empty;
}

/*
 * Described in header.
 */
chunk_t xfrm_sub_policy(uint16_t type, chunk_t header, chunk_t tmpls)
{
	struct xfrm_userpolicy_type sub = {
		.type = XFRM_POLICY_TYPE_SUB,
	};
	message_t message;

	message_init(&message, type, header.ptr, header.len);
	message_add(&message, XFRMA_POLICY_TYPE, chunk_from_thing(sub));
	if (tmpls.len)
	{
		message_add(&message, XFRMA_TMPL, tmpls);
	}
	return message_finish(&message);
}

/*
 * Described in header.
 */
chunk_t xfrm_message_create(uint16_t type, uint16_t flags, chunk_t header,
							chunk_t from, uint16_t *types, u_int count)
{
	message_t message;
	chunk_t data;
	u_int i;

	message_init(&message, type, header.ptr, header.len);
	message.hdr.nlmsg_flags |= flags;
	for (i = 0; i < count; i++)
	{
		data = xfrm_attribute(from, types[i]);
		if (data.len)
		{
			message_add(&message, types[i], data);
		}
	}
	return message_finish(&message);
}

/*
 * Described in header.
 */
bool xfrm_address_equals(xfrm_address_t *address, host_t *host)
{
	chunk_t bytes = host->get_address(host);

	return memeq(address, bytes.ptr, bytes.len);
}

/*
 * Described in header.
 */
void xfrm_address_set(xfrm_address_t *address, host_t *host)
{
	chunk_t bytes = host->get_address(host);

	memset(address, 0, sizeof(*address));
	memcpy(address, bytes.ptr, bytes.len);
}

/*
 * Described in header.
 */
chunk_t xfrm_sa_query(uint16_t type, kernel_ipsec_sa_id_t *id, host_t *dst)
{
	message_t message;
	struct xfrm_usersa_id sa_id = {
		.spi = id->spi,
		.proto = id->proto,
		.family = dst->get_family(dst),
	};

	xfrm_address_set(&sa_id.daddr, dst);
	message_init(&message, type, &sa_id, sizeof(sa_id));
	message_add_id(&message, id->mark, id->if_id);
	return message_finish(&message);
}

/*
 * Described in header.
 */
struct xfrm_usersa_info *xfrm_sa_info(chunk_t sa)
{
	struct nlmsghdr *hdr = (struct nlmsghdr*)sa.ptr;
	chunk_t attribute;

	if (sa.len >= NLMSG_SPACE(sizeof(struct xfrm_usersa_info)) &&
		hdr->nlmsg_type == XFRM_MSG_NEWSA)
	{
		return NLMSG_DATA(hdr);
	}
	attribute = xfrm_attribute(sa, XFRMA_SA);
	if (attribute.len >= sizeof(struct xfrm_usersa_info))
	{
		return (struct xfrm_usersa_info*)attribute.ptr;
	}
	return NULL;
}

/*
 * Described in header.
 */
chunk_t xfrm_sa_add(chunk_t sa, host_t *src, host_t *dst)
{
	message_t message;
	struct xfrm_usersa_info info = *xfrm_sa_info(sa);

	xfrm_address_set(&info.saddr, src);
	xfrm_address_set(&info.id.daddr, dst);
	info.family = dst->get_family(dst);

	message_init(&message, XFRM_MSG_NEWSA, &info, sizeof(info));
	copy_attributes(&message, sa, XFRMA_SA);
	/* the kernel starts to count anew otherwise */
	message_add(&message, XFRMA_LTIME_VAL, chunk_from_thing(info.curlft));
	return message_finish(&message);
}

/*
 * Described in header.
 */
chunk_t xfrm_spi_alloc(host_t *src, host_t *dst, uint32_t if_id)
{
	message_t message;
	mark_t mark = {};
	struct xfrm_userspi_info spi = {
		.info = {
			.id = {
				.proto = IPPROTO_ESP,
			},
			.family = dst->get_family(dst),
			.mode = XFRM_MODE_TUNNEL,
		},
		.min = SPI_MIN,
		.max = SPI_MAX,
	};

	xfrm_address_set(&spi.info.saddr, src);
	xfrm_address_set(&spi.info.id.daddr, dst);
	message_init(&message, XFRM_MSG_ALLOCSPI, &spi, sizeof(spi));
	message_add_id(&message, mark, if_id);
	return message_finish(&message);
}

/**
 * Convert a traffic selector's addresses, as kernel-netlink does.
 */
static void ts2subnet(traffic_selector_t *ts, xfrm_address_t *net,
					  uint8_t *prefixlen)
{
	host_t *host;

	ts->to_subnet(ts, &host, prefixlen);
	xfrm_address_set(net, host);
	host->destroy(host);
}

/**
 * Convert a traffic selector's ports, as kernel-netlink does.
 */
static void ts2ports(traffic_selector_t *ts, __be16 *port, __be16 *mask)
{
	uint16_t from = ts->get_from_port(ts), to = ts->get_to_port(ts), bits = 0;
	int bit;

	for (bit = 15; bit >= 0 && !((from ^ to) & (1 << bit)); bit--)
	{
		bits |= 1 << bit;
	}
	*port = htons(from & bits);
	*mask = htons(bits);
}

/**
 * Convert traffic selectors, as kernel-netlink does.
 */
static struct xfrm_selector ts2selector(kernel_ipsec_policy_id_t *id)
{
	struct xfrm_selector sel = {
		.family = id->src_ts->get_type(id->src_ts) == TS_IPV4_ADDR_RANGE
					? AF_INET : AF_INET6,
		.proto = max(id->src_ts->get_protocol(id->src_ts),
					 id->dst_ts->get_protocol(id->dst_ts)),
		.ifindex = id->interface ? if_nametoindex(id->interface) : 0,
	};
	uint16_t type_code;

	ts2subnet(id->src_ts, &sel.saddr, &sel.prefixlen_s);
	ts2subnet(id->dst_ts, &sel.daddr, &sel.prefixlen_d);
	ts2ports(id->src_ts, &sel.sport, &sel.sport_mask);
	ts2ports(id->dst_ts, &sel.dport, &sel.dport_mask);
	if ((sel.proto == IPPROTO_ICMP || sel.proto == IPPROTO_ICMPV6) &&
		(sel.sport || sel.dport))
	{
		type_code = ntohs(max(sel.sport, sel.dport));
		sel.sport = htons(traffic_selector_icmp_type(type_code));
		sel.sport_mask = sel.sport ? ~0 : 0;
		sel.dport = htons(traffic_selector_icmp_code(type_code));
		sel.dport_mask = sel.dport ? ~0 : 0;
	}
	return sel;
}

/*
 * Described in header.
 */
chunk_t xfrm_policy_query(kernel_ipsec_policy_id_t *id)
{
	message_t message;
	struct xfrm_userpolicy_id policy_id = {
		.sel = ts2selector(id),
		.dir = id->dir,
	};

	message_init(&message, XFRM_MSG_GETPOLICY, &policy_id, sizeof(policy_id));
	message_add_id(&message, id->mark, id->if_id);
	return message_finish(&message);
}

/*
 * Described in header.
 */
bool xfrm_policy_query_equals(chunk_t a, chunk_t b)
{
	/* the headers differ after sending */
	return chunk_equals(chunk_skip(a, NLMSG_HDRLEN),
						chunk_skip(b, NLMSG_HDRLEN));
}

/*
 * Described in header.
 */
struct xfrm_user_tmpl *xfrm_policy_tmpl(chunk_t policy)
{
	chunk_t tmpl = xfrm_attribute(policy, XFRMA_TMPL);

	if (tmpl.len == sizeof(struct xfrm_user_tmpl))
	{
		return (struct xfrm_user_tmpl*)tmpl.ptr;
	}
	return NULL;
}

/*
 * Described in header.
 */
chunk_t xfrm_policy_update(chunk_t policy, struct xfrm_user_tmpl *tmpl)
{
	message_t message;
	struct xfrm_userpolicy_info *info = NLMSG_DATA(policy.ptr);

	message_init(&message, XFRM_MSG_UPDPOLICY, info, sizeof(*info));
	copy_attributes(&message, policy, XFRMA_TMPL);
	if (tmpl)
	{
		message_add(&message, XFRMA_TMPL,
					chunk_create((u_char*)tmpl, sizeof(*tmpl)));
	}
	else
	{
		info = NLMSG_DATA(&message.hdr);
		info->action = XFRM_POLICY_BLOCK;
	}
	return message_finish(&message);
}
