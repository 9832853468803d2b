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

#include "keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_THREADS 100

/**
 * A secret as it is logged:
 *
 *	12[IKE] Sk_ai secret => 32 bytes @ 0x7f0c44004c40
 *	12[IKE]    0: 2B 5E ... 11  +^......
 *	12[IKE]   16: ...
 */
typedef struct {
	uint8_t *data;
	size_t *len;
	size_t missing;
} secret_t;

/**
 * Keys a thread has logged so far
 */
typedef struct {
	ike_keys_t initiator;
	ike_keys_t responder;
	secret_t secret;
} thread_t;

static ike_keys_t *add_keys(ike_keys_t *list, ike_keys_t *keys)
{
	ike_keys_t *copy;

	copy = malloc(sizeof(*copy));
	*copy = *keys;
	copy->next = list;
	return copy;
}

/**
 * A line that begins a secret
 */
static void begin_secret(thread_t *thread, const char *text)
{
	ike_keys_t *keys;
	char kind, side;
	size_t len;

	thread->secret.missing = 0;
	if (sscanf(text, "Sk_%c%c secret => %zu bytes", &kind, &side, &len) != 3 ||
		(kind != 'a' && kind != 'e') || len > sizeof(keys->auth))
	{
		return;
	}
	keys = side == 'i' ? &thread->initiator : &thread->responder;
	keys->initiator = side == 'i';
	thread->secret.data = kind == 'a' ? keys->auth : keys->encr;
	thread->secret.len = kind == 'a' ? &keys->auth_len : &keys->encr_len;
	thread->secret.missing = len;
	*thread->secret.len = 0;
}

/**
 * A line with bytes of a secret
 */
static void add_bytes(secret_t *secret, const char *text)
{
	int i, pos = 0, used;
	unsigned offset, byte;

	if (sscanf(text, "%u:%n", &offset, &pos) != 1 || pos == 0)
	{
		return;
	}
	for (i = 0; i < 16 && secret->missing > 0; i++)
	{
		if (sscanf(text + pos, " %2x%n", &byte, &used) != 1)
		{
			break;
		}
		secret->data[(*secret->len)++] = byte;
		secret->missing--;
		pos += used;
	}
}

ike_keys_t *read_keys(const char *path)
{
	static thread_t threads[MAX_THREADS];
	ike_keys_t *list = NULL;
	thread_t *thread;
	unsigned number;
	char line[1024], *text;
	FILE *file;

	file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file))
	{
		text = strstr(line, "[IKE]");
		if (!text || text - line < 2 ||
			sscanf(text - 2, "%2u", &number) != 1 || number >= MAX_THREADS)
		{
			continue;
		}
		thread = &threads[number];
		text += strspn(text + 5, " ") + 5;
		if (!strncmp(text, "Sk_", 3))
		{
			begin_secret(thread, text);
		}
		else if (thread->secret.missing > 0)
		{
			add_bytes(&thread->secret, text);
			/* the responder's encryption key is the last one logged */
			if (thread->secret.missing == 0 &&
				thread->secret.data == thread->responder.encr)
			{
				list = add_keys(list, &thread->initiator);
				list = add_keys(list, &thread->responder);
			}
		}
	}
	if (file)
	{
		fclose(file);
	}
	return list;
}
