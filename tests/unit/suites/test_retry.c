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

#include "fake_actions.h"
#include "host_lists.h"
#include "named_hosts.h"

#include <paths/retry.h>

/**
 * Transmits and has a clock.
 */
static fake_actions_t *fake;

/**
 * Configuration.
 */
static paths_config_t config;

/**
 * Addresses of both sides.
 */
static address_list_t *local, *peer;

/**
 * Current path.
 */
static path_t current;

/**
 * What is tested.
 */
static retry_t *retry;

/**
 * Set addresses of one side.
 */
static void set_list(address_list_t *list, char *names)
{
	linked_list_t *hosts;

	hosts = named_host_list_create(names);
	list->replace(list, hosts);
	host_list_destroy(hosts);
}

/**
 * Set the current path.
 */
static void set_current(char *a, char *b)
{
	DESTROY_IF(current.local);
	DESTROY_IF(current.remote);
	current.local = named_host_create(a);
	current.remote = named_host_create(b);
}

static void setup()
{
	config = (paths_config_t) {
		.retransmits = 3,
		.timeout = 500,
		.base = 1.8,
		.blackout = 300000,
	};
	fake = fake_actions_create();
	local = address_list_create();
	peer = address_list_create();
	set_list(local, "a1 a2 a3");
	set_list(peer, "b1 b2 b3");
	set_current("a1", "b1");
	retry = retry_create(&config, &fake->actions, &current, local, peer);
}

static void teardown()
{
	retry->destroy(retry);
	local->destroy(local);
	peer->destroy(peer);
	current.local->destroy(current.local);
	current.remote->destroy(current.remote);
	current = (path_t) {};
	fake->destroy(fake);
}

/**
 * Write a path.
 */
static char *write_path(path_t *path)
{
	static char names[6];

	named_host_write(path->local, names);
	names[2] = ' ';
	named_host_write(path->remote, names + 3);
	return names;
}

/**
 * Send a request.
 *
 * @param target	address to try first, NULL for none
 * @return			path to send it on
 */
static char *start(char *target)
{
	path_t first = {}, *path;

	first.remote = target ? named_host_create(target) : NULL;
	path = retry->start(retry, REQUEST_ANY, &first, fake->now);
	DESTROY_IF(first.remote);
	return write_path(path);
}

/**
 * Begin a new round.
 *
 * @param target	address to try first, NULL for none
 */
static void restart(char *target)
{
	host_t *host = target ? named_host_create(target) : NULL;

	retry->restart(retry, host, FALSE, fake->now);
	DESTROY_IF(host);
}

/**
 * Let time pass.
 *
 * @return			FALSE if the peer is to be given up
 */
