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
 * Preloaded into User Mode Linux, on CPUs with more register state than its
 * buffers of 2696 bytes hold (AMX: 11008).  Linux cuts what it returns, but
 * takes back whole states only, so UML dies on its first process.  What was
 * cut off is unused in the guest, as AMX must be asked for by a system call
 * UML does not have: it is handed back as initial.
 */

#define _GNU_SOURCE

#include <cpuid.h>
#include <dlfcn.h>
#include <elf.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/uio.h>

/** CPUID leaf that enumerates the components of the state */
#define XSTATE_LEAF 0x0d

/** Components 0 and 1 are in the legacy area, which is always there */
#define XSTATE_FIRST 2
#define XSTATE_LAST 62

/** Where the legacy area ends and XSTATE_BV, the components present, is */
#define XSTATE_BV_OFFSET 512

typedef long (*ptrace_t)(int request, pid_t pid, void *addr, void *data);

/**
 * Components that end within the first len bytes of a state
 */
static uint64_t components_within(size_t len)
{
	uint64_t mask = 3;
	unsigned int size, offset, c, d;
	int i;

	for (i = XSTATE_FIRST; i <= XSTATE_LAST; i++)
	{
		__cpuid_count(XSTATE_LEAF, i, size, offset, c, d);
		if (size && offset + size <= len)
		{
			mask |= 1ULL << i;
		}
	}
	return mask;
}

/**
 * Size of the state Linux deals with
 */
static size_t full_size(void)
{
	unsigned int size, b, c, d;

	__cpuid_count(XSTATE_LEAF, 0, b, size, c, d);
	return size;
}

/**
 * Set a state that was cut off at the end
 */
static long set_xstate(ptrace_t real, pid_t pid, void *addr, struct iovec *cut)
{
	static uint64_t mask;
	static size_t len, size;
	static char state[64 * 1024] __attribute__((aligned(64)));
	struct iovec full = {
		.iov_base = state,
	};
	uint64_t present;

	if (len != cut->iov_len)
	{
		len = cut->iov_len;
		size = full_size();
		mask = components_within(len);
	}
	if (len >= size || size > sizeof(state))
	{
		return real(PTRACE_SETREGSET, pid, addr, cut);
	}
	memcpy(state, cut->iov_base, len);
	memcpy(&present, state + XSTATE_BV_OFFSET, sizeof(present));
	present &= mask;
	memcpy(state + XSTATE_BV_OFFSET, &present, sizeof(present));
	full.iov_len = size;
	return real(PTRACE_SETREGSET, pid, addr, &full);
}

/**
 * Takes the place of libc's
 */
long ptrace(enum __ptrace_request request, ...)
{
	static ptrace_t real;
	void *addr, *data;
	va_list args;
	pid_t pid;

	va_start(args, request);
	pid = va_arg(args, pid_t);
	addr = va_arg(args, void*);
	data = va_arg(args, void*);
	va_end(args);

	if (!real)
	{
		real = (ptrace_t)dlsym(RTLD_NEXT, "ptrace");
	}
	if (request == PTRACE_SETREGSET && addr == (void*)NT_X86_XSTATE)
	{
		return set_xstate(real, pid, addr, data);
	}
	return real(request, pid, addr, data);
}
