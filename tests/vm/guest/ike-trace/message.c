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
#include "crypt.h"

#include <arpa/inet.h>
#include <string.h>

#define IKE_HEADER 28
#define MAX_MESSAGE 65536

enum {
	DELETE = 42,
	NOTIFY = 41,
	TS_I = 44,
	TS_R = 45,
	ENCRYPTED = 46,
	FRAGMENT = 53,
};

static unsigned get16(const uint8_t *data)
{
	return data[0] << 8 | data[1];
}

static unsigned get32(const uint8_t *data)
{
	return (unsigned)get16(data) << 16 | get16(data + 2);
}

static void print_hex(FILE *out, const uint8_t *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
	{
		fprintf(out, "%02x", data[i]);
	}
}

/**
 * N(TYPE protocol=P spi=HEX data=HEX)
 */
static void print_notify(FILE *out, const uint8_t *data, size_t len)
{
	size_t spi;

	if (len < 4 || len < 4u + data[1])
	{
		fprintf(out, "N(malformed)");
		return;
	}
	spi = data[1];
	fprintf(out, "N(%u protocol=%u spi=", get16(data + 2), data[0]);
	print_hex(out, data + 4, spi);
	fprintf(out, " data=");
	print_hex(out, data + 4 + spi, len - 4 - spi);
	fprintf(out, ")");
}

/**
 * D(protocol=P count=N HEX...)
 */
static void print_delete(FILE *out, const uint8_t *data, size_t len)
{
	unsigned i;

	if (len < 4 || len != 4 + data[1] * get16(data + 2))
	{
		fprintf(out, "D(malformed)");
		return;
	}
	fprintf(out, "D(protocol=%u count=%u", data[0], get16(data + 2));
	for (i = 0; i < get16(data + 2) && data[1]; i++)
	{
		fprintf(out, " ");
		print_hex(out, data + 4 + i * data[1], data[1]);
	}
	fprintf(out, ")");
}

/**
 * TSi(PROTOCOL FIRST-ADDRESS[PORT]-LAST-ADDRESS[PORT] ...)
 */
static void print_selectors(FILE *out, const char *name, const uint8_t *data,
							size_t len)
{
	char first[INET6_ADDRSTRLEN], last[INET6_ADDRSTRLEN];
	const uint8_t *pos = data + 4, *end = data + len;
	size_t size;
	int family;

	fprintf(out, "%s(", name);
	while (end - pos >= 8 && get16(pos + 2) >= 8 && get16(pos + 2) <= end - pos)
	{
		size = (get16(pos + 2) - 8) / 2;
		family = pos[0] == 7 && size == 4 ? AF_INET :
				 pos[0] == 8 && size == 16 ? AF_INET6 : AF_UNSPEC;
		if (family == AF_UNSPEC)
		{
			break;
		}
		inet_ntop(family, pos + 8, first, sizeof(first));
		inet_ntop(family, pos + 8 + size, last, sizeof(last));
		fprintf(out, "%s%u %s[%u]-%s[%u]", pos == data + 4 ? "" : ", ", pos[1],
				first, get16(pos + 4), last, get16(pos + 6));
		pos += get16(pos + 2);
	}
	fprintf(out, pos == end ? ")" : " malformed)");
}

static void print_payload(FILE *out, unsigned type, const uint8_t *data,
						  size_t len)
{
	static char *names[] = { "SA", "KE", "IDi", "IDr", "CERT", "CERTREQ",
							 "AUTH", "Ni", "N", "D", "V", "TSi", "TSr" };

	switch (type)
	{
		case NOTIFY:
			print_notify(out, data, len);
			return;
		case DELETE:
			print_delete(out, data, len);
			return;
		case TS_I:
		case TS_R:
			print_selectors(out, names[type - 33], data, len);
			return;
	}
	if (type >= 33 && type < 33 + sizeof(names) / sizeof(names[0]))
	{
		fprintf(out, "%s(", names[type - 33]);
	}
	else
	{
		fprintf(out, "P%u(", type);
	}
	print_hex(out, data, len);
	fprintf(out, ")");
}

/**
 * Find the keys that verify a message, and decrypt it with them
 *
 * @param body		encrypted payload without its headers, up to the end
 * @return			length of the content, or -1
 */
