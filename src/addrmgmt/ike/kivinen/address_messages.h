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

/**
 * @defgroup address_messages address_messages
 * @{ @ingroup ike
 */

#ifndef ADDRESS_MESSAGES_H_
#define ADDRESS_MESSAGES_H_

#include <encoding/message.h>

#include "wire/address_notify.h"

/**
 * Read the addresses a message announces, see address_notify_read().
 */
address_notify_status_t address_messages_read(message_t *message, int max,
											  linked_list_t *addrs,
											  int *ignored, char **error);

/**
 * Check if a message contains any address change notify.
 */
bool address_messages_contains(message_t *message);

/**
 * Announce addresses by a message.
 *
 * @param message	message to add notifies to
 * @param addrs		enumerator over host_t*, most preferred first, destroyed
 */
void address_messages_write(message_t *message, enumerator_t *addrs);

/**
 * Read how long the peer will be away, see disconnect_notify_parse().
 *
 * @return			FALSE if the message doesn't tell, or if it is malformed, then
 *					the error is set
 */
bool address_messages_read_disconnect(message_t *message, uint32_t *seconds,
									  char **error);

/**
 * Tell how long we will be away.
 *
 * @param message	message to add a notify to
 * @param seconds	how long, 0 if we are back
 */
void address_messages_write_disconnect(message_t *message, uint32_t seconds);

#endif /** ADDRESS_MESSAGES_H_ @}*/
