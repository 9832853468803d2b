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
#include "fingerprint.h"

/**
 * Add addresses.
 */
static void add_addrs(addrs_t *addrs)
{
	uint64_t word = addrs->count;
	int i;

	for (i = 0; i < addrs->count; i++)
	{
		word = word * (MAX_ADDRS + 1) + addrs->addrs[i];
	}
	fingerprint_add(word);
}

/**
 * Add what the rules know about addresses.  When that was found out matters
 * only to tell which one of those verified was so last.
 */
static void add_list(address_list_t *list, peer_t *owner)
{
	uint64_t since[MAX_ADDRS] = {};
	address_state_t state;
	host_t *host;
	int i, j, rank;

	fingerprint_add(list->get_count(list));
	for (i = 0; i < list->get_count(list); i++)
	{
		fingerprint_add(sim_get_number(owner, list->get(list, i)));
	}
	for (i = 0; i < owner->count; i++)
	{
		host = owner->hosts[i];
		state = list->get_state(list, host, &since[i]);
		if (state != ADDRESS_VERIFIED)
		{
			since[i] = 0;
		}
		fingerprint_add(state);
		fingerprint_add(list->was_verified(list, host));
	}
	for (i = 0; i < owner->count; i++)
	{
		for (rank = 0, j = 0; j < owner->count; j++)
		{
			rank += since[j] < since[i];
		}
		fingerprint_add(rank);
	}
}

/*
 * Described in header.
 */
void sim_add_state(peer_t *this)
{
	address_list_t *local = this->paths->get_list(this->paths, TRUE);
	address_list_t *peer = this->paths->get_list(this->paths, FALSE);
	void *known[] = { this->world, local, peer, NULL };
	int i;

	for (i = 0; i < this->count; i++)
	{
		fingerprint_add(this->has[i]);
	}
	add_addrs(&this->order);
	fingerprint_add(this->queued);
	for (i = 0; i < this->queued; i++)
	{
		fingerprint_add(this->queue[i]);
	}
	fingerprint_add(this->check_queued);
	fingerprint_add(this->held);
	fingerprint_add(this->silent);
	fingerprint_add(this->src);
	fingerprint_add(this->dst);
	fingerprint_add(this->unanswered);
	fingerprint_add(this->mid - this->other->received);
	fingerprint_add(this->busy);
	if (this->busy)
	{
		fingerprint_add_time(this->since);
		fingerprint_add(this->saying);
		add_addrs(&this->list);
		fingerprint_add(this->tried);
		fingerprint_add(this->trying);
		fingerprint_add(this->packets);
	}
	add_list(local, this);
	add_list(peer, this->other);
	fingerprint_add_object(this->paths, known);
}

/*
 * Described in header.
 */
void sim_add_step(step_t *step)
{
	peer_t *receiver = step->peer, *sender = receiver->other;

	if ((step->kind == STEP_REQUEST && step->mid < receiver->received) ||
		(step->kind == STEP_RESPONSE && step->mid < receiver->mid))
	{	/* has no effect */
		return;
	}
	fingerprint_add(receiver->name);
	fingerprint_add(step->kind);
	fingerprint_add_time(step->time);
	switch (step->kind)
	{
		case STEP_REQUEST:
			fingerprint_add(sender->mid - step->mid);
			add_addrs(&step->list);
			break;
		case STEP_RESPONSE:
			fingerprint_add(receiver->mid - step->mid);
			break;
		default:
			return;
	}
	fingerprint_add(step->src);
	fingerprint_add(step->dst);
}
