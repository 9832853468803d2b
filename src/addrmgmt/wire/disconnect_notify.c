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

#include "disconnect_notify.h"

#include <crypto/proposal/proposal.h>

/*
 * Described in header.
 */
bool disconnect_notify_parse(notify_t *notify, uint32_t *seconds, char **error)
{
	if (!notify_check(notify, DISCONNECT_NOTIFY_LEN, error))
	{
		return FALSE;
	}
	*seconds = untoh32(notify->data.ptr);
	return TRUE;
}

/*
 * Described in header.
 */
notify_t disconnect_notify_build(uint32_t seconds,
								 uint8_t buf[DISCONNECT_NOTIFY_LEN])
{
	htoun32(buf, seconds);
	return (notify_t){
		.type = DISCONNECT_NOTIFY,
		.protocol = PROTO_NONE,
		.data = chunk_create(buf, DISCONNECT_NOTIFY_LEN),
	};
}
