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

#include "model/arena.h"
#include "model/search.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * All orders of events two peers may see, up to a length; see tests/README.
 *
 *	ADDRMGMT_MODEL_LENGTH	another length
 *	ADDRMGMT_MODEL_GAPS		other times between events, in ms, the first one 0
 *	ADDRMGMT_MODEL_NETWORK	only one network, by its index
 *	ADDRMGMT_MODEL_RANDOM	another number of longer orders
 *	ADDRMGMT_MODEL_TRACE	one order of events, as printed when it violates a
 *							rule, every step is printed
 */

/**
 * Length of orders in each build.
 */
#define LENGTH 3

/**
 * Number of longer orders that are tried of each network, and their length.
 */
#define RANDOM 200
#define RANDOM_LENGTH 10

/**
 * Times between events in ms, with 10 ms one way: at the same time, while the
 * packets of the last event are in the air, a response is, during the attempts
 * on the first or second address, after all of that.
 */
#define GAPS "0 5 15 25 700 2000 45000"

/**
 * Networks, by the addresses of two peers.
 */
static search_config_t networks[] = {
	{ .a = "a1",		.b = "b1" },
	{ .a = "a1 a2",		.b = "b1" },
	{ .a = "a1",		.b = "b1 b2" },
	{ .a = "a1 A2",		.b = "b1 B2" },
	{ .a = "a1 A2",		.b = "B2 b1" },
	{ .a = "a1 a2",		.b = "b1 b2" },
	{ .a = "a1 a2 A3",	.b = "b1 B2" },
	{ .a = "a1 a2",		.b = "b1",		.interval = 10000 },
	{ .a = "a1",		.b = "b1 b2",	.interval = 10000 },
	{ .a = "a1 A2",		.b = "b1 B2",	.interval = 10000 },
	{ .a = "a1 A2",		.b = "B2 b1",	.interval = 10000 },
	{ .a = "a1 a2",		.b = "b1 b2",	.interval = 10000 },
	{ .a = "a1 a2 A3",	.b = "b1 B2",	.interval = 10000 },
};

/**
 * Get a number from the environment.
 */
static int get_number(char *name, int def)
{
	char *value = getenv(name);

	return value ? atoi(value) : def;
}

/**
 * Read numbers separated by spaces.
 *
 * @return			how many there are, at most max
 */
static int read_numbers(char *text, int *numbers, int max)
{
	enumerator_t *enumerator;
	char *token;
	int count = 0;

	enumerator = enumerator_create_token(text, " ", "");
	while (count < max && enumerator->enumerate(enumerator, &token))
	{
		numbers[count++] = atoi(token);
	}
	enumerator->destroy(enumerator);
	return count;
}

START_TEST(test_all_orders)
{
	search_config_t config = networks[_i];
	search_stats_t *stats;
	search_t *search;
	int network, length, max_length;
	bool good = TRUE;

	network = get_number("ADDRMGMT_MODEL_NETWORK", _i);
	ck_assert(network >= 0 && network < countof(networks));
	if (network != _i)
	{
		return;
	}
	max_length = min(get_number("ADDRMGMT_MODEL_LENGTH", LENGTH), MAX_LENGTH);
	config.gaps_count = read_numbers(getenv("ADDRMGMT_MODEL_GAPS") ?: GAPS,
									 config.gaps, MAX_GAPS);

	search = search_create(&config);
	/* the shortest order that violates a rule says most */
	for (length = 1; good && length <= max_length; length++)
	{
		good = search->run(search, length, length == max_length);
	}
	stats = search->get_stats(search);
	printf("%d: %s, %s, %u ms: %d events at %d times, %.3g orders of %d, "
		   "%u states (%u compared), %u tried, %u given up, recovery within "
		   "%u ms\n",
		   _i, config.a, config.b, (u_int)config.interval, stats->events,
		   config.gaps_count, stats->orders, max_length, stats->states,
		   stats->compared, stats->tried, stats->over, stats->recovery);
	fflush(stdout);
	search->destroy(search);
	ck_assert(good);
}
END_TEST

START_TEST(test_longer_orders)
{
	int order[2 * RANDOM_LENGTH], gaps[MAX_GAPS], count, tries, i;
	u_int seed = 1;

	count = read_numbers(GAPS, gaps, MAX_GAPS);
	for (tries = get_number("ADDRMGMT_MODEL_RANDOM", RANDOM); tries; tries--)
	{
		for (i = 0; i < RANDOM_LENGTH; i++)
		{
			order[2 * i] = rand_r(&seed) % 100;
			order[2 * i + 1] = gaps[rand_r(&seed) % count];
		}
		ck_assert(search_try(&networks[_i], order, RANDOM_LENGTH, FALSE));
	}
}
END_TEST

START_TEST(test_trace)
{
	int order[2 * RANDOM_LENGTH], count;
	char *trace;

	trace = getenv("ADDRMGMT_MODEL_TRACE");
	if (trace)
	{
		count = read_numbers(trace, order, countof(order));
		ck_assert(search_try(&networks[get_number("ADDRMGMT_MODEL_NETWORK", 0)],
							 order, (count + 1) / 2, TRUE));
	}
}
END_TEST

Suite *paths_model_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("paths model");

	tc = tcase_create("all orders");
	if (arena_available())
	{
		tcase_add_loop_test(tc, test_all_orders, 0, countof(networks));
	}
	tcase_set_timeout(tc, 0);
	suite_add_tcase(s, tc);

	tc = tcase_create("longer orders");
	tcase_add_loop_test(tc, test_longer_orders, 0, countof(networks));
	tcase_set_timeout(tc, 0);
	suite_add_tcase(s, tc);

	tc = tcase_create("trace");
	tcase_add_test(tc, test_trace);
	suite_add_tcase(s, tc);

	return s;
}
