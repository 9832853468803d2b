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
 * Options on command lines: of the program, and of commands to one that runs.
 */

#ifndef MOBILITY_ARGS_H_
#define MOBILITY_ARGS_H_

#include <stdbool.h>
#include <netinet/in.h>

/**
 * Most words on a command line.
 */
#define ARGS_MAX 32

/**
 * Words of which those that were understood are NULL.
 */
typedef struct {
	int count;
	char *words[ARGS_MAX];
	/** the first thing that was wrong */
	char error[128];
} args_t;

/**
 * Look for an option without value.
 */
bool args_flag(args_t *args, const char *name);

/**
 * Look for the value of an option.
 *
 * @param def		what to return if there is none
 */
const char *args_value(args_t *args, const char *name, const char *def);

/**
 * Look for the number an option has.
 */
int args_number(args_t *args, const char *name, int def);

/**
 * Look for the address an option has; "name" is NULL for the next word that is
 * left.
 *
 * @return			the unspecified address if there is none
 */
struct in6_addr args_address(args_t *args, const char *name);

/**
 * The same, but that there is none is an error.
 */
struct in6_addr args_need_address(args_t *args, const char *name);

/**
 * Whether all was understood; what was not is the error.
 */
bool args_done(args_t *args);

#endif /* MOBILITY_ARGS_H_ */
