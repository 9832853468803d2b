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

#include "addupd.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <linux/pfkeyv2.h>
#include <unistd.h>

/**
 * Lengths are in units of this.
 */
#define UNIT 8

/**
 * Any protocol, as address extensions of racoon and the BSDs have it.
 */
#define PROTOCOL_ANY 255

/**
 * Extensions in the order of the annex.
 */
static const uint16_t extensions[] = {
	SADB_EXT_SA,
	SADB_EXT_ADDRESS_SRC,
	SADB_EXT_ADDRESS_DST,
	SADB_X_EXT_NEW_ADDRESS_SRC,
	SADB_X_EXT_NEW_ADDRESS_DST,
};

/**
 * Get the member that belongs to an address extension.
 */
static host_t **get_member(addupd_t *addupd, uint16_t type)
{
	switch (type)
	{
		case SADB_EXT_ADDRESS_SRC:
			return &addupd->src;
		case SADB_EXT_ADDRESS_DST:
			return &addupd->dst;
		case SADB_X_EXT_NEW_ADDRESS_SRC:
			return &addupd->new_src;
		default:
			return &addupd->new_dst;
	}
}

/*
 * Described in header.
 */
void addupd_clear(addupd_t *addupd)
{
	DESTROY_IF(addupd->src);
	DESTROY_IF(addupd->dst);
	DESTROY_IF(addupd->new_src);
	DESTROY_IF(addupd->new_dst);
	*addupd = (addupd_t){};
}

/**
 * Check if all bytes are zero.
 */
