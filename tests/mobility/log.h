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
 * Messages to people.
 */

#ifndef MOBILITY_LOG_H_
#define MOBILITY_LOG_H_

#include <netinet/in.h>

/**
 * Write a line to syslog, facility daemon.
 */
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * The same with an error number.
 */
void log_error(int error, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * Print an address.
 *
 * @return			one of some static buffers
 */
const char *show(const struct in6_addr *addr);

#endif /* MOBILITY_LOG_H_ */
