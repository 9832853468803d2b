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
 * What a mobility daemon does to have SAs moved, and what nobody should do.
 *
 *	addupd send PROTO SPI SRC DST NEW-SRC NEW-DST
 *		Send a SADB_X_ADDUPD message to charon. PROTO is esp or ah, SPI a
 *		hexadecimal number, "-" for the SA the kernel has from SRC to DST, or
 *		"=A,B" for the one from A to B.
 *	addupd break NAME|all [COUNT]
 *		Send a message about an SA that does not exist, broken in one way or one
 *		after the other in all ways, COUNT times; addresses are IPv4.
 *	addupd migrate [reqid N] [ah] [transport] [sub] [km LOCAL REMOTE]
 *			out|in|fwd|all SEL-SRC SEL-DST SRC DST NEW-SRC NEW-DST
 *		Have the kernel migrate the policy with the selectors ADDRESS/PREFIX and
 *		the ESP or AH SA that it is for, in tunnel mode unless said otherwise;
 *		"all" is the outbound policy and then those in the other directions. In
 *		transport mode policies may be for any protocol.
 *
 * Before any of these: "to PATH" for another socket.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <linux/pfkeyv2.h>

#include "message.h"
#include "migrate.h"
#include "xfrm.h"

/* where charon's socket is by default */
#define SOCKET "/var/run/charon.addupd"

static const char *path = SOCKET;

static int usage()
{
	fprintf(stderr, "usage: see the top of tests/addupd/addupd.c\n");
	return 2;
}

/*
 * Parse a numeric address.
 */
static void parse_address(const char *str, struct sockaddr_storage *addr)
{
	struct addrinfo hints = {
		.ai_flags = AI_NUMERICHOST,
		.ai_socktype = SOCK_DGRAM,
	}, *info;

	memset(addr, 0, sizeof(*addr));
	if (getaddrinfo(str, NULL, &hints, &info) != 0)
	{
		fprintf(stderr, "'%s' is no address\n", str);
		exit(2);
	}
	memcpy(addr, info->ai_addr, info->ai_addrlen);
	freeaddrinfo(info);
}

/*
 * Parse several addresses.
 */
static void parse_addresses(char *argv[], int count,
							struct sockaddr_storage *addrs)
{
	int i;

	for (i = 0; i < count; i++)
	{
		parse_address(argv[i], &addrs[i]);
	}
}

/*
 * Parse ADDRESS/PREFIX.
 */
static void parse_selector(char *str, struct sockaddr_storage *addr,
						   uint8_t *prefixlen)
{
	char *slash;

	slash = strchr(str, '/');
	if (!slash)
	{
		fprintf(stderr, "'%s' has no prefix length\n", str);
		exit(2);
	}
	*slash = '\0';
	parse_address(str, addr);
	*prefixlen = atoi(slash + 1);
}

/*
 * Open the socket to charon.
 */
static int open_socket()
{
	struct sockaddr_un addr = {
		.sun_family = AF_UNIX,
	};
	int fd;

	strncpy(addr.sun_path, path, sizeof(addr.sun_path) - 1);
	fd = socket(AF_UNIX, SOCK_DGRAM, 0);
	if (fd < 0 || connect(fd, (struct sockaddr*)&addr, sizeof(addr)) != 0)
	{
		printf("%s: %s\n", path, strerror(errno));
		exit(1);
	}
	return fd;
}

/*
 * Send a message as it is.
 */
static void send_message(int fd, const uint8_t *message, size_t len)
{
	if (send(fd, message, len, 0) != (ssize_t)len)
	{
		printf("%s: %s\n", path, strerror(errno));
		exit(1);
	}
}

/*
 * Make a valid message about an SA that does not exist.
 */
static size_t make_message(uint8_t *message)
{
	static char *addrs[] = {
		"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4",
	};
	request_t request = {
		.satype = SADB_SATYPE_ESP,
		.spi = htonl(0x12345678),
	};

	parse_addresses(addrs, 4, request.addrs);
	return message_write(&request, message);
}

/*
 * Find the SPI of the SA that the kernel has, "-" or "=A,B".
 */
static uint32_t find_spi(char *str, uint8_t proto,
						 const struct sockaddr_storage *addrs)
{
	struct sockaddr_storage others[2];
	char *comma;
	uint32_t spi;

	comma = strchr(str, ',');
	if (comma)
	{
		*comma = '\0';
		parse_address(str + 1, &others[0]);
		parse_address(comma + 1, &others[1]);
		addrs = others;
	}
	spi = xfrm_find_spi(proto, &addrs[0], &addrs[1]);
	if (!spi)
	{
		printf("no such SA\n");
		exit(1);
	}
	return spi;
}

static int do_send(int argc, char *argv[])
{
	uint8_t message[MESSAGE_MAX];
	request_t request = {};
	bool esp;

	if (argc != 6)
	{
		return usage();
	}
	esp = strcmp(argv[0], "esp") == 0;
	request.satype = esp ? SADB_SATYPE_ESP : SADB_SATYPE_AH;
	parse_addresses(argv + 2, 4, request.addrs);
	if (*argv[1] == '-' || *argv[1] == '=')
	{
		request.spi = find_spi(argv[1], esp ? IPPROTO_ESP : IPPROTO_AH,
							   request.addrs);
	}
	else
	{
		request.spi = htonl(strtoul(argv[1], NULL, 16));
	}
	send_message(open_socket(), message, message_write(&request, message));
	return 0;
}

