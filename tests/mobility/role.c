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

#include "role.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "log.h"

/* longest command or reply */
#define TEXT_MAX 8192

/* Described in header. */
uint64_t role_now()
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECOND + now.tv_nsec / 1000;
}

static struct sockaddr_un socket_address(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };

	strncpy(addr.sun_path, path, sizeof(addr.sun_path) - 1);
	return addr;
}

/* Described in header. */
int role_ask(const char *path, int argc, char *argv[])
{
	struct sockaddr_un addr = socket_address(path);
	char text[TEXT_MAX] = "";
	size_t len = 0;
	ssize_t got;
	int fd, i;

	for (i = 0; i < argc && len + strlen(argv[i]) < sizeof(text); i++)
	{
		strcpy(text + len, argv[i]);
		len += strlen(argv[i]) + 1;
	}
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd < 0 || connect(fd, (struct sockaddr*)&addr, sizeof(addr)) != 0 ||
		send(fd, text, len, 0) < 0)
	{
		printf("%s: %s\n", path, strerror(errno));
		return 2;
	}
	got = recv(fd, text, sizeof(text) - 1, 0);
	if (got < 1)
	{
		printf("%s: no reply\n", path);
		return 2;
	}
	text[got] = '\0';
	if (got > 1)
	{
		printf("%s\n", text + 1);
	}
	return text[0];
}

/* Described in header. */
void role_reply(int client, int status, const char *fmt, ...)
{
	char text[TEXT_MAX];
	va_list args;
	int len;

	text[0] = status;
	va_start(args, fmt);
	len = vsnprintf(text + 1, sizeof(text) - 1, fmt, args);
	va_end(args);
	log_line("%s", text + 1);
	if (client >= 0)
	{
		if (len > (int)sizeof(text) - 2)
		{
			len = sizeof(text) - 2;
		}
		if (send(client, text, len + 1, MSG_NOSIGNAL) < 0)
		{
			log_error(errno, "replying");
		}
		close(client);
	}
}

/*
 * Take a command. Returns FALSE if it was "stop".
 */
static bool take_command(role_t *role, int client)
{
	char text[TEXT_MAX], *pos;
	args_t args = {};
	ssize_t len;

	len = recv(client, text, sizeof(text) - 1, 0);
	if (len <= 0)
	{
		close(client);
		return true;
	}
	text[len] = '\0';
	if (strcmp(text, "stop") == 0)
	{
		role->stop(role);
		role_reply(client, 0, "%s", "");
		return false;
	}
	for (pos = text + strlen(text) + 1; pos < text + len &&
		 args.count < ARGS_MAX; pos += strlen(pos) + 1)
	{
		args.words[args.count++] = pos;
	}
	if (!role->command(role, client, text, &args))
	{
		role_reply(client, 2, "%s", args.error[0] ? args.error
												   : "no such command");
	}
	return true;
}

static void take_message(role_t *role, bool icmp)
{
	struct in6_addr from, to;
	message_t message;

	if (transport_receive(&role->transport, icmp, &message, &from, &to))
	{
		role->receive(role, &message, &from, &to);
	}
}

/*
 * How long to wait for something to be due, in ms for poll().
 */
static int get_timeout(uint64_t due)
{
	uint64_t now = role_now();

	if (due == NEVER)
	{
		return -1;
	}
	return due > now ? (due - now + 999) / 1000 : 0;
}

static void serve(role_t *role, int listener)
{
	struct pollfd fds[] = {
		{ .fd = listener, .events = POLLIN },
		{ .fd = role->transport.mh, .events = POLLIN },
		{ .fd = role->transport.icmp, .events = POLLIN },
	};
	uint64_t due;
	int client;

	while (true)
	{
		due = role->tick(role, role_now());
		if (poll(fds, 3, get_timeout(due)) < 0)
		{
			continue;
		}
		if (fds[1].revents & POLLIN)
		{
			take_message(role, false);
		}
		if (fds[2].revents & POLLIN)
		{
			take_message(role, true);
		}
		if (fds[0].revents & POLLIN)
		{
			client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
			if (client >= 0 && !take_command(role, client))
			{
				return;
			}
		}
	}
}

/* Described in header. */
int role_run(role_t *role, const char *path, void (*prepare)(role_t *role))
{
	struct sockaddr_un addr = socket_address(path);
	int listener, null, i;

	unlink(path);
	listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (listener < 0 ||
		bind(listener, (struct sockaddr*)&addr, sizeof(addr)) != 0 ||
		listen(listener, 8) != 0)
	{
		printf("%s: %s\n", path, strerror(errno));
		return 1;
	}
	if (!transport_open(&role->transport))
	{
		printf("opening raw sockets: %s\n", strerror(errno));
		return 1;
	}
	if (prepare)
	{
		prepare(role);
	}
	fflush(stdout);
	switch (fork())
	{
		case -1:
			return 1;
		case 0:
			break;
		default:
			return 0;
	}
	setsid();
	signal(SIGHUP, SIG_IGN);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (i = 0; i < 3; i++)
	{
		dup2(null, i);
	}
	serve(role, listener);
	unlink(path);
	return 0;
}
