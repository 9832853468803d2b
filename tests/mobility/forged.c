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

#include "forged.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <netinet/ip6.h>
#include <linux/xfrm.h>

#include "message.h"

/* not in libc's headers */
#ifndef IPV6_XFRM_POLICY
#define IPV6_XFRM_POLICY 35
#endif

/* Home Address destination option, RFC 6275 6.3, at 8n + 6 */
#define HOME_ADDRESS_OPTION 201

typedef struct {
	struct ip6_hdr ip;
	struct {
		uint8_t next;
		uint8_t len;
		uint8_t padn[4];
		uint8_t type;
		uint8_t optlen;
		struct in6_addr home;
	} options;
	uint8_t message[MESSAGE_MAX];
} packet_t;

/*
 * Sum up 16 bit words.
 */
static uint32_t sum(uint32_t sum, const void *data, size_t len)
{
	const uint8_t *pos = data;
	size_t i;

	for (i = 0; i + 1 < len; i += 2)
	{
		sum += pos[i] << 8 | pos[i + 1];
	}
	return sum;
}

/*
 * Fill in the checksum of a message. The home address is what counts as source.
 */
static void set_checksum(uint8_t *message, size_t len,
						 const struct in6_addr *home,
						 const struct in6_addr *to)
{
	uint32_t total = len + IPPROTO_MH;

	total = sum(total, home, sizeof(*home));
	total = sum(total, to, sizeof(*to));
	total = sum(total, message, len);
	while (total >> 16)
	{
		total = (total & 0xffff) + (total >> 16);
	}
	message[4] = ~total >> 8;
	message[5] = ~total;
}

/*
 * Open a socket for whole packets that no policy is for.
 */
static int open_socket()
{
	struct xfrm_userpolicy_info pass = {
		.sel.family = AF_INET6,
		.dir = XFRM_POLICY_OUT,
		.action = XFRM_POLICY_ALLOW,
		.lft.soft_byte_limit = XFRM_INF,
		.lft.hard_byte_limit = XFRM_INF,
		.lft.soft_packet_limit = XFRM_INF,
		.lft.hard_packet_limit = XFRM_INF,
	};
	int fd;

	fd = socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
	if (fd >= 0 && setsockopt(fd, IPPROTO_IPV6, IPV6_XFRM_POLICY, &pass,
							  sizeof(pass)) != 0)
	{
		close(fd);
		return -1;
	}
	return fd;
}

/* Described in header. */
int forged_main(args_t *args)
{
	struct sockaddr_in6 dest = { .sin6_family = AF_INET6 };
	struct in6_addr home, from;
	packet_t packet = {};
	message_t bu = {
		.type = BU,
		.has_care_of = true,
	};
	size_t len;
	bool option;
	int fd;

	home = args_need_address(args, "--home-address");
	dest.sin6_addr = args_need_address(args, "--home-agent");
	bu.care_of = args_need_address(args, "--care-of");
	from = args_address(args, "--from");
	bu.seq = args_number(args, "--seq", 10000);
	bu.lifetime = args_number(args, "--lifetime", 3600) / LIFETIME_UNIT;
	bu.flags = FLAG_A | FLAG_H | FLAG_L |
			   (args_flag(args, "--no-k") ? 0 : FLAG_K);
	option = !args_flag(args, "--no-option");
	if (!args_done(args))
	{
		printf("%s\n", args->error);
		return 2;
	}
	if (IN6_IS_ADDR_UNSPECIFIED(&from))
	{
		from = option ? bu.care_of : home;
	}
	packet.ip.ip6_vfc = 0x60;
	packet.ip.ip6_hlim = 64;
	packet.ip.ip6_nxt = option ? IPPROTO_DSTOPTS : IPPROTO_MH;
	packet.ip.ip6_src = from;
	packet.ip.ip6_dst = dest.sin6_addr;
	packet.options.next = IPPROTO_MH;
	packet.options.len = sizeof(packet.options) / 8 - 1;
	packet.options.padn[0] = 1;
	packet.options.padn[1] = 2;
	packet.options.type = HOME_ADDRESS_OPTION;
	packet.options.optlen = sizeof(home);
	packet.options.home = home;
	len = message_write(&bu, packet.message);
	set_checksum(packet.message, len, &home, &dest.sin6_addr);
	if (!option)
	{
		memmove(&packet.options, packet.message, len);
	}
	else
	{
		len += sizeof(packet.options);
	}
	packet.ip.ip6_plen = htons(len);

	fd = open_socket();
	if (fd < 0 || sendto(fd, &packet, sizeof(packet.ip) + len, 0,
						 (struct sockaddr*)&dest, sizeof(dest)) < 0)
	{
		printf("sending: %s\n", strerror(errno));
		return 1;
	}
	return 0;
}
