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


#include "control_message.h"

#include <vici_message.h>

/*
 * Described in header.
 */
bool control_read_name(chunk_t *data, char *name)
{
	chunk_t str;

	if (!data->len || data->len <= data->ptr[0])
	{
		return FALSE;
	}
	str = chunk_create(data->ptr + 1, data->ptr[0]);
	*data = chunk_skip(*data, 1 + str.len);
	if (!chunk_printable(str, NULL, 0))
	{
		return FALSE;
	}
	if (name)
	{
		memcpy(name, str.ptr, str.len);
		name[str.len] = '\0';
	}
	return TRUE;
}

/**
 * Skip a value.
 */
static bool skip_value(chunk_t *data)
{
	size_t len;

	if (data->len < sizeof(uint16_t))
	{
		return FALSE;
	}
	len = sizeof(uint16_t) + untoh16(data->ptr);
	if (data->len < len)
	{
		return FALSE;
	}
	*data = chunk_skip(*data, len);
	return TRUE;
}

/*
 * Described in header.
 */
bool control_message_is_valid(chunk_t data)
{
	u_int sections = 0;
	bool list = FALSE;
	uint8_t type;

	while (data.len)
	{
		type = data.ptr[0];
		data = chunk_skip(data, 1);
		if (list != (type == VICI_LIST_ITEM || type == VICI_LIST_END))
		{
			return FALSE;
		}
		switch (type)
		{
			case VICI_SECTION_START:
				if (!control_read_name(&data, NULL))
				{
					return FALSE;
				}
				sections++;
				break;
			case VICI_SECTION_END:
				if (!sections)
				{
					return FALSE;
				}
				sections--;
				break;
			case VICI_KEY_VALUE:
				if (!control_read_name(&data, NULL) || !skip_value(&data))
				{
					return FALSE;
				}
				break;
			case VICI_LIST_START:
				if (!control_read_name(&data, NULL))
				{
					return FALSE;
				}
				list = TRUE;
				break;
			case VICI_LIST_ITEM:
				if (!skip_value(&data))
				{
					return FALSE;
				}
				break;
			case VICI_LIST_END:
				list = FALSE;
				break;
			default:
				return FALSE;
		}
	}
	return !sections && !list;
}
