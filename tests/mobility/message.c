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

#include <string.h>

/* what follows a Mobility Header */
#define NO_NEXT_HEADER 59

/* options of Mobility Headers */
enum {
	OPTION_PAD1 = 0,
	OPTION_PADN = 1,
	OPTION_CARE_OF = 3,
};

/* of RFC 4861 4.6.2, as an MPA has it: on-link, autonomous, router address */
#define PREFIX_OPTION 3
#define PREFIX_FLAGS 0xe0

static void put16(uint8_t *pos, uint16_t value)
{
	pos[0] = value >> 8;
	pos[1] = value;
}

static uint16_t get16(const uint8_t *pos)
{
	return pos[0] << 8 | pos[1];
}

/*
 * BU: sequence number, flags and lifetime; the option is at 8n + 6.
 */
static size_t write_bu(const message_t *message, uint8_t *buf)
{
	put16(buf + 6, message->seq);
	put16(buf + 8, message->flags);
	put16(buf + 10, message->lifetime);
	buf[12] = OPTION_PADN;
	if (!message->has_care_of)
	{
		buf[13] = 2;
		return 16;
	}
	buf[13] = 0;
	buf[14] = OPTION_CARE_OF;
	buf[15] = sizeof(message->care_of);
	memcpy(buf + 16, &message->care_of, sizeof(message->care_of));
	return 32;
}

/*
 * BA: status, flags, sequence number and lifetime.
 */
static size_t write_ba(const message_t *message, uint8_t *buf)
{
	buf[6] = message->status;
	buf[7] = message->flags & FLAG_K ? 0x80 : 0;
	put16(buf + 8, message->seq);
	put16(buf + 10, message->lifetime);
	buf[12] = OPTION_PADN;
	buf[13] = 2;
	return 16;
}

/*
 * MPA: identifier, flags and one prefix that is valid for a day.
 */
static size_t write_mpa(const message_t *message, uint8_t *buf)
{
	uint8_t *option = buf + 8;

	put16(buf + 4, message->seq);
	option[0] = PREFIX_OPTION;
	option[1] = 4;
	option[2] = message->prefixlen;
	option[3] = PREFIX_FLAGS;
	put16(option + 4, 86400 >> 16);
	put16(option + 6, 86400 & 0xffff);
	memcpy(option + 8, option + 4, 4);
	memcpy(option + 16, &message->care_of, sizeof(message->care_of));
	return 8 + 32;
}

/* Described in header. */
size_t message_write(const message_t *message, uint8_t *buf)
{
	size_t len = 8;

	memset(buf, 0, MESSAGE_MAX);
	buf[0] = message->type;
	switch (message->type)
	{
		case MPS:
			put16(buf + 4, message->seq);
			return len;
		case MPA:
			return write_mpa(message, buf);
		case BU:
			len = write_bu(message, buf);
			break;
		case BA:
			len = write_ba(message, buf);
			break;
		case HOTI:
		case HOT:
			memcpy(buf + 8, &message->cookie, 8);
			memcpy(buf + 16, &message->token, 8);
			len = message->type == HOTI ? 16 : 24;
			break;
	}
	buf[0] = NO_NEXT_HEADER;
	buf[1] = len / 8 - 1;
	buf[2] = message->type;
	return len;
}

/*
 * Find the Alternate Care-of Address option.
 */
static bool read_options(message_t *message, const uint8_t *pos,
						 const uint8_t *end)
{
	while (pos < end)
	{
		if (*pos == OPTION_PAD1)
		{
			pos++;
			continue;
		}
		if (end - pos < 2 || end - pos < 2 + pos[1])
		{
			return false;
		}
		if (pos[0] == OPTION_CARE_OF && pos[1] == sizeof(message->care_of))
		{
			message->has_care_of = true;
			memcpy(&message->care_of, pos + 2, sizeof(message->care_of));
		}
		pos += 2 + pos[1];
	}
	return true;
}

static bool read_icmp(message_t *message, const uint8_t *buf, size_t len)
{
	message->type = buf[0];
	message->seq = get16(buf + 4);
	if (message->type == MPA && len >= 40 && buf[8] == PREFIX_OPTION)
	{
		message->prefixlen = buf[10];
		memcpy(&message->care_of, buf + 24, sizeof(message->care_of));
	}
	return message_is_icmp(message->type);
}

/* Described in header. */
bool message_read(message_t *message, bool icmp, const uint8_t *buf,
				  size_t len)
{
	memset(message, 0, sizeof(*message));
	if (len < 8)
	{
		return false;
	}
	if (icmp)
	{
		return read_icmp(message, buf, len);
	}
	if (buf[0] != NO_NEXT_HEADER || (buf[1] + 1U) * 8 != len)
	{
		return false;
	}
	message->type = buf[2];
	switch (message->type)
	{
		case HOT:
			if (len < 24)
			{
				return false;
			}
			memcpy(&message->token, buf + 16, 8);
			/* fall through */
		case HOTI:
			if (len < 16)
			{
				return false;
			}
			memcpy(&message->cookie, buf + 8, 8);
			return true;
		case BU:
			if (len < 16)
			{
				return false;
			}
			message->seq = get16(buf + 6);
			message->flags = get16(buf + 8);
			message->lifetime = get16(buf + 10);
			return read_options(message, buf + 12, buf + len);
		case BA:
			if (len < 16)
			{
				return false;
			}
			message->status = buf[6];
			message->flags = buf[7] & 0x80 ? FLAG_K : 0;
			message->seq = get16(buf + 8);
			message->lifetime = get16(buf + 10);
			return true;
		case BE:
			message->status = buf[6];
			return true;
		default:
			return false;
	}
}

/* Described in header. */
const char *message_name(uint8_t type)
{
	switch (type)
	{
		case HOTI: return "HoTi";
		case HOT: return "HoT";
		case BU: return "BU";
		case BA: return "BA";
		case BE: return "BE";
		case MPS: return "MPS";
		case MPA: return "MPA";
		default: return "message";
	}
}

/* Described in header. */
bool message_is_icmp(uint8_t type)
{
	return type == MPS || type == MPA;
}
