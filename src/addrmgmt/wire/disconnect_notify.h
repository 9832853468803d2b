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
 * @defgroup disconnect_notify disconnect_notify
 * @{ @ingroup wire
 */

#ifndef DISCONNECT_NOTIFY_H_
#define DISCONNECT_NOTIFY_H_

#include "notify.h"

/**
 * Length of the notification data of a DISCONNECT_NOTIFY.
 */
#define DISCONNECT_NOTIFY_LEN 4

/**
 * Parse a DISCONNECT_NOTIFY (K14).
 *
 * Data after the time is ignored, like that after an address.
 *
 * @param notify	notify of type DISCONNECT_NOTIFY
 * @param seconds	receives the time the peer expects to be away, 0 if it is
 *					back
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			TRUE if well formed
 */
bool disconnect_notify_parse(notify_t *notify, uint32_t *seconds,
							 char **error);

/**
 * Build a DISCONNECT_NOTIFY, with protocol ID 0 (K14).
 *
 * @param seconds	time we expect to be away, 0 if we are back
 * @param buf		buffer for the notification data
 * @return			notify, its data is in buf
 */
notify_t disconnect_notify_build(uint32_t seconds,
								 uint8_t buf[DISCONNECT_NOTIFY_LEN]);

#endif /** DISCONNECT_NOTIFY_H_ @}*/
