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

#include "search.h"
#include "arena.h"
#include "states.h"
#include "two_peers.h"

#include <stdio.h>

/**
 * One of so many states that are found again is compared with what was found
 * first, by this many events.
 */
#define COMPARE_EVERY 10
#define COMPARE_EVENTS 4

/**
 * How long peers are left alone at first, in ms.
 */
#define WARM_UP 60000

typedef struct private_search_t private_search_t;

/**
 * Private data of search_t.
 */
struct private_search_t {

	/**
	 * Public interface.
	 */
	search_t public;

	/**
	 * What to search.
	 */
	search_config_t config;

	/**
	 * The peers, they live in the arena.
	 */
	two_peers_t *peers;

	/**
	 * States found so far.
	 */
	states_t *states;

	/**
	 * Number of the first state that is not done.
	 */
	uint32_t next;

	/**
	 * Copies of the arena in the state last returned to and those that led
	 * there, by the number of events.
	 */
	chunk_t copies[MAX_LENGTH + 1];

	/**
	 * Numbers of these states.
	 */
	uint32_t copied[MAX_LENGTH + 1];

	/**
	 * Number of states found again.
	 */
	u_int again;

	/**
	 * Was a state found again that was not the same?
	 */
	bool differ;

	/**
	 * What was found.
	 */
	search_stats_t stats;
};

/**
 * Let an event happen, and time pass.
 */
static void happen(private_search_t *this, int event, u_int ms)
{
	arena_enter();
	this->peers->happen(this->peers, event);
	this->peers->run(this->peers, ms);
	arena_leave();
}

/**
 * Return to a state.
 */
static void restore(private_search_t *this, uint32_t number)
{
	state_t *state = this->states->get(this->states, number);
	int length = state->length;

	if (this->copies[length].ptr && this->copied[length] == number)
	{
		arena_restore(this->copies[length]);
	}
	else
	{
		restore(this, state->parent);
		happen(this, state->event, this->config.gaps[state->gap]);
		arena_save(&this->copies[length]);
		this->copied[length] = number;
	}
}

/**
 * Check if nothing more can happen.
 */
static bool is_done(private_search_t *this)
{
	return this->peers->is_over(this->peers) ||
		   this->peers->get_violation(this->peers);
}

/**
 * Print how to get to a state.
 *
 * @param numbers	print numbers for search_try()
 */
static void print_order(private_search_t *this, uint32_t number, bool numbers)
{
	state_t *state = this->states->get(this->states, number);
	u_int gap;
	char buf[EVENT_LEN];

	if (!state->length)
	{
		return;
	}
	gap = this->config.gaps[state->gap];
	print_order(this, state->parent, numbers);
	if (numbers)
	{
		printf("%d +%u ", state->event, gap);
	}
	else
	{
		printf("%s changes, %u ms, ", this->peers->describe(this->peers,
									state->event, buf), gap);
	}
}

/**
 * Print what violates a rule if an event happens in a state.
 */
static void print_violation(private_search_t *this, uint32_t number, int event,
							char *violation)
{
	char buf[EVENT_LEN];

	printf("%s, %s: %s: ", this->config.a, this->config.b, violation);
	print_order(this, number, FALSE);
	printf("%s changes\nADDRMGMT_MODEL_TRACE=\"",
		   this->peers->describe(this->peers, event, buf));
	print_order(this, number, TRUE);
	printf("%d\"\n", event);
	fflush(stdout);
}

/**
 * Let some events happen, any, but the same each time.
 *
 * @param seed		which ones
 * @param print		receives the fingerprint of the state they lead to
 */
static void walk(private_search_t *this, u_int seed, fingerprint_t *print)
{
	int i, event, gap;

	for (i = 0; i < COMPARE_EVENTS && !is_done(this); i++)
	{
		seed = seed * 1103515245 + 12345;
		event = (seed >> 16) % this->stats.events;
		seed = seed * 1103515245 + 12345;
		gap = (seed >> 16) % this->config.gaps_count;
		happen(this, event, this->config.gaps[gap]);
	}
	*print = this->peers->get_state(this->peers);
}

/**
 * Check that the current state is the same as what was found first: whatever
 * happens leads to the same.
 */
static bool compare(private_search_t *this, uint32_t first)
{
	fingerprint_t prints[2];
	chunk_t copy = chunk_empty;

	this->stats.compared++;
	arena_save(&copy);
	walk(this, this->again, &prints[0]);
	restore(this, first);
	walk(this, this->again, &prints[1]);
	arena_restore(copy);
	free(copy.ptr);
	return memeq(&prints[0], &prints[1], sizeof(prints[0]));
}

/**
 * Add the current state if it's a new one.
 */
