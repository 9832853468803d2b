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

#include "fingerprint.h"
#include "arena.h"
#include "world.h"

/**
 * Longest description of a state, in words.
 */
#define MAX_WORDS 16384

/**
 * Most different times that are long ago.
 */
#define MAX_PAST 64

/**
 * What stands for what in a description; words as they are rarely look like
 * that.
 */
#define IS_POINTER	0xb10c000000000000ull
#define IS_FUTURE	0xf070000000000000ull
#define IS_RECENT	0x4ece000000000000ull
#define IS_PAST		0x9a57000000000000ull

/**
 * Description of a state.
 */
static struct {
	/** time of the state */
	uint64_t now;
	/** the description */
	uint64_t words[MAX_WORDS];
	int count;
	/** times that are long ago */
	uint64_t past[MAX_PAST];
	int past_count;
	/** words that are such times */
	int past_words[MAX_WORDS];
	int past_words_count;
	/** number of a block if seen is the current pass */
	int numbers[ARENA_BLOCKS];
	u_int seen[ARENA_BLOCKS];
	u_int pass;
	/** blocks to describe, with their sizes */
	uint64_t *blocks[ARENA_BLOCKS];
	size_t sizes[ARENA_BLOCKS];
	int blocks_count;
} this;

/*
 * Described in header.
 */
void fingerprint_begin(uint64_t now)
{
	this.now = now;
	this.count = this.past_count = this.past_words_count = 0;
}

/*
 * Described in header.
 */
void fingerprint_add(uint64_t word)
{
	if (this.count == MAX_WORDS)
	{
		abort();
	}
	this.words[this.count++] = word;
}

/*
 * Described in header.
 */
void fingerprint_add_time(uint64_t time)
{
	int i;

	if (!time)
	{
		fingerprint_add(0);
	}
	else if (time > this.now)
	{
		fingerprint_add(IS_FUTURE | (time - this.now));
	}
	else if (this.now - time < WORLD_MEMORY)
	{
		fingerprint_add(IS_RECENT | (this.now - time));
	}
	else
	{
		for (i = 0; i < this.past_count && this.past[i] != time; i++)
		{
		}
		if (i == this.past_count)
		{
			if (i == MAX_PAST)
			{
				abort();
			}
			this.past[this.past_count++] = time;
		}
		this.past_words[this.past_words_count++] = this.count;
		fingerprint_add(time);
	}
}

/**
 * Add a pointer to a block that is to be described, too.
 */
static bool add_pointer(uint64_t word)
{
	size_t size;
	uint64_t *block;
	int id;

	block = arena_find((void*)(uintptr_t)word, &size, &id);
	if (!block)
	{
		return FALSE;
	}
	if (this.seen[id] != this.pass)
	{
		this.seen[id] = this.pass;
		this.numbers[id] = this.blocks_count;
		this.blocks[this.blocks_count] = block;
		this.sizes[this.blocks_count++] = size / sizeof(uint64_t);
	}
	fingerprint_add(IS_POINTER | ((uint64_t)this.numbers[id] << 16) |
					(word - (uintptr_t)block));
	return TRUE;
}

/**
 * Replace times that are long ago by their order, which is all that matters.
 */
static void rank_past()
{
	int i, j, rank;

	for (i = 0; i < this.past_words_count; i++)
	{
		uint64_t *word = &this.words[this.past_words[i]];

		rank = 0;
		for (j = 0; j < this.past_count; j++)
		{
			rank += this.past[j] < *word;
		}
		*word = IS_PAST | rank;
	}
	this.past_count = this.past_words_count = 0;
}

/*
 * Described in header.
 */
void fingerprint_add_object(void *object, void **known)
{
	int i, skip;
	size_t j;

	this.pass++;
	this.blocks_count = 0;
	for (skip = 0; known[skip]; skip++)
	{
		add_pointer((uintptr_t)known[skip]);
	}
	add_pointer((uintptr_t)object);
	for (i = skip; i < this.blocks_count; i++)
	{
		for (j = 0; j < this.sizes[i]; j++)
		{
			uint64_t word = this.blocks[i][j];

			if (world_is_time(word))
			{
				fingerprint_add_time(word);
			}
			else if (!word || !add_pointer(word))
			{
				fingerprint_add(word);
			}
		}
	}
	rank_past();
}

/**
 * Mix a word into one half of a fingerprint.
 */
static inline uint64_t mix(uint64_t hash, uint64_t word, uint64_t factor)
{
	hash = (hash ^ word) * factor;
	return hash ^ (hash >> 29);
}

/*
 * Described in header.
 */
fingerprint_t fingerprint_end()
{
	fingerprint_t print = { .half = { 1, 2 } };
	int i;

	rank_past();
	for (i = 0; i < this.count; i++)
	{
		print.half[0] = mix(print.half[0], this.words[i],
							0x9e3779b97f4a7c15ull);
		print.half[1] = mix(print.half[1], this.words[i],
							0xc2b2ae3d27d4eb4full);
	}
	return print;
}
