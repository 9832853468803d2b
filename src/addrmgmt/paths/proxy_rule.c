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
#include "proxy_rule.h"

#include <selectors/traffic_selector.h>

/*
 * Described in header.
 */
host_t *proxy_rule_get_end(linked_list_t *selectors)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts;
	host_t *end = NULL;
	bool common = TRUE;
	uint8_t mask;

	enumerator = selectors->create_enumerator(selectors);
	while (common && enumerator->enumerate(enumerator, &ts))
	{
		common = ts->is_host(ts, end);
		if (common && !end)
		{
			ts->to_subnet(ts, &end, &mask);
		}
	}
	enumerator->destroy(enumerator);
	if (!common)
	{
		DESTROY_IF(end);
		return NULL;
	}
	return end;
}

/*
 * Described in header.
 */
void proxy_rule_narrow(linked_list_t *selectors, host_t *end)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts;

	enumerator = selectors->create_enumerator(selectors);
	while (enumerator->enumerate(enumerator, &ts))
	{
		if (!ts->is_host(ts, end))
		{
			selectors->remove_at(selectors, enumerator);
			ts->destroy(ts);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Read an address, a subnet or a range.
 *
 * @return			selector for it, NULL if invalid
 */
static traffic_selector_t *read_range(char *str)
{
	traffic_selector_t *ts = NULL;
	host_t *from, *to;

	if (!strchr(str, '-'))
	{
		return traffic_selector_create_from_cidr(str, 0, 0, 65535);
	}
	if (host_create_from_range(str, &from, &to))
	{
		ts = traffic_selector_create_from_bytes(0,
				from->get_family(from) == AF_INET ? TS_IPV4_ADDR_RANGE :
													TS_IPV6_ADDR_RANGE,
				from->get_address(from), 0, to->get_address(to), 65535);
		from->destroy(from);
		to->destroy(to);
	}
	return ts;
}

/*
 * Described in header.
 */
bool proxy_rule_permits(char *ranges, host_t *addr)
{
	enumerator_t *enumerator;
	traffic_selector_t *ts;
	bool permitted = FALSE;
	char *range;

	if (!ranges)
	{
		return FALSE;
	}
	enumerator = enumerator_create_token(ranges, ",", " ");
	while (!permitted && enumerator->enumerate(enumerator, &range))
	{
		ts = read_range(range);
		if (ts)
		{
			permitted = ts->includes(ts, addr);
			ts->destroy(ts);
		}
		else
		{
			DBG1(DBG_CFG, "invalid address or subnet '%s'", range);
		}
	}
	enumerator->destroy(enumerator);
	return permitted;
}
