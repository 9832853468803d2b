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

#include <check.h>
#include <library.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <threading/semaphore.h>

#include "watch/addupd_socket.h"
#include "watch/log_limit.h"
#include "wire/addupd.h"

/**
 * Somebody without any rights, and a group.
 */
#define NOBODY 65534
#define GROUP 4711

/**
 * What a message leads to, unless that is counted.
 */
#define UPDATED COUNTER_MAX

static addupd_socket_t *door;
static semaphore_t *done;
static int last;
static host_t *new_src;
static protocol_id_t protocol;
static uint32_t spi;
static char dir[] = "/tmp/addrmgmt-XXXXXX";
static char path[64], uri[96];
static u_int lines;

/**
 * Implements address_update_handler_t.
 */
static void update(address_update_handler_t *this, address_update_t *update)
{
	last = UPDATED;
	DESTROY_IF(new_src);
	new_src = update->new_src->clone(update->new_src);
	protocol = update->protocol;
	spi = update->spi;
	ck_assert_int_eq(update->door, DOOR_ADDUPD);
	ck_assert(!update->km_local && !update->km_remote && !update->src_ts);
	done->post(done);
}

/**
 * Implements address_update_handler_t.
 */
static void refused(address_update_handler_t *this, counter_t counter)
{
	last = counter;
	done->post(done);
}

static address_update_handler_t handler = {
	.update = update,
	.refused = refused,
};

/**
 * Counts lines about refused messages.
 */
static void count_lines(debug_t group, level_t level, char *fmt, ...)
{
	if (strstr(fmt, "message of process"))
	{
		lines++;
	}
}

static void setup()
{
	strcpy(dir + strlen(dir) - 6, "XXXXXX");
	ck_assert(mkdtemp(dir));
	ck_assert_int_eq(chmod(dir, 0755), 0);
	snprintf(path, sizeof(path), "%s/addupd", dir);
	snprintf(uri, sizeof(uri), "unix://%s", path);
	done = semaphore_create(0);
	lines = 0;
	dbg = count_lines;
}

static void teardown()
{
	dbg = dbg_default;
	DESTROY_IF(door);
	door = NULL;
	DESTROY_IF(new_src);
	new_src = NULL;
	done->destroy(done);
	ck_assert_int_eq(access(path, F_OK), -1);
	ck_assert_int_eq(rmdir(dir), 0);
}

/**
 * Open the door.
 */
static void open_door(char *group)
{
	door = addupd_socket_create(uri, group, &handler);
	ck_assert(door);
}

/**
 * Make a message.
 */
static chunk_t make_message(uint8_t buf[ADDUPD_MAX_LEN])
{
	addupd_t addupd = {
		.protocol = PROTO_ESP,
		.spi = htonl(0xc1234567),
		.src = host_create_from_string("192.0.2.1", 0),
		.dst = host_create_from_string("192.0.2.2", 0),
		.new_src = host_create_from_string("2001:db8::1", 0),
		.new_dst = host_create_from_string("2001:db8::2", 0),
	};
	chunk_t message;

	message = addupd_build(&addupd, 1, buf);
	addupd_clear(&addupd);
	return message;
}

/**
 * Connect to the door.
 */
static int connect_door()
{
	struct sockaddr_un addr = {
		.sun_family = AF_UNIX,
	};
	int fd;

	strcpy(addr.sun_path, path);
	fd = socket(AF_UNIX, SOCK_DGRAM, 0);
	if (connect(fd, (struct sockaddr*)&addr, sizeof(addr)) != 0)
	{
		close(fd);
		return -1;
	}
	return fd;
}

/**
 * Send a message and get what it led to.
 */
static int send_message(chunk_t message)
{
	int fd;

	fd = connect_door();
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(send(fd, message.ptr, message.len, 0), message.len);
	close(fd);
	done->wait(done);
	return last;
}

/**
 * Send a valid message as another user.
 *
 * @return			0 if sent, an error number otherwise
 */
static int send_as(uid_t uid, gid_t gid)
{
	uint8_t buf[ADDUPD_MAX_LEN];
	chunk_t message = make_message(buf);
	int fd, status;
	pid_t pid;

	pid = fork();
	if (!pid)
	{
		if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 ||
			setresuid(uid, uid, uid) != 0)
		{
			_exit(ENOSYS);
		}
		fd = connect_door();
		if (fd < 0 || send(fd, message.ptr, message.len, 0) < 0)
		{
			_exit(errno);
		}
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WEXITSTATUS(status);
}

START_TEST(test_update)
{
	uint8_t buf[ADDUPD_MAX_LEN];
	host_t *expected;

	open_door(NULL);
	ck_assert_int_eq(send_message(make_message(buf)), UPDATED);
	ck_assert_int_eq(protocol, PROTO_ESP);
	ck_assert_int_eq(spi, htonl(0xc1234567));
	expected = host_create_from_string("2001:db8::1", 0);
	ck_assert(new_src->ip_equals(new_src, expected));
	expected->destroy(expected);
	ck_assert_int_eq(lines, 0);
}
END_TEST

START_TEST(test_lengths)
{
	uint8_t buf[ADDUPD_MAX_LEN + 1] = {}, valid[ADDUPD_MAX_LEN];
	chunk_t message;
	size_t len;

	open_door(NULL);
	message = make_message(valid);
	memcpy(buf, message.ptr, message.len);
	for (len = 0; len <= sizeof(buf); len += (len < 24 ? 1 : 8))
	{
		ck_assert_int_eq(send_message(chunk_create(buf, len)),
						 len == message.len ? UPDATED : COUNTER_ADDUPD_REFUSED);
	}
	/* nothing but the end of it is missing to read */
	ck_assert_int_eq(send_message(chunk_create(buf, sizeof(buf))),
					 COUNTER_ADDUPD_REFUSED);
}
END_TEST