static ssize_t decrypt(const uint8_t *msg, size_t len, const uint8_t *body,
					   const ike_keys_t *keys, uint8_t *out)
{
	int initiator = msg[19] & 0x08;
	uint8_t icv[MAX_HASH];
	size_t size, icv_len;

	for (; keys; keys = keys->next)
	{
		icv_len = hmac_icv_len(keys->auth_len);
		if (!keys->initiator != !initiator || !icv_len ||
			body + 16 + 16 + icv_len > msg + len ||
			!hmac(keys->auth, keys->auth_len, msg, len - icv_len, icv) ||
			memcmp(icv, msg + len - icv_len, icv_len))
		{
			continue;
		}
		size = msg + len - icv_len - body - 16;
		if (size % 16 || !aes_cbc(keys->encr, keys->encr_len, body, body + 16,
								  size, out) || out[size - 1] >= size)
		{
			return -1;
		}
		return size - 1 - out[size - 1];
	}
	return -1;
}

/**
 * Fragments of a message until it is complete
 */
static struct {
	/** header of the message they belong to */
	uint8_t header[IKE_HEADER];
	unsigned next, total, first_type;
	uint8_t data[MAX_MESSAGE];
	size_t len;
} fragments;

/**
 * Add a decrypted fragment
 *
 * @return			whether it was the last one
 */
static int add_fragment(const uint8_t *msg, const uint8_t *numbers,
						unsigned type, const uint8_t *data, size_t len)
{
	unsigned number = get16(numbers), total = get16(numbers + 2);

	if (number == 1)
	{
		memcpy(fragments.header, msg, IKE_HEADER);
		fragments.total = total;
		fragments.first_type = type;
		fragments.len = 0;
	}
	else if (number != fragments.next || total != fragments.total ||
			 memcmp(fragments.header, msg, 16) ||
			 memcmp(fragments.header + 18, msg + 18, 6))
	{
		return 0;
	}
	if (fragments.len + len > sizeof(fragments.data))
	{
		return 0;
	}
	memcpy(fragments.data + fragments.len, data, len);
	fragments.len += len;
	fragments.next = number + 1;
	return number == total;
}

static void print_payloads(FILE *out, const uint8_t *msg, size_t msg_len,
						   unsigned type, const uint8_t *data, size_t len,
						   const ike_keys_t *keys)
{
	uint8_t plain[MAX_MESSAGE];
	unsigned next;
	ssize_t size;
	size_t head;

	while (type)
	{
		if (len < 4 || get16(data + 2) < 4 || get16(data + 2) > len)
		{
			fprintf(out, " malformed");
			return;
		}
		next = data[0];
		fprintf(out, " %s", data[1] & 0x80 ? "critical " : "");
		if (type == ENCRYPTED || type == FRAGMENT)
		{
			head = type == FRAGMENT ? 8 : 4;
			size = decrypt(msg, msg_len, data + head, keys, plain);
			if (size < 0)
			{
				fprintf(out, "encrypted");
			}
			else if (type == ENCRYPTED)
			{
				fprintf(out, "SK {");
				print_payloads(out, msg, msg_len, next, plain, size, NULL);
				fprintf(out, " }");
			}
			else if (add_fragment(msg, data + 4, next, plain, size))
			{
				fprintf(out, "SKF %u/%u {", get16(data + 4), get16(data + 6));
				print_payloads(out, msg, msg_len, fragments.first_type,
							   fragments.data, fragments.len, NULL);
				fprintf(out, " }");
			}
			else
			{
				fprintf(out, "SKF %u/%u", get16(data + 4), get16(data + 6));
			}
			return;
		}
		print_payload(out, type, data + 4, get16(data + 2) - 4);
		len -= get16(data + 2);
		data += get16(data + 2);
		type = next;
	}
}

void print_message(FILE *out, const uint8_t *data, size_t len,
				   const ike_keys_t *keys)
{
	static char *exchanges[] = { "IKE_SA_INIT", "IKE_AUTH", "CREATE_CHILD_SA",
								 "INFORMATIONAL" };

	if (len < IKE_HEADER || get32(data + 24) != len || data[17] >> 4 != 2)
	{
		fprintf(out, "malformed");
		return;
	}
	if (data[18] >= 34 && data[18] <= 37)
	{
		fprintf(out, "%s", exchanges[data[18] - 34]);
	}
	else
	{
		fprintf(out, "EXCHANGE_%u", data[18]);
	}
	fprintf(out, " %s %u from %s ", data[19] & 0x20 ? "response" : "request",
			get32(data + 20), data[19] & 0x08 ? "initiator" : "responder");
	print_hex(out, data, 8);
	fprintf(out, "_i ");
	print_hex(out, data + 8, 8);
	fprintf(out, "_r:");
	print_payloads(out, data, len, data[16], data + IKE_HEADER,
				   len - IKE_HEADER, keys);
}
