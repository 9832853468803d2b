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

/**
 * Actions the rules decided on.
 */
static fake_actions_t *fake;

/**
 * The rules.
 */
static paths_t *paths;

/**
 * Create the rules of one side of an IKE_SA between a1 and b1.
 */
static void create_paths(bool initiator)
{
	paths_config_t config = {
		.initiator = initiator,
		.retransmits = 1,
		.timeout = 500,
		.base = 1.8,
		.blackout = 60000,
	};
	host_t *a1, *b1;

	fake = fake_actions_create();
	a1 = named_host_create("a1");
	b1 = named_host_create("b1");
	paths = paths_create(&config, &fake->actions, a1, b1, fake->now);
	a1->destroy(a1);
	b1->destroy(b1);
}

static void setup()
{
	create_paths(TRUE);
}

static void setup_responder()
{
	create_paths(FALSE);
}

static void teardown()
{
	paths->destroy(paths);
	fake->destroy(fake);
}

/**
 * Fail unless this was decided since the last time.
 */
#define decides(what) ck_assert_str_eq(fake->get_log(fake), what)

/**
 * Our addresses change to these.
 */
static void have(char *names)
{
	linked_list_t *list;

	fake->set_own(fake, names);
	list = named_host_list_create(names);
	paths->local_list(paths, list, fake->now);
	host_list_destroy(list);
}

/**
 * The peer announces these.
 */
static void hear(char *names)
{
	linked_list_t *list;

	list = named_host_list_create(names);
	paths->peer_list(paths, list, fake->now);
	host_list_destroy(list);
}

/**
 * Write a path.
 */
static char *write_path(host_t *local, host_t *remote)
{
	static char path[6];

	named_host_write(local, path);
	path[2] = ' ';
	named_host_write(remote, path + 3);
	return path;
}

/**
 * Send a request.
 *
 * @return			path it is sent on
 */
static char *request(request_kind_t kind)
{
	host_t *local, *remote;

	paths->request(paths, kind, fake->now, &local, &remote);
	return write_path(local, remote);
}

/**
 * Send a check, if it's still wanted.
 *
 * @return			path it is sent on
 */
static char *check()
{
	return paths->is_check_wanted(paths) ? request(REQUEST_CHECK) : "none";
}

/**
 * The request is answered.
 */
static void answer(char *local, char *remote)
{
	host_t *a, *b;

	a = named_host_create(local);
	b = named_host_create(remote);
	paths->response(paths, a, b, fake->now);
	a->destroy(a);
	b->destroy(b);
}

/**
 * Let time pass.
 */
static void wait_until(uint64_t until)
{
	while (fake->wait(fake, until))
	{
		paths->timer(paths, fake->now);
	}
}

/**
 * Get the current path.
 */
static char *current()
{
	host_t *local, *remote;

	paths->get_path(paths, &local, &remote);
	return write_path(local, remote);
}

/**
 * Build the announcement that was asked for and send it.
 *
 * @return			its addresses
 */
static char *say_list()
{
	static char names[128];
	enumerator_t *enumerator;
	host_t *host;
	int len = 0;

	enumerator = paths->create_announcement(paths);
	while (enumerator->enumerate(enumerator, &host))
	{
		named_host_write(host, names + len);
		names[len + 2] = ' ';
		len += 3;
	}
	enumerator->destroy(enumerator);
	names[max(len - 1, 0)] = '\0';
	request(REQUEST_ANY);
	return names;
}

/**
 * Fail unless this list is sent.
 */
#define says_list(addrs) ck_assert_str_eq(say_list(), addrs)

/**
 * Get the state of an address of the peer.
 */
static address_state_t get_state(char *name)
{
	address_list_t *list = paths->get_list(paths, FALSE);
	address_state_t state;
	host_t *host;

	host = named_host_create(name);
	state = list->get_state(list, host, NULL);
	host->destroy(host);
	return state;
}

/**
 * Have these addresses and tell the peer, as if nothing else happened yet.
 */
static void start_having(char *names)
{
	have(names);
	say_list();
	answer((char[]){ current()[0], current()[1], '\0' },
		   (char[]){ current()[3], current()[4], '\0' });
	fake->get_log(fake);
}

/**
 * Have the peer announce these and verify the first, as if nothing else
 * happened yet.
 */
static void start_with(char *names)
{
	hear(names);
	if (paths->is_check_wanted(paths))
	{
		request(REQUEST_CHECK);
		answer((char[]){ current()[0], current()[1], '\0' },
			   (char[]){ current()[3], current()[4], '\0' });
	}
	fake->get_log(fake);
}

/**
 * Let a check of the address fail that is used because the peer prefers it,
 * the path to b1 works.
 */
