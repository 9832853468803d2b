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

#include <semaphore.h>
#include <time.h>
#include <sys/socket.h>

#include "host_lists.h"
#include "network.h"
#include "watch/address_watcher.h"
#include "watch/kernel_news.h"
#include "watch/usable_addresses.h"

/**
 * What is done to an interface, and what is usable then.
 */
static struct {
	char *commands;
	char *addrs;
} usable[] = {
	{ "", "" },
	{ "addr add 10.0.0.1/24 dev d0", "10.0.0.1" },
	{ "addr add 10.0.0.1/24 dev d0; addr del 10.0.0.1/24 dev d0", "" },
	{ "addr add 10.0.0.1/24 dev v0; addr add 10.0.0.2/24 dev v0",
	  "10.0.0.1 10.0.0.2" },
	{ "addr add 10.0.0.1/24 dev d0; addr add fec0::1/64 dev d0 nodad",
	  "10.0.0.1 fec0::1" },
	/* our end of a point-to-point link, not the other one */
	{ "addr add 10.0.0.1 peer 10.0.0.2 dev d0", "10.0.0.1" },
	{ "addr add fec0::1 peer fec0::2 dev d0 nodad", "fec0::1" },
	/* interfaces that are down, have no carrier, or loop back */
	{ "addr add 10.0.0.1/24 dev d0; link set d0 down", "" },
	{ "addr add 10.0.0.1/24 dev d0; link set d0 down; link set d0 up",
	  "10.0.0.1" },
	{ "addr add 10.0.0.1/24 dev v0; link set p0 down", "" },
	{ "addr add 10.0.0.1/24 dev v0; link del p0", "" },
	{ "link set lo up; addr add 10.0.0.1/32 dev lo", "" },
	/* addresses that are not valid everywhere, yet, or anymore */
	{ "addr add 10.0.0.1/24 scope link dev d0", "" },
	{ "addr add 10.0.0.1/24 scope host dev d0", "" },
	{ "addr add 10.0.0.1/24 scope site dev d0", "10.0.0.1" },
	{ "addr add 169.254.0.1/16 dev d0", "" },
	{ "addr add fe80::2/64 dev d0 nodad", "" },
	{ "addr add fec0::1/64 dev v0", "" },
	{ "addr add fec0::1/64 dev v0 nodad", "fec0::1" },
	{ "addr add fec0::1/64 dev d0 nodad valid_lft 99 preferred_lft 0", "" },
	{ "addr add 10.0.0.1/24 dev d0 valid_lft 99 preferred_lft 0", "" },
	{ "addr add 10.0.0.1/24 dev d0 valid_lft 99 preferred_lft 98",
	  "10.0.0.1" },
	/* what charon excludes or installed itself */
	{ "addr add 10.0.0.1/24 dev " IGNORED_INTERFACE ";"
	  "addr add 10.0.1.1/24 dev d0", "10.0.1.1" },
	{ "addr add " VIRTUAL_IP " dev d0; addr add " VIRTUAL_IP " dev v0;"
	  "addr add 10.0.0.1/24 dev d0", "10.0.0.1" },
};

/**
 * Write usable addresses separated by spaces.
 */
static char *write_usable(linked_list_t *list, char *buf)
{
	linked_list_t *hosts;
	enumerator_t *enumerator;
	usable_address_t *addr;

	hosts = linked_list_create();
	enumerator = list->create_enumerator(list);
	while (enumerator->enumerate(enumerator, &addr))
	{
		hosts->insert_last(hosts, addr->addr);
	}
	enumerator->destroy(enumerator);
	host_list_write(hosts->create_enumerator(hosts), buf);
	hosts->destroy(hosts);
	return buf;
}

START_TEST(test_usable)
{
	linked_list_t *list;
	char buf[HOST_LIST_LEN];

	network_ip(usable[_i].commands);

	list = usable_addresses_get();
	ck_assert(list);
	ck_assert_str_eq(write_usable(list, buf), usable[_i].addrs);
	usable_addresses_destroy(list);
}
END_TEST

/* more than fits into one message of the kernel */
START_TEST(test_many)
{
	linked_list_t *list;
	char commands[65536], *pos = commands;
	int i;

	for (i = 1; i <= 1000; i++)
	{
		pos += snprintf(pos, commands + sizeof(commands) - pos,
						"addr add 10.1.%d.%d/32 dev d0;", i / 250, i % 250);
	}
	network_ip(commands);

	list = usable_addresses_get();
	ck_assert(list);
	ck_assert_int_eq(list->get_count(list), 1000);
	usable_addresses_destroy(list);
}
END_TEST

/**
 * Changes after addresses on d0 and v0, and if the usable ones are the same.
 */
