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

#include "notify.h"

#include <crypto/proposal/proposal.h>

ENUM_BEGIN(address_notify_type_names, DISCONNECT_NOTIFY, DISCONNECT_NOTIFY,
	"DISCONNECT_NOTIFY");
ENUM_NEXT(address_notify_type_names, IPV4_ADDRESS_CHANGE, IPV4_ADDRESS_CHANGE,
		  DISCONNECT_NOTIFY,
	"IPV4_ADDRESS_CHANGE");
ENUM_NEXT(address_notify_type_names, IPV6_ADDRESS_CHANGE, IPV6_ADDRESS_CHANGE,
		  IPV4_ADDRESS_CHANGE,
	"IPV6_ADDRESS_CHANGE");
ENUM_END(address_notify_type_names, IPV6_ADDRESS_CHANGE);

/*
 * Described in header.
 */
bool notify_check(notify_t *notify, size_t len, char **error)
{
	if (notify->protocol != PROTO_NONE && notify->protocol != PROTO_IKE)
	{
		*error = "wrong protocol ID";
	}
	else if (notify->spi_size)
	{
		*error = "SPI not allowed";
	}
	else if (notify->data.len < len)
	{
		*error = "notification data too short";
	}
	else
	{
		return TRUE;
	}
	return FALSE;
}
