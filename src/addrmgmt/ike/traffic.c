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

#include "traffic.h"

#include <sa/child_sa.h>

/*
 * Described in header.
 */
traffic_t traffic_get(ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	traffic_t traffic = {};
	uint64_t bytes, packets;

	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		child_sa->get_usestats(child_sa, TRUE, NULL, &bytes, &packets);
		traffic.bytes_in += bytes;
		traffic.packets_in += packets;
		child_sa->get_usestats(child_sa, FALSE, NULL, &bytes, &packets);
		traffic.bytes_out += bytes;
		traffic.packets_out += packets;
	}
	enumerator->destroy(enumerator);
	return traffic;
}
