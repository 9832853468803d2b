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
 * @defgroup control_message control_message
 * @{ @ingroup control
 *
 * Looks at data from clients before libvici does, which logs every layer's
 * view of what is wrong and does not mind incomplete messages.
 */

#ifndef CONTROL_MESSAGE_H_
#define CONTROL_MESSAGE_H_

#include <library.h>

/**
 * Length of the longest name, and its termination.
 */
#define CONTROL_NAME_LEN 256

/**
 * Read a name.
 *
 * @param data		data to read from, moved behind the name
 * @param name		receives the name, CONTROL_NAME_LEN bytes, may be NULL
 * @return			FALSE if there is no name or it is not printable
 */
bool control_read_name(chunk_t *data, char *name);

/**
 * Check that a message is well formed throughout.
 *
 * @param data		encoded message
 */
bool control_message_is_valid(chunk_t data);

#endif /** CONTROL_MESSAGE_H_ @}*/