static bool wait_until(uint64_t until)
{
	while (fake->wait(fake, until))
	{
		if (!retry->timer(retry, fake->now))
		{
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Fail unless this was done since the last time.
 */
#define does(what) ck_assert_str_eq(fake->get_log(fake), what)

/**
 * Fail unless the request was sent on a path, see retry_t.was_sent().
 */
static bool was_sent(char *a, char *b, bool outdated)
{
	path_t path = { named_host_create(a), named_host_create(b) };
	bool sent;

	sent = retry->was_sent(retry, &path, outdated);
	path.local->destroy(path.local);
	path.remote->destroy(path.remote);
	return sent;
}

/**
 * See retry_t.was_unanswered(), a may be NULL.
 */
static bool was_unanswered(char *a, char *b)
{
	host_t *host = a ? named_host_create(a) : NULL, *remote;
	bool unanswered;

	remote = named_host_create(b);
	unanswered = retry->was_unanswered(retry, host, remote);
	remote->destroy(remote);
	DESTROY_IF(host);
	return unanswered;
}

/**
 * The request is answered.
 *
 * @return			only address it was sent to, or "several"
 */
static char *stop()
{
	static char name[3];
	host_t *host;

	host = retry->stop(retry, NULL);
	return host ? named_host_write(host, name) : "several";
}

START_TEST(test_schedule)
{
	ck_assert_str_eq(start(NULL), "a1 b1");
	does("");
	/* 500, 900, 1620 and 2916 ms, at each address */
	ck_assert(wait_until(5935));
	does("500 send a1 b1, 1400 send a1 b1, 3020 send a1 b1");
	ck_assert(wait_until(11871));
	does("b1 failed, 5936 send a1 b2, 6436 send a1 b2, 7336 send a1 b2, "
		 "8956 send a1 b2");
	ck_assert(wait_until(17807));
	does("b2 failed, 11872 send a1 b3, 12372 send a1 b3, 13272 send a1 b3, "
		 "14892 send a1 b3");
	/* the next round is sent from the next local address */
	ck_assert(wait_until(35615));
	does("b3 failed, 17808 send a2 b1, 18308 send a2 b1, 19208 send a2 b1, "
		 "20828 send a2 b1, "
		 "b1 failed, 23744 send a2 b2, 24244 send a2 b2, 25144 send a2 b2, "
		 "26764 send a2 b2, "
		 "b2 failed, 29680 send a2 b3, 30180 send a2 b3, 31080 send a2 b3, "
		 "32700 send a2 b3");
	ck_assert(wait_until(35616));
	does("b3 failed, 35616 send a3 b1");
	ck_assert(wait_until(53424));
	ck_assert(strstr(fake->get_log(fake), "b3 failed, 53424 send a1 b1"));
}
END_TEST

START_TEST(test_no_retransmits)
{
	config.retransmits = 0;
	config.timeout = 300;
	start(NULL);
	ck_assert(wait_until(899));
	does("b1 failed, 300 send a1 b2, b2 failed, 600 send a1 b3");
	ck_assert(wait_until(900));
	does("b3 failed, 900 send a2 b1");
}
END_TEST

START_TEST(test_base_one)
{
	config.base = 1;
	config.timeout = 333;
	start(NULL);
	ck_assert(wait_until(1332));
	does("333 send a1 b1, 666 send a1 b1, 999 send a1 b1, b1 failed, "
		 "1332 send a1 b2");
}
END_TEST

START_TEST(test_base_rounded)
{
	/* 100, 110, 121 and 133.1 ms */
	config.timeout = 100;
	config.base = 1.1;
	start(NULL);
	ck_assert(wait_until(464));
	does("100 send a1 b1, 210 send a1 b1, 331 send a1 b1, b1 failed, "
		 "464 send a1 b2");
}
END_TEST

START_TEST(test_early_calls)
{
	start(NULL);
	fake->now = 499;
	ck_assert(retry->timer(retry, fake->now));
	does("");
	ck_assert(wait_until(1399));
	does("500 send a1 b1");
}
END_TEST

START_TEST(test_nothing_in_air)
{
	request_kind_t kind;

	ck_assert(!retry->get_kind(retry, &kind));
	ck_assert(retry->timer(retry, 1000000));
	restart(NULL);
	ck_assert(!retry->is_stuck(retry));
	start(NULL);
	ck_assert(retry->get_kind(retry, &kind));
	ck_assert_int_eq(kind, REQUEST_ANY);
	ck_assert_str_eq(stop(), "b1");
	ck_assert(!retry->get_kind(retry, &kind));
	restart(NULL);
	ck_assert(wait_until(1000000));
	does("");
}
END_TEST

START_TEST(test_target_first)
{
	config.retransmits = 0;
	ck_assert_str_eq(start("b3"), "a1 b3");
	ck_assert(wait_until(2000));
	/* none of them twice in a round; the one in use is first in the second */
	does("b3 failed, 500 send a1 b1, b1 failed, 1000 send a1 b2, "
		 "b2 failed, 1500 send a2 b1, b1 failed, 2000 send a2 b2");
	ck_assert(wait_until(2500));
	does("b2 failed, 2500 send a2 b3");
}
END_TEST

START_TEST(test_target_is_current)
{
	config.retransmits = 0;
	ck_assert_str_eq(start("b1"), "a1 b1");
	ck_assert(wait_until(1500));
	does("b1 failed, 500 send a1 b2, b2 failed, 1000 send a1 b3, "
		 "b3 failed, 1500 send a2 b1");
}
END_TEST

START_TEST(test_current_not_listed)
{
	config.retransmits = 0;
	set_current("a1", "b9");
	ck_assert_str_eq(start(NULL), "a1 b9");
	ck_assert(wait_until(2000));
	does("b9 failed, 500 send a1 b1, b1 failed, 1000 send a1 b2, "
		 "b2 failed, 1500 send a1 b3, b3 failed, 2000 send a2 b9");
}
END_TEST

START_TEST(test_current_not_first)
{
	config.retransmits = 0;
	set_current("a2", "b2");
	ck_assert_str_eq(start(NULL), "a2 b2");
	ck_assert(wait_until(3500));
	does("b2 failed, 500 send a2 b1, b1 failed, 1000 send a2 b3, "
		 "b3 failed, 1500 send a1 b2, b2 failed, 2000 send a1 b1, "
		 "b1 failed, 2500 send a1 b3, b3 failed, 3000 send a3 b2, "
		 "b2 failed, 3500 send a3 b1");
}
END_TEST

START_TEST(test_families)
{
	config.retransmits = 0;
	set_list(local, "a1 A1 A2");
	set_list(peer, "B1 b1 B2");
	ck_assert_str_eq(start(NULL), "a1 b1");
	ck_assert(wait_until(3000));
	/* the only IPv4 address stays, those of IPv6 take turns */
	does("b1 failed, 500 send A1 B1, B1 failed, 1000 send A1 B2, "
		 "B2 failed, 1500 send a1 b1, b1 failed, 2000 send A2 B1, "
		 "B1 failed, 2500 send A2 B2, B2 failed, 3000 send a1 b1");
}
END_TEST

START_TEST(test_not_reachable)
{
	config.retransmits = 0;
	fake->lose_route(fake, "a1", "b2");
	fake->lose_route(fake, "a1", "b3");
	fake->lose_route(fake, "a2", "b3");
	fake->lose_route(fake, "a3", "b3");
	start(NULL);
	ck_assert(wait_until(2500));
	does("b1 failed, 500 send a2 b2, b2 failed, 1000 send a2 b1, "
		 "b1 failed, 1500 send a3 b2, b2 failed, 2000 send a3 b1, "
		 "b1 failed, 2500 send a2 b2");
}
END_TEST

START_TEST(test_suspects_last)
{
	host_t *a2;

	config.retransmits = 0;
	set_list(peer, "b1");
	a2 = named_host_create("a2");
	local->set_state(local, a2, ADDRESS_FAILED, 0);
	a2->destroy(a2);
	start(NULL);
	ck_assert(wait_until(1500));
	does("b1 failed, 500 send a3 b1, b1 failed, 1000 send a2 b1, "
		 "b1 failed, 1500 send a1 b1");
}
END_TEST

START_TEST(test_current_changes)
{
	/* traffic moves elsewhere, the request goes on */
	config.retransmits = 0;
	set_current("a1", "b2");
	start(NULL);
	set_current("a1", "b1");
	ck_assert(wait_until(1500));
	does("b2 failed, 500 send a1 b1, b1 failed, 1000 send a1 b3, "
		 "b3 failed, 1500 send a2 b1");
}
END_TEST

START_TEST(test_long_round)
{
	char names[100 * 3 + 1] = "", *pos = names;
	int i;

	config.retransmits = 0;
	config.blackout = 0;
	set_list(local, "a1");
	for (i = 0; i < 100; i++)
	{
		*pos++ = 'b' + i / 9;
		*pos++ = '1' + i % 9;
		*pos++ = i < 99 ? ' ' : '\0';
	}
	set_list(peer, names);
	start(NULL);
	ck_assert(wait_until(49999));
	ck_assert(!wait_until(50000));
}
END_TEST

START_TEST(test_restart)
{
	start(NULL);
	ck_assert(wait_until(7000));
	fake->get_log(fake);
	set_list(peer, "b4 b2 b1");
	set_current("a1", "b4");
	restart(NULL);
	does("7000 send a1 b4");
	/* timers and order start over */
	ck_assert(wait_until(7000 + 5936));
	does("7500 send a1 b4, 8400 send a1 b4, 10020 send a1 b4, "
		 "b4 failed, 12936 send a1 b2");
}
END_TEST

START_TEST(test_restart_target)
{
	config.retransmits = 0;
	start("b2");
	restart("b3");
	ck_assert(wait_until(1500));
	does("0 send a1 b3, b3 failed, 500 send a1 b1, b1 failed, "
		 "1000 send a1 b2, b2 failed, 1500 send a2 b1");
}
END_TEST

START_TEST(test_one_or_several)
{
	config.retransmits = 0;
	start(NULL);
	ck_assert_str_eq(stop(), "b1");
	start("b2");
	ck_assert_str_eq(stop(), "b2");
	/* from another local address it's the same one */
	set_list(peer, "b1");
	start(NULL);
	ck_assert(wait_until(1000));
	ck_assert_str_eq(stop(), "b1");
	set_list(peer, "b1 b2");
	start(NULL);
	ck_assert(wait_until(1500));
	ck_assert_str_eq(stop(), "several");
	/* going back does not make it one again */
	start(NULL);
	set_current("a1", "b2");
	restart(NULL);
	set_current("a1", "b1");
	restart(NULL);
	ck_assert_str_eq(stop(), "several");
}
END_TEST

START_TEST(test_was_sent)
{
	config.retransmits = 0;
	start(NULL);
	ck_assert(was_sent("a1", "b1", FALSE));
	ck_assert(!was_sent("a1", "b2", TRUE));
	ck_assert(wait_until(500));
	ck_assert(was_sent("a1", "b2", FALSE));
	ck_assert(!was_sent("a2", "b1", FALSE));
	set_list(peer, "b3 b2 b1");
	set_current("a1", "b3");
	restart(NULL);
	ck_assert(was_sent("a1", "b3", FALSE));
	ck_assert(!was_sent("a1", "b1", FALSE));
	ck_assert(was_sent("a1", "b1", TRUE));
	ck_assert(wait_until(1000));
	ck_assert(was_sent("a1", "b2", FALSE));
	/* still known when answered, but not about another request */
	stop();
	ck_assert(was_sent("a1", "b3", FALSE));
	start(NULL);
	ck_assert(!was_sent("a1", "b2", TRUE));
}
END_TEST

START_TEST(test_was_unanswered)
{
	config.retransmits = 0;
	start(NULL);
	ck_assert(!was_unanswered("a1", "b1"));
	ck_assert(wait_until(500));
	ck_assert(was_unanswered("a1", "b1"));
	ck_assert(was_unanswered(NULL, "b1"));
	ck_assert(!was_unanswered("a2", "b1"));
	ck_assert(!was_unanswered("a1", "b2"));
	/* tried once more, from another one it still is */
	ck_assert(wait_until(1500));
	ck_assert(was_unanswered("a1", "b1"));
	ck_assert(!was_unanswered("a2", "b1"));
	ck_assert(!was_unanswered(NULL, "b1"));
	restart(NULL);
	ck_assert(!was_unanswered("a1", "b1"));
}
END_TEST

START_TEST(test_many_lists)
{
	char name[3] = "b1";
	int i;

	/* a peer that announces more and more must not fill our memory */
	config.retransmits = 0;
	start(NULL);
	for (i = 0; i < 1000; i++)
	{
		name[0] = 'b' + i % 20;
		name[1] = '1' + i % 9;
		set_list(peer, name);
		set_current("a1", name);
		restart(NULL);
	}
	ck_assert(was_sent("a1", name, FALSE));
	ck_assert_str_eq(stop(), "several");
}
END_TEST

START_TEST(test_stuck)
{
	start(NULL);
	ck_assert(!retry->is_stuck(retry));
	fake->set_own(fake, "a2");
	ck_assert(retry->is_stuck(retry));
	restart(NULL);
	does("0 send a2 b1");
	ck_assert(!retry->is_stuck(retry));
	fake->set_own(fake, "");
	ck_assert(wait_until(100000));
	/* what was not sent as often as it should be proves nothing */
	ck_assert(retry->is_stuck(retry));
	fake->set_own(fake, "a1");
	restart(NULL);
	ck_assert(!retry->is_stuck(retry));
	stop();
	fake->set_own(fake, "");
	ck_assert(!retry->is_stuck(retry));
}
END_TEST

START_TEST(test_start_without_path)
{
	fake->set_own(fake, "");
	ck_assert_str_eq(start(NULL), "a1 b1");
	ck_assert(retry->is_stuck(retry));
	ck_assert(wait_until(2915));
	fake->set_own(fake, "a3");
	/* the time for one address is over, even if nobody tells */
	ck_assert(wait_until(2916));
	does("2916 send a3 b1");
}
END_TEST

START_TEST(test_start_elsewhere)
{
	fake->lose_route(fake, "a1", "b1");
	fake->lose_route(fake, "a2", "b1");
	fake->lose_route(fake, "a3", "b1");
	ck_assert_str_eq(start(NULL), "a1 b2");
	ck_assert_str_eq(stop(), "b2");
}
END_TEST

START_TEST(test_limit)
{
	host_t *b1;

	config.retransmits = 1;
	config.base = 1;
	config.probe_interval = 5000;
	set_list(local, "a1");
	set_list(peer, "b1 b2");
	b1 = named_host_create("b1");
	peer->set_state(peer, b1, ADDRESS_VERIFIED, 0);
	b1->destroy(b1);
	retry->destroy(retry);
	retry = retry_create(&config, &fake->actions, &current, local, peer);
	start(NULL);
	ck_assert(wait_until(6000));
	/* b2 has to wait for five seconds since it was tried first */
	does("500 send a1 b1, b1 failed, 1000 send a1 b2, 1500 send a1 b2, "
		 "b2 failed, 2000 send a1 b1, 2500 send a1 b1, b1 failed, "
		 "3000 send a1 b1, 3500 send a1 b1, b1 failed, "
		 "4000 send a1 b1, 4500 send a1 b1, b1 failed, "
		 "5000 send a1 b1, 5500 send a1 b1, b1 failed, 6000 send a1 b2");
}
END_TEST

START_TEST(test_limit_waits)
{
	config.retransmits = 1;
	config.base = 1;
	config.probe_interval = 5000;
	config.blackout = 7000;
	set_list(peer, "b1");
	set_list(local, "a1");
	retry->destroy(retry);
	retry = retry_create(&config, &fake->actions, &current, local, peer);
	start(NULL);
	ck_assert(wait_until(5999));
	does("500 send a1 b1, b1 failed, 5000 send a1 b1, 5500 send a1 b1");
	/* lists don't change that, but our own addresses do */
	retry->restart(retry, NULL, TRUE, fake->now);
	does("");
	retry->restart(retry, NULL, FALSE, fake->now);
	does("5999 send a1 b1");
	ck_assert(!wait_until(100000));
	ck_assert_uint_eq(fake->now, 16000);
}
END_TEST

START_TEST(test_limit_answered)
{
	host_t *b1;

	config.retransmits = 0;
	config.probe_interval = 5000;
	retry->destroy(retry);
	retry = retry_create(&config, &fake->actions, &current, local, peer);
	b1 = named_host_create("b1");
	ck_assert_uint_eq(retry->get_time(retry, b1, 0), 0);
	start(NULL);
	ck_assert_uint_eq(retry->get_time(retry, b1, 1), 5000);
	/* it wants us to send there */
	retry->stop(retry, b1);
	ck_assert_uint_eq(retry->get_time(retry, b1, 1), 1);
	b1->destroy(b1);
}
END_TEST

START_TEST(test_give_up)
{
	set_list(local, "a1");
	set_list(peer, "b1");
	config.blackout = 10000;
	start(NULL);
	ck_assert(wait_until(11871));
	ck_assert(!wait_until(11872));
	ck_assert(wait_until(1000000));
	/* not again, and not for the next one */
	start(NULL);
	ck_assert(wait_until(1011871));
	ck_assert(!wait_until(1011872));
}
END_TEST

START_TEST(test_give_up_tries_all)
{
	/* even if there is no time */
	config.blackout = 0;
	config.retransmits = 0;
	start(NULL);
	ck_assert(!wait_until(100000));
	ck_assert_uint_eq(fake->now, 4500);
	does("b1 failed, 500 send a1 b2, b2 failed, 1000 send a1 b3, "
		 "b3 failed, 1500 send a2 b1, b1 failed, 2000 send a2 b2, "
		 "b2 failed, 2500 send a2 b3, b3 failed, 3000 send a3 b1, "
		 "b1 failed, 3500 send a3 b2, b2 failed, 4000 send a3 b3, "
		 "b3 failed");
}
END_TEST

START_TEST(test_give_up_last)
{
	path_t none = {};

	config.retransmits = 0;
	set_list(local, "a1 a2");
	set_list(peer, "b1 b2");
	retry->start(retry, REQUEST_LAST, &none, fake->now);
	ck_assert(!wait_until(100000));
	/* from every address once */
	ck_assert_uint_eq(fake->now, 2000);
	does("b1 failed, 500 send a1 b2, b2 failed, 1000 send a2 b1, b1 failed, "
		 "1500 send a2 b2, b2 failed");
}
END_TEST

START_TEST(test_give_up_when_heard)
{
	config.retransmits = 0;
	config.blackout = 10000;
	set_list(local, "a1");
	start(NULL);
	ck_assert(wait_until(9000));
	retry->restart(retry, NULL, TRUE, fake->now);
	ck_assert(wait_until(19499));
	/* news of our own are no sign of life */
	retry->restart(retry, NULL, FALSE, fake->now);
	ck_assert(!wait_until(100000));
	ck_assert_uint_eq(fake->now, 20999);
}
END_TEST

Suite *retry_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("retry");

	tc = tcase_create("times");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_schedule);
	tcase_add_test(tc, test_no_retransmits);
	tcase_add_test(tc, test_base_one);
	tcase_add_test(tc, test_base_rounded);
	tcase_add_test(tc, test_early_calls);
	tcase_add_test(tc, test_nothing_in_air);
	suite_add_tcase(s, tc);

	tc = tcase_create("order");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_target_first);
	tcase_add_test(tc, test_target_is_current);
	tcase_add_test(tc, test_current_not_listed);
	tcase_add_test(tc, test_current_not_first);
	tcase_add_test(tc, test_families);
	tcase_add_test(tc, test_not_reachable);
	tcase_add_test(tc, test_suspects_last);
	tcase_add_test(tc, test_current_changes);
	tcase_add_test(tc, test_long_round);
	tcase_add_test(tc, test_restart);
	tcase_add_test(tc, test_restart_target);
	suite_add_tcase(s, tc);

	tc = tcase_create("memory");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_one_or_several);
	tcase_add_test(tc, test_was_sent);
	tcase_add_test(tc, test_was_unanswered);
	tcase_add_test(tc, test_many_lists);
	suite_add_tcase(s, tc);

	tc = tcase_create("no path");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_stuck);
	tcase_add_test(tc, test_start_without_path);
	tcase_add_test(tc, test_start_elsewhere);
	suite_add_tcase(s, tc);

	tc = tcase_create("limit");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_limit);
	tcase_add_test(tc, test_limit_waits);
	tcase_add_test(tc, test_limit_answered);
	suite_add_tcase(s, tc);

	tc = tcase_create("giving up");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_give_up);
	tcase_add_test(tc, test_give_up_tries_all);
	tcase_add_test(tc, test_give_up_last);
	tcase_add_test(tc, test_give_up_when_heard);
	suite_add_tcase(s, tc);

	return s;
}
