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
 * Search of all states two peers may get into.
 */

#ifndef SEARCH_H_
#define SEARCH_H_

#include <library.h>

/**
 * Most events in a row, and most times between events.
 */
#define MAX_LENGTH 8
#define MAX_GAPS 8

typedef struct search_t search_t;
typedef struct search_config_t search_config_t;
typedef struct search_stats_t search_stats_t;

/**
 * What to search.
 */
struct search_config_t {
	/** addresses of a and b as in named_hosts.h, preferred first */
	char *a;
	char *b;
	/** least time between attempts at an address never verified, in ms */
	uint64_t interval;
	/** times between events in ms, increasing, the first one is 0 */
	int gaps[MAX_GAPS];
	/** number of these */
	int gaps_count;
};

/**
 * What was found.
 */
struct search_stats_t {
	/** different states in which an event may happen */
	u_int states;
	/** number of different events */
	int events;
	/** orders of them, and of times between them, of the length searched */
	double orders;
	/** events that were tried in these states */
	u_int tried;
	/** after how many of them a peer gave up at once or later */
	u_int over;
	/** longest time after an event until both used paths that work, in ms */
	u_int recovery;
	/** states found again that were compared with what was found first */
	u_int compared;
};

/**
 * A search of all states that events lead to, whatever their order and the
 * times between them.
 *
 * After each event and time the state is looked up among those known; what is
 * possible from there on is tried only once.  The rules are kept in an arena, so
 * any state can be returned to.
 */
struct search_t {

	/**
	 * Let all events happen in all states that shorter orders of events led to,
	 * and see if it all calms down.
	 *
	 * If that violates a rule, prints what has led there.
	 *
	 * @param length	how many events happen
	 * @param last		TRUE if there will be no longer orders
	 * @return			FALSE if a rule is violated
	 */
	bool (*run)(search_t *this, int length, bool last);

	/**
	 * Get what was found so far.
	 */
	search_stats_t *(*get_stats)(search_t *this);

	/**
	 * Destroy a search_t.
	 */
	void (*destroy)(search_t *this);
};

/**
 * Create a search, there can be only one at a time.
 */
search_t *search_create(search_config_t *config);

/**
 * Let events happen in one order.
 *
 * @param order		number of an event, time, number of an event and so on
 * @param count		number of events
 * @param verbose	TRUE to print every step
 * @return			FALSE if a rule is violated
 */
bool search_try(search_config_t *config, int *order, int count,
				  bool verbose);

#endif /** SEARCH_H_ */
