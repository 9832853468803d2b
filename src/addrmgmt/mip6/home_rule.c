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

#include "home_rule.h"

/**
 * Number of bits of an address that tell reserved anycast groups apart.
 */
#define ANYCAST_BITS 7

/**
 * Create a selector for anything from and to an address.
 */
static traffic_selector_t *create_ts(host_t *addr)
{
	return traffic_selector_create_from_subnet(addr->clone(addr), 128, 0, 0,
											   0xffff);
}

/**
 * Get what a selector has in common with an address, NULL if nothing.
 */
static traffic_selector_t *get_common(traffic_selector_t *ts, host_t *addr)
{
	traffic_selector_t *whole, *common;

	whole = create_ts(addr);
	common = ts->get_subset(ts, whole);
	whole->destroy(whole);
	return common;
}

/*
 * Described in header.
 */
void home_rule_narrow(linked_list_t *selectors, linked_list_t *permitted)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts, *common;
	int count = selectors->get_count(selectors);
	host_t *addr;

	while (count-- &&
		   selectors->remove_first(selectors, (void**)&ts) == SUCCESS)
	{
		enumerator = permitted->create_enumerator(permitted);
		while (enumerator->enumerate(enumerator, &addr))
		{
			common = get_common(ts, addr);
			if (common)
			{
				selectors->insert_last(selectors, common);
			}
		}
		enumerator->destroy(enumerator);
		ts->destroy(ts);
	}
}

/**
 * Check if a selector has a permitted address in it.
 */
static bool is_permitted(traffic_selector_t *ts, linked_list_t *permitted)
{
	enumerator_t *enumerator;
	bool found = FALSE;
	host_t *addr;

	enumerator = permitted->create_enumerator(permitted);
	while (!found && enumerator->enumerate(enumerator, &addr))
	{
		found = ts->includes(ts, addr);
	}
	enumerator->destroy(enumerator);
	return found;
}

/*
 * Described in header.
 */
traffic_selector_t *home_rule_get_foreign(linked_list_t *selectors,
										  linked_list_t *permitted)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts, *found = NULL;

	enumerator = selectors->create_enumerator(selectors);
	while (!found && enumerator->enumerate(enumerator, &ts))
	{
		if (!is_permitted(ts, permitted))
		{
			found = ts;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/*
 * Described in header.
 */
bool home_rule_is_in_prefix(host_t *addr, host_t *prefix, int len)
{
	traffic_selector_t *ts;
	bool found;

	ts = traffic_selector_create_from_subnet(prefix->clone(prefix), len, 0, 0,
											 0xffff);
	found = ts->includes(ts, addr);
	ts->destroy(ts);
	return found;
}

/**
 * Get a bit of an address, counted from its end.
 */
static bool get_bit(chunk_t address, int bit)
{
	return address.ptr[address.len - 1 - bit / 8] & (1 << (bit % 8));
}

/*
 * Described in header.
 */
bool home_rule_is_host(host_t *addr, int len)
{
	chunk_t address = addr->get_address(addr);
	bool zero = TRUE, ones = TRUE;
	int bit;

	for (bit = 0; bit < 128 - len; bit++)
	{
		zero = zero && !get_bit(address, bit);
		/* in interface identifiers of 64 bits the universal bit is zero */
		ones = ones && (bit < ANYCAST_BITS ||
						get_bit(address, bit) == !(len == 64 && bit == 57));
	}
	return len == 128 || (!zero && (!ones || 128 - len <= ANYCAST_BITS));
}
