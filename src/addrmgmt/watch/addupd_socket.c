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

#include "addupd_socket.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <library.h>

#include "log_limit.h"
#include "socket_reader.h"
#include "wire/addupd.h"

/**
 * Scheme of the socket's URI.
 */
#define SCHEME "unix://"

/**
 * Most groups of a user to look at.
 */
#define MAX_GROUPS 1024

typedef struct private_addupd_socket_t private_addupd_socket_t;

/**
 * Private data of addupd_socket_t.
 */
struct private_addupd_socket_t {

	/**
	 * Public interface.
	 */
	addupd_socket_t public;

	/**
	 * Address of the socket.
	 */
	struct sockaddr_un addr;

	/**
	 * Was the socket created?
	 */
	bool bound;

	/**
	 * Group that may send messages.
	 */
	gid_t gid;

	/**
	 * Is there such a group?
	 */
	bool has_group;

	/**
	 * Gets the messages.
	 */
	address_update_handler_t *handler;

	/**
	 * Reads messages.
	 */
	socket_reader_t *reader;

	/**
	 * Limits lines about refused messages.
	 */
	log_limit_t limit;
};

/**
 * Refuse a message.
 */
static void refuse(private_addupd_socket_t *this, struct ucred *cred,
				   counter_t counter, char *why)
{
	u_int omitted;

	if (log_limit_check(&this->limit, &omitted))
	{
		if (omitted)
		{
			DBG1(DBG_NET, "refused %u more SADB_X_ADDUPD messages", omitted);
		}
		DBG1(DBG_NET, "refused SADB_X_ADDUPD message of process %d, user %u, "
			 "group %u: %s", cred->pid, cred->uid, cred->gid, why);
	}
	this->handler->refused(this->handler, counter);
}

/**
 * Check if a user is a member of a group, the groups of the process itself are
 * not among its credentials.
 */
