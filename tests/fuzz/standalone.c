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

#include "fuzz.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <sanitizer/asan_interface.h>

/**
 * How often to look at the clock.
 */
#define BATCH 1000

/**
 * File for the input of a crash.
 */
#define CRASH_FILE "crash-input"

/**
 * Current input.
 */
static struct {
	uint8_t bytes[FUZZ_MAX];
	size_t len;
} input;

/**
 * State of the random number generator.
 */
static uint64_t seed;

/**
 * Random numbers that are the same for the same seed, everywhere.
 */
static uint32_t next_random()
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return seed >> 33;
}

/**
 * Keep the input that made the target crash.
 */
static void save_input()
{
	FILE *file;

	file = fopen(CRASH_FILE, "w");
	if (file)
	{
		fwrite(input.bytes, 1, input.len, file);
		fclose(file);
		fprintf(stderr, "input written to %s\n", CRASH_FILE);
	}
}

static void aborted(int signal)
{
	save_input();
	_exit(1);
}

/**
 * Run the target with the current input.
 */
static void run()
{
	uint8_t *copy;

	/* so that the sanitizer sees what is read beyond its end */
	copy = malloc(input.len);
	memcpy(copy, input.bytes, input.len);
	LLVMFuzzerTestOneInput(copy, input.len);
	free(copy);
}

/**
 * Replay an input from a file.
 */
static bool replay(char *name)
{
	FILE *file;

	file = fopen(name, "r");
	if (!file)
	{
		perror(name);
		return FALSE;
	}
	input.len = fread(input.bytes, 1, sizeof(input.bytes), file);
	fclose(file);
	run();
	return TRUE;
}

/**
 * Change a few bytes, or the length.
 */
static void mutate()
{
	int i, count;

	if (!input.len)
	{
		return;
	}
	switch (next_random() % 4)
	{
		case 0:
			/* valid as it is */
			break;
		case 1:
			input.len = next_random() % input.len;
			break;
		default:
			count = 1 + next_random() % 8;
			for (i = 0; i < count; i++)
			{
				input.bytes[next_random() % input.len] = next_random();
			}
			break;
	}
}

/**
 * Run the target with random inputs for a while.
 */
static void run_random(int seconds)
{
	time_t end = time(NULL) + seconds;
	uint64_t runs = 0;
	int i;

	printf("FUZZ_SEED=%llu\n", (unsigned long long)seed);
	do
	{
		for (i = 0; i < BATCH; i++)
		{
			input.len = fuzz_generate(next_random, input.bytes);
			mutate();
			run();
		}
		runs += BATCH;
	}
	while (time(NULL) < end);
	printf("%llu inputs\n", (unsigned long long)runs);
}

/*
 * usage: fuzz-TARGET [FILE...]
 *
 * Replays inputs, or makes some for FUZZ_SECONDS (default 3) from FUZZ_SEED.
 */
int main(int argc, char *argv[])
{
	char *value;
	int i, status = EXIT_SUCCESS;

	LLVMFuzzerInitialize(&argc, &argv);
	__sanitizer_set_death_callback(save_input);
	signal(SIGABRT, aborted);

	if (argc > 1)
	{
		for (i = 1; i < argc; i++)
		{
			if (!replay(argv[i]))
			{
				status = EXIT_FAILURE;
			}
		}
	}
	else
	{
		value = getenv("FUZZ_SEED");
		seed = value ? strtoull(value, NULL, 0) : time(NULL);
		value = getenv("FUZZ_SECONDS");
		run_random(value ? atoi(value) : 3);
	}
	library_deinit();
	return status;
}
