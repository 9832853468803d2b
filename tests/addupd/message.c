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

#include "message.h"

#include <netinet/in.h>
#include <string.h>
#include <unistd.h>
#include <linux/pfkeyv2.h>

/* what Linux does not have, see doc/addupd.md */
#define SADB_X_ADDUPD 128
#define SADB_X_EXT_NEW_ADDRESS_SRC 27
#define SADB_X_EXT_NEW_ADDRESS_DST 28

/* where things are in a message with IPv4 addresses */
#define BASE 16
#define SA 16
#define ADDRESS 24
#define FIRST_ADDRESS (BASE + SA)
#define SOCKADDR (FIRST_ADDRESS + 8)

static void put16(uint8_t *pos, uint16_t value)
{
	memcpy(pos, &value, sizeof(value));
}

/*
 * Set the length in the base header.
 */
static size_t set_length(uint8_t *message, size_t len)
{
	put16(message + 4, len / 8);
	return len;
}

/*
 * Put something in between.
 */
static size_t insert(uint8_t *message, size_t len, size_t at, size_t count)
{
	memmove(message + at + count, message + at, len - at);
	memset(message + at, 0, count);
	return set_length(message, len + count);
}

/*
 * Take something away.
 */
static size_t leave_out(uint8_t *message, size_t len, size_t at, size_t count)
{
	memmove(message + at, message + at + count, len - at - count);
	return set_length(message, len - count);
}

static size_t break_empty(uint8_t *message, size_t len)
{
	return 0;
}

static size_t break_short(uint8_t *message, size_t len)
{
	return BASE - 1;
}

static size_t break_cut_off(uint8_t *message, size_t len)
{
	return len - 8;
}

static size_t break_longer(uint8_t *message, size_t len)
{
	memset(message + len, 0, 8);
	return len + 8;
}

static size_t break_too_long(uint8_t *message, size_t len)
{
	return insert(message, len, len, 512);
}

static size_t break_version(uint8_t *message, size_t len)
{
	message[0] = 1;
	return len;
}

static size_t break_type(uint8_t *message, size_t len)
{
	message[1] = SADB_UPDATE;
	return len;
}

static size_t break_errno(uint8_t *message, size_t len)
{
	message[2] = 1;
	return len;
}

static size_t break_satype(uint8_t *message, size_t len)
{
	message[3] = SADB_X_SATYPE_IPCOMP;
	return len;
}

static size_t break_reserved(uint8_t *message, size_t len)
{
	message[6] = 1;
	return len;
}

static size_t break_spi_zero(uint8_t *message, size_t len)
{
	memset(message + BASE + 4, 0, 4);
	return len;
}

static size_t break_sa_length(uint8_t *message, size_t len)
{
	put16(message + BASE, 3);
	return insert(message, len, BASE + SA, 8);
}

static size_t break_ext_zero(uint8_t *message, size_t len)
{
	put16(message + FIRST_ADDRESS, 0);
	return len;
}

static size_t break_ext_beyond(uint8_t *message, size_t len)
{
	put16(message + len - ADDRESS, 4);
	return len;
}

static size_t break_order(uint8_t *message, size_t len)
{
	uint8_t src[ADDRESS];

	memcpy(src, message + FIRST_ADDRESS, ADDRESS);
	memcpy(message + FIRST_ADDRESS, message + FIRST_ADDRESS + ADDRESS, ADDRESS);
	memcpy(message + FIRST_ADDRESS + ADDRESS, src, ADDRESS);
	return len;
}

static size_t break_missing(uint8_t *message, size_t len)
{
	return leave_out(message, len, len - ADDRESS, ADDRESS);
}

static size_t break_no_sa(uint8_t *message, size_t len)
{
	return leave_out(message, len, BASE, SA);
}

static size_t break_repeated(uint8_t *message, size_t len)
{
	memcpy(message + len, message + len - ADDRESS, ADDRESS);
	return set_length(message, len + ADDRESS);
}

static size_t break_unknown(uint8_t *message, size_t len)
{
	len = insert(message, len, len, 8);
	put16(message + len - 8, 1);
	put16(message + len - 6, 99);
	return len;
}

