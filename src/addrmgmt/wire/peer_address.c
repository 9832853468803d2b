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

#include "peer_address.h"

#include <crypto/proposal/proposal.h>

ENUM(peer_address_end_names, PEER_ADDRESS_SOURCE, PEER_ADDRESS_DESTINATION,
	"PEER_ADDRESS_SOURCE",
	"PEER_ADDRESS_DESTINATION",
);

ENUM(peer_address_operation_names, PEER_ADDRESS_PRIMARY, PEER_ADDRESS_DELETE,
	"PRIMARY",
	"ADD",
	"DELETE",
);

/**
 * Length of family and operation, which precede the address.
 */
#define HEADER_LEN 4

/**
 * IANA's Address Family Numbers.
 */
enum {
	FAMILY_IPV4 = 1,
	FAMILY_IPV6 = 2,
};

/*
 * Described in header.
 */
void peer_address_destroy(peer_address_t *this)
{
	this->addr->destroy(this->addr);
	free(this);
}

/*
 * Described in header.
 */
bool peer_address_is(notify_t *notify, const dupont_numbers_t *numbers)
{
	return notify->type == numbers->source ||
		   notify->type == numbers->destination;
}

/**
 * Parse family and address, which are around the operation.
 */
static host_t *parse_address(chunk_t data, char **error)
{
	int family;
	size_t len;

	switch (untoh16(data.ptr))
	{
		case FAMILY_IPV4:
			family = AF_INET;
			len = 4;
			break;
		case FAMILY_IPV6:
			family = AF_INET6;
			len = 16;
			break;
		default:
			*error = "unknown address family";
			return NULL;
	}
	data = chunk_skip(data, HEADER_LEN);
	if (data.len != len)
	{
		*error = "length does not match address family";
		return NULL;
	}
	return host_create_from_chunk(family, data, 0);
}

/*
 * Described in header.
 */
peer_address_t *peer_address_parse(notify_t *notify,
								   const dupont_numbers_t *numbers,
								   char **error)
{
	peer_address_t *this;
	uint16_t operation;
	host_t *addr;

	if (!dupont_notify_check(notify, error))
	{
		return NULL;
	}
	if (notify->data.len < HEADER_LEN)
	{
		*error = "notification data too short";
		return NULL;
	}
	operation = untoh16(notify->data.ptr + 2);
	if (operation < PEER_ADDRESS_PRIMARY || operation > PEER_ADDRESS_DELETE)
	{
		*error = "unknown operation";
		return NULL;
	}
	addr = parse_address(notify->data, error);
	if (!addr)
	{
		return NULL;
	}
	INIT(this,
		.end = notify->type == numbers->source ? PEER_ADDRESS_SOURCE
											   : PEER_ADDRESS_DESTINATION,
		.operation = operation,
		.addr = addr,
	);
	return this;
}

/*
 * Described in header.
 */
notify_t peer_address_build(const dupont_numbers_t *numbers,
							peer_address_end_t end,
							peer_address_operation_t operation, host_t *addr,
							uint8_t buf[PEER_ADDRESS_MAX_LEN])
{
	chunk_t bytes = addr->get_address(addr);

	htoun16(buf, addr->get_family(addr) == AF_INET ? FAMILY_IPV4
												   : FAMILY_IPV6);
	htoun16(buf + 2, operation);
	memcpy(buf + HEADER_LEN, bytes.ptr, bytes.len);
	return (notify_t){
		.type = end == PEER_ADDRESS_SOURCE ? numbers->source
										   : numbers->destination,
		.protocol = PROTO_NONE,
		.data = chunk_create(buf, HEADER_LEN + bytes.len),
	};
}

/**
 * Check if an address can follow those of the same end: not another primary.
 */
static bool is_consistent(linked_list_t *list, peer_address_t *next)
{
	enumerator_t *enumerator;
	peer_address_t *current;
	bool consistent = TRUE;

	if (next->operation != PEER_ADDRESS_PRIMARY)
	{
		return TRUE;
	}
	enumerator = list->create_enumerator(list);
	while (consistent && enumerator->enumerate(enumerator, &current))
	{
		/* for a host_t the unspecified addresses of both families are equal */
		consistent = current->operation != PEER_ADDRESS_PRIMARY ||
					 chunk_equals(current->addr->get_address(current->addr),
								  next->addr->get_address(next->addr));
	}
	enumerator->destroy(enumerator);
	return consistent;
}

/**
 * Move all addresses to another list.
 */
static void move_addresses(linked_list_t *from, linked_list_t *to)
{
	peer_address_t *current;

	while (from->remove_first(from, (void**)&current) == SUCCESS)
	{
		to->insert_last(to, current);
	}
}

/*
 * Described in header.
 */
peer_address_status_t peer_address_read(enumerator_t *notifies,
							const dupont_numbers_t *numbers, int max,
							linked_list_t *sources, linked_list_t *dests,
							int *ignored, char **error)
{
	peer_address_status_t status = PEER_ADDRESS_NONE;
	struct {
		linked_list_t *parsed;
		int count;
	} ends[] = {
		[PEER_ADDRESS_SOURCE] = { linked_list_create() },
		[PEER_ADDRESS_DESTINATION] = { linked_list_create() },
	}, *end;
	notify_t *notify;
	peer_address_t *next;

	max = max(max, PEER_ADDRESS_MIN);
	*ignored = 0;

	while (notifies->enumerate(notifies, &notify))
	{
		if (!peer_address_is(notify, numbers))
		{
			continue;
		}
		end = &ends[notify->type == numbers->source ? PEER_ADDRESS_SOURCE
													: PEER_ADDRESS_DESTINATION];
		if (++end->count > max)
		{
			(*ignored)++;
			continue;
		}
		if (status == PEER_ADDRESS_MALFORMED)
		{
			continue;
		}
		status = PEER_ADDRESS_MALFORMED;
		next = peer_address_parse(notify, numbers, error);
		if (next)
		{
			if (is_consistent(end->parsed, next))
			{
				status = PEER_ADDRESS_OK;
			}
			else
			{
				*error = "more than one primary address";
			}
			end->parsed->insert_last(end->parsed, next);
		}
	}
	notifies->destroy(notifies);

	if (status == PEER_ADDRESS_OK)
	{
		move_addresses(ends[PEER_ADDRESS_SOURCE].parsed, sources);
		move_addresses(ends[PEER_ADDRESS_DESTINATION].parsed, dests);
	}
	for (end = ends; end < ends + countof(ends); end++)
	{
		end->parsed->destroy_function(end->parsed,
									  (void*)peer_address_destroy);
	}
	return status;
}
