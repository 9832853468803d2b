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

#include "transport.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/icmp6.h>

#include "log.h"

/* place for a struct in6_pktinfo */
typedef union {
	struct cmsghdr align;
	uint8_t bytes[CMSG_SPACE(sizeof(struct in6_pktinfo))];
} control_t;

/* Described in header. */
bool transport_open(transport_t *transport)
{
	struct icmp6_filter filter;
	int on = 1;

	ICMP6_FILTER_SETBLOCKALL(&filter);
	ICMP6_FILTER_SETPASS(MPS, &filter);
	ICMP6_FILTER_SETPASS(MPA, &filter);

	/* the kernel fills in the checksum of both, it knows the home address */
	transport->mh = socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_MH);
	transport->icmp = socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC,
							 IPPROTO_ICMPV6);
	return transport->mh >= 0 && transport->icmp >= 0 &&
		   setsockopt(transport->icmp, IPPROTO_ICMPV6, ICMP6_FILTER, &filter,
					  sizeof(filter)) == 0 &&
		   setsockopt(transport->mh, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on,
					  sizeof(on)) == 0 &&
		   setsockopt(transport->icmp, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on,
					  sizeof(on)) == 0;
}

/* Described in header. */
bool transport_receive(const transport_t *transport, bool icmp,
					   message_t *message, struct in6_addr *from,
					   struct in6_addr *to)
{
	struct sockaddr_in6 source = {};
	uint8_t buf[MESSAGE_MAX];
	struct iovec iov = { .iov_base = buf, .iov_len = sizeof(buf) };
	control_t control;
	struct msghdr msg = {
		.msg_name = &source,
		.msg_namelen = sizeof(source),
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg;
	ssize_t len;

	len = recvmsg(icmp ? transport->icmp : transport->mh, &msg, 0);
	if (len < 0)
	{
		return false;
	}
	*from = source.sin6_addr;
	memset(to, 0, sizeof(*to));
	for (cmsg = CMSG_FIRSTHDR(&msg); cmsg; cmsg = CMSG_NXTHDR(&msg, cmsg))
	{
		if (cmsg->cmsg_level == IPPROTO_IPV6 &&
			cmsg->cmsg_type == IPV6_PKTINFO)
		{
			*to = ((struct in6_pktinfo*)CMSG_DATA(cmsg))->ipi6_addr;
		}
	}
	if (!message_read(message, icmp, buf, len))
	{
		log_line("ignoring a message from %s", show(from));
		return false;
	}
	log_line("received %s from %s to %s", message_name(message->type),
			 show(from), show(to));
	return true;
}

/* Described in header. */
void transport_send(const transport_t *transport, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to)
{
	struct in6_pktinfo info = { .ipi6_addr = *from };
	struct sockaddr_in6 dest = {
		.sin6_family = AF_INET6,
		.sin6_addr = *to,
	};
	uint8_t buf[MESSAGE_MAX];
	struct iovec iov = { .iov_base = buf };
	control_t control = {};
	struct msghdr msg = {
		.msg_name = &dest,
		.msg_namelen = sizeof(dest),
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);

	iov.iov_len = message_write(message, buf);
	cmsg->cmsg_level = IPPROTO_IPV6;
	cmsg->cmsg_type = IPV6_PKTINFO;
	cmsg->cmsg_len = CMSG_LEN(sizeof(info));
	memcpy(CMSG_DATA(cmsg), &info, sizeof(info));
	log_line("sending %s from %s to %s", message_name(message->type),
			 show(from), show(to));
	if (sendmsg(message_is_icmp(message->type) ? transport->icmp
				: transport->mh, &msg, 0) < 0)
	{
		log_error(errno, "sending %s to %s", message_name(message->type),
				  show(to));
	}
}
