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

#include "arena.h"

#include <string.h>

/**
 * What memory is divided into, in bytes, and the number of these.
 */
#define GRANULE 16
#define GRANULES ARENA_BLOCKS

/**
 * Largest block, in granules.
 */
#define MAX_BLOCK 1024

typedef struct arena_t arena_t;

/**
 * All there is to know about the arena, arrays are valid as far as used.
 */
struct arena_t {
	/** granules used so far */
	int top;
	/** first free block by number of granules, 0 if there is none */
	uint16_t unused[MAX_BLOCK + 1];
	/** first granule of the block a granule belongs to, 0 if free */
	uint16_t first[GRANULES];
	/** granules of the block that starts here; the next free one, if free */
	uint16_t value[GRANULES];
	/** the memory, granule 0 is not used */
	char data[GRANULES][GRANULE] __attribute__((aligned(GRANULE)));
};

/**
 * There is one, as there is one malloc().
 */
static arena_t arena = {
	.top = 1,
};

/**
 * Does malloc() use it?
 */
static bool inside;

/*
 * Those of the C library.
 */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *ptr, size_t size);
void __libc_free(void *ptr);

/**
 * Check if that is memory of the arena.
 */
static bool is_inside(void *ptr)
{
	return (char*)ptr >= arena.data[1] && (char*)ptr < arena.data[arena.top];
}

/**
 * Get the granule at an address.
 */
static int get_granule(void *ptr)
{
	return ((char*)ptr - arena.data[0]) / GRANULE;
}

#ifndef __SANITIZE_ADDRESS__

/**
 * Allocate memory, which is zero: what nobody wrote must not differ.
 */
static void *allocate(size_t size)
{
	int i, first, count = max(1, (size + GRANULE - 1) / GRANULE);

	if (count > MAX_BLOCK)
	{
		abort();
	}
	first = arena.unused[count];
	if (first)
	{
		arena.unused[count] = arena.value[first];
	}
	else
	{
		first = arena.top;
		if (first + count > GRANULES)
		{
			abort();
		}
		arena.top += count;
	}
	for (i = 0; i < count; i++)
	{
		arena.first[first + i] = first;
	}
	arena.value[first] = count;
	memset(arena.data[first], 0, count * GRANULE);
	return arena.data[first];
}

/**
 * Release memory.
 */
static void release(void *ptr)
{
	int i, first = get_granule(ptr), count = arena.value[first];

	if (arena.first[first] != first || ptr != arena.data[first])
	{	/* never allocated, or released already */
		abort();
	}
	for (i = 0; i < count; i++)
	{
		arena.first[first + i] = 0;
	}
	arena.value[first] = arena.unused[count];
	arena.unused[count] = first;
}

/**
 * Replaces that of the C library.
 */
void *malloc(size_t size)
{
	return inside ? allocate(size) : __libc_malloc(size);
}

/**
 * Replaces that of the C library.
 */
void *calloc(size_t count, size_t size)
{
	return inside ? allocate(count * size) : __libc_calloc(count, size);
}

/**
 * Replaces that of the C library.
 */
void free(void *ptr)
{
	if (is_inside(ptr))
	{
		release(ptr);
	}
	else
	{
		__libc_free(ptr);
	}
}

/**
 * Replaces that of the C library.
 */
void *realloc(void *ptr, size_t size)
{
	void *new;

	if (!ptr)
	{
		return malloc(size);
	}
	if (!is_inside(ptr))
	{
		return __libc_realloc(ptr, size);
	}
	new = allocate(size);
	memcpy(new, ptr, min(size, arena.value[get_granule(ptr)] * GRANULE));
	release(ptr);
	return new;
}

#endif /* __SANITIZE_ADDRESS__ */

/*
 * Described in header.
 */
bool arena_available()
{
#ifdef __SANITIZE_ADDRESS__
	return FALSE;
#else
	return TRUE;
#endif
}

/*
 * Described in header.
 */
void arena_enter()
{
	inside = TRUE;
}

/*
 * Described in header.
 */
void arena_leave()
{
	inside = FALSE;
}

/*
 * Described in header.
 */
void *arena_find(void *ptr, size_t *size, int *number)
{
	int first;

	if (!is_inside(ptr))
	{
		return NULL;
	}
	first = arena.first[get_granule(ptr)];
	if (!first)
	{
		return NULL;
	}
	*size = arena.value[first] * GRANULE;
	*number = first;
	return arena.data[first];
}

/*
 * Described in header.
 */
void arena_save(chunk_t *copy)
{
	size_t head = offsetof(arena_t, first);
	size_t table = arena.top * sizeof(arena.first[0]);
	size_t data = arena.top * GRANULE;
	char *pos;

	if (copy->len < head + 2 * table + data)
	{
		copy->len = 2 * (head + 2 * table + data);
		copy->ptr = __libc_realloc(copy->ptr, copy->len);
	}
	pos = mempcpy(copy->ptr, &arena, head);
	pos = mempcpy(pos, arena.first, table);
	pos = mempcpy(pos, arena.value, table);
	memcpy(pos, arena.data, data);
}

/*
 * Described in header.
 */
void arena_restore(chunk_t copy)
{
	size_t head = offsetof(arena_t, first), table;
	u_char *pos = copy.ptr;

	memcpy(&arena, pos, head);
	table = arena.top * sizeof(arena.first[0]);
	memcpy(arena.first, pos += head, table);
	memcpy(arena.value, pos += table, table);
	memcpy(arena.data, pos += table, arena.top * GRANULE);
}