static size_t break_family(uint8_t *message, size_t len)
{
	put16(message + SOCKADDR, AF_UNIX);
	return len;
}

static size_t break_sockaddr(uint8_t *message, size_t len)
{
	put16(message + SOCKADDR, AF_INET6);
	return len;
}

static size_t break_families(uint8_t *message, size_t len)
{
	uint8_t *last = message + len - ADDRESS;

	/* fec0::2 instead of an IPv4 address */
	put16(last, 5);
	put16(last + 8, AF_INET6);
	memset(last + 10, 0, 30);
	last[16] = 0xfe;
	last[17] = 0xc0;
	last[31] = 2;
	return set_length(message, len + 16);
}

static size_t break_unspecified(uint8_t *message, size_t len)
{
	memset(message + len - ADDRESS + 12, 0, 4);
	return len;
}

static size_t break_port(uint8_t *message, size_t len)
{
	message[SOCKADDR + 3] = 1;
	return len;
}

static size_t break_protocol(uint8_t *message, size_t len)
{
	message[FIRST_ADDRESS + 4] = IPPROTO_UDP;
	return len;
}

static size_t break_prefix(uint8_t *message, size_t len)
{
	message[FIRST_ADDRESS + 5] = 24;
	return len;
}

static size_t break_address_reserved(uint8_t *message, size_t len)
{
	message[FIRST_ADDRESS + 6] = 1;
	return len;
}

/* Described in header. */
const breakage_t breakages[] = {
	{ "empty", break_empty },
	{ "short", break_short },
	{ "cut-off", break_cut_off },
	{ "longer", break_longer },
	{ "too-long", break_too_long },
	{ "version", break_version },
	{ "type", break_type },
	{ "errno", break_errno },
	{ "satype", break_satype },
	{ "reserved", break_reserved },
	{ "spi-zero", break_spi_zero },
	{ "sa-length", break_sa_length },
	{ "ext-zero", break_ext_zero },
	{ "ext-beyond", break_ext_beyond },
	{ "order", break_order },
	{ "missing", break_missing },
	{ "no-sa", break_no_sa },
	{ "repeated", break_repeated },
	{ "unknown", break_unknown },
	{ "family", break_family },
	{ "sockaddr", break_sockaddr },
	{ "families", break_families },
	{ "unspecified", break_unspecified },
	{ "port", break_port },
	{ "protocol", break_protocol },
	{ "prefix", break_prefix },
	{ "address-reserved", break_address_reserved },
	{ NULL, NULL },
};

/*
 * Write an extension with an address.
 */
static size_t write_address(uint8_t *pos, uint16_t type,
							const struct sockaddr_storage *addr)
{
	size_t len;

	/* 16 or 28 bytes after the header of 8, padded to a multiple of 8 */
	len = 8 + (addr->ss_family == AF_INET ? 16 : 32);
	memset(pos, 0, len);
	put16(pos, len / 8);
	put16(pos + 2, type);
	memcpy(pos + 8, addr, addr->ss_family == AF_INET ? 16 : 28);
	return len;
}

/* Described in header. */
size_t message_write(const request_t *request, uint8_t *message)
{
	static const uint16_t types[] = {
		SADB_EXT_ADDRESS_SRC,
		SADB_EXT_ADDRESS_DST,
		SADB_X_EXT_NEW_ADDRESS_SRC,
		SADB_X_EXT_NEW_ADDRESS_DST,
	};
	uint32_t pid = getpid();
	size_t i, len = BASE + SA;

	memset(message, 0, len);
	message[0] = PF_KEY_V2;
	message[1] = SADB_X_ADDUPD;
	message[3] = request->satype;
	memcpy(message + 12, &pid, sizeof(pid));

	put16(message + BASE, SA / 8);
	put16(message + BASE + 2, SADB_EXT_SA);
	memcpy(message + BASE + 4, &request->spi, sizeof(request->spi));

	for (i = 0; i < 4; i++)
	{
		len += write_address(message + len, types[i], &request->addrs[i]);
	}
	return set_length(message, len);
}
