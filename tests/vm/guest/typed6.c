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
 * Sends and receives IPv6 messages of which the type matters to policies: of the
 * Mobility Header (mh) and ICMPv6 (icmp).
 *
 * usage: typed6 send mh|icmp SOURCE DESTINATION TYPE [options]
 *        typed6 receive mh|icmp FILE
 *
 * The source may be an address of somebody else.  With "options" there is an
 * extension header in front, destination options that are padding.  What was
 * received is appended to FILE, "TYPE from SOURCE" a line; "receive" goes on in
 * the background.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef IPPROTO_MH
#define IPPROTO_MH 135
#endif
#ifndef IPV6_FREEBIND
#define IPV6_FREEBIND 78
#endif

/* where the type is */
#define MH_TYPE 2
#define ICMP_TYPE 0

/* long enough for every message of Mobile IPv6 that the kernel checks */
#define MESSAGE_LEN 24

static void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("typed6: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

static struct sockaddr_in6 read_address(const char *text)
{
	struct sockaddr_in6 addr = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET6, text, &addr.sin6_addr) != 1)
		die("no IPv6 address: %s", text);
	return addr;
}

static int open_socket(int protocol)
{
	int fd = socket(AF_INET6, SOCK_RAW, protocol);

	if (fd < 0)
		die("no raw socket: %s", strerror(errno));
	return fd;
}

static int send_message(int protocol, char *argv[], int with_options)
{
	struct sockaddr_in6 src = read_address(argv[0]);
	struct sockaddr_in6 dst = read_address(argv[1]);
	/* next header and length are for the kernel, then PadN */
	unsigned char options[8] = { 0, 0, 1, 4 };
	unsigned char message[MESSAGE_LEN] = {};
	int fd = open_socket(protocol), on = 1;

	/* the kernel fills in checksums of both */
	if (protocol == IPPROTO_MH) {
		message[0] = IPPROTO_NONE;
		message[1] = MESSAGE_LEN / 8 - 1;
		message[MH_TYPE] = atoi(argv[2]);
	} else {
		message[ICMP_TYPE] = atoi(argv[2]);
	}
	if (setsockopt(fd, IPPROTO_IPV6, IPV6_FREEBIND, &on, sizeof(on)) ||
		bind(fd, (struct sockaddr*)&src, sizeof(src)))
		die("cannot send from %s: %s", argv[0], strerror(errno));
	if (with_options && setsockopt(fd, IPPROTO_IPV6, IPV6_DSTOPTS, options,
								   sizeof(options)))
		die("no destination options: %s", strerror(errno));
	/* an SA may have to be negotiated first, then it is up to the caller to
	 * send another one */
	if (sendto(fd, message, sizeof(message), 0, (struct sockaddr*)&dst,
			   sizeof(dst)) < 0)
		die("cannot send to %s: %s", argv[1], strerror(errno));
	return 0;
}

static void receive_messages(int protocol, const char *file)
{
	unsigned char message[2048];
	char text[INET6_ADDRSTRLEN];
	struct sockaddr_in6 src;
	int fd = open_socket(protocol);
	FILE *out = fopen(file, "a");

	if (!out)
		die("%s: %s", file, strerror(errno));
	/* nothing that arrives from now on is missed */
	if (daemon(1, 0))
		die("no process: %s", strerror(errno));
	while (1) {
		socklen_t len = sizeof(src);
		ssize_t got = recvfrom(fd, message, sizeof(message), 0,
							   (struct sockaddr*)&src, &len);

		if (got <= MH_TYPE)
			continue;
		inet_ntop(AF_INET6, &src.sin6_addr, text, sizeof(text));
		fprintf(out, "%d from %s\n",
				message[protocol == IPPROTO_MH ? MH_TYPE : ICMP_TYPE], text);
		fflush(out);
	}
}

int main(int argc, char *argv[])
{
	int protocol;

	if (argc < 4)
		die("usage: see the top of typed6.c");
	protocol = strcmp(argv[2], "mh") ? IPPROTO_ICMPV6 : IPPROTO_MH;
	if (strcmp(argv[1], "receive") == 0)
		receive_messages(protocol, argv[3]);
	if (argc < 6)
		die("usage: see the top of typed6.c");
	return send_message(protocol, argv + 3,
						argc > 6 && strcmp(argv[6], "options") == 0);
}
