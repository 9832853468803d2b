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
 * @defgroup update_payload update_payload
 * @{ @ingroup ike
 */

#ifndef UPDATE_PAYLOAD_H_
#define UPDATE_PAYLOAD_H_

#include <encoding/message.h>

#include "wire/update.h"

typedef struct update_payload_t update_payload_t;

/**
 * An Update payload to send.
 *
 * A received one is an unknown_payload_t, as charon creates what it does not
 * know. That can't be sent as its type isn't what get_type() returns.
 */
struct update_payload_t {

	/**
	 * The payload_t interface.
	 */
	payload_t payload_interface;
};

/**
 * Create an Update payload, its critical bit is clear.
 *
 * @param type		payload type
 * @param body		everything after the generic header, gets cloned
 * @return			payload
 */
update_payload_t *update_payload_create(payload_type_t type, chunk_t body);

/**
 * Add Update payloads to a message.
 *
 * @param message	message to add payloads to
 * @param type		payload type
 * @param update	what to update
 */
void update_payload_write(message_t *message, payload_type_t type,
						  update_t *update);

/**
 * Read the Update payloads of a received message, see update_read().
 *
 * @param message	decrypted message
 * @param type		payload type
 * @param max		how many SPIs there may be
 * @param update	receives the update, only if UPDATE_OK is returned
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			see update_status_t
 */
update_status_t update_payload_read(message_t *message, payload_type_t type,
									u_int max, update_t **update,
									char **error);

#endif /** UPDATE_PAYLOAD_H_ @}*/
