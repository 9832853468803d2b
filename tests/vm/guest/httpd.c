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

/*
 * winnetou's web server, from which the hosts get certificate revocation
 * lists: GET of a file, one at a time.
 *
 * usage: httpd FOLDER
 *
 * Returns when it can be connected to.
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

/**
 * Read up to the empty line that ends the header of a request
 */
static int read_request(int fd, char *buf, size_t size)
{
	size_t len = 0;
	ssize_t got;

	while (len < size - 1 && (got = read(fd, buf + len, size - 1 - len)) > 0)
	{
		len += got;
		buf[len] = '\0';
		if (strstr(buf, "\r\n\r\n"))
		{
			return 1;
		}
	}
	return 0;
}

static void answer(int fd, const char *folder)
{
	char request[8192], name[1024], path[PATH_MAX];
	struct stat st;
	int file = -1;

	if (!read_request(fd, request, sizeof(request)))
	{
		return;
	}
	if (sscanf(request, "GET /%1023[^ ?]", name) == 1 && !strstr(name, ".."))
	{
		snprintf(path, sizeof(path), "%s/%s", folder, name);
		file = open(path, O_RDONLY | O_CLOEXEC);
	}
	if (file < 0 || fstat(file, &st) || !S_ISREG(st.st_mode))
	{
		dprintf(fd, "HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n");
	}
	else
	{
		dprintf(fd, "HTTP/1.0 200 OK\r\nContent-Length: %lld\r\n\r\n",
				(long long)st.st_size);
		while (sendfile(fd, file, NULL, st.st_size) > 0);
	}
	if (file >= 0)
	{
		close(file);
	}
}

int main(int argc, char *argv[])
{
	struct sockaddr_in6 addr = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(80),
	};
	struct timeval timeout = { .tv_sec = 5 };
	int server, client, on = 1;

	if (argc != 2)
	{
		fprintf(stderr, "usage: httpd FOLDER\n");
		return 2;
	}
	server = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (server < 0 ||
		setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
		bind(server, (struct sockaddr*)&addr, sizeof(addr)) ||
		listen(server, 16))
	{
		perror("httpd");
		return 1;
	}
	if (daemon(0, 0))
	{
		return 1;
	}
	signal(SIGPIPE, SIG_IGN);
	while ((client = accept4(server, NULL, NULL, SOCK_CLOEXEC)) >= 0)
	{
		/* one that says nothing must not stop the others */
		setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
		setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
		answer(client, argv[1]);
		close(client);
	}
	return 1;
}
