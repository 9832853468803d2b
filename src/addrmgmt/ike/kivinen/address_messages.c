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

#include "address_messages.h"

#include "ike/notifies.h"
#include "wire/disconnect_notify.h"

/*
 * Described in header.
 */
address_notify_status_t address_messages_read(message_t *message, int max,
											  linked_list_t *addrs,
											  int *ignored, char **error)
{
	return address_notify_read(notifies_create_enumerator(message), max, addrs,
							   ignored, error);
}

/*
 * Described in header.
 */
bool address_messages_contains(message_t *message)
{
	enumerator_t *enumerator;
	notify_t *notify;
	bool found = FALSE;

	enumerator = notifies_create_enumerator(message);
	while (!found && enumerator->enumerate(enumerator, &notify))
	{
		found = address_notify_is(notify);
	}
	enumerator->destroy(enumerator);
	return found;
}

/*
 * Described in header.
 */
void address_messages_write(message_t *message, enumerator_t *addrs)
{
	enumerator_t *enumerator;
	notify_t *notify;

	enumerator = address_notify_create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &notify))
	{
		notifies_add(message, notify);
	}
	enumerator->destroy(enumerator);
}

/*
 * Described in header.
 */
bool address_messages_read_disconnect(message_t *message, uint32_t *seconds,
									  char **error)
{
	enumerator_t *enumerator;
	notify_t *notify;
	bool valid = FALSE;

	*error = NULL;
	enumerator = notifies_create_enumerator(message);
	while (!valid && !*error && enumerator->enumerate(enumerator, &notify))
	{
		if (notify->type == DISCONNECT_NOTIFY)
		{
			valid = disconnect_notify_parse(notify, seconds, error);
		}
	}
	enumerator->destroy(enumerator);
	return valid;
}

/*
 * Described in header.
 */
void address_messages_write_disconnect(message_t *message, uint32_t seconds)
{
	uint8_t buf[DISCONNECT_NOTIFY_LEN];
	notify_t notify;

	notify = disconnect_notify_build(seconds, buf);
	notifies_add(message, &notify);
}