static struct {
	char *commands;
	bool equal;
} changes[] = {
	{ "", TRUE },
	/* lifetimes, flags and other things of interfaces */
	{ "addr change 10.0.0.1/24 dev d0 valid_lft 99 preferred_lft 98", TRUE },
	{ "link set d0 mtu 1400; link set d0 promisc on", TRUE },
	{ "link set p0 promisc on", TRUE },
	{ "link set d0 down; link set d0 up", TRUE },
	{ "addr add 10.0.2.1/24 dev " IGNORED_INTERFACE, TRUE },
	{ "link set d0 down", FALSE },
	{ "addr add 10.0.2.1/24 dev d0", FALSE },
	{ "addr del 10.0.0.1/24 dev d0", FALSE },
	{ "addr del 10.0.0.1/24 dev d0; addr add 10.0.0.1/24 dev d1", FALSE },
	{ "addr del 10.0.1.1/24 dev d1; addr add 10.0.1.1/24 dev v0", FALSE },
	{ "addr change 10.0.0.1/24 dev d0 valid_lft 99 preferred_lft 0", FALSE },
};

START_TEST(test_equal)
{
	linked_list_t *before, *after;

	network_ip("addr add 10.0.0.1/24 dev d0; addr add 10.0.1.1/24 dev d1");
	before = usable_addresses_get();
	network_ip(changes[_i].commands);
	after = usable_addresses_get();
	ck_assert(usable_addresses_equal(before, after) == changes[_i].equal);
	ck_assert(usable_addresses_equal(after, before) == changes[_i].equal);
	usable_addresses_destroy(before);
	usable_addresses_destroy(after);
}
END_TEST

/**
 * What is done, and what that is news of.
 */
static struct {
	char *commands;
	kernel_news_t news;
} news[] = {
	{ "", NEWS_NONE },
	{ "link set d0 mtu 1400", NEWS_ADDRESSES },
	{ "link add d9 type ifb", NEWS_ADDRESSES },
	{ "addr add 10.0.0.1/32 dev d0", NEWS_ADDRESSES },
	{ "addr add 10.0.0.1/24 dev d0", NEWS_ADDRESSES | NEWS_ROUTES },
	{ "addr add fec0::1/128 dev d0", NEWS_ADDRESSES | NEWS_ROUTES },
	{ "route add 10.1.0.0/16 dev d0", NEWS_ROUTES },
	{ "route add default dev d0", NEWS_ROUTES },
	{ "route add fec0:1::/64 dev d0", NEWS_ROUTES },
	{ "route add blackhole 10.1.0.0/16", NEWS_ROUTES },
	{ "route add 10.1.0.0/16 dev d0 table 1000", NEWS_ROUTES },
	/* of no importance */
	{ "route add 10.1.0.0/16 dev d0 table 220", NEWS_NONE },
	{ "route add fec0:1::/64 dev d0 table 220", NEWS_NONE },
	{ "route add 10.1.0.0/16 dev d0 table local", NEWS_NONE },
	{ "route add local 10.1.0.0/16 dev d0 table 1000", NEWS_NONE },
	{ "route add broadcast 10.1.0.0 dev d0", NEWS_NONE },
	{ "route add anycast fec0:1::1 dev d0 table 1000", NEWS_NONE },
	{ "route add multicast ff42::/64 dev d0", NEWS_NONE },
	{ "route add fe80:1::/64 dev d0", NEWS_NONE },
	{ "route add 10.1.0.0/16 dev " IGNORED_INTERFACE, NEWS_NONE },
	{ "rule add from 10.0.0.1 table 1000", NEWS_NONE },
};

START_TEST(test_news)
{
	int fd;

	fd = kernel_news_open();
	ck_assert_int_ge(fd, 0);
	network_ip(news[_i].commands);
	ck_assert_int_eq(kernel_news_read(fd), news[_i].news);
	ck_assert_int_eq(kernel_news_read(fd), NEWS_NONE);
	close(fd);
}
END_TEST

START_TEST(test_routing_table)
{
	int fd;

	lib->settings->set_int(lib->settings, "%s.routing_table", 1000, lib->ns);
	fd = kernel_news_open();
	network_ip("route add 10.1.0.0/16 dev d0 table 1000");
	ck_assert_int_eq(kernel_news_read(fd), NEWS_NONE);
	network_ip("route add 10.1.0.0/16 dev d0 table 220");
	ck_assert_int_eq(kernel_news_read(fd), NEWS_ROUTES);
	close(fd);
}
END_TEST

