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
 * @defgroup home_notifies home_notifies
 * @{ @ingroup mip6
 *
 * Home addresses in notifies of RFC 4555.
 */

#ifndef HOME_NOTIFIES_H_
#define HOME_NOTIFIES_H_

#include <encoding/message.h>

#include "watch/address_watcher.h"

/**
 * Don't let RFC 4555 tell the peer of home addresses, it would take them for
 * other places where this node is.
 *
 * @param message	message to be sent, not encrypted yet
 * @param watcher	knows home addresses
 */
void home_notifies_remove(message_t *message, address_watcher_t *watcher);

#endif /** HOME_NOTIFIES_H_ @}*/