START_TEST(test_longest)
{
	uint8_t buf[ADDUPD_MAX_LEN + 8] = {}, message[ADDUPD_MAX_LEN];
	addupd_t addupd = {
		.protocol = PROTO_AH,
		.spi = 1,
		.src = host_create_from_string("2001:db8::1", 0),
		.dst = host_create_from_string("2001:db8::2", 0),
		.new_src = host_create_from_string("2001:db8::3", 0),
		.new_dst = host_create_from_string("2001:db8::4", 0),
	};

	open_door(NULL);
	ck_assert_int_eq(addupd_build(&addupd, 1, message).len, ADDUPD_MAX_LEN);
	addupd_clear(&addupd);
	ck_assert_int_eq(send_message(chunk_from_thing(message)), UPDATED);
	/* valid as far as it can be read */
	memcpy(buf, message, sizeof(message));
	ck_assert_int_eq(send_message(chunk_from_thing(buf)),
					 COUNTER_ADDUPD_REFUSED);
}
END_TEST

/**
 * Count file descriptors of this process.
 */
static int count_fds()
{
	int fd, count = 0;

	for (fd = 0; fd < 1024; fd++)
	{
		count += fcntl(fd, F_GETFD) != -1;
	}
	return count;
}

START_TEST(test_file_descriptors)
{
	uint8_t buf[ADDUPD_MAX_LEN];
	chunk_t message = make_message(buf);
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr hdr;
	} control = {
		.hdr = {
			.cmsg_len = CMSG_LEN(sizeof(int)),
			.cmsg_level = SOL_SOCKET,
			.cmsg_type = SCM_RIGHTS,
		},
	};
	struct iovec iov = {
		.iov_base = message.ptr,
		.iov_len = message.len,
	};
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	int fd, count;

	open_door(NULL);
	fd = connect_door();
	memcpy(CMSG_DATA(&control.hdr), &fd, sizeof(fd));
	count = count_fds();
	ck_assert_int_eq(sendmsg(fd, &msg, 0), message.len);
	done->wait(done);
	ck_assert_int_eq(last, COUNTER_ADDUPD_REFUSED);
	ck_assert_int_eq(count_fds(), count);
	close(fd);
}
END_TEST

START_TEST(test_root_only)
{
	struct stat st;

	open_door("");
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(send_as(NOBODY, NOBODY), EACCES);
	ck_assert_int_eq(send_as(NOBODY, 0), EACCES);
	/* even if somebody makes a mistake */
	ck_assert_int_eq(chmod(path, 0666), 0);
	ck_assert_int_eq(send_as(NOBODY, NOBODY), 0);
	done->wait(done);
	ck_assert_int_eq(last, COUNTER_ADDUPD_DENIED);
	ck_assert_int_eq(send_as(NOBODY, 0), 0);
	done->wait(done);
	ck_assert_int_eq(last, COUNTER_ADDUPD_DENIED);
	ck_assert_int_eq(send_as(0, GROUP), 0);
	done->wait(done);
	ck_assert_int_eq(last, UPDATED);
}
END_TEST

START_TEST(test_group)
{
	struct stat st;

	open_door("4711");
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0620);
	ck_assert_int_eq(st.st_gid, GROUP);
	ck_assert_int_eq(send_as(NOBODY, NOBODY), EACCES);
	ck_assert_int_eq(send_as(NOBODY, GROUP), 0);
	done->wait(done);
	ck_assert_int_eq(last, UPDATED);
	ck_assert_int_eq(chmod(path, 0666), 0);
	ck_assert_int_eq(send_as(NOBODY, NOBODY), 0);
	done->wait(done);
	ck_assert_int_eq(last, COUNTER_ADDUPD_DENIED);
}
END_TEST

START_TEST(test_names)
{
	static char *uris[] = {
		"", "unix://", "/tmp/addupd", "tcp://127.0.0.1:1",
		"unix:///nonexistent/addupd",
		"unix:///a/path/that/is/too/long/for/the/address/of/a/socket/which/has/"
		"room/for/a/hundred/and/eight/bytes/only",
	};
	static char *groups[] = {
		"no such group", "-1", "4294967295", "4294967296", "12x", " 12",
	};
	int i;

	for (i = 0; i < countof(uris); i++)
	{
		ck_assert(!addupd_socket_create(uris[i], NULL, &handler));
	}
	for (i = 0; i < countof(groups); i++)
	{
		ck_assert(!addupd_socket_create(uri, groups[i], &handler));
	}
	/* what is left of a former process is in nobody's way */
	open_door("root");
	door->destroy(door);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	open_door(NULL);
}
END_TEST

START_TEST(test_flood)
{
	int i, fd;

	open_door(NULL);
	fd = connect_door();
	for (i = 0; i < 2000; i++)
	{
		ck_assert_int_eq(send(fd, "", 1, 0), 1);
	}
	for (i = 0; i < 2000; i++)
	{
		done->wait(done);
	}
	close(fd);
	/* and one a second */
	ck_assert_int_ge(lines, LOG_LIMIT_BURST);
	ck_assert_int_le(lines, LOG_LIMIT_BURST + 10);
}
END_TEST

Suite *addupd_socket_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("addupd socket");

	tc = tcase_create("messages");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_update);
	tcase_add_test(tc, test_lengths);
	tcase_add_test(tc, test_longest);
	tcase_add_test(tc, test_file_descriptors);
	tcase_add_test(tc, test_flood);
	suite_add_tcase(s, tc);

	tc = tcase_create("permissions");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_root_only);
	tcase_add_test(tc, test_group);
	tcase_add_test(tc, test_names);
	suite_add_tcase(s, tc);

	return s;
}