static bool is_zero(chunk_t data)
{
	size_t i;

	for (i = 0; i < data.len; i++)
	{
		if (data.ptr[i])
		{
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Parse the base header.
 */
static bool parse_base(chunk_t *data, addupd_t *addupd, char **error)
{
	struct sadb_msg base;

	if (data->len < sizeof(base))
	{
		*error = "message too short";
		return FALSE;
	}
	memcpy(&base, data->ptr, sizeof(base));
	if (base.sadb_msg_version != PF_KEY_V2)
	{
		*error = "wrong version";
	}
	else if (base.sadb_msg_type != SADB_X_ADDUPD)
	{
		*error = "not an SADB_X_ADDUPD message";
	}
	else if (base.sadb_msg_len * UNIT != data->len)
	{
		*error = "wrong message length";
	}
	else if (base.sadb_msg_errno)
	{
		*error = "error number in message";
	}
	else if (base.sadb_msg_satype != SADB_SATYPE_ESP &&
			 base.sadb_msg_satype != SADB_SATYPE_AH)
	{
		*error = "SA type is not ESP or AH";
	}
	else if (base.sadb_msg_reserved)
	{
		*error = "reserved field of message is not zero";
	}
	else
	{
		addupd->protocol = base.sadb_msg_satype == SADB_SATYPE_ESP ? PROTO_ESP
																   : PROTO_AH;
		*data = chunk_skip(*data, sizeof(base));
		return TRUE;
	}
	return FALSE;
}

/**
 * Parse the extension that has the SPI.
 */
static bool parse_sa(chunk_t data, addupd_t *addupd, char **error)
{
	struct sadb_sa sa;

	if (data.len != sizeof(sa))
	{
		*error = "wrong length of SA";
		return FALSE;
	}
	memcpy(&sa, data.ptr, sizeof(sa));
	if (!sa.sadb_sa_spi)
	{
		*error = "SPI is zero";
		return FALSE;
	}
	addupd->spi = sa.sadb_sa_spi;
	return TRUE;
}

/**
 * Parse a socket address, whose other fields have to be zero (RFC 2367 2.3.3).
 *
 * @param data		socket address and padding
 */
static host_t *parse_sockaddr(chunk_t data, char **error)
{
	union {
		sa_family_t family;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
	} addr = {};
	chunk_t bytes;
	host_t *host;
	size_t len;

	if (data.len < sizeof(addr.family))
	{
		*error = "socket address too short";
		return NULL;
	}
	memcpy(&addr, data.ptr, min(data.len, sizeof(addr)));
	switch (addr.family)
	{
		case AF_INET:
			len = sizeof(addr.in);
			bytes = chunk_clonea(chunk_from_thing(addr.in.sin_addr));
			addr.in.sin_addr.s_addr = 0;
			break;
		case AF_INET6:
			len = sizeof(addr.in6);
			bytes = chunk_clonea(chunk_from_thing(addr.in6.sin6_addr));
			memset(&addr.in6.sin6_addr, 0, sizeof(addr.in6.sin6_addr));
			break;
		default:
			*error = "unknown address family";
			return NULL;
	}
	if (data.len != round_up(len, UNIT))
	{
		*error = "wrong length of socket address";
		return NULL;
	}
	addr.family = 0;
	if (!is_zero(chunk_create((u_char*)&addr, len)))
	{
		*error = "port or other fields of socket address are not zero";
		return NULL;
	}
	if (!is_zero(chunk_skip(data, len)))
	{
		*error = "padding is not zero";
		return NULL;
	}
	host = host_create_from_chunk(data.len < sizeof(addr.in6) ? AF_INET
															  : AF_INET6,
								  bytes, 0);
	if (host->is_anyaddr(host))
	{
		*error = "address is unspecified";
		host->destroy(host);
		return NULL;
	}
	return host;
}

/**
 * Parse an extension that has an address.
 *
 * @param host		receives the address
 */
static bool parse_address(chunk_t data, host_t **host, char **error)
{
	struct sadb_address address;
	u_int bits;

	/* an extension has one UNIT at least, which is as long as this */
	memcpy(&address, data.ptr, sizeof(address));
	if (address.sadb_address_reserved)
	{
		*error = "reserved field of address is not zero";
		return FALSE;
	}
	if (address.sadb_address_proto &&
		address.sadb_address_proto != PROTOCOL_ANY)
	{
		*error = "address has a protocol";
		return FALSE;
	}
	*host = parse_sockaddr(chunk_skip(data, sizeof(address)), error);
	if (!*host)
	{
		return FALSE;
	}
	bits = (*host)->get_address(*host).len * 8;
	if (address.sadb_address_prefixlen &&
		address.sadb_address_prefixlen != bits)
	{
		*error = "address is a prefix";
		return FALSE;
	}
	return TRUE;
}

/**
 * Take the next extension, which has to be of a certain type.
 *
 * @param data		what is left of the message, gets shortened
 * @param extension	receives the extension
 */
static bool next_extension(chunk_t *data, uint16_t type, chunk_t *extension,
						   char **error)
{
	struct sadb_ext ext;
	size_t len;

	if (!data->len)
	{
		*error = "extension missing";
		return FALSE;
	}
	/* what is left is a multiple of UNIT, so there is enough for this */
	memcpy(&ext, data->ptr, sizeof(ext));
	len = ext.sadb_ext_len * UNIT;
	if (!len || len > data->len)
	{
		*error = "wrong length of extension";
		return FALSE;
	}
	if (ext.sadb_ext_type != type)
	{
		*error = "extension unknown, repeated or not in order";
		return FALSE;
	}
	*extension = chunk_create(data->ptr, len);
	*data = chunk_skip(*data, len);
	return TRUE;
}

/**
 * Check that two addresses are of the same family.
 */
static bool is_pair(host_t *src, host_t *dst)
{
	return src->get_family(src) == dst->get_family(dst);
}

/**
 * Parse everything, addresses are to be released in any case.
 */
static bool parse(chunk_t data, addupd_t *addupd, char **error)
{
	chunk_t extension;
	bool valid;
	int i;

	if (!parse_base(&data, addupd, error))
	{
		return FALSE;
	}
	for (i = 0; i < countof(extensions); i++)
	{
		if (!next_extension(&data, extensions[i], &extension, error))
		{
			return FALSE;
		}
		if (extensions[i] == SADB_EXT_SA)
		{
			valid = parse_sa(extension, addupd, error);
		}
		else
		{
			valid = parse_address(extension,
								  get_member(addupd, extensions[i]), error);
		}
		if (!valid)
		{
			return FALSE;
		}
	}
	if (data.len)
	{
		*error = "unknown or repeated extension";
		return FALSE;
	}
	if (!is_pair(addupd->src, addupd->dst) ||
		!is_pair(addupd->new_src, addupd->new_dst))
	{
		*error = "source and destination are of different families";
		return FALSE;
	}
	return TRUE;
}

/*
 * Described in header.
 */
bool addupd_parse(chunk_t data, addupd_t *addupd, char **error)
{
	*addupd = (addupd_t){};
	if (!parse(data, addupd, error))
	{
		addupd_clear(addupd);
		return FALSE;
	}
	return TRUE;
}

/**
 * Append an address.
 *
 * @return			length of the extension
 */
static size_t build_address(uint8_t *buf, uint16_t type, host_t *host)
{
	struct sadb_address address = {
		.sadb_address_exttype = type,
	};
	host_t *clone;
	size_t len;

	/* the length of a socket address depends on the family only */
	clone = host->clone(host);
	clone->set_port(clone, 0);
	len = sizeof(address) + round_up(*clone->get_sockaddr_len(clone), UNIT);
	address.sadb_address_len = len / UNIT;
	memset(buf, 0, len);
	memcpy(buf, &address, sizeof(address));
	memcpy(buf + sizeof(address), clone->get_sockaddr(clone),
		   *clone->get_sockaddr_len(clone));
	clone->destroy(clone);
	return len;
}

/*
 * Described in header.
 */
chunk_t addupd_build(addupd_t *addupd, uint32_t seq,
					 uint8_t buf[ADDUPD_MAX_LEN])
{
	struct sadb_msg base = {
		.sadb_msg_version = PF_KEY_V2,
		.sadb_msg_type = SADB_X_ADDUPD,
		.sadb_msg_satype = addupd->protocol == PROTO_ESP ? SADB_SATYPE_ESP
														 : SADB_SATYPE_AH,
		.sadb_msg_seq = seq,
		.sadb_msg_pid = getpid(),
	};
	struct sadb_sa sa = {
		.sadb_sa_len = sizeof(sa) / UNIT,
		.sadb_sa_exttype = SADB_EXT_SA,
		.sadb_sa_spi = addupd->spi,
	};
	size_t len = sizeof(base) + sizeof(sa);
	int i;

	memcpy(buf + sizeof(base), &sa, sizeof(sa));
	for (i = 1; i < countof(extensions); i++)
	{
		len += build_address(buf + len, extensions[i],
							 *get_member(addupd, extensions[i]));
	}
	base.sadb_msg_len = len / UNIT;
	memcpy(buf, &base, sizeof(base));
	return chunk_create(buf, len);
}
