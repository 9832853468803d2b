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

#include "two_peers.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * All orders of events two peers may see, up to a length.
 *
 * ADDRMGMT_MODEL_LENGTH sets another length than the default, 5 takes about ten
 * minutes and 6 an hour; ADDRMGMT_MODEL_NETWORK="NUMBER" selects one network.
 * ADDRMGMT_MODEL_TRACE="TIMING EVENT..." prints what happens in one order of
 * its events, as printed when a rule is violated.
 */

/**
 * Longest order of events.
 */
#define MAX_LENGTH 8

/**
 * Times between events in ms, with 10 ms one way: at the same time, while the
 * packets of the last event are in the air, a response is, during the attempts
 * on the first or second address, after all of that.
 */
static u_int gaps[] = { 0, 5, 15, 25, 700, 2000, 45000 };

/**
 * How events follow each other: always after the same time, or after another
 * one each time.
 */
#define TIMINGS (countof(gaps) + 2)

/**
 * Addresses of two peers.
 */
static struct {
	char *a;
	char *b;
	/** least time between attempts at an address never verified, in ms */
	uint64_t interval;
} networks[] = {
	{ "a1 a2",		"b1",		0 },
	{ "a1",			"b1 b2",	0 },
	{ "a1 A2",		"b1 B2",	0 },
	{ "a1 a2",		"b1 b2",	0 },
	{ "a1 A2",		"B2 b1",	0 },
	{ "a1 a2 A3",	"b1 B2",	0 },
	{ "a1 a2",		"b1",		10000 },
	{ "a1",			"b1 b2",	10000 },
	{ "a1 A2",		"b1 B2",	10000 },
	{ "a1 a2",		"b1 b2",	10000 },
	{ "a1 A2",		"B2 b1",	10000 },
	{ "a1 a2 A3",	"b1 B2",	10000 },
};

/**
 * Length of orders in each build.
 */
#define LENGTH 3

/**
 * What was covered.
 */
static struct {
	u_int orders;
	u_int steps;
	u_int over;
	u_int apart;
	u_int recovery;
	/** hashes of states, open addressing */
	uint64_t *states;
	u_int count;
	u_int size;
} covered;

/**
 * Note that a state was seen.
 */
static void add_state(uint64_t state)
{
	uint64_t *old = covered.states;
	u_int i, size = covered.size;

	if (covered.count * 2 >= size)
	{
		covered.size = size ? size * 2 : 1024;
		covered.states = calloc(covered.size, sizeof(uint64_t));
		covered.count = 0;
		for (i = 0; i < size; i++)
		{
			if (old[i])
			{
				add_state(old[i]);
			}
		}
		free(old);
	}
	state = state ?: 1;
	for (i = state % covered.size; covered.states[i];
		 i = (i + 1) % covered.size)
	{
		if (covered.states[i] == state)
		{
			return;
		}
	}
	covered.states[i] = state;
	covered.count++;
}

/**
 * Get the time before an event.
 */
static u_int get_gap(int timing, int *events, int i)
{
	u_int mix;

	if (timing < (int)countof(gaps))
	{
		return gaps[timing];
	}
	/* not the same for two orders that differ in any event */
	mix = timing;
	while (i >= 0)
	{
		mix = mix * 31 + events[i--] * 7 + 3;
	}
	return gaps[(mix >> 3) % countof(gaps)];
}

/**
 * Let events happen in a new network, and see what comes of it.
 *
 * @return			TRUE if all went well
 */
