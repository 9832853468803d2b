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

#include "icmp_error.h"

#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/ip_icmp.h>
#include <netinet/icmp6.h>
#include <netinet/udp.h>

/**
 * Skip an IPv4 header.
 *
 * @return			header, NULL if too short or malformed
 */
static struct iphdr *skip_ipv4(chunk_t *data)
{
	struct iphdr *ip = (struct iphdr*)data->ptr;

	if (data->len < sizeof(*ip) || ip->version != 4 || ip->ihl < 5 ||
		data->len < ip->ihl * 4)
	{
		return NULL;
	}
	*data = chunk_skip(*data, ip->ihl * 4);
	return ip;
}

/**
 * Get the ports of an UDP packet, 0 for others.
 *
 * @return			FALSE if the ports are missing
 */
static bool get_ports(uint8_t protocol, chunk_t data, uint16_t *src,
					  uint16_t *dst)
{
	struct udphdr *udp = (struct udphdr*)data.ptr;

	*src = *dst = 0;
	if (protocol == IPPROTO_UDP)
	{
		if (data.len < sizeof(*udp))
		{
			return FALSE;
		}
		*src = ntohs(udp->source);
		*dst = ntohs(udp->dest);
	}
	return TRUE;
}

/**
 * Parse the IPv4 packet an ICMP error quotes.
 */
static bool parse_ipv4(chunk_t data, icmp_error_t *error)
{
	struct icmphdr *icmp;
	struct iphdr *ip;
	uint16_t src, dst;

	if (!skip_ipv4(&data) || data.len < sizeof(*icmp))
	{
		return FALSE;
	}
	icmp = (struct icmphdr*)data.ptr;
	data = chunk_skip(data, sizeof(*icmp));
	if (icmp->type != ICMP_DEST_UNREACH || icmp->code == ICMP_FRAG_NEEDED)
	{
		return FALSE;
	}
	ip = skip_ipv4(&data);
	if (!ip || !get_ports(ip->protocol, data, &src, &dst))
	{
		return FALSE;
	}
	error->protocol = ip->protocol;
	error->src = host_create_from_chunk(AF_INET, chunk_from_thing(ip->saddr),
										src);
	error->dst = host_create_from_chunk(AF_INET, chunk_from_thing(ip->daddr),
										dst);
	return TRUE;
}

/**
 * Parse the IPv6 packet an ICMPv6 error quotes; ours have no extension headers.
 */
static bool parse_ipv6(chunk_t data, icmp_error_t *error)
{
	struct icmp6_hdr *icmp = (struct icmp6_hdr*)data.ptr;
	struct ip6_hdr *ip;
	uint16_t src, dst;

	if (data.len < sizeof(*icmp) + sizeof(*ip) ||
		icmp->icmp6_type != ICMP6_DST_UNREACH)
	{
		return FALSE;
	}
	data = chunk_skip(data, sizeof(*icmp));
	ip = (struct ip6_hdr*)data.ptr;
	data = chunk_skip(data, sizeof(*ip));
	if (ip->ip6_vfc >> 4 != 6 || !get_ports(ip->ip6_nxt, data, &src, &dst))
	{
		return FALSE;
	}
	error->protocol = ip->ip6_nxt;
	error->src = host_create_from_chunk(AF_INET6, chunk_from_thing(ip->ip6_src),
										src);
	error->dst = host_create_from_chunk(AF_INET6, chunk_from_thing(ip->ip6_dst),
										dst);
	return TRUE;
}

/*
 * Described in header.
 */
bool icmp_error_parse(int family, chunk_t data, icmp_error_t *error)
{
	return family == AF_INET ? parse_ipv4(data, error)
							 : parse_ipv6(data, error);
}
