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
 * What a fuzz target provides: the two functions libFuzzer calls, and one for
 * those who have no libFuzzer.
 */

#ifndef FUZZ_H_
#define FUZZ_H_

#include <library.h>

/**
 * Longest input.
 */
#define FUZZ_MAX 4096

/**
 * Called once.
 */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/**
 * Called with each input; crashes if something is wrong.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/**
 * Make an input that is nearly valid.
 *
 * @param random	source of random numbers
 * @param buf		buffer, FUZZ_MAX bytes
 * @return			length of the input
 */
size_t fuzz_generate(uint32_t (*random)(), uint8_t *buf);

#endif /** FUZZ_H_ */
