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


#include "json.h"

/**
 * Keys of numbers, besides those in the section of counters.
 */
static char *numbers[] = {
	"age",
	"away",
	"changed",
	"ike-version",
	"local-port",
	"matches",
	"remote-port",
	"time",
	"uniqueid",
};

/**
 * Keys of flags, yes or no.
 */
static char *flags[] = {
	"in-use",
	"success",
};

/**
 * Sections with names that just number their elements.
 */
static char *arrays[] = {
	"local-addresses",
	"peer-addresses",
};

/**
 * Is this string in an array of strings?
 */
static bool contains(char *strings[], int count, char *str)
{
	int i;

	for (i = 0; i < count; i++)
	{
		if (streq(strings[i], str))
		{
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Length of the valid UTF-8 sequence at the beginning of some data, 0 if
 * there is none.
 */
static int utf8_length(u_char *str, size_t len)
{
	uint32_t code;
	int i, more;

	if (str[0] < 0x80)
	{
		return 1;
	}
	more = str[0] >= 0xf0 ? 3 : str[0] >= 0xe0 ? 2 : 1;
	if (str[0] < 0xc2 || str[0] > 0xf4 || len <= more)
	{
		return 0;
	}
	code = str[0] & (0x3f >> more);
	for (i = 1; i <= more; i++)
	{
		if ((str[i] & 0xc0) != 0x80)
		{
			return 0;
		}
		code = code << 6 | (str[i] & 0x3f);
	}
	if ((more == 2 && code < 0x800) || (more == 3 && code < 0x10000) ||
		(code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
	{
		return 0;
	}
	return more + 1;
}

/**
 * Print a string, data that is no UTF-8 is replaced.
 */
static void print_string(FILE *out, chunk_t str)
{
	int len;

	fputc('"', out);
	while (str.len)
	{
		len = utf8_length(str.ptr, str.len);
		if (!len)
		{
			fputs("\\ufffd", out);
			len = 1;
		}
		else if (*str.ptr == '"' || *str.ptr == '\\')
		{
			fprintf(out, "\\%c", *str.ptr);
		}
		else if (*str.ptr < 0x20 || *str.ptr == 0x7f)
		{
			fprintf(out, "\\u%04x", *str.ptr);
		}
		else
		{
			fwrite(str.ptr, len, 1, out);
		}
		str = chunk_skip(str, len);
	}
	fputc('"', out);
}

/**
 * Is this a number in terms of JSON, not negative?
 */
static bool is_number(char *str)
{
	size_t digits;

	digits = strspn(str, "0123456789");
	if (!digits || (digits > 1 && str[0] == '0'))
	{
		return FALSE;
	}
	str += digits;
	if (*str == '.')
	{
		digits = strspn(++str, "0123456789");
		str += digits;
	}
	return digits && *str == '\0';
}

/**
 * Print the value of a key or list item.
 */
static void print_value(FILE *out, node_t *parent, node_t *node)
{
	char *value = (char*)node->value.ptr;

	if ((streq(parent->name, "counters") ||
		 contains(numbers, countof(numbers), node->name)) &&
		strlen(value) == node->value.len && is_number(value))
	{
		fputs(value, out);
	}
	else if (contains(flags, countof(flags), node->name))
	{
		fputs(streq(value, "yes") ? "true" : "false", out);
	}
	else
	{
		print_string(out, node->value);
	}
}

/**
 * Print all elements of a section or list, as array or as members.
 */
static void print_children(FILE *out, node_t *node, bool array, bool first)
{
	enumerator_t *enumerator;
	node_t *child;

	enumerator = node->children->create_enumerator(node->children);
	while (enumerator->enumerate(enumerator, &child))
	{
		if (!first)
		{
			fputc(',', out);
		}
		first = FALSE;
		if (!array)
		{
			print_string(out, chunk_from_str(child->name));
			fputc(':', out);
		}
		if (child->type == VICI_KEY_VALUE || child->type == VICI_LIST_ITEM)
		{
			print_value(out, node, child);
		}
		else if (child->type == VICI_LIST_START ||
				 contains(arrays, countof(arrays), child->name))
		{
			fputc('[', out);
			print_children(out, child, TRUE, TRUE);
			fputc(']', out);
		}
		else
		{
			json_print(out, child, NULL);
		}
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
void json_print(FILE *out, node_t *node, char *name)
{
	fputc('{', out);
	if (name)
	{
		fputs("\"name\":", out);
		print_string(out, chunk_from_str(name));
	}
	print_children(out, node, FALSE, !name);
	fputc('}', out);
}
