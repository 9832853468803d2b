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

#include "address_notify.h"

#include <crypto/proposal/proposal.h>

/*
 * Described in header.
 */
bool address_notify_is(notify_t *notify)
{
	return notify->type == IPV4_ADDRESS_CHANGE ||
		   notify->type == IPV6_ADDRESS_CHANGE;
}

/*
 * Described in header.
 */
host_t *address_notify_parse(notify_t *notify, char **error)
{
	int family = AF_INET, len = 4;

	if (notify->type == IPV6_ADDRESS_CHANGE)
	{
		family = AF_INET6;
		len = 16;
	}
	if (!notify_check(notify, len, error))
	{
		return NULL;
	}
	return host_create_from_chunk(family, chunk_create(notify->data.ptr, len),
								  0);
}

/*
 * Described in header.
 */
notify_t address_notify_build(host_t *addr)
{
	return (notify_t){
		.type = addr->get_family(addr) == AF_INET ? IPV4_ADDRESS_CHANGE
												  : IPV6_ADDRESS_CHANGE,
		.protocol = PROTO_IKE,
		.data = addr->get_address(addr),
	};
}

/*
 * Described in header.
 */
address_notify_status_t address_notify_read(enumerator_t *notifies, int max,
								linked_list_t *addrs, int *ignored,
								char **error)
{
	address_notify_status_t status = ADDRESS_NOTIFY_NONE;
	linked_list_t *parsed;
	notify_t *notify;
	host_t *addr;
	int count = 0;

	max = max(max, ADDRESS_NOTIFY_MIN);
	parsed = linked_list_create();

	while (notifies->enumerate(notifies, &notify))
	{
		if (!address_notify_is(notify) || ++count > max)
		{
			continue;
		}
		if (status != ADDRESS_NOTIFY_MALFORMED)
		{
			addr = address_notify_parse(notify, error);
			if (addr)
			{
				parsed->insert_last(parsed, addr);
				status = ADDRESS_NOTIFY_OK;
			}
			else
			{
				status = ADDRESS_NOTIFY_MALFORMED;
			}
		}
	}
	notifies->destroy(notifies);

	*ignored = max(count - max, 0);
	while (status == ADDRESS_NOTIFY_OK &&
		   parsed->remove_first(parsed, (void**)&addr) == SUCCESS)
	{
		addrs->insert_last(addrs, addr);
	}
	parsed->destroy_offset(parsed, offsetof(host_t, destroy));
	return status;
}

/**
 * State of an enumerator over notifies to send.
 */
typedef struct {

	/**
	 * The current notify.
	 */
	notify_t notify;

	/**
	 * How many were enumerated.
	 */
	int count;
} build_data_t;

CALLBACK(build_filter, bool,
	build_data_t *data, enumerator_t *orig, va_list args)
{
	notify_t **notify;
	host_t *addr;

	VA_ARGS_VGET(args, notify);

	if (data->count < ADDRESS_NOTIFY_MAX_SENT &&
		orig->enumerate(orig, &addr))
	{
		data->count++;
		data->notify = address_notify_build(addr);
		*notify = &data->notify;
		return TRUE;
	}
	return FALSE;
}

/*
 * Described in header.
 */
enumerator_t *address_notify_create_enumerator(enumerator_t *addrs)
{
	build_data_t *data;

	INIT(data);
	return enumerator_create_filter(addrs, build_filter, data, free);
}
