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


#include "fake_actions.h"
#include "named_hosts.h"

#include <stdarg.h>

typedef struct private_fake_actions_t private_fake_actions_t;

/**
 * Private data of fake_actions_t.
 */
struct private_fake_actions_t {

	/**
	 * Public interface.
	 */
	fake_actions_t public;

	/**
	 * Addresses we have, NULL for all.
	 */
	char *own;

	/**
	 * Routes we don't have, "a1 b1," each.
	 */
	char lost[256];

	/**
	 * Times that are scheduled.
	 */
	uint64_t times[256];

	/**
	 * Number of these.
	 */
	int count;

	/**
	 * What was decided, and what was so until the last call.
	 */
	char log[FAKE_LOG_LEN], old_log[FAKE_LOG_LEN];
};

/**
 * Note something.
 */
static void note(private_fake_actions_t *this, char *fmt, ...)
{
	va_list args;
	int len;

	len = strlen(this->log);
	if (len)
	{
		len += snprintf(this->log + len, FAKE_LOG_LEN - len, ", ");
	}
	va_start(args, fmt);
	vsnprintf(this->log + len, FAKE_LOG_LEN - len, fmt, args);
	va_end(args);
}

/**
 * Write a path.
 */
static char *write_path(host_t *local, host_t *remote, char *buf)
{
	named_host_write(local, buf);
	buf[2] = ' ';
	named_host_write(remote, buf + 3);
	return buf;
}

METHOD(path_actions_t, usable, bool,
	private_fake_actions_t *this, host_t *local, host_t *remote)
{
	char path[6], name[3];

	return local->get_family(local) == remote->get_family(remote) &&
		   (!this->own || strstr(this->own, named_host_write(local, name))) &&
		   !strstr(this->lost, write_path(local, remote, path));
}

METHOD(path_actions_t, move, void,
	private_fake_actions_t *this, host_t *local, host_t *remote, char *why)
{
	char path[6];

	note(this, "move %s", write_path(local, remote, path));
}

METHOD(path_actions_t, announce, void,
	private_fake_actions_t *this)
{
	note(this, "announce");
}

METHOD(path_actions_t, check, void,
	private_fake_actions_t *this)
{
	note(this, "check");
}

METHOD(path_actions_t, transmit, void,
	private_fake_actions_t *this, host_t *local, host_t *remote)
{
	char path[6];

	note(this, "%u send %s", (u_int)this->public.now,
		 write_path(local, remote, path));
}

METHOD(path_actions_t, schedule, void,
	private_fake_actions_t *this, uint64_t at)
{
	if (this->count < countof(this->times))
	{
		this->times[this->count++] = at;
	}
}

METHOD(path_actions_t, give_up, void,
	private_fake_actions_t *this)
{
	note(this, "give up");
}

METHOD(path_actions_t, hold_, void,
	private_fake_actions_t *this, bool hold)
{
	note(this, hold ? "hold" : "release");
}

METHOD(path_actions_t, verdict, void,
	private_fake_actions_t *this, host_t *remote, address_state_t state)
{
	char name[3];

	note(this, "%s %s", named_host_write(remote, name),
		 state == ADDRESS_FAILED ? "failed" : "verified");
}

METHOD(path_actions_t, updated, void,
	private_fake_actions_t *this, bool proven)
{
	note(this, proven ? "proven" : "refused");
}

METHOD(fake_actions_t, set_own, void,
	private_fake_actions_t *this, char *names)
{
	this->own = names;
}

METHOD(fake_actions_t, lose_route, void,
	private_fake_actions_t *this, char *local, char *remote)
{
	snprintf(this->lost + strlen(this->lost),
			 sizeof(this->lost) - strlen(this->lost), "%s %s,", local, remote);
}

METHOD(fake_actions_t, wait_, bool,
	private_fake_actions_t *this, uint64_t until)
{
	int i, next = 0;

	for (i = 1; i < this->count; i++)
	{
		if (this->times[i] < this->times[next])
		{
			next = i;
		}
	}
	if (!this->count || this->times[next] > until)
	{
		this->public.now = until;
		return FALSE;
	}
	this->public.now = max(this->public.now, this->times[next]);
	this->times[next] = this->times[--this->count];
	return TRUE;
}

METHOD(fake_actions_t, get_log, char*,
	private_fake_actions_t *this)
{
	memcpy(this->old_log, this->log, FAKE_LOG_LEN);
	this->log[0] = '\0';
	return this->old_log;
}

METHOD(fake_actions_t, destroy, void,
	private_fake_actions_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
fake_actions_t *fake_actions_create()
{
	private_fake_actions_t *this;

	INIT(this,
		.public = {
			.actions = {
				.usable = _usable,
				.move = _move,
				.announce = _announce,
				.check = _check,
				.transmit = _transmit,
				.schedule = _schedule,
				.give_up = _give_up,
				.hold = _hold_,
				.verdict = _verdict,
				.updated = _updated,
			},
			.set_own = _set_own,
			.lose_route = _lose_route,
			.wait = _wait_,
			.get_log = _get_log,
			.destroy = _destroy,
		},
	);

	return &this->public;
}
