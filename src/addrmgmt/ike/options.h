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

/**
 * @defgroup options options
 * @{ @ingroup ike
 */

#ifndef OPTIONS_H_
#define OPTIONS_H_

#include <library.h>

/**
 * Options are those of the connection, else the global ones (C2), read when
 * they are used, so that reloading settings has an effect at once.
 */

/**
 * Get a string option.
 *
 * @param conn		name of the connection, NULL for the global option
 * @param key		name of the option
 * @param def		value if it is not set anywhere
 * @return			value, internal, def if empty
 */
char *option_get_str(char *conn, char *key, char *def);

/**
 * Get a boolean option, see option_get_str().
 */
bool option_get_bool(char *conn, char *key, bool def);

/**
 * Get a number, see option_get_str().
 *
 * @param min		smallest value allowed, used if the one set is smaller
 */
int option_get_int(char *conn, char *key, int def, int min);

/**
 * Get a number that may have a fraction, see option_get_str().
 */
double option_get_double(char *conn, char *key, double def);

/**
 * Get a number of seconds, see option_get_str().
 */
uint32_t option_get_time(char *conn, char *key, uint32_t def);

/**
 * Get a number of bytes, with suffix K, M or G for multiples of 1024; see
 * option_get_str().
 *
 * @return			value, UINT64_MAX if set to unlimited
 */
uint64_t option_get_bytes(char *conn, char *key, uint64_t def);

#endif /** OPTIONS_H_ @}*/
