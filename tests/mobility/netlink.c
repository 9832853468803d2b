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

#include "netlink.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Described in header. */
void request_start(request_t *request, uint16_t type, uint16_t flags,
				   const void *header, size_t len)
{
	memset(request, 0, sizeof(*request));
	request->hdr.nlmsg_type = type;
	request->hdr.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
	request->hdr.nlmsg_len = NLMSG_SPACE(len);
	memcpy(NLMSG_DATA(&request->hdr), header, len);
}

/* Described in header. */
void request_add(request_t *request, uint16_t type, const void *data,
				 size_t len)
{
	struct rtattr *rta;

	rta = (struct rtattr*)(request->bytes + request->hdr.nlmsg_len);
	rta->rta_type = type;
	rta->rta_len = RTA_LENGTH(len);
	memcpy(RTA_DATA(rta), data, len);
	request->hdr.nlmsg_len += RTA_SPACE(len);
}

/* Described in header. */
struct rtattr *request_nest(request_t *request, uint16_t type)
{
	struct rtattr *nest;

	nest = (struct rtattr*)(request->bytes + request->hdr.nlmsg_len);
	request_add(request, type, "", 0);
	return nest;
}

/* Described in header. */
void request_end(request_t *request, struct rtattr *nest)
{
	nest->rta_len = request->bytes + request->hdr.nlmsg_len - (uint8_t*)nest;
}

/* Described in header. */
struct rtattr *netlink_find(struct nlmsghdr *hdr, size_t len, uint16_t type)
{
	struct rtattr *rta;
	int left = hdr->nlmsg_len - NLMSG_SPACE(len);

	rta = (struct rtattr*)((uint8_t*)hdr + NLMSG_SPACE(len));
	for (; RTA_OK(rta, left); rta = RTA_NEXT(rta, left))
	{
		if (rta->rta_type == type)
		{
			return rta;
		}
	}
	return NULL;
}

/*
 * Open a socket and send a request.
 */
static int start(int protocol, request_t *request)
{
	int fd;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	if (fd >= 0 && send(fd, request, request->hdr.nlmsg_len, 0) < 0)
	{
		close(fd);
		return -1;
	}
	return fd;
}

/* Described in header. */
int netlink_send(int protocol, request_t *request)
{
	request_t reply;
	struct nlmsgerr *err = NLMSG_DATA(&reply.hdr);
	ssize_t len;
	int fd;

	fd = start(protocol, request);
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
void netlink_dump(int protocol, request_t *request,
				  void (*take)(void *data, struct nlmsghdr *hdr), void *data)
{
	uint8_t buf[65536] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *hdr;
	int fd, len, done = 0;

	request->hdr.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	fd = start(protocol, request);
	while (fd >= 0 && !done && (len = recv(fd, buf, sizeof(buf), 0)) > 0)
	{
		for (hdr = (struct nlmsghdr*)buf; NLMSG_OK(hdr, len);
			 hdr = NLMSG_NEXT(hdr, len))
		{
			done = hdr->nlmsg_type == NLMSG_DONE ||
				   hdr->nlmsg_type == NLMSG_ERROR;
			if (done)
			{
				break;
			}
			take(data, hdr);
		}
	}
	close(fd);
}
