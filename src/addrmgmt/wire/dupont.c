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

#include "dupont.h"

#include <crypto/proposal/proposal.h>

/**
 * Status types of notifies start here, those before are errors.
 */
#define NOTIFY_STATUS_MIN 16384

/**
 * First payload type of the private use range that charon does not use itself,
 * for extensions or for drafts of IKEv1.
 */
#define PAYLOAD_PRIVATE_MIN 133

/*
 * Described in header.
 */
const dupont_numbers_t dupont_numbers_default = {
	.source = 24800,
	.destination = 24801,
	.cookie = 42020,
	.update = 200,
};

/**
 * Check if a notify type can be used for one of ours.
 */
static bool is_notify_usable(int type)
{
	return type >= NOTIFY_STATUS_MIN && type <= UINT16_MAX &&
		   !enum_to_name(address_notify_type_names, type);
}

/*
 * Described in header.
 */
bool dupont_numbers_check(const dupont_numbers_t *numbers, char **error)
{
	if (!is_notify_usable(numbers->source) ||
		!is_notify_usable(numbers->destination) ||
		!is_notify_usable(numbers->cookie))
	{
		*error = "notify type not usable";
	}
	else if (numbers->source == numbers->destination ||
			 numbers->source == numbers->cookie ||
			 numbers->destination == numbers->cookie)
	{
		*error = "notify type used twice";
	}
	else if (numbers->update < PAYLOAD_PRIVATE_MIN ||
			 numbers->update > UINT8_MAX)
	{
		*error = "payload type not usable";
	}
	else
	{
		return TRUE;
	}
	return FALSE;
}

/*
 * Described in header.
 */
bool dupont_notify_check(notify_t *notify, char **error)
{
	if (notify->protocol != PROTO_NONE)
	{
		*error = "wrong protocol ID";
	}
	else if (notify->spi_size)
	{
		*error = "SPI not allowed";
	}
	else
	{
		return TRUE;
	}
	return FALSE;
}
