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

#include "sim_peer.h"

/**
 * Check that a peer knows the addresses of the other, and that the one in use
 * is the first of its family.
 */
static void check_knowledge(peer_t *this)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	bool first = TRUE;
	int i, src, dst, number, has = 0;

	sim_get_path(this->other, &src, &dst);
	for (i = 0; i < this->other->count; i++)
	{
		has += this->other->has[i];
	}
	for (i = 0; i < list->get_count(list); i++)
	{
		number = sim_get_number(this->other, list->get(list, i));
		if (!this->other->has[number])
		{
			sim_violate(this, "does not know what %c has",
						this->other->name);
		}
		if (first && sim_is_pair(this, dst, number))
		{
			first = FALSE;
			if (number != src)
			{
				sim_violate(this, "does not know what %c prefers",
							this->other->name);
			}
		}
	}
	if (list->get_count(list) != has)
	{
		sim_violate(this, "does not know all %c has",
					this->other->name);
	}
}

/**
 * Check that a peer is content with its path.
 */
static void check_path(peer_t *this)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);
	host_t *local, *remote;
	int src, dst;

	sim_get_path(this, &src, &dst);
	this->paths->get_path(this->paths, &local, &remote);
	if (sim_get_number(this, local) != src ||
		sim_get_number(this->other, remote) != dst)
	{
		sim_violate(this, "moved without saying so");
	}
	if (!sim_does_arrive(this, src, dst))
	{
		sim_violate(this, "uses a dead path");
	}
	if (list->get_state(list, this->other->hosts[dst], NULL) !=
															ADDRESS_VERIFIED)
	{
		sim_violate(this, "uses an address it did not verify");
	}
	if (this->held)
	{
		sim_violate(this, "holds packets");
	}
	if (this->busy || this->queued)
	{
		sim_violate(this, "still has to say something");
	}
	if (this->unanswered || this->mid != this->other->received)
	{
		sim_violate(this, "said something that was lost");
	}
}

/*
 * Described in header.
 */
void sim_check_calm(peer_t *this)
{
	check_path(this);
	check_knowledge(this);
}