START_TEST(test_lost)
{
	char commands[16384], *pos = commands;
	int fd, i, size = 2048;

	for (i = 0; i < 200; i++)
	{
		pos += snprintf(pos, commands + sizeof(commands) - pos,
						"addr add 10.1.0.%d/32 dev d0;", i);
	}
	fd = kernel_news_open();
	ck_assert(!setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size)));
	network_ip(commands);
	ck_assert_int_eq(kernel_news_read(fd) & NEWS_LOST, NEWS_LOST);
	close(fd);
}
END_TEST

/**
 * Notes a callback.
 */
static void notify(void *data)
{
	sem_post(data);
}

/**
 * Wait for a callback.
 *
 * @return			FALSE if there is none for some seconds
 */
static bool await(sem_t *called)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	return sem_timedwait(called, &until) == 0;
}

/**
 * Forget about callbacks for what was done.
 */
static void drain(sem_t *called)
{
	while (sem_trywait(called) == 0)
	{
		/* next one */
	}
}

/**
 * Fail unless the addresses are as given.
 */
static void assert_addresses(address_watcher_t *watcher, char *interfaces,
							 char *expected)
{
	linked_list_t *addrs;

	addrs = watcher->get_addresses(watcher, interfaces);
	ck_assert_hosts(addrs->create_enumerator(addrs), expected);
	host_list_destroy(addrs);
}

/**
 * Check if the addresses are as given.
 */
static bool has_addresses(address_watcher_t *watcher, char *expected)
{
	linked_list_t *addrs;
	char buf[HOST_LIST_LEN];

	addrs = watcher->get_addresses(watcher, NULL);
	host_list_write(addrs->create_enumerator(addrs), buf);
	host_list_destroy(addrs);
	return streq(buf, expected);
}

static void start_threads()
{
	lib->processor->set_threads(lib->processor, 4);
}

static void stop_threads()
{
	lib->processor->cancel(lib->processor);
}

START_TEST(test_order)
{
	address_watcher_t *watcher;
	sem_t called;

	network_ip("addr add 10.0.0.1/24 dev d0; addr add 10.0.0.2/24 dev d0;"
			   "addr add fec0::1/64 dev d0 nodad; addr add 10.0.1.1/24 dev v0;"
			   "addr add 10.0.0.2/32 dev v0; addr add fec0:1::1/64 dev v0 nodad");
	sem_init(&called, 0, 0);
	watcher = address_watcher_create(notify, &called);
	ck_assert(watcher);

	assert_addresses(watcher, "d0",
					 "10.0.0.1 10.0.0.2 fec0::1 10.0.1.1 fec0:1::1");
	assert_addresses(watcher, "v0",
					 "10.0.1.1 10.0.0.2 fec0:1::1 10.0.0.1 fec0::1");
	assert_addresses(watcher, "none, v0  d0",
					 "10.0.1.1 10.0.0.2 fec0:1::1 10.0.0.1 fec0::1");
	/* the kernel's order has IPv4 first */
	network_ip("addr flush dev v0");
	assert_addresses(watcher, NULL, "10.0.0.1 10.0.0.2 fec0::1");
	assert_addresses(watcher, "", "10.0.0.1 10.0.0.2 fec0::1");
	assert_addresses(watcher, " ,", "10.0.0.1 10.0.0.2 fec0::1");

	watcher->destroy(watcher);
	sem_destroy(&called);
}
END_TEST

/**
 * What to tell of, one after the other, and the addresses then.
 */
static struct {
	char *commands;
	char *addrs;
} events[] = {
	{ "route add 10.1.0.0/16 dev d0", "10.0.0.1 10.0.1.1" },
	{ "route del 10.1.0.0/16 dev d0", "10.0.0.1 10.0.1.1" },
	{ "addr add 10.0.0.2/32 dev d0", "10.0.0.1 10.0.0.2 10.0.1.1" },
	{ "addr del 10.0.0.2/32 dev d0", "10.0.0.1 10.0.1.1" },
	{ "addr add fec0::2/128 dev v0 nodad", "10.0.0.1 10.0.1.1 fec0::2" },
	{ "link set v0 down", "10.0.0.1" },
	{ "link set v0 up", "10.0.0.1 10.0.1.1" },
	{ "link set p0 down", "10.0.0.1" },
	{ "link set p0 up", "10.0.0.1 10.0.1.1" },
	{ "addr add fec0:1::1/128 dev v0", "10.0.0.1 10.0.1.1 fec0:1::1" },
	{ "link del d0", "10.0.1.1 fec0:1::1" },
};

