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

#include "rr_cookie.h"

#include <crypto/proposal/proposal.h>

/*
 * Described in header.
 */
notify_t rr_cookie_build(const dupont_numbers_t *numbers, chunk_t cookie)
{
	return (notify_t){
		.type = numbers->cookie,
		.protocol = PROTO_NONE,
		.data = cookie,
	};
}

/*
 * Described in header.
 */
bool rr_cookie_parse(notify_t *notify, chunk_t *cookie, char **error)
{
	if (!dupont_notify_check(notify, error))
	{
		return FALSE;
	}
	if (notify->data.len < RR_COOKIE_MIN_LEN)
	{
		*error = "cookie too short";
		return FALSE;
	}
	if (notify->data.len > RR_COOKIE_MAX_LEN)
	{
		*error = "cookie too long";
		return FALSE;
	}
	*cookie = notify->data;
	return TRUE;
}

/*
 * Described in header.
 */
rr_cookie_status_t rr_cookie_read(enumerator_t *notifies,
								  const dupont_numbers_t *numbers,
								  chunk_t *cookie, char **error)
{
	rr_cookie_status_t status = RR_COOKIE_NONE;
	chunk_t found = chunk_empty;
	notify_t *notify;

	while (notifies->enumerate(notifies, &notify))
	{
		if (notify->type != numbers->cookie ||
			status == RR_COOKIE_MALFORMED)
		{
			continue;
		}
		if (status == RR_COOKIE_OK)
		{
			*error = "more than one cookie";
			status = RR_COOKIE_MALFORMED;
		}
		else if (rr_cookie_parse(notify, &found, error))
		{
			status = RR_COOKIE_OK;
		}
		else
		{
			status = RR_COOKIE_MALFORMED;
		}
	}
	notifies->destroy(notifies);

	if (status == RR_COOKIE_OK)
	{
		*cookie = found;
	}
	return status;
}

/*
 * Described in header.
 */
bool rr_cookie_matches(chunk_t sent, chunk_t received)
{
	return chunk_equals_const(sent, received);
}
