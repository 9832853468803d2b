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

#include <netinet/in.h>
#include <stdio.h>
#include <sys/utsname.h>

#include "type_selectors.h"

/**
 * Selectors that match whatever the type is.
 */
#define ANY_FROM 0
#define ANY_TO 0xffff

/**
 * Next headers that are taken for the type of an ICMPv6 message, if they are
 * in the first extension header of a packet: what follows it is a routing
 * header, destination options or the message itself. Other headers are either
 * removed before or not accepted there.
 */
static uint8_t mistaken[] = {
	IPPROTO_ROUTING,
	IPPROTO_ICMPV6,
	IPPROTO_DSTOPTS,
};

/**
 * Copy a selector with other ports.
 */
static traffic_selector_t *with_ports(traffic_selector_t *ts, uint8_t protocol,
									  uint16_t from, uint16_t to)
{
	return traffic_selector_create_from_bytes(protocol, ts->get_type(ts),
								ts->get_from_address(ts), from,
								ts->get_to_address(ts), to);
}

/**
 * Check if a selector has types, rather than all or none, which is opaque.
 */
static bool has_types(traffic_selector_t *ts)
{
	uint16_t from = ts->get_from_port(ts), to = ts->get_to_port(ts);

	return from <= to && !(from == ANY_FROM && to == ANY_TO);
}

/**
 * Check if a selector is for a single address.
 */
static bool is_host(traffic_selector_t *ts)
{
	return chunk_equals(ts->get_from_address(ts), ts->get_to_address(ts));
}

/**
 * Check if the kernel can express a range of ports by a value and a mask.
 */
static bool is_block(uint16_t from, uint16_t to)
{
	uint16_t differs = from ^ to;

	return !(differs & (differs + 1)) && !(from & differs);
}

/**
 * Add a pair for the given types, or whatever other "ports" the source has.
 */
static void add_pair(type_selectors_t *this, traffic_selector_t *src,
					 traffic_selector_t *dst, uint8_t protocol, uint16_t from,
					 uint16_t to, bool shared)
{
	this->pairs[this->count].src = with_ports(src, protocol, from, to);
	this->pairs[this->count].dst = with_ports(dst, protocol, ANY_FROM, ANY_TO);
	this->pairs[this->count].shared = shared;
	this->count++;
}

/**
 * Add a pair for Mobility Headers, for some types if the kernel knows them.
 */
static void add_mh(type_selectors_t *this, traffic_selector_t *src,
				   traffic_selector_t *dst, bool known)
{
	uint16_t from = ANY_FROM, to = ANY_TO;

	if (has_types(src) && !known)
	{
		this->coarser = TRUE;
	}
	else if (has_types(src))
	{
		from = src->get_from_port(src);
		to = src->get_to_port(src);
		if (to > UINT8_MAX)
		{	/* otherwise it is what the kernel wants already, configured by
			 * those who knew */
			from >>= 8;
			to >>= 8;
		}
		this->coarser = !is_block(from, to);
	}
	add_pair(this, src, dst, IPPROTO_MH, from, to, this->coarser);
}

/**
 * Add a pair for ICMPv6 messages. As always with strongSwan, the selector of
 * only one side may have the type of both directions.
 */
static void add_icmpv6(type_selectors_t *this, traffic_selector_t *src,
					   traffic_selector_t *dst)
{
	traffic_selector_t *ts = has_types(src) || !has_types(dst) ? src : dst;
	uint16_t from = ts->get_from_port(ts), to = ts->get_to_port(ts);

	if (!has_types(ts))
	{
		from = ANY_FROM;
		to = ANY_TO;
	}
	else if (traffic_selector_icmp_type(from) != traffic_selector_icmp_type(to))
	{	/* kernel-netlink would take the first one only */
		this->coarser = TRUE;
		from = ANY_FROM;
		to = ANY_TO;
	}
	else if (from != to)
	{	/* and the first code */
		this->coarser = (from & 0xff) || (to & 0xff) != 0xff;
		from &= 0xff00;
		to |= 0x00ff;
	}
	add_pair(this, src, dst, IPPROTO_ICMPV6, from, to, this->coarser);
}

/*
 * Described in header.
 */
