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

#include "log.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

/* Described in header. */
void log_line(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsyslog(LOG_DAEMON | LOG_INFO, fmt, args);
	va_end(args);
}

/* Described in header. */
void log_error(int error, const char *fmt, ...)
{
	char line[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	syslog(LOG_DAEMON | LOG_ERR, "%s failed: %s", line, strerror(error));
}

/* Described in header. */
const char *show(const struct in6_addr *addr)
{
	static char bufs[8][INET6_ADDRSTRLEN];
	static int next;
	char *buf = bufs[next++ % 8];

	inet_ntop(AF_INET6, addr, buf, INET6_ADDRSTRLEN);
	return buf;
}
