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

/*
 * SADB_X_ADDUPD messages, valid ones and others.
 */

#ifndef ADDUPD_MESSAGE_H_
#define ADDUPD_MESSAGE_H_

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/**
 * Longest message we ever send.
 */
#define MESSAGE_MAX 1024

/**
 * What a message says.
 */
typedef struct {
	/** SADB_SATYPE_ESP or SADB_SATYPE_AH */
	uint8_t satype;
	/** SPI, network order */
	uint32_t spi;
	/** current source and destination, new source and destination */
	struct sockaddr_storage addrs[4];
} request_t;

/**
 * A way to break a message.
 */
typedef struct {
	/** name on the command line */
	const char *name;
	/** changes the message, returns its length */
	size_t (*apply)(uint8_t *message, size_t len);
} breakage_t;

/**
 * All ways to break a message, the last one has no name.
 */
extern const breakage_t breakages[];

/**
 * Write a valid message.
 *
 * @param request		what to say
 * @param message		buffer of MESSAGE_MAX bytes
 * @return				length of the message
 */
size_t message_write(const request_t *request, uint8_t *message);

#endif /* ADDUPD_MESSAGE_H_ */
