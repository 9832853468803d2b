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

#include "options.h"

#include <ctype.h>

#include <utils/utils.h>

#define GLOBAL "%s.plugins.addrmgmt.%s"
#define CONN "%s.plugins.addrmgmt.connections.%s.%s"

/*
 * Described in header.
 */
char *option_get_str(char *conn, char *key, char *def)
{
	char *value = NULL;

	if (conn)
	{
		value = lib->settings->get_str(lib->settings, CONN, NULL, lib->ns,
									   conn, key);
	}
	if (!value || !*value)
	{
		value = lib->settings->get_str(lib->settings, GLOBAL, NULL, lib->ns,
									   key);
	}
	return value && *value ? value : def;
}

/*
 * Described in header.
 */
bool option_get_bool(char *conn, char *key, bool def)
{
	return settings_value_as_bool(option_get_str(conn, key, NULL), def);
}

/*
 * Described in header.
 */
int option_get_int(char *conn, char *key, int def, int min)
{
	return max(settings_value_as_int(option_get_str(conn, key, NULL), def),
			   min);
}

/*
 * Described in header.
 */
double option_get_double(char *conn, char *key, double def)
{
	return settings_value_as_double(option_get_str(conn, key, NULL), def);
}

/*
 * Described in header.
 */
uint32_t option_get_time(char *conn, char *key, uint32_t def)
{
	return settings_value_as_time(option_get_str(conn, key, NULL), def);
}

/*
 * Described in header.
 */
uint64_t option_get_bytes(char *conn, char *key, uint64_t def)
{
	char *value, *end;
	uint64_t bytes;

	value = option_get_str(conn, key, NULL);
	if (!value)
	{
		return def;
	}
	if (strcaseeq(value, "unlimited"))
	{
		return UINT64_MAX;
	}
	bytes = strtoull(value, &end, 10);
	switch (toupper(*end))
	{
		case 'G':
			bytes <<= 10;
			/* fall through */
		case 'M':
			bytes <<= 10;
			/* fall through */
		case 'K':
			bytes <<= 10;
			/* fall through */
		case '\0':
			return end == value ? def : bytes;
		default:
			DBG1(DBG_CFG, "invalid value for %s: %s", key, value);
			return def;
	}
}
