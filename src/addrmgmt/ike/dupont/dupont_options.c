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

#include "dupont_options.h"
#include "ike/options.h"

/*
 * Described in header.
 */
dupont_numbers_t dupont_options_get_numbers(char *conn)
{
	dupont_numbers_t numbers = dupont_numbers_default;
	char *error;

	numbers.source = option_get_int(conn, "peer_address_source",
									numbers.source, 0);
	numbers.destination = option_get_int(conn, "peer_address_destination",
										 numbers.destination, 0);
	numbers.cookie = option_get_int(conn, "rr_cookie", numbers.cookie, 0);
	numbers.update = option_get_int(conn, "update_payload", numbers.update, 0);
	if (!dupont_numbers_check(&numbers, &error))
	{
		DBG1(DBG_CFG, "using default numbers for peer addresses: %s", error);
		numbers = dupont_numbers_default;
	}
	return numbers;
}

/*
 * Described in header.
 */
proof_t dupont_options_get_proof(char *conn)
{
	char *value = option_get_str(conn, "return_routability", "yes");

	if (streq(value, "new"))
	{
		return PROOF_NEW;
	}
	return settings_value_as_bool(value, TRUE) ? PROOF_ALWAYS : PROOF_FAILED;
}
