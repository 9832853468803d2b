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

#include "args.h"

#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/*
 * Keep the first complaint.
 */
static void complain(args_t *args, const char *fmt, ...)
{
	va_list list;

	if (!args->error[0])
	{
		va_start(list, fmt);
		vsnprintf(args->error, sizeof(args->error), fmt, list);
		va_end(list);
	}
}

/* Described in header. */
bool args_flag(args_t *args, const char *name)
{
	int i;

	for (i = 0; i < args->count; i++)
	{
		if (args->words[i] && strcmp(args->words[i], name) == 0)
		{
			args->words[i] = NULL;
			return true;
		}
	}
	return false;
}

/* Described in header. */
const char *args_value(args_t *args, const char *name, const char *def)
{
	const char *value;
	int i;

	for (i = 0; i + 1 < args->count; i++)
	{
		if (args->words[i] && args->words[i + 1] &&
			strcmp(args->words[i], name) == 0)
		{
			value = args->words[i + 1];
			args->words[i] = args->words[i + 1] = NULL;
			return value;
		}
	}
	return def;
}

/* Described in header. */
int args_number(args_t *args, const char *name, int def)
{
	const char *value = args_value(args, name, NULL);
	char *end;
	long number;

	if (!value)
	{
		return def;
	}
	number = strtol(value, &end, 0);
	if (*end || number < 0)
	{
		complain(args, "'%s' is no number", value);
	}
	return number;
}

/*
 * Get the next word that is left.
 */
static const char *next_word(args_t *args)
{
	const char *word;
	int i;

	for (i = 0; i < args->count; i++)
	{
		word = args->words[i];
		if (word)
		{
			args->words[i] = NULL;
			return word;
		}
	}
	return NULL;
}

/* Described in header. */
struct in6_addr args_address(args_t *args, const char *name)
{
	struct addrinfo hints = {
		.ai_family = AF_INET6,
		.ai_socktype = SOCK_DGRAM,
	}, *info;
	struct in6_addr addr = {};
	const char *value;

	value = name ? args_value(args, name, NULL) : next_word(args);
	if (value && getaddrinfo(value, NULL, &hints, &info) != 0)
	{
		complain(args, "'%s' is no IPv6 address", value);
	}
	else if (value)
	{
		addr = ((struct sockaddr_in6*)info->ai_addr)->sin6_addr;
		freeaddrinfo(info);
	}
	return addr;
}

/* Described in header. */
struct in6_addr args_need_address(args_t *args, const char *name)
{
	struct in6_addr addr = args_address(args, name);

	if (IN6_IS_ADDR_UNSPECIFIED(&addr))
	{
		complain(args, "no address %s", name ? name : "given");
	}
	return addr;
}

/* Described in header. */
bool args_done(args_t *args)
{
	const char *word = next_word(args);

	if (word)
	{
		complain(args, "'%s' is not understood", word);
	}
	return !args->error[0];
}
