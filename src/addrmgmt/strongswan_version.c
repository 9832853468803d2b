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

#include <ctype.h>

#include "strongswan_version.h"

/**
 * There are other dotted numbers, none starts with a major version of which
 * there are plugins like this.
 */
#define MAJOR_MIN 5
#define MAJOR_MAX 99

/**
 * Parse "X.Y.Z", optionally followed by e.g. "rc1".
 *
 * @return				number of bytes, 0 if there is no version
 */
static size_t parse(chunk_t text, char *version)
{
	size_t len;
	int dots = 0;

	for (len = 0; len < text.len; len++)
	{
		if (len == STRONGSWAN_VERSION_MAX - 1)
		{
			return 0;
		}
		if (text.ptr[len] == '.')
		{
			if (!len || text.ptr[len - 1] == '.' || ++dots > 2)
			{
				return 0;
			}
		}
		else if (!isdigit(text.ptr[len]) &&
				 (dots < 2 || version[len - 1] == '.' ||
				  !islower(text.ptr[len])))
		{
			break;
		}
		version[len] = text.ptr[len];
	}
	version[len] = '\0';
	if (dots < 2 || version[len - 1] == '.' ||
		atoi(version) < MAJOR_MIN || atoi(version) > MAJOR_MAX)
	{
		return 0;
	}
	return len;
}

/*
 * Described in header.
 */
bool strongswan_version_find(chunk_t constants, char *version)
{
	chunk_t name = chunk_from_str("strongSwan ");
	chunk_t text;
	size_t pos, len;

	for (pos = 1; pos < constants.len; pos++)
	{
		if (!isdigit(constants.ptr[pos]))
		{
			continue;
		}
		text = chunk_skip(constants, pos);
		if (constants.ptr[pos - 1] == '\0')
		{
			len = parse(text, version);
			if (len && len < text.len && text.ptr[len] == '\0')
			{
				return TRUE;
			}
		}
		else if (pos >= name.len && memeq(text.ptr - name.len, name.ptr,
										  name.len) && parse(text, version))
		{
			return TRUE;
		}
	}
	return FALSE;
}
