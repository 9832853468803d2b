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
 * @defgroup log_limit log_limit
 * @{ @ingroup watch
 */

#ifndef LOG_LIMIT_H_
#define LOG_LIMIT_H_

#include <utils/utils.h>

typedef struct log_limit_t log_limit_t;

/**
 * Lines that may be logged in a row, and after that one a second.
 */
#define LOG_LIMIT_BURST 32

/**
 * Keeps other processes from filling the log. To be used by one thread.
 */
struct log_limit_t {

	/**
	 * Lines that may be logged now.
	 */
	u_int lines;

	/**
	 * Number of lines left out since the last one.
	 */
	u_int omitted;

	/**
	 * Time, in s, for which lines were allowed last.
	 */
	time_t allowed;
};

/**
 * Check if a line may be logged.
 *
 * @param this		limit, all zero at first
 * @param omitted	receives how many lines were left out before this one
 * @return			FALSE if the line has to be left out
 */
bool log_limit_check(log_limit_t *this, u_int *omitted);

#endif /** LOG_LIMIT_H_ @}*/
