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

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/xfrm.h>

#include "xfrm_socket.h"

/**
 * Requests sent with one system call at most, so that all answers fit into the
 * receive buffer.
 */
#define MAX_REQUESTS 128

/**
 * Messages received with one system call.
 */
#define MAX_MESSAGES 16

/**
 * More than any message about a single SA or policy has.
 */
#define MAX_MESSAGE_LEN 8192

/**
 * Size of the receive buffer.
 */
#define RECEIVE_BUFFER (4 * 1024 * 1024)

typedef struct private_xfrm_socket_t private_xfrm_socket_t;

/**
 * Private data of a xfrm_socket_t.
 */
struct private_xfrm_socket_t {

	/**
	 * Public interface.
	 */
	xfrm_socket_t public;

	/**
	 * Netlink socket.
	 */
	int fd;

	/**
	 * Address the kernel has given to the socket.
	 */
	uint32_t pid;

	/**
	 * Sequence number of the next request.
	 */
	uint32_t seq;

	/**
	 * Room for received messages.
	 */
	u_char messages[MAX_MESSAGES][MAX_MESSAGE_LEN];
};

/**
 * File a message under the request it belongs to.
 */
static void process_message(private_xfrm_socket_t *this, struct nlmsghdr *hdr,
							xfrm_request_t *requests, u_int count)
{
	xfrm_request_t *request;
	struct nlmsgerr *err;
	uint32_t pos = hdr->nlmsg_seq - this->seq;

	if (pos >= count || hdr->nlmsg_pid != this->pid)
	{
		return;
	}
	request = &requests[pos];
	if (hdr->nlmsg_type == NLMSG_ERROR)
	{
		err = NLMSG_DATA(hdr);
		request->error = -err->error;
		return;
	}
	switch (((struct nlmsghdr*)request->message.ptr)->nlmsg_type)
	{
		case XFRM_MSG_GETSA:
		case XFRM_MSG_ALLOCSPI:
		case XFRM_MSG_GETPOLICY:
		case XFRM_MSG_DELSA:
			chunk_clear(&request->reply);
			request->reply = chunk_clone(chunk_create((u_char*)hdr,
													  hdr->nlmsg_len));
			break;
		default:
			break;
	}
}

/**
 * Receive all there is, the kernel answers before it returns from sending.
 */
static void receive_replies(private_xfrm_socket_t *this,
							xfrm_request_t *requests, u_int count)
{
	struct mmsghdr received[MAX_MESSAGES];
	struct iovec iov[MAX_MESSAGES];
	struct nlmsghdr *hdr;
	u_int len;
	int i, num, error;

	do
	{
		memset(received, 0, sizeof(received));
		for (i = 0; i < MAX_MESSAGES; i++)
		{
			iov[i].iov_base = this->messages[i];
			iov[i].iov_len = MAX_MESSAGE_LEN;
			received[i].msg_hdr.msg_iov = &iov[i];
			received[i].msg_hdr.msg_iovlen = 1;
		}
		num = recvmmsg(this->fd, received, MAX_MESSAGES, MSG_DONTWAIT, NULL);
		error = num < 0 ? errno : 0;
		for (i = 0; i < num; i++)
		{
			hdr = (struct nlmsghdr*)this->messages[i];
			len = received[i].msg_len;
			while (NLMSG_OK(hdr, len))
			{
				process_message(this, hdr, requests, count);
				hdr = NLMSG_NEXT(hdr, len);
			}
			memwipe(this->messages[i], received[i].msg_len);
		}
		if (error && error != EAGAIN && error != EINTR)
		{
			DBG1(DBG_KNL, "receiving from XFRM socket failed: %s",
				 strerror(error));
		}
	}
	while (num == MAX_MESSAGES || (error && error != EAGAIN));
}

/**
 * Send requests with one system call.
 */
static void send_some(private_xfrm_socket_t *this, xfrm_request_t *requests,
					  u_int count)
{
	struct iovec iov[MAX_REQUESTS];
	struct sockaddr_nl kernel = {
		.nl_family = AF_NETLINK,
	};
	struct msghdr msg = {
		.msg_name = &kernel,
		.msg_namelen = sizeof(kernel),
		.msg_iov = iov,
		.msg_iovlen = count,
	};
	struct nlmsghdr *hdr;
	u_int i;

	for (i = 0; i < count; i++)
	{
		requests[i].error = 0;
		chunk_clear(&requests[i].reply);
		hdr = (struct nlmsghdr*)requests[i].message.ptr;
		hdr->nlmsg_seq = this->seq + i;
		hdr->nlmsg_pid = this->pid;
		iov[i].iov_base = requests[i].message.ptr;
		iov[i].iov_len = requests[i].message.len;
	}
	if (sendmsg(this->fd, &msg, 0) == -1)
	{
		DBG1(DBG_KNL, "sending to XFRM socket failed: %s", strerror(errno));
		for (i = 0; i < count; i++)
		{
			requests[i].error = errno;
		}
	}
	receive_replies(this, requests, count);
	this->seq += count;
}

METHOD(xfrm_socket_t, send_, void,
	private_xfrm_socket_t *this, xfrm_request_t *requests, u_int count)
{
	u_int some;

	while (count)
	{
		some = min(count, MAX_REQUESTS);
		send_some(this, requests, some);
		requests += some;
		count -= some;
	}
}

METHOD(xfrm_socket_t, listen_, bool,
	private_xfrm_socket_t *this, bool enable)
{
	int group = XFRMNLGRP_SA;

	return setsockopt(this->fd, SOL_NETLINK, enable ? NETLINK_ADD_MEMBERSHIP
													: NETLINK_DROP_MEMBERSHIP,
					  &group, sizeof(group)) == 0;
}

METHOD(xfrm_socket_t, destroy, void,
	private_xfrm_socket_t *this)
{
	if (this->fd != -1)
	{
		close(this->fd);
	}
	free(this);
}

/*
 * Described in header.
 */
void xfrm_request_clear(xfrm_request_t *requests, u_int count)
{
	u_int i;

	for (i = 0; i < count; i++)
	{
		chunk_clear(&requests[i].message);
		chunk_clear(&requests[i].reply);
	}
}

/*
 * Described in header.
 */
xfrm_socket_t *xfrm_socket_create()
{
	private_xfrm_socket_t *this;
	struct sockaddr_nl addr = {
		.nl_family = AF_NETLINK,
	};
	socklen_t len = sizeof(addr);
	int size = RECEIVE_BUFFER;

	INIT(this,
		.public = {
			.send = _send_,
			.listen = _listen_,
			.destroy = _destroy,
		},
		.fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_XFRM),
		.seq = 1,
	);

	if (this->fd == -1 ||
		bind(this->fd, (struct sockaddr*)&addr, sizeof(addr)) ||
		getsockname(this->fd, (struct sockaddr*)&addr, &len) ||
		setsockopt(this->fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)))
	{
		DBG1(DBG_KNL, "creating XFRM socket failed: %s", strerror(errno));
		destroy(this);
		return NULL;
	}
	this->pid = addr.nl_pid;

	return &this->public;
}