START_TEST(test_events)
{
	address_watcher_t *watcher;
	sem_t called;
	int i;

	network_ip("addr add 10.0.0.1/24 dev d0; addr add 10.0.1.1/24 dev v0");
	sem_init(&called, 0, 0);
	watcher = address_watcher_create(notify, &called);
	ck_assert(watcher);

	for (i = 0; i < countof(events); i++)
	{
		drain(&called);
		network_ip(events[i].commands);
		/* carriers come and go with several messages, some of them late */
		do
		{
			ck_assert_msg(await(&called), "no callback: %s",
						  events[i].commands);
		}
		while (!has_addresses(watcher, events[i].addrs));
	}
	watcher->destroy(watcher);
	sem_destroy(&called);
}
END_TEST

/* what does not change usable addresses is not told */
START_TEST(test_noise)
{
	address_watcher_t *watcher;
	sem_t called;
	int i, count;

	sem_init(&called, 0, 0);
	watcher = address_watcher_create(notify, &called);
	ck_assert(watcher);

	for (i = 0; i < 5; i++)
	{
		network_ip(i % 2 ? "link set d0 mtu 1400" : "link set d0 mtu 1300");
		network_ip("addr add 10.0.0.1/24 dev " IGNORED_INTERFACE);
		network_ip("addr del 10.0.0.1/24 dev " IGNORED_INTERFACE);
		network_ip(i % 2 ? "addr del 10.0.0.1/32 dev d0"
						 : "addr add 10.0.0.1/32 dev d0");
		ck_assert(await(&called));
	}
	watcher->destroy(watcher);
	sem_getvalue(&called, &count);
	ck_assert_int_eq(count, 0);
	sem_destroy(&called);
}
END_TEST

/**
 * Blocks the first callback until the test goes on.
 */
typedef struct {
	sem_t called;
	sem_t proceed;
	int count;
} blocked_t;

static void block(void *data)
{
	blocked_t *this = data;

	this->count++;
	sem_post(&this->called);
	sem_wait(&this->proceed);
}

/* however much happens meanwhile, it is one callback more */
START_TEST(test_coalesce)
{
	address_watcher_t *watcher;
	blocked_t blocked = {};

	sem_init(&blocked.called, 0, 0);
	sem_init(&blocked.proceed, 0, 0);
	watcher = address_watcher_create(block, &blocked);
	ck_assert(watcher);

	network_ip("addr add 10.0.0.1/32 dev d0");
	ck_assert(await(&blocked.called));
	network_ip("addr add 10.0.0.2/32 dev d0; addr add 10.0.0.3/32 dev d0;"
			   "addr add 10.0.0.4/32 dev d0; addr add 10.0.0.5/32 dev d0;"
			   "route add 10.1.0.0/16 dev d0; addr del 10.0.0.1/32 dev d0");
	sem_post(&blocked.proceed);
	ck_assert(await(&blocked.called));
	ck_assert_int_eq(blocked.count, 2);
	assert_addresses(watcher, NULL, "10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5");
	sem_post(&blocked.proceed);

	watcher->destroy(watcher);
	ck_assert_int_eq(blocked.count, 2);
	sem_destroy(&blocked.called);
	sem_destroy(&blocked.proceed);
}
END_TEST

/* there is none after destroy() */
START_TEST(test_destroy)
{
	address_watcher_t *watcher;
	sem_t called;
	int i;

	for (i = 0; i < 20; i++)
	{
		sem_init(&called, 0, 0);
		watcher = address_watcher_create(notify, &called);
		ck_assert(watcher);
		network_ip(i % 2 ? "addr del 10.0.0.1/32 dev d0"
						 : "addr add 10.0.0.1/32 dev d0");
		watcher->destroy(watcher);
		memset(&called, 0xff, sizeof(called));
	}
}
END_TEST

Suite *address_watcher_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("address watcher");

	tc = tcase_create("usable addresses");
	tcase_add_checked_fixture(tc, network_setup, NULL);
	tcase_add_loop_test(tc, test_usable, 0, countof(usable));
	tcase_add_test(tc, test_many);
	tcase_add_loop_test(tc, test_equal, 0, countof(changes));
	suite_add_tcase(s, tc);

	tc = tcase_create("kernel news");
	tcase_add_checked_fixture(tc, network_setup, NULL);
	tcase_add_loop_test(tc, test_news, 0, countof(news));
	tcase_add_test(tc, test_routing_table);
	tcase_add_test(tc, test_lost);
	suite_add_tcase(s, tc);

	tc = tcase_create("watcher");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, network_setup, NULL);
	tcase_add_checked_fixture(tc, start_threads, stop_threads);
	tcase_add_test(tc, test_order);
	tcase_add_test(tc, test_events);
	tcase_add_test(tc, test_noise);
	tcase_add_test(tc, test_coalesce);
	tcase_add_test(tc, test_destroy);
	suite_add_tcase(s, tc);

	return s;
}