uint8_t type_selectors_protocol(traffic_selector_t *src,
								traffic_selector_t *dst)
{
	uint8_t protocol = max(src->get_protocol(src), dst->get_protocol(dst));

	if (src->get_type(src) == TS_IPV6_ADDR_RANGE &&
		(protocol == IPPROTO_MH || protocol == IPPROTO_ICMPV6))
	{
		return protocol;
	}
	return 0;
}

/*
 * Described in header.
 */
void type_selectors_init(type_selectors_t *this, kernel_ipsec_policy_id_t *id,
						 policy_type_t type, bool dissects)
{
	traffic_selector_t *src = id->src_ts, *dst = id->dst_ts;
	bool out = id->dir == POLICY_OUT, pass = type == POLICY_PASS;
	u_int i;

	memset(this, 0, sizeof(*this));
	switch (type_selectors_protocol(src, dst))
	{
		case IPPROTO_MH:
			add_mh(this, src, dst, pass || (out && is_host(src)));
			break;
		case IPPROTO_ICMPV6:
			add_icmpv6(this, src, dst);
			if (!out && !pass && !dissects && has_types(this->pairs[0].src))
			{
				for (i = 0; i < countof(mistaken); i++)
				{
					add_pair(this, src, dst, IPPROTO_ICMPV6, mistaken[i] << 8,
							 mistaken[i] << 8, TRUE);
				}
				this->coarser = TRUE;
			}
			break;
		default:
			break;
	}
}

/**
 * Get the protocol all selectors are for, 0 if they are for several.
 */
static uint8_t get_common_protocol(linked_list_t *list)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts;
	uint8_t protocol = 0;
	bool first = TRUE;

	enumerator = list->create_enumerator(list);
	while (enumerator->enumerate(enumerator, &ts))
	{
		if (first)
		{
			protocol = ts->get_protocol(ts);
			first = FALSE;
		}
		else if (ts->get_protocol(ts) != protocol)
		{
			protocol = 0;
		}
	}
	enumerator->destroy(enumerator);
	return protocol;
}

/*
 * Described in header.
 */
void type_selectors_init_sa(type_selectors_t *this, linked_list_t *src,
							linked_list_t *dst, bool inbound, bool dissects)
{
	kernel_ipsec_policy_id_t id = {
		.dir = inbound ? POLICY_IN : POLICY_OUT,
	};
	uint8_t protocol;

	memset(this, 0, sizeof(*this));
	if (src->get_first(src, (void**)&id.src_ts) != SUCCESS ||
		dst->get_first(dst, (void**)&id.dst_ts) != SUCCESS ||
		!type_selectors_protocol(id.src_ts, id.dst_ts))
	{
		return;
	}
	if (src->get_count(src) == 1 && dst->get_count(dst) == 1)
	{
		type_selectors_init(this, &id, POLICY_IPSEC, dissects);
	}
	if (this->count != 1)
	{
		protocol = max(get_common_protocol(src), get_common_protocol(dst));
		type_selectors_clear(this);
		this->coarser = TRUE;
		add_pair(this, id.src_ts, id.dst_ts, protocol, ANY_FROM, ANY_TO, TRUE);
	}
}

/*
 * Described in header.
 */
void type_selectors_clear(type_selectors_t *this)
{
	while (this->count)
	{
		this->count--;
		this->pairs[this->count].src->destroy(this->pairs[this->count].src);
		this->pairs[this->count].dst->destroy(this->pairs[this->count].dst);
	}
}

/*
 * Described in header.
 */
traffic_selector_t *type_selectors_from_packet(traffic_selector_t *src)
{
	uint16_t type = src->get_from_port(src);

	if (src->get_protocol(src) == IPPROTO_MH && type == src->get_to_port(src) &&
		type <= UINT8_MAX)
	{
		return with_ports(src, IPPROTO_MH, type << 8, type << 8);
	}
	return src->clone(src);
}

/*
 * Described in header.
 */
traffic_selector_t *type_selectors_any(traffic_selector_t *ts)
{
	return with_ports(ts, ts->get_protocol(ts), ANY_FROM, ANY_TO);
}

/*
 * Described in header.
 */
bool type_selectors_dissects(char *release)
{
	struct utsname kernel;
	u_int major, minor;

	if (!release)
	{
		uname(&kernel);
		release = kernel.release;
	}
	/* it has the packets' headers read by its flow dissector since then */
	return sscanf(release, "%u.%u", &major, &minor) == 2 &&
		   (major > 6 || (major == 6 && minor >= 7));
}