static void let_fail(char *names)
{
	uint64_t start = fake->now;

	hear(names);
	ck_assert_str_ne(check(), "none");
	wait_until(start + 1400);
	answer("a1", "b1");
	ck_assert_str_eq(current(), "a1 b1");
	if (paths->is_check_wanted(paths))
	{
		ck_assert_str_eq(check(), "a1 b1");
		answer("a1", "b1");
	}
	ck_assert_str_eq(check(), "none");
	fake->get_log(fake);
}

START_TEST(test_nothing_before_events)
{
	decides("");
	wait_until(1000000);
	decides("");
	ck_assert_str_eq(current(), "a1 b1");
	ck_assert_str_eq(check(), "none");
	ck_assert_int_eq(get_state("b1"), ADDRESS_VERIFIED);
}
END_TEST

START_TEST(test_local_preferred)
{
	have("a2 a1");
	decides("move a2 b1, announce");
}
END_TEST

START_TEST(test_local_added)
{
	have("a1 a2");
	decides("announce");
	ck_assert_str_eq(current(), "a1 b1");
}
END_TEST

START_TEST(test_local_lost)
{
	start_having("a1 a2");
	have("a2");
	decides("move a2 b1, announce");
}
END_TEST

START_TEST(test_local_same)
{
	have("a1");
	decides("");
}
END_TEST

START_TEST(test_local_keeps_remote)
{
	start_with("b2 b1");
	have("a2 a1");
	decides("move a2 b2, announce");
}
END_TEST

START_TEST(test_local_can_not_reach)
{
	have("A1 a2");
	decides("move a2 b1, announce");
	says_list("a2 A1");
}
END_TEST

START_TEST(test_local_changes_family)
{
	start_with("b1 B2 B1");
	have("A1 a1");
	/* the peer's first of that family, nothing is known about it */
	decides("move A1 B2, announce, check");
	says_list("A1 a1");
	ck_assert_str_eq(current(), "A1 B2");
	answer("A1", "B2");
	decides("B2 verified");
	/* the list has proven it */
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_local_no_route)
{
	start_with("b1 b2");
	fake->lose_route(fake, "a2", "b1");
	fake->lose_route(fake, "a2", "b2");
	have("a2 a1");
	decides("announce");
	ck_assert_str_eq(current(), "a1 b1");
}
END_TEST

START_TEST(test_local_route_later)
{
	linked_list_t *list = named_host_list_create("a2 a1");

	fake->set_own(fake, "a1");
	paths->local_list(paths, list, fake->now);
	decides("announce");
	fake->set_own(fake, "a2 a1");
	paths->local_list(paths, list, fake->now);
	decides("move a2 b1");
	says_list("a2 a1");
	/* but the peer may have wanted it that way */
	hear("b1");
	decides("");
	host_list_destroy(list);
}
END_TEST

START_TEST(test_local_other_remote)
{
	start_with("b1 b2");
	fake->lose_route(fake, "a2", "b1");
	have("a2 a1");
	decides("move a2 b2, announce, check");
}
END_TEST