static int do_break(int argc, char *argv[])
{
	uint8_t message[MESSAGE_MAX];
	const breakage_t *breakage;
	size_t len;
	int fd, i, times, count = 0;

	if (argc != 1 && argc != 2)
	{
		return usage();
	}
	times = argc == 2 ? atoi(argv[1]) : 1;
	fd = open_socket();
	for (breakage = breakages; breakage->name; breakage++)
	{
		if (strcmp(argv[0], "all") == 0 ||
			strcmp(argv[0], breakage->name) == 0)
		{
			len = make_message(message);
			len = breakage->apply(message, len);
			for (i = 0; i < times; i++)
			{
				send_message(fd, message, len);
				count++;
			}
		}
	}
	printf("sent %d broken messages\n", count);
	return count ? 0 : usage();
}

/*
 * Exchange two of something.
 */
#define swap(a, b) ({ typeof(a) tmp = (a); (a) = (b); (b) = tmp; })

/*
 * Turn a migration around.
 */
static void reverse(migrate_t *migrate)
{
	swap(migrate->sel[0], migrate->sel[1]);
	swap(migrate->prefixlen[0], migrate->prefixlen[1]);
	swap(migrate->addrs[0], migrate->addrs[1]);
	swap(migrate->addrs[2], migrate->addrs[3]);
}

/*
 * Migrate a policy.
 */
static int migrate_policy(migrate_t *migrate, uint8_t dir)
{
	int error;

	migrate->dir = dir;
	error = migrate_send(migrate);
	if (error)
	{
		printf("the kernel refused to migrate: %s\n", strerror(error));
	}
	return error != 0;
}

/*
 * Parse options of a migration.
 */
static int parse_options(int argc, char *argv[], migrate_t *migrate)
{
	int i = 0;

	while (i + 2 < argc)
	{
		if (strcmp(argv[i], "reqid") == 0)
		{
			migrate->reqid = strtoul(argv[i + 1], NULL, 0);
			i += 2;
		}
		else if (strcmp(argv[i], "ah") == 0)
		{
			migrate->proto = IPPROTO_AH;
			i++;
		}
		else if (strcmp(argv[i], "transport") == 0)
		{
			migrate->ulproto = 255;
			migrate->mode = XFRM_MODE_TRANSPORT;
			i++;
		}
		else if (strcmp(argv[i], "sub") == 0)
		{
			migrate->type = XFRM_POLICY_TYPE_SUB;
			i++;
		}
		else if (strcmp(argv[i], "km") == 0)
		{
			migrate->has_km = true;
			parse_addresses(argv + i + 1, 2, migrate->km);
			i += 3;
		}
		else
		{
			break;
		}
	}
	return i;
}

static int do_migrate(int argc, char *argv[])
{
	migrate_t migrate = {
		.proto = IPPROTO_ESP,
		.mode = XFRM_MODE_TUNNEL,
		.type = XFRM_POLICY_TYPE_MAIN,
	};
	int i, status;

	i = parse_options(argc, argv, &migrate);
	argv += i;
	if (argc - i != 7)
	{
		return usage();
	}
	parse_selector(argv[1], &migrate.sel[0], &migrate.prefixlen[0]);
	parse_selector(argv[2], &migrate.sel[1], &migrate.prefixlen[1]);
	parse_addresses(argv + 3, 4, migrate.addrs);
	if (strcmp(argv[0], "out") == 0)
	{
		return migrate_policy(&migrate, XFRM_POLICY_OUT);
	}
	if (strcmp(argv[0], "in") == 0)
	{
		return migrate_policy(&migrate, XFRM_POLICY_IN);
	}
	if (strcmp(argv[0], "fwd") == 0)
	{
		return migrate_policy(&migrate, XFRM_POLICY_FWD);
	}
	status = migrate_policy(&migrate, XFRM_POLICY_OUT);
	reverse(&migrate);
	status |= migrate_policy(&migrate, XFRM_POLICY_IN);
	return status | migrate_policy(&migrate, XFRM_POLICY_FWD);
}

int main(int argc, char *argv[])
{
	static const struct {
		const char *name;
		int (*run)(int argc, char *argv[]);
	} commands[] = {
		{ "send", do_send },
		{ "break", do_break },
		{ "migrate", do_migrate },
	};
	size_t i;

	argc--;
	argv++;
	if (argc > 2 && strcmp(argv[0], "to") == 0)
	{
		path = argv[1];
		argc -= 2;
		argv += 2;
	}
	for (i = 0; argc && i < sizeof(commands) / sizeof(*commands); i++)
	{
		if (strcmp(argv[0], commands[i].name) == 0)
		{
			return commands[i].run(argc - 1, argv + 1);
		}
	}
	return usage();
}