static bool add(private_search_t *this, state_t *state, uint32_t *number)
{
	state->print = this->peers->get_state(this->peers);
	if (this->states->add(this->states, state, number))
	{
		return TRUE;
	}
	if (++this->again % COMPARE_EVERY == 0 && !compare(this, *number))
	{
		this->differ = TRUE;
	}
	return FALSE;
}

/**
 * Let time pass after an event, and add the states this leads to.
 *
 * @param state		the state it happened in, and the event
 * @return			FALSE if that was done already after other events
 */
static bool pass_time(private_search_t *this, state_t *state)
{
	u_int now = 0, gap;
	uint32_t number;
	int i;

	for (i = 0; i < this->config.gaps_count; i++)
	{
		gap = this->config.gaps[i];
		arena_enter();
		this->peers->run(this->peers, gap - now);
		arena_leave();
		if (is_done(this))
		{
			break;
		}
		now = gap;
		state->gap = i;
		if (!add(this, state, &number) && i == 0 &&
			this->states->get(this->states, number)->gap == 0)
		{
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Let an event happen in a state, add the states that follow, and see if it all
 * calms down.
 *
 * @param last		TRUE to leave out the states that follow
 * @return			FALSE if a rule was violated
 */
static bool try_event(private_search_t *this, uint32_t number, int event,
					  bool last)
{
	uint32_t recovery;
	state_t follow = {
		.parent = number,
		.event = event,
		.length = this->states->get(this->states, number)->length + 1,
	};
	char *violation;

	restore(this, number);
	this->stats.tried++;
	happen(this, event, 0);
	if (!last && !pass_time(this, &follow) && !this->differ)
	{
		return TRUE;
	}
	arena_enter();
	this->peers->settle(this->peers);
	arena_leave();

	violation = this->peers->get_violation(this->peers);
	if (this->differ)
	{
		violation = "led to a state that only looks like another";
	}
	if (violation)
	{
		print_violation(this, number, event, violation);
		return FALSE;
	}
	if (this->peers->is_over(this->peers))
	{
		this->stats.over++;
	}
	else
	{
		recovery = this->peers->get_recovery(this->peers);
		this->stats.recovery = max(this->stats.recovery, recovery);
	}
	return TRUE;
}

METHOD(search_t, run, bool,
	private_search_t *this, int length, bool last)
{
	uint32_t end = this->states->get_count(this->states);
	int event;

	this->stats.orders *= this->stats.events;
	if (length > 1)
	{
		this->stats.orders *= this->config.gaps_count;
	}
	for (; this->next < end; this->next++)
	{
		for (event = 0; event < this->stats.events; event++)
		{
			if (!try_event(this, this->next, event, last))
			{
				return FALSE;
			}
		}
	}
	return TRUE;
}

METHOD(search_t, get_stats, search_stats_t*,
	private_search_t *this)
{
	this->stats.states = this->states->get_count(this->states);
	return &this->stats;
}

METHOD(search_t, destroy, void,
	private_search_t *this)
{
	int i;

	restore(this, 0);
	this->peers->destroy(this->peers);
	for (i = 0; i < countof(this->copies); i++)
	{
		free(this->copies[i].ptr);
	}
	this->states->destroy(this->states);
	free(this);
}

/*
 * Described in header.
 */
search_t *search_create(search_config_t *config)
{
	private_search_t *this;
	state_t initial = {
		.gap = MAX_GAPS,
	};
	uint32_t number;

	INIT(this,
		.public = {
			.run = _run,
			.get_stats = _get_stats,
			.destroy = _destroy,
		},
		.config = *config,
		.states = states_create(),
		.stats = {
			.orders = 1,
		},
	);

	arena_enter();
	this->peers = two_peers_create(config->a, config->b, config->interval,
								   FALSE);
	this->peers->run(this->peers, WARM_UP);
	arena_leave();
	this->stats.events = this->peers->count_events(this->peers);
	arena_save(&this->copies[0]);
	add(this, &initial, &number);
	return &this->public;
}

/*
 * Described in header.
 */
bool search_try(search_config_t *config, int *order, int count, bool verbose)
{
	two_peers_t *peers;
	bool good;
	int i;

	peers = two_peers_create(config->a, config->b, config->interval, verbose);
	peers->run(peers, WARM_UP);
	for (i = 0; i < count; i++)
	{
		peers->happen(peers, order[2 * i] % peers->count_events(peers));
		if (i + 1 < count)
		{
			peers->run(peers, order[2 * i + 1]);
		}
	}
	peers->settle(peers);
	good = !peers->get_violation(peers);
	if (!good)
	{
		printf("%s\nADDRMGMT_MODEL_TRACE=\"", peers->get_violation(peers));
		for (i = 0; i + 1 < count; i++)
		{
			printf("%d +%d ", order[2 * i], order[2 * i + 1]);
		}
		printf("%d\"\n", order[2 * i]);
	}
	fflush(stdout);
	peers->destroy(peers);
	return good;
}
