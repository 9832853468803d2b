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
 * usage: inject COMMAND [ARG...]
 *
 * Gives a command to the plugin addrmgmt-inject of charon, see
 * inject_socket.h, and prints the answer.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/socket.h>
#include <sys/un.h>

/**
 * Connect to the plugin.
 */
static int connect_plugin()
{
	struct sockaddr_un addr = {
		.sun_family = AF_UNIX,
		.sun_path = IPSEC_PIDDIR "/charon.inject",
	};
	int fd;

	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0 || connect(fd, (struct sockaddr*)&addr, sizeof(addr)))
	{
		perror(addr.sun_path);
		exit(EXIT_FAILURE);
	}
	return fd;
}

int main(int argc, char *argv[])
{
	char buf[65536];
	ssize_t len;
	bool failed = true, first = true;
	int fd, i;

	fd = connect_plugin();
	for (i = 1; i < argc; i++)
	{
		dprintf(fd, "%s%s", i == 1 ? "" : " ", argv[i]);
	}
	shutdown(fd, SHUT_WR);
	while ((len = read(fd, buf, sizeof(buf))) > 0)
	{
		if (first)
		{
			failed = len >= 5 && strncmp(buf, "error", 5) == 0;
			first = false;
		}
		fwrite(buf, 1, len, stdout);
	}
	close(fd);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