static bool is_member(uid_t uid, gid_t gid)
{
	struct passwd pwd, *found = NULL;
	gid_t groups[MAX_GROUPS];
	char buf[4096];
	int i, count = countof(groups);

	if (getpwuid_r(uid, &pwd, buf, sizeof(buf), &found) != 0 || !found)
	{
		return FALSE;
	}
	if (getgrouplist(pwd.pw_name, pwd.pw_gid, groups, &count) == -1)
	{
		count = countof(groups);
	}
	for (i = 0; i < count; i++)
	{
		if (groups[i] == gid)
		{
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Check if a process may send messages. The permissions of the socket said so,
 * but somebody may have changed these.
 */
static bool is_allowed(private_addupd_socket_t *this, struct ucred *cred)
{
	return cred->uid == 0 ||
		   (this->has_group && (cred->gid == this->gid ||
								is_member(cred->uid, this->gid)));
}

/**
 * Process a message.
 */
static void process(private_addupd_socket_t *this, struct ucred *cred,
					chunk_t data)
{
	addupd_t addupd;
	char *error;

	if (!addupd_parse(data, &addupd, &error))
	{
		refuse(this, cred, COUNTER_ADDUPD_REFUSED, error);
		return;
	}
	address_update_t update = {
		.door = DOOR_ADDUPD,
		.protocol = addupd.protocol,
		.spi = addupd.spi,
		.src = addupd.src,
		.dst = addupd.dst,
		.new_src = addupd.new_src,
		.new_dst = addupd.new_dst,
	};
	this->handler->update(this->handler, &update);
	addupd_clear(&addupd);
}

/**
 * Get the credentials of a message, those of nobody if there are none.
 */
static struct ucred get_credentials(struct msghdr *msg)
{
	struct ucred cred = {
		.uid = -1,
		.gid = -1,
	};
	struct cmsghdr *cmsg;

	for (cmsg = CMSG_FIRSTHDR(msg); cmsg; cmsg = CMSG_NXTHDR(msg, cmsg))
	{
		if (cmsg->cmsg_level == SOL_SOCKET &&
			cmsg->cmsg_type == SCM_CREDENTIALS &&
			cmsg->cmsg_len == CMSG_LEN(sizeof(cred)))
		{
			memcpy(&cred, CMSG_DATA(cmsg), sizeof(cred));
		}
	}
	return cred;
}

/**
 * Read a message.
 */
static void receive(private_addupd_socket_t *this, int fd)
{
	uint8_t buf[ADDUPD_MAX_LEN];
	union {
		/* with no room for file descriptors the kernel closes them */
		char bytes[CMSG_SPACE(sizeof(struct ucred))];
		struct cmsghdr align;
	} control;
	struct iovec iov = {
		.iov_base = buf,
		.iov_len = sizeof(buf),
	};
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct ucred cred;
	ssize_t len;

	len = recvmsg(fd, &msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (len < 0)
	{
		return;
	}
	cred = get_credentials(&msg);
	if (!is_allowed(this, &cred))
	{
		refuse(this, &cred, COUNTER_ADDUPD_DENIED, "not permitted");
	}
	else if (msg.msg_flags & MSG_TRUNC)
	{
		refuse(this, &cred, COUNTER_ADDUPD_REFUSED, "message too long");
	}
	else if (msg.msg_flags & MSG_CTRUNC)
	{
		refuse(this, &cred, COUNTER_ADDUPD_REFUSED,
			   "message has file descriptors");
	}
	else
	{
		process(this, &cred, chunk_create(buf, len));
	}
}

/**
 * Find the group that may send messages.
 */
static bool find_group(private_addupd_socket_t *this, char *group)
{
	struct group grp, *found = NULL;
	char buf[4096], *end;
	unsigned long gid;

	if (!group || !*group)
	{
		return TRUE;
	}
	if (getgrnam_r(group, &grp, buf, sizeof(buf), &found) == 0 && found)
	{
		this->gid = found->gr_gid;
	}
	else
	{
		errno = 0;
		gid = strtoul(group, &end, 10);
		if (*group < '0' || *group > '9' || *end || errno || gid >= (gid_t)-1)
		{
			DBG1(DBG_NET, "there is no group '%s'", group);
			return FALSE;
		}
		this->gid = gid;
	}
	this->has_group = TRUE;
	return TRUE;
}

/**
 * Create the socket and let those send to it who may.
 */
static bool open_socket(private_addupd_socket_t *this, int fd)
{
	int on = 1;

	unlink(this->addr.sun_path);
	/* what bind() creates has the permissions of the socket */
	if (setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) != 0 ||
		fchmod(fd, S_IRUSR | S_IWUSR) != 0 ||
		bind(fd, (struct sockaddr*)&this->addr, sizeof(this->addr)) != 0)
	{
		return FALSE;
	}
	this->bound = TRUE;
	return !this->has_group ||
		   (chown(this->addr.sun_path, -1, this->gid) == 0 &&
			chmod(this->addr.sun_path, S_IRUSR | S_IWUSR | S_IWGRP) == 0);
}

METHOD(addupd_socket_t, destroy, void,
	private_addupd_socket_t *this)
{
	DESTROY_IF(this->reader);
	if (this->bound)
	{
		unlink(this->addr.sun_path);
	}
	free(this);
}

/*
 * Described in header.
 */
addupd_socket_t *addupd_socket_create(char *uri, char *group,
									  address_update_handler_t *handler)
{
	private_addupd_socket_t *this;
	char *path = uri + strlen(SCHEME);
	int fd;

	if (!strpfx(uri, SCHEME) || !*path ||
		strlen(path) >= sizeof(this->addr.sun_path))
	{
		DBG1(DBG_NET, "invalid URI of the SADB_X_ADDUPD socket: '%s'", uri);
		return NULL;
	}

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.addr = {
			.sun_family = AF_UNIX,
		},
		.handler = handler,
	);
	strcpy(this->addr.sun_path, path);

	if (!find_group(this, group))
	{
		destroy(this);
		return NULL;
	}
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || !open_socket(this, fd))
	{
		DBG1(DBG_NET, "creating SADB_X_ADDUPD socket %s failed: %s", path,
			 strerror(errno));
		if (fd >= 0)
		{
			close(fd);
		}
		destroy(this);
		return NULL;
	}
	this->reader = socket_reader_create(fd, (socket_reader_cb_t)receive, this);
	if (!this->reader)
	{
		destroy(this);
		return NULL;
	}
	return &this->public;
}
