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
#include <daemon.h>

#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include "network.h"
#include "watch/kernel_news.h"

/**
 * Commands for an interface that works as soon as it is up.
 */
#define IFB(name) \
	"link add " name " type ifb;" \
	"link set " name " addrgenmode none; link set " name " up;"

METHOD(kernel_interface_t, is_interface_usable, bool,
	kernel_interface_t *this, const char *name)
{
	return !streq(name, IGNORED_INTERFACE);
}

CALLBACK(destroy_host, void,
	host_t *host)
{
	host->destroy(host);
}

METHOD(kernel_interface_t, create_address_enumerator, enumerator_t*,
	kernel_interface_t *this, kernel_address_type_t which)
{
	ck_assert(which & ADDR_TYPE_VIRTUAL);
	ck_assert(!(which & ADDR_TYPE_REGULAR));
	return enumerator_create_single(host_create_from_string(VIRTUAL_IP, 0),
						(void*)destroy_host);
}

/**
 * Stands for that of libcharon, which is not linked.
 */
daemon_t *charon;

/**
 * Enter a network of our own, and as somebody else if we may not do so as
 * ourselves.
 */
static bool enter_network()
{
	return unshare(CLONE_NEWNET) == 0 ||
		   unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

/**
 * Check if an interface is up and has a carrier.
 */
static bool is_running(int fd, char *ifname)
{
	struct ifreq ifr = {};

	strncpy(ifr.ifr_name, ifname, sizeof(ifr.ifr_name) - 1);
	ck_assert_int_eq(ioctl(fd, SIOCGIFFLAGS, &ifr), 0);
	return (ifr.ifr_flags & IFF_UP) && (ifr.ifr_flags & IFF_RUNNING);
}

/**
 * Set two connected interfaces up and wait until both have a carrier.
 */
static void set_up(char *a, char *b)
{
	struct pollfd pfd = {
		.events = POLLIN,
	};
	char commands[64];
	int fd;

	pfd.fd = kernel_news_open();
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	snprintf(commands, sizeof(commands), "link set %s up; link set %s up",
			 a, b);
	network_ip(commands);
	while (!is_running(fd, a) || !is_running(fd, b))
	{
		ck_assert_int_eq(poll(&pfd, 1, 5000), 1);
		kernel_news_read(pfd.fd);
	}
	close(fd);
	close(pfd.fd);
}

/*
 * Described in header.
 */
bool network_available()
{
	int status;
	pid_t pid;

	pid = fork();
	if (pid == 0)
	{
		_exit(enter_network() &&
			  system("ip link add d0 type ifb && "
					 "ip link add v0 type veth peer name p0") == 0 ? 0 : 1);
	}
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
		   WEXITSTATUS(status) == 0;
}

/*
 * Described in header.
 */
void network_setup()
{
	static kernel_interface_t kernel = {};
	static daemon_t daemon = {
		.kernel = &kernel,
	};

	kernel.is_interface_usable = _is_interface_usable;
	kernel.create_address_enumerator = _create_address_enumerator;
	charon = &daemon;

	ck_assert(enter_network());
	network_ip(IFB("d0") IFB("d1") IFB(IGNORED_INTERFACE)
			   "link add v0 type veth peer name p0;"
			   "link set v0 addrgenmode none; link set p0 addrgenmode none");
	set_up("v0", "p0");
}

/*
 * Described in header.
 */
void network_ip(char *commands)
{
	enumerator_t *enumerator;
	char *command;
	FILE *ip;

	ip = popen("ip -batch -", "w");
	ck_assert(ip);
	enumerator = enumerator_create_token(commands, ";", " ");
	while (enumerator->enumerate(enumerator, &command))
	{
		fprintf(ip, "%s\n", command);
	}
	enumerator->destroy(enumerator);
	ck_assert_msg(pclose(ip) == 0, "ip failed: %s", commands);
}