static bool run_order(int network, int timing, int *events, int length,
					  bool verbose)
{
	two_peers_t *peers;
	char buf[EVENT_LEN];
	u_int recovery;
	bool good;
	int i;

	peers = two_peers_create(networks[network].a, networks[network].b,
							 networks[network].interval, verbose);
	peers->run(peers, 10000);
	for (i = 0; i < length; i++)
	{
		if (i)
		{
			peers->run(peers, get_gap(timing, events, i));
			add_state(peers->get_state(peers));
		}
		peers->happen(peers, events[i]);
	}
	peers->settle(peers);
	add_state(peers->get_state(peers));

	recovery = peers->is_over(peers) ? 0 : peers->get_recovery(peers);
	covered.orders++;
	covered.steps += peers->get_steps(peers);
	covered.recovery = max(covered.recovery, recovery);
	covered.over += peers->is_over(peers);
	covered.apart += !peers->is_over(peers) && !peers->do_agree(peers);

	good = !peers->get_violation(peers);
	if (!good)
	{
		printf("network %d (%s, %s), timing %d:", network, networks[network].a,
			   networks[network].b, timing);
		for (i = 0; i < length; i++)
		{
			if (i)
			{
				printf(" +%u", get_gap(timing, events, i));
			}
			printf(" [%d] %s,", events[i],
				   peers->describe(peers, events[i], buf));
		}
		printf(" %s\n", peers->get_violation(peers));
	}
	peers->destroy(peers);
	fflush(stdout);
	return good;
}

/**
 * Let events happen in all orders of a length, stops at the first that goes
 * wrong.
 */
static bool run_orders(int network, int count, int length)
{
	int events[MAX_LENGTH] = {}, timing, i;
	int first = 0, last = TIMINGS;

	if (length == 1)
	{
		last = 1;
	}
	else if (length > 5)
	{	/* different times between events only, or it takes too long */
		first = countof(gaps);
	}

	do
	{
		for (timing = first; timing < last; timing++)
		{
			if (!run_order(network, timing, events, length, FALSE))
			{
				run_order(network, timing, events, length, TRUE);
				return FALSE;
			}
		}
		for (i = length - 1; i >= 0; i--)
		{
			if (++events[i] < count)
			{
				break;
			}
			events[i] = 0;
		}
	}
	while (i >= 0);
	return TRUE;
}

START_TEST(test_all_orders)
{
	two_peers_t *peers;
	char *env;
	int length, max_length, count;

	env = getenv("ADDRMGMT_MODEL_NETWORK");
	if (env && atoi(env) != _i)
	{
		return;
	}
	peers = two_peers_create(networks[_i].a, networks[_i].b, 0, FALSE);
	count = peers->count_events(peers);
	peers->destroy(peers);

	env = getenv("ADDRMGMT_MODEL_LENGTH");
	max_length = min(env ? atoi(env) : LENGTH, MAX_LENGTH);
	/* the shortest order that goes wrong says most */
	for (length = 1; length <= max_length; length++)
	{
		ck_assert(run_orders(_i, count, length));
	}
	printf("%s, %s, %u ms: %d events, %u orders of up to %d, %u states, "
		   "%u steps, %u given up, %u ended on two paths, recovery within "
		   "%u ms\n",
		   networks[_i].a, networks[_i].b, (u_int)networks[_i].interval, count,
		   covered.orders, max_length,
		   covered.count, covered.steps, covered.over, covered.apart,
		   covered.recovery);
	fflush(stdout);
	free(covered.states);
	memset(&covered, 0, sizeof(covered));
}
END_TEST

START_TEST(test_trace)
{
	enumerator_t *enumerator;
	char *env, *token;
	int network, timing = -1, events[MAX_LENGTH], length = 0;

	env = getenv("ADDRMGMT_MODEL_NETWORK");
	network = env ? atoi(env) : 0;
	env = getenv("ADDRMGMT_MODEL_TRACE");
	if (!env)
	{
		return;
	}
	enumerator = enumerator_create_token(env, " ", "");
	while (enumerator->enumerate(enumerator, &token))
	{
		if (timing == -1)
		{
			timing = atoi(token);
		}
		else if (length < MAX_LENGTH)
		{
			events[length++] = atoi(token);
		}
	}
	enumerator->destroy(enumerator);
	ck_assert(run_order(network, timing, events, length, TRUE));
	free(covered.states);
}
END_TEST

Suite *paths_model_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("paths model");

	tc = tcase_create("all orders");
	tcase_add_loop_test(tc, test_all_orders, 0, countof(networks));
	tcase_set_timeout(tc, 0);
	suite_add_tcase(s, tc);

	tc = tcase_create("trace");
	tcase_add_test(tc, test_trace);
	suite_add_tcase(s, tc);

	return s;
}
