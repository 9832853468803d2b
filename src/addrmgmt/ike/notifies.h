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
 * @defgroup notifies notifies
 * @{ @ingroup ike
 */

#ifndef NOTIFIES_H_
#define NOTIFIES_H_

#include <encoding/message.h>

#include "wire/notify.h"

/**
 * Enumerate the notifies of a message.
 *
 * @param message	decrypted message
 * @return			enumerator over notify_t*, in the order received
 */
enumerator_t *notifies_create_enumerator(message_t *message);

/**
 * Add a notify to a message.
 *
 * @param message	message to send
 * @param notify	notify, its data gets cloned
 */
void notifies_add(message_t *message, notify_t *notify);

#endif /** NOTIFIES_H_ @}*/
