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

#include "home_notifies.h"

#include <encoding/payloads/notify_payload.h>

/*
 * Described in header.
 */
void home_notifies_remove(message_t *message, address_watcher_t *watcher)
{
	enumerator_t *enumerator;
	notify_payload_t *notify;
	payload_t *payload;
	host_t *addr;

	enumerator = message->create_payload_enumerator(message);
	while (enumerator->enumerate(enumerator, &payload))
	{
		notify = (notify_payload_t*)payload;
		if (payload->get_type(payload) == PLV2_NOTIFY &&
			notify->get_notify_type(notify) == ADDITIONAL_IP6_ADDRESS)
		{
			addr = host_create_from_chunk(AF_INET6,
							notify->get_notification_data(notify), 0);
			if (addr && watcher->is_home(watcher, addr))
			{
				message->remove_payload_at(message, enumerator);
				payload->destroy(payload);
			}
			DESTROY_IF(addr);
		}
	}
	enumerator->destroy(enumerator);
}
