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
 * Memory that can be saved and restored as a whole, with all objects in it.
 */

#ifndef ARENA_H_
#define ARENA_H_

#include <library.h>

/**
 * Most blocks there can be, for arena_find().
 */
#define ARENA_BLOCKS 8192

/**
 * Check if there is an arena, the address sanitizer does not let us have one.
 */
bool arena_available();

/**
 * Let malloc() take memory from the arena from now on.
 */
void arena_enter();

/**
 * Let malloc() do what it always does; free() knows what is whose.
 */
void arena_leave();

/**
 * Find the block of the arena a pointer points to or into.
 *
 * @param size		receives its size
 * @param number	receives its number, less than ARENA_BLOCKS
 * @return			start of the block, NULL if there is none
 */
void *arena_find(void *ptr, size_t *size, int *number);

/**
 * Make a copy of the arena.
 *
 * @param copy		an older copy to overwrite or chunk_empty, to be freed
 */
void arena_save(chunk_t *copy);

/**
 * Let everything be as it was; pointers that were valid then are valid again.
 */
void arena_restore(chunk_t copy);

#endif /** ARENA_H_ */
