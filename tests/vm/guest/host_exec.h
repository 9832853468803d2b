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
 * Running commands on the hosts vhost has started.
 */

#ifndef HOST_EXEC_H_
#define HOST_EXEC_H_

#include <stddef.h>

/**
 * Print what failed and give up.
 *
 * @param fmt		what failed
 */
void die(const char *fmt, ...)
	__attribute__((noreturn, format(printf, 1, 2)));

/**
 * Append formatted text to a string of limited size.
 *
 * @param buf		string to append to
 * @param size		size of buf
 * @param fmt		what to append
 */
void append(char *buf, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * Enter some of the namespaces of a host.
 *
 * @param pid		first process of the host
 * @param types		CLONE_NEW* flags of the namespaces
 */
void enter_host(const char *pid, int types);

/**
 * Run a command in a host as sshd would.
 *
 * @param host		first process of the host
 * @param words		command, NULL terminated
 * @return			exit status, as a shell has it
 */
int exec_command(const char *host, char *words[]);

#endif /* HOST_EXEC_H_ */