START_TEST(test_peer_preferred)
{
	hear("b2 b1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_peer_added)
{
	hear("b1 b2");
	decides("");
}
END_TEST

START_TEST(test_peer_keeps_local)
{
	have("a2 a1");
	have("a1 a2");
	fake->get_log(fake);
	hear("b2 b1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_peer_can_not_reach)
{
	hear("B1 b2 b1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_peer_changes_family)
{
	start_having("a1 a2 A2 A1");
	hear("B1 b1");
	/* it knows that we follow, and with what */
	decides("move A2 B1, check");
	/* news that is none does not revert that */
	have("a1 a2 A2 A1");
	decides("");
}
END_TEST

START_TEST(test_peer_unreachable)
{
	hear("B1");
	decides("");
	ck_assert_str_eq(current(), "a1 b1");
	/* as soon as we can */
	have("A1 a1");
	decides("move A1 B1, announce, check");
}
END_TEST

START_TEST(test_unverified)
{
	hear("b2 b1");
	decides("move a1 b2, check");
	ck_assert_int_eq(get_state("b2"), ADDRESS_UNVERIFIED);
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified");
	ck_assert_int_eq(get_state("b2"), ADDRESS_VERIFIED);
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_verified)
{
	start_with("b2 b1");
	hear("b1 b2");
	decides("move a1 b1");
	hear("b2 b1");
	decides("move a1 b2");
}
END_TEST

START_TEST(test_failed)
{
	let_fail("b2 b1");
	hear("b2 b1");
	decides("check");
	ck_assert_str_eq(current(), "a1 b1");
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified, move a1 b2");
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_failed_again)
{
	let_fail("b2 b1");
	hear("b2 b1");
	decides("check");
	ck_assert_str_eq(check(), "a1 b2");
	wait_until(fake->now + 1400);
	decides("1900 send a1 b2, b2 failed, 2800 send a1 b1");
	/* completes the exchange, and proves nothing */
	answer("a1", "b1");
	decides("");
	ck_assert_str_eq(check(), "none");
	ck_assert_int_eq(get_state("b2"), ADDRESS_FAILED);
}
END_TEST

START_TEST(test_failed_is_all)
{
	let_fail("b2 b1");
	hear("b2");
	decides("check");
	ck_assert_str_eq(current(), "a1 b1");
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_failed_was_removed)
{
	let_fail("b2 b1");
	hear("b1");
	hear("b2 b1");
	decides("check");
	ck_assert_str_eq(current(), "a1 b1");
}
END_TEST

START_TEST(test_failed_not_first)
{
	let_fail("b2 b1");
	hear("b1 b2");
	decides("");
	hear("b3 b2 b1");
	decides("move a1 b3, check");
}
END_TEST

START_TEST(test_failed_then_unverified)
{
	let_fail("b2 b1");
	hear("b2 b3");
	/* both want to be checked, the one that is in use first */
	decides("move a1 b3, check");
	ck_assert_str_eq(check(), "a1 b3");
	answer("a1", "b3");
	decides("b3 verified, check");
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_failed_waits_for_exchange)
{
	let_fail("b2 b1");
	request(REQUEST_ANY);
	hear("b2 b1");
	/* the request in the air is none that checks it */
	decides("check");
	answer("a1", "b1");
	decides("b1 verified, check");
	ck_assert_str_eq(check(), "a1 b2");
}
END_TEST

START_TEST(test_failed_answers_late)
{
	start_having("a1 a2");
	request(REQUEST_ANY);
	have("a2 a1");
	wait_until(1400);
	decides("move a2 b1, 0 send a2 b1, announce, 500 send a2 b1, b1 failed, "
			"1400 send a1 b1");
	hear("b1 b2");
	decides("move a2 b2, 1400 send a2 b1, check");
	/* on a path that was not tried since, but it was sent to b1 only */
	answer("a1", "b1");
	decides("b1 verified, move a2 b1");
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_failed_unreachable)
{
	start_having("a1 A1");
	hear("B1 b1");
	ck_assert_str_eq(check(), "A1 B1");
	wait_until(1400);
	answer("a1", "b1");
	says_list("a1 A1");
	answer("a1", "b1");
	fake->get_log(fake);
	hear("B1 b1");
	decides("check");
	/* then we lose what we would reach it from */
	have("a1");
	decides("announce");
	ck_assert_str_eq(check(), "none");
	says_list("a1");
	answer("a1", "b1");
	ck_assert_str_eq(check(), "none");
	have("a1 A1");
	decides("b1 verified, announce, check");
	ck_assert_str_eq(check(), "A1 B1");
}
END_TEST

START_TEST(test_credit_used_up)
{
	hear("b2 b1");
	decides("move a1 b2, check");
	paths->credit_used_up(paths, fake->now);
	decides("move a1 b1, check");
	/* the check that is queued is for the other one */
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified, move a1 b2");
	/* it's worth all the credit now */
	paths->credit_used_up(paths, fake->now);
	decides("");
}
END_TEST

START_TEST(test_credit_used_up_in_air)
{
	hear("b2 b1 b3");
	ck_assert_str_eq(check(), "a1 b2");
	paths->credit_used_up(paths, fake->now);
	decides("move a1 b2, check, move a1 b1, check");
	/* the request goes on as it would have */
	wait_until(2800);
	decides("500 send a1 b2, b2 failed, 1400 send a1 b1, 1900 send a1 b1, "
			"b1 failed, 2800 send a1 b3");
	answer("a1", "b1");
	decides("check");
	ck_assert_str_eq(current(), "a1 b1");
}
END_TEST

START_TEST(test_credit_nothing_verified)
{
	hear("b2 b3");
	decides("move a1 b2, check");
	paths->credit_used_up(paths, fake->now);
	decides("hold, check");
	paths->credit_used_up(paths, fake->now);
	decides("");
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified, release");
}
END_TEST

START_TEST(test_credit_nothing_answers)
{
	hear("b2 b3");
	paths->credit_used_up(paths, fake->now);
	check();
	fake->get_log(fake);
	wait_until(1400);
	answer("a1", "b3");
	/* a new address, with a credit of its own */
	decides("500 send a1 b2, b2 failed, 1400 send a1 b3, release, move a1 b3, "
			"check");
}
END_TEST

START_TEST(test_credit_preferred_lost)
{
	start_having("a1 A1");
	start_with("b1 b2 B1");
	hear("B1 b2 b1");
	decides("move A1 B1, check");
	paths->credit_used_up(paths, fake->now);
	decides("move a1 b1, check");
	/* what it prefers of what is left */
	have("a1");
	decides("announce, check");
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_away)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	paths->away(paths, 100000);
	decides("hold");
	ck_assert_uint_eq(paths->get_away(paths), 100000);
	/* no hint is of any use */
	paths->hint(paths, fake->now);
	wait_until(99999);
	decides("");
	wait_until(101400);
	decides("release, 100000 send a1 b1, 100500 send a1 b1, b1 failed, "
			"101400 send a1 b2");
	ck_assert_uint_eq(paths->get_away(paths), 0);
	/* the time it was away does not count */
	wait_until(160000);
	ck_assert(!strstr(fake->get_log(fake), "give up"));
	wait_until(165000);
	ck_assert(strstr(fake->get_log(fake), "give up"));
}
END_TEST

START_TEST(test_away_idle)
{
	paths->away(paths, 100000);
	decides("hold");
	wait_until(200000);
	decides("release, check");
	ck_assert_str_eq(check(), "a1 b1");
	answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_away_returns)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	paths->away(paths, 3600000);
	wait_until(10000);
	decides("hold");
	paths->back(paths, fake->now);
	decides("release, 10000 send a1 b1");
	paths->back(paths, fake->now);
	decides("");
	/* nor does the time it is not away anymore */
	wait_until(74000);
	ck_assert(strstr(fake->get_log(fake), "give up"));
}
END_TEST

START_TEST(test_away_last)
{
	paths->away(paths, 100000);
	request(REQUEST_LAST);
	wait_until(50000);
	decides("hold, 500 send a1 b1, b1 failed, give up");
}
END_TEST

START_TEST(test_away_and_credit)
{
	hear("b2");
	paths->away(paths, 100000);
	paths->credit_used_up(paths, fake->now);
	paths->back(paths, fake->now);
	/* there is still a reason */
	decides("move a1 b2, check, hold, check");
	check();
	answer("a1", "b2");
	decides("b2 verified, release");
}
END_TEST

START_TEST(test_check_left_list)
{
	hear("b2 b1");
	decides("move a1 b2, check");
	hear("b1");
	decides("move a1 b1");
	ck_assert_str_eq(check(), "none");
	request(REQUEST_ANY);
	answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_hint)
{
	paths->hint(paths, fake->now);
	decides("check");
	paths->hint(paths, fake->now);
	decides("");
	ck_assert_str_eq(check(), "a1 b1");
	/* the one in the air will do */
	paths->hint(paths, fake->now);
	decides("");
	answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_hint_then_list)
{
	start_with("b2 b1");
	hear("b1 b2");
	paths->hint(paths, fake->now);
	decides("move a1 b1, check");
	/* the peer prefers another one before the check is sent */
	hear("b2 b1");
	decides("move a1 b2");
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_hint_fails)
{
	start_with("b1 b2");
	paths->hint(paths, fake->now);
	ck_assert_str_eq(check(), "a1 b1");
	wait_until(1400);
	decides("check, 500 send a1 b1, b1 failed, 1400 send a1 b2");
	ck_assert_str_eq(current(), "a1 b1");
	answer("a1", "b2");
	decides("move a1 b2, check");
}
END_TEST

/**
 * A request arrives.
 */
static void arrive(char *local, char *remote)
{
	host_t *a, *b;

	a = named_host_create(local);
	b = named_host_create(remote);
	paths->heard(paths, a, b, fake->now);
	a->destroy(a);
	b->destroy(b);
}

START_TEST(test_heard)
{
	wait_until(1000);
	have("a1 a2");
	hear("b1 b2");
	fake->get_log(fake);
	arrive("a1", "b1");
	decides("");
	arrive("a2", "b1");
	decides("check");
	ck_assert_str_eq(check(), "a1 b1");
	answer("a1", "b1");
	decides("b1 verified");
	/* not again and again */
	wait_until(10999);
	arrive("a1", "b2");
	decides("");
	wait_until(11000);
	arrive("a1", "b2");
	decides("check");
	ck_assert_str_eq(current(), "a1 b1");
}
END_TEST

START_TEST(test_heard_after_move)
{
	have("a1 a2");
	hear("b1 b2");
	fake->get_log(fake);
	arrive("a1", "b2");
	decides("check");
	ck_assert_str_eq(check(), "a1 b1");
	answer("a1", "b1");
	hear("b2 b1");
	fake->get_log(fake);
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified");
	arrive("a1", "b1");
	decides("check");
}
END_TEST

START_TEST(test_answer_moves)
{
	start_with("b1 b2 b3");
	ck_assert_str_eq(request(REQUEST_ANY), "a1 b1");
	wait_until(2800);
	decides("500 send a1 b1, b1 failed, 1400 send a1 b2, 1900 send a1 b2, "
			"b2 failed, 2800 send a1 b3");
	/* a late one from an address that did not answer in time */
	answer("a1", "b2");
	decides("move a1 b2, check");
	/* copies went to several, this proves nothing */
	ck_assert_int_eq(get_state("b2"), ADDRESS_FAILED);
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified");
	ck_assert_str_eq(check(), "none");
}
END_TEST

START_TEST(test_answer_from_first)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	wait_until(1400);
	fake->get_log(fake);
	answer("a1", "b1");
	/* it did not move, but was sent to several as well */
	decides("check");
	ck_assert_str_eq(check(), "a1 b1");
	answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_answer_not_asked)
{
	start_having("a1 a2");
	start_with("b1 b2");
	request(REQUEST_ANY);
	/* nothing was sent there, somebody changed the header */
	answer("a1", "b2");
	decides("");
	ck_assert_str_eq(current(), "a1 b1");
	ck_assert_int_eq(get_state("b2"), ADDRESS_UNVERIFIED);
	request(REQUEST_ANY);
	answer("a1", "b9");
	decides("");
	request(REQUEST_ANY);
	answer("a2", "b1");
	decides("b1 verified");
	ck_assert_str_eq(current(), "a1 b1");
}
END_TEST

START_TEST(test_answer_to_nothing)
{
	start_with("b1 b2");
	answer("a1", "b2");
	decides("");
	request(REQUEST_ANY);
	answer("a1", "b1");
	answer("a1", "b2");
	decides("b1 verified");
}
END_TEST

START_TEST(test_newer_list_wins)
{
	start_with("b1 b2");
	ck_assert_str_eq(request(REQUEST_ANY), "a1 b1");
	hear("b2 b1");
	decides("move a1 b2, 0 send a1 b2, check");
	answer("a1", "b1");
	decides("check");
	ck_assert_str_eq(current(), "a1 b2");
	ck_assert_str_eq(check(), "a1 b2");
	answer("a1", "b2");
	decides("b2 verified");
}
END_TEST

START_TEST(test_newer_list_failed)
{
	start_with("b1 b2 b3");
	request(REQUEST_ANY);
	hear("b2 b3 b1");
	wait_until(1400);
	decides("move a1 b2, 0 send a1 b2, check, 500 send a1 b2, b2 failed, "
			"1400 send a1 b3");
	answer("a1", "b1");
	/* it was verified earlier */
	decides("move a1 b1");
	ck_assert_int_eq(get_state("b2"), ADDRESS_FAILED);
}
END_TEST

START_TEST(test_newer_list_answered)
{
	start_with("b1 b2 b3");
	request(REQUEST_ANY);
	hear("b2 b1");
	decides("move a1 b2, 0 send a1 b2, check");
	wait_until(1400);
	decides("500 send a1 b2, b2 failed, 1400 send a1 b1");
	answer("a1", "b1");
	decides("move a1 b1");
}
END_TEST

START_TEST(test_newer_local_address)
{
	start_having("a1 a2");
	start_with("b1 b2");
	request(REQUEST_ANY);
	have("a2 a1");
	decides("move a2 b1, 0 send a2 b1, announce");
	/* verifies its address, does not move traffic back */
	answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(current(), "a2 b1");
}
END_TEST

START_TEST(test_newer_local_address_is_dead)
{
	start_having("a1 a2");
	request(REQUEST_ANY);
	have("a2 a1");
	wait_until(1400);
	decides("move a2 b1, 0 send a2 b1, announce, 500 send a2 b1, b1 failed, "
			"1400 send a1 b1");
	answer("a1", "b1");
	decides("b1 verified, move a1 b1");
	/* it is dead, nothing is gained by going back */
	have("a2 a1 a3");
	decides("");
	says_list("a1 a2 a3");
}
END_TEST

START_TEST(test_local_fails_silently)
{
	have("a1 a2");
	says_list("a1 a2");
	answer("a1", "b1");
	request(REQUEST_ANY);
	fake->get_log(fake);
	wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send a2 b1");
	answer("a2", "b1");
	decides("b1 verified, move a2 b1, announce");
	says_list("a2 a1");
	answer("a2", "b1");
	fake->get_log(fake);
	have("a1 a2 a3");
	decides("announce");
	ck_assert_str_eq(current(), "a2 b1");
	says_list("a2 a1 a3");
	answer("a2", "b1");
	fake->get_log(fake);
	/* unless there is nothing else */
	have("a1");
	decides("move a1 b1, announce");
}
END_TEST

START_TEST(test_local_returns)
{
	start_having("a1 a2");
	request(REQUEST_ANY);
	wait_until(1400);
	answer("a2", "b1");
	have("a2");
	fake->get_log(fake);
	/* it went and came back, that is another one */
	have("a1 a2");
	decides("move a1 b1");
}
END_TEST

START_TEST(test_local_not_suspected)
{
	start_having("a1 A1");
	start_with("b1 B1");
	request(REQUEST_ANY);
	wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send A1 B1");
	answer("A1", "B1");
	/* it might have been b1 */
	decides("move A1 B1, announce, check");
	hear("b2 B1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_moves_request_at_once)
{
	start_having("a1 a2");
	start_with("b1 b2");
	request(REQUEST_ANY);
	wait_until(700);
	fake->get_log(fake);
	have("a2");
	decides("move a2 b1, 700 send a2 b1, announce");
	/* timers start over */
	wait_until(2100);
	decides("1200 send a2 b1, b1 failed, 2100 send a2 b2");
	hear("b3 b1");
	decides("move a2 b3, 2100 send a2 b3, check");
	wait_until(3500);
	decides("2600 send a2 b3, b3 failed, 3500 send a2 b1");
}
END_TEST

START_TEST(test_same_list_does_not_restart)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	wait_until(1400);
	fake->get_log(fake);
	have("a1");
	decides("");
	wait_until(1900);
	decides("1900 send a1 b2");
}
END_TEST

START_TEST(test_same_list_of_peer)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	wait_until(100);
	hear("b1 b2");
	decides("");
	wait_until(1000);
	decides("500 send a1 b1");
	/* it says so again, so it might work again */
	hear("b1 b2");
	wait_until(2400);
	decides("1000 send a1 b1, 1500 send a1 b1, b1 failed, 2400 send a1 b2");
}
END_TEST

START_TEST(test_other_address_of_request_lost)
{
	start_having("a1 a2 a3");
	request(REQUEST_ANY);
	wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send a2 b1");
	/* not the one in use, but the one this is sent from */
	have("a1 a3");
	decides("1400 send a1 b1, announce");
}
END_TEST

START_TEST(test_all_lost)
{
	request(REQUEST_ANY);
	wait_until(300);
	have("");
	decides("");
	wait_until(10000);
	decides("");
	have("a1");
	decides("10000 send a1 b1");
	answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_all_lost_other_back)
{
	request(REQUEST_ANY);
	have("");
	wait_until(10000);
	decides("");
	have("a2");
	decides("move a2 b1, 10000 send a2 b1, announce");
}
END_TEST

START_TEST(test_all_lost_before_request)
{
	have("");
	request(REQUEST_ANY);
	wait_until(10000);
	decides("");
	have("a1");
	decides("10000 send a1 b1");
}
END_TEST

START_TEST(test_all_lost_too_long)
{
	request(REQUEST_ANY);
	have("");
	wait_until(59000);
	decides("");
	wait_until(61400);
	decides("give up");
	wait_until(200000);
	decides("");
}
END_TEST

START_TEST(test_announce_order)
{
	have("a3 a1 A1 a2");
	decides("move a3 b1, announce");
	says_list("a3 a1 A1 a2");
	answer("a3", "b1");
	fake->get_log(fake);
	/* the one in use first */
	fake->lose_route(fake, "a1", "b1");
	have("a1 a2 A1 a3");
	decides("move a2 b1, announce");
	says_list("a2 a1 A1 a3");
}
END_TEST

START_TEST(test_announce_limit)
{
	have("a9 a8 a7 a6 a5 a4 a3 a2 A9 A8 A7 A6 A5 A4 A3 A2 A1 a1");
	decides("move a9 b1, announce");
	says_list("a9 a8 a7 a6 a5 a4 a3 a2 A9 A8 A7 A6 A5 A4 A3 A2");
	answer("a9", "b1");
	decides("b1 verified");
	/* what is not said does not change */
	have("a9 a8 a7 a6 a5 a4 a3 a2 A9 A8 A7 A6 A5 A4 A3 A2 a1 A1");
	decides("");
}
END_TEST

START_TEST(test_announce_none)
{
	have("");
	decides("");
	have("a1");
	decides("");
}
END_TEST

START_TEST(test_announce_queued)
{
	have("a1 a2");
	decides("announce");
	/* what is sent is what is true then */
	have("a1 a2 a3");
	decides("");
	says_list("a1 a2 a3");
	answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_announce_in_air)
{
	have("a1 a2");
	says_list("a1 a2");
	fake->get_log(fake);
	have("a1 a3");
	decides("announce");
	have("a1 a2");
	decides("");
	answer("a1", "b1");
	says_list("a1 a2");
	answer("a1", "b1");
	decides("b1 verified, b1 verified");
}
END_TEST

START_TEST(test_announce_after_answer)
{
	have("a1 a2");
	says_list("a1 a2");
	fake->get_log(fake);
	have("a2 a1");
	decides("move a2 b1, 0 send a2 b1, announce");
	have("a1 a2");
	decides("move a1 b1, 0 send a1 b1");
	answer("a1", "b1");
	says_list("a1 a2");
}
END_TEST

START_TEST(test_conflict_initiator)
{
	have("a1 A1");
	start_with("B1 b1");
	ck_assert_str_eq(current(), "A1 B1");
	hear("b1 B1");
	ck_assert_str_eq(current(), "a1 b1");
	fake->get_log(fake);

	have("A1 a1");
	ck_assert_str_eq(current(), "A1 B1");
	says_list("A1 a1");
	fake->get_log(fake);
	/* the peer chose another family, we insist, and say so again */
	hear("b2 B1");
	decides("0 send A1 B1, announce");
	ck_assert_str_eq(current(), "A1 B1");
	answer("A1", "B1");
	says_list("A1 a1");
	answer("A1", "B1");
	fake->get_log(fake);
	/* later it may choose what it wants */
	hear("b2 B1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_conflict_responder)
{
	have("a1 A1");
	says_list("a1 A1");
	answer("a1", "b1");
	start_with("B1 b1");
	hear("b1 B1");
	fake->get_log(fake);

	have("A1 a1");
	decides("move A1 B1, announce");
	says_list("A1 a1");
	/* it does not know if the peer got that before or after it said this */
	hear("b1 B1");
	decides("move a1 b1, 0 send a1 b1, announce");
	answer("a1", "b1");
	says_list("a1 A1");
}
END_TEST

START_TEST(test_conflict_same_family)
{
	have("a2 a1");
	says_list("a2 a1");
	decides("move a2 b1, announce");
	hear("b2 b1");
	decides("move a2 b2, 0 send a2 b2, check");
	ck_assert_str_eq(current(), "a2 b2");
}
END_TEST

START_TEST(test_conflict_no_choice)
{
	have("a1 A1");
	start_with("b1 B1");
	have("A1 a1");
	says_list("A1 a1");
	fake->get_log(fake);
	/* nothing of the family we chose is left */
	hear("b1");
	ck_assert_str_eq(current(), "a1 b1");
	decides("move a1 b1, 0 send a1 b1, announce");
}
END_TEST

START_TEST(test_abandon_list)
{
	have("a1 a2");
	says_list("a1 a2");
	fake->get_log(fake);
	paths->abandon(paths);
	decides("announce");
	wait_until(100000);
	decides("");
	says_list("a1 a2");
	answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_abandon_queued_list)
{
	have("a1 a2");
	decides("announce");
	paths->abandon(paths);
	decides("announce");
}
END_TEST

START_TEST(test_abandon_check)
{
	hear("b2 b1");
	decides("move a1 b2, check");
	check();
	paths->abandon(paths);
	decides("check");
	wait_until(100000);
	decides("");
	ck_assert_str_eq(check(), "a1 b2");
}
END_TEST

START_TEST(test_abandon_nothing)
{
	start_having("a1 a2");
	request(REQUEST_ANY);
	paths->abandon(paths);
	decides("");
	wait_until(100000);
	decides("");
}
END_TEST

START_TEST(test_give_up)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	wait_until(59999);
	/* at the end of a round */
	wait_until(62000);
	ck_assert_str_eq(current(), "a1 b1");
	ck_assert(strstr(fake->get_log(fake), "b2 failed, give up"));
	ck_assert_uint_eq(fake->now, 62000);
}
END_TEST

START_TEST(test_give_up_not_while_heard)
{
	start_with("b1 b2");
	request(REQUEST_ANY);
	wait_until(59000);
	hear("b2 b1");
	fake->get_log(fake);
	wait_until(118999);
	ck_assert(!strstr(fake->get_log(fake), "give up"));
	wait_until(121900);
	ck_assert(strstr(fake->get_log(fake), "give up"));
}
END_TEST

START_TEST(test_give_up_last)
{
	start_having("a1 a2");
	start_with("b1 b2");
	request(REQUEST_LAST);
	wait_until(100000);
	decides("500 send a1 b1, b1 failed, 1400 send a1 b2, 1900 send a1 b2, "
			"b2 failed, give up");
}
END_TEST

Suite *paths_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("paths");

	tc = tcase_create("own list");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_nothing_before_events);
	tcase_add_test(tc, test_local_preferred);
	tcase_add_test(tc, test_local_added);
	tcase_add_test(tc, test_local_lost);
	tcase_add_test(tc, test_local_same);
	tcase_add_test(tc, test_local_keeps_remote);
	tcase_add_test(tc, test_local_can_not_reach);
	tcase_add_test(tc, test_local_changes_family);
	tcase_add_test(tc, test_local_no_route);
	tcase_add_test(tc, test_local_route_later);
	tcase_add_test(tc, test_local_other_remote);
	suite_add_tcase(s, tc);

	tc = tcase_create("list of the peer");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_peer_preferred);
	tcase_add_test(tc, test_peer_added);
	tcase_add_test(tc, test_peer_keeps_local);
	tcase_add_test(tc, test_peer_can_not_reach);
	tcase_add_test(tc, test_peer_changes_family);
	tcase_add_test(tc, test_peer_unreachable);
	suite_add_tcase(s, tc);

	tc = tcase_create("verification");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_unverified);
	tcase_add_test(tc, test_verified);
	tcase_add_test(tc, test_failed);
	tcase_add_test(tc, test_failed_again);
	tcase_add_test(tc, test_failed_is_all);
	tcase_add_test(tc, test_failed_was_removed);
	tcase_add_test(tc, test_failed_not_first);
	tcase_add_test(tc, test_failed_then_unverified);
	tcase_add_test(tc, test_failed_waits_for_exchange);
	tcase_add_test(tc, test_failed_answers_late);
	tcase_add_test(tc, test_failed_unreachable);
	tcase_add_test(tc, test_check_left_list);
	suite_add_tcase(s, tc);

	tc = tcase_create("credit");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_credit_used_up);
	tcase_add_test(tc, test_credit_used_up_in_air);
	tcase_add_test(tc, test_credit_nothing_verified);
	tcase_add_test(tc, test_credit_nothing_answers);
	tcase_add_test(tc, test_credit_preferred_lost);
	suite_add_tcase(s, tc);

	tc = tcase_create("away");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_away);
	tcase_add_test(tc, test_away_idle);
	tcase_add_test(tc, test_away_returns);
	tcase_add_test(tc, test_away_last);
	tcase_add_test(tc, test_away_and_credit);
	suite_add_tcase(s, tc);

	tc = tcase_create("hints");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_hint);
	tcase_add_test(tc, test_hint_then_list);
	tcase_add_test(tc, test_hint_fails);
	tcase_add_test(tc, test_heard);
	tcase_add_test(tc, test_heard_after_move);
	suite_add_tcase(s, tc);

	tc = tcase_create("answers");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_answer_moves);
	tcase_add_test(tc, test_answer_from_first);
	tcase_add_test(tc, test_answer_not_asked);
	tcase_add_test(tc, test_answer_to_nothing);
	tcase_add_test(tc, test_newer_list_wins);
	tcase_add_test(tc, test_newer_list_failed);
	tcase_add_test(tc, test_newer_list_answered);
	tcase_add_test(tc, test_newer_local_address);
	tcase_add_test(tc, test_newer_local_address_is_dead);
	tcase_add_test(tc, test_local_fails_silently);
	tcase_add_test(tc, test_local_returns);
	tcase_add_test(tc, test_local_not_suspected);
	suite_add_tcase(s, tc);

	tc = tcase_create("request in the air");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_moves_request_at_once);
	tcase_add_test(tc, test_same_list_does_not_restart);
	tcase_add_test(tc, test_same_list_of_peer);
	tcase_add_test(tc, test_other_address_of_request_lost);
	tcase_add_test(tc, test_all_lost);
	tcase_add_test(tc, test_all_lost_other_back);
	tcase_add_test(tc, test_all_lost_before_request);
	tcase_add_test(tc, test_all_lost_too_long);
	suite_add_tcase(s, tc);

	tc = tcase_create("announcements");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_announce_order);
	tcase_add_test(tc, test_announce_limit);
	tcase_add_test(tc, test_announce_none);
	tcase_add_test(tc, test_announce_queued);
	tcase_add_test(tc, test_announce_in_air);
	tcase_add_test(tc, test_announce_after_answer);
	suite_add_tcase(s, tc);

	tc = tcase_create("conflicts of the initiator");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_conflict_initiator);
	tcase_add_test(tc, test_conflict_same_family);
	tcase_add_test(tc, test_conflict_no_choice);
	suite_add_tcase(s, tc);

	tc = tcase_create("conflicts of the responder");
	tcase_add_checked_fixture(tc, setup_responder, teardown);
	tcase_add_test(tc, test_conflict_responder);
	tcase_add_test(tc, test_conflict_same_family);
	suite_add_tcase(s, tc);

	tc = tcase_create("abandoned request");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_abandon_list);
	tcase_add_test(tc, test_abandon_queued_list);
	tcase_add_test(tc, test_abandon_check);
	tcase_add_test(tc, test_abandon_nothing);
	suite_add_tcase(s, tc);

	tc = tcase_create("giving up");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_give_up);
	tcase_add_test(tc, test_give_up_not_while_heard);
	tcase_add_test(tc, test_give_up_last);
	suite_add_tcase(s, tc);

	return s;
}
