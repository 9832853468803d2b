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

#include "xfrm.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>
#include <linux/rtnetlink.h>

/* Described in header. */
void xfrm_start(xfrm_request_t *request, uint16_t type, const void *header,
				size_t len)
{
	memset(request, 0, sizeof(*request));
	request->hdr.nlmsg_type = type;
	request->hdr.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	request->hdr.nlmsg_len = NLMSG_SPACE(len);
	memcpy(NLMSG_DATA(&request->hdr), header, len);
}

/* Described in header. */
void xfrm_add(xfrm_request_t *request, uint16_t type, const void *data,
			  size_t len)
{
	struct rtattr *rta;

	rta = (struct rtattr*)(request->bytes + request->hdr.nlmsg_len);
	rta->rta_type = type;
	rta->rta_len = RTA_LENGTH(len);
	memcpy(RTA_DATA(rta), data, len);
	request->hdr.nlmsg_len += RTA_SPACE(len);
}

/*
 * Open a socket and send a request.
 */
static int start_request(xfrm_request_t *request)
{
	int fd;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_XFRM);
	if (fd >= 0 &&
		send(fd, request, request->hdr.nlmsg_len, 0) < 0)
	{
		close(fd);
		return -1;
	}
	return fd;
}

/* Described in header. */
int xfrm_send(xfrm_request_t *request)
{
	union {
		struct nlmsghdr hdr;
		uint8_t bytes[4096];
	} reply;
	struct nlmsgerr *err = NLMSG_DATA(&reply.hdr);
	ssize_t len;
	int fd;

	fd = start_request(request);
	if (fd < 0)
	{
		return errno;
	}
	len = recv(fd, &reply, sizeof(reply), 0);
	close(fd);
	if (len < (ssize_t)NLMSG_LENGTH(sizeof(*err)) ||
		reply.hdr.nlmsg_type != NLMSG_ERROR)
	{
		return EPROTO;
	}
	return -err->error;
}

/* Described in header. */
void xfrm_address(const struct sockaddr_storage *addr, xfrm_address_t *out)
{
	memset(out, 0, sizeof(*out));
	if (addr->ss_family == AF_INET)
	{
		out->a4 = ((struct sockaddr_in*)addr)->sin_addr.s_addr;
	}
	else
	{
		memcpy(out, &((struct sockaddr_in6*)addr)->sin6_addr, sizeof(*out));
	}
}

/* Described in header. */
uint32_t xfrm_find_spi(uint8_t proto, const struct sockaddr_storage *src,
					   const struct sockaddr_storage *dst)
{
	struct xfrm_usersa_id none = {};
	struct xfrm_usersa_info *sa;
	struct nlmsghdr *hdr;
	xfrm_address_t saddr, daddr;
	xfrm_request_t request;
	uint8_t buf[32768] __attribute__((aligned(NLMSG_ALIGNTO)));
	uint32_t spi = 0;
	uint64_t added = 0;
	int fd, len;

	xfrm_address(src, &saddr);
	xfrm_address(dst, &daddr);
	xfrm_start(&request, XFRM_MSG_GETSA, &none, sizeof(none));
	request.hdr.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	fd = start_request(&request);
	while (fd >= 0 && (len = recv(fd, buf, sizeof(buf), 0)) > 0)
	{
		for (hdr = (struct nlmsghdr*)buf; NLMSG_OK(hdr, len);
			 hdr = NLMSG_NEXT(hdr, len))
		{
			if (hdr->nlmsg_type != XFRM_MSG_NEWSA)
			{
				close(fd);
				return spi;
			}
			sa = NLMSG_DATA(hdr);
			if (sa->id.proto == proto && sa->family == src->ss_family &&
				memcmp(&sa->saddr, &saddr, sizeof(saddr)) == 0 &&
				memcmp(&sa->id.daddr, &daddr, sizeof(daddr)) == 0 &&
				sa->curlft.add_time >= added)
			{
				spi = sa->id.spi;
				added = sa->curlft.add_time;
			}
		}
	}
	return spi;
}
