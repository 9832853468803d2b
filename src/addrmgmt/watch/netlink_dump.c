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

#include "netlink_dump.h"

#include <errno.h>
#include <unistd.h>
#include <sys/socket.h>
#include <linux/rtnetlink.h>

#include <utils/debug.h>

/**
 * The kernel fills buffers of up to 32 KiB when it dumps.
 */
typedef union {
	struct nlmsghdr hdr;
	char bytes[32768];
} buffer_t;

/**
 * Read one datagram of the answer.
 *
 * @param done		set to TRUE if it was the last one
 * @return			FALSE on failure
 */
static bool read_some(int fd, netlink_dump_cb_t cb, void *data, bool *done)
{
	buffer_t buf;
	struct nlmsghdr *hdr = &buf.hdr;
	struct nlmsgerr *err;
	ssize_t len;

	do
	{
		len = recv(fd, &buf, sizeof(buf), 0);
	}
	while (len < 0 && errno == EINTR);

	if (len <= 0)
	{
		DBG1(DBG_KNL, "reading from netlink failed: %s", strerror(errno));
		return FALSE;
	}
	for (; NLMSG_OK(hdr, len); hdr = NLMSG_NEXT(hdr, len))
	{
		if (hdr->nlmsg_flags & NLM_F_DUMP_INTR)
		{
			return FALSE;
		}
		switch (hdr->nlmsg_type)
		{
			case NLMSG_DONE:
				*done = TRUE;
				return TRUE;
			case NLMSG_ERROR:
				err = NLMSG_DATA(hdr);
				DBG1(DBG_KNL, "kernel refuses netlink dump: %s",
					 strerror(-err->error));
				return FALSE;
			default:
				cb(hdr, data);
				break;
		}
	}
	return TRUE;
}

/*
 * Described in header.
 */
bool netlink_dump(uint16_t type, netlink_dump_cb_t cb, void *data)
{
	struct {
		struct nlmsghdr hdr;
		struct rtgenmsg msg;
	} request = {
		.hdr = {
			.nlmsg_len = NLMSG_LENGTH(sizeof(request.msg)),
			.nlmsg_type = type,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		},
		.msg = {
			.rtgen_family = AF_UNSPEC,
		},
	};
	bool done = FALSE, success;
	int fd;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd < 0)
	{
		DBG1(DBG_KNL, "opening netlink socket failed: %s", strerror(errno));
		return FALSE;
	}
	success = send(fd, &request, request.hdr.nlmsg_len, 0) > 0;
	while (success && !done)
	{
		success = read_some(fd, cb, data, &done);
	}
	close(fd);
	return success;
}
