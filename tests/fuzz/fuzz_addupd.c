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
 * SADB_X_ADDUPD messages of another process.
 */

#include "fuzz.h"

#include "wire/addupd.h"

/**
 * Fail if something does not hold.
 */
static void check(bool holds)
{
	if (!holds)
	{
		abort();
	}
}

/**
 * What may be at an octet: this value, Any, Protocol, preFix length or SA type.
 * Base and SA, then addresses of either family.
 */
#define BASE	"---S----aaaaaaaa----aaaaaaaaaaaa"
#define IPV4	"----pf------aaaa--------"
#define IPV6	"----pf----------aaaaaaaaaaaaaaaa--------"

/**
 * A valid message.
 */
typedef struct {
	uint8_t bytes[ADDUPD_MAX_LEN];
	char octets[ADDUPD_MAX_LEN + 1];
	size_t len;
} message_t;

/**
 * Write a number in the byte order of the machine.
 */
static void put16(uint8_t *pos, uint16_t value)
{
	memcpy(pos, &value, sizeof(value));
}

/**
 * Make a valid message with addresses that are zero, as they are not checked.
 *
 * @param ipv4		if the addresses are of this family, old and new
 */
static void make_message(bool ipv4[2], message_t *message)
{
	static uint16_t types[] = { 5, 6, 27, 28 };
	uint8_t *pos = message->bytes;
	int i;

	memset(message, 0, sizeof(*message));
	strcpy(message->octets, BASE);
	pos[0] = 2;
	pos[1] = 128;
	pos[3] = 3;
	put16(pos + 16, 2);
	put16(pos + 18, 1);
	pos += 32;
	for (i = 0; i < 4; i++)
	{
		strcat(message->octets, ipv4[i / 2] ? IPV4 : IPV6);
		put16(pos, ipv4[i / 2] ? 3 : 5);
		put16(pos + 2, types[i]);
		put16(pos + 8, ipv4[i / 2] ? 2 : 10);
		pos += ipv4[i / 2] ? 24 : 40;
	}
	message->len = pos - message->bytes;
	put16(message->bytes + 4, message->len / 8);
}

/**
 * Check if there is anything but zeroes.
 */
static bool is_set(const uint8_t *data, size_t len)
{
	while (len--)
	{
		if (*data++)
		{
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * Check if data is one of the valid messages, by octets.
 */
static bool matches(message_t *message, const uint8_t *data, size_t len)
{
	const uint8_t *pos;
	size_t i;
	bool ipv4;

	if (len != message->len || !is_set(data + 20, 4))
	{
		return FALSE;
	}
	for (i = 0; i < len; i++)
	{
		switch (message->octets[i])
		{
			case 'a':
				break;
			case 'f':
				/* depends on the family, see below */
				break;
			case 'p':
				if (data[i] && data[i] != 255)
				{
					return FALSE;
				}
				break;
			case 'S':
				if (data[i] != 2 && data[i] != 3)
				{
					return FALSE;
				}
				break;
			default:
				if (data[i] != message->bytes[i])
				{
					return FALSE;
				}
				break;
		}
	}
	for (pos = data + 32; pos < data + len; pos += ipv4 ? 24 : 40)
	{
		ipv4 = message->bytes[pos - data + 8] == 2;
		if (!is_set(pos + (ipv4 ? 12 : 16), ipv4 ? 4 : 16) ||
			(pos[5] && pos[5] != (ipv4 ? 32 : 128)))
		{
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Find out if a message is valid.
 */
static bool judge(const uint8_t *data, size_t len)
{
	message_t message;
	bool valid = FALSE;
	int i;

	for (i = 0; i < 4; i++)
	{
		make_message((bool[2]){ i & 1, i & 2 }, &message);
		valid = valid || matches(&message, data, len);
	}
	return valid;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	library_init("", "fuzz");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	addupd_t addupd, again;
	uint8_t buf[ADDUPD_MAX_LEN];
	chunk_t built;
	char *error = NULL;
	bool valid;

	valid = addupd_parse(chunk_create((u_char*)data, len), &addupd, &error);
	check(valid == judge(data, len));
	check((error != NULL) == !valid);
	if (valid)
	{
		built = addupd_build(&addupd, 0, buf);
		check(judge(built.ptr, built.len));
		check(built.len == len && built.ptr[3] == data[3]);
		check(addupd_parse(built, &again, &error));
		check(again.spi == addupd.spi && again.protocol == addupd.protocol);
		check(again.src->equals(again.src, addupd.src));
		check(again.dst->equals(again.dst, addupd.dst));
		check(again.new_src->equals(again.new_src, addupd.new_src));
		check(again.new_dst->equals(again.new_dst, addupd.new_dst));
		addupd_clear(&again);
	}
	addupd_clear(&addupd);
	return 0;
}

/**
 * Exchange, repeat or leave out something.
 */
static size_t shuffle(uint32_t (*random)(), uint8_t *buf, size_t len)
{
	uint8_t copy[FUZZ_MAX];
	size_t from, to, count;

	from = 8 * (random() % (len / 8));
	to = 8 * (random() % (len / 8));
	count = 8 * (1 + random() % 5);
	memcpy(copy, buf, len);
	memcpy(copy + len, buf, len);
	memcpy(buf + to, copy + from, count);
	len = max(len, to + count);
	if (random() % 2)
	{
		len -= 8 * (random() % 3);
	}
	if (random() % 2)
	{
		put16(buf + 4, len / 8);
	}
	return len;
}

size_t fuzz_generate(uint32_t (*random)(), uint8_t *buf)
{
	message_t message;
	size_t i;

	make_message((bool[2]){ random() % 2, random() % 2 }, &message);
	for (i = 0; i < message.len; i++)
	{
		buf[i] = message.bytes[i];
		switch (message.octets[i])
		{
			case 'a':
				buf[i] = random() % 4 ? 0 : random();
				break;
			case 'p':
				buf[i] = random() % 2 ? 0 : 255;
				break;
			case 'S':
				buf[i] = 2 + random() % 2;
				break;
			default:
				break;
		}
	}
	return random() % 4 ? message.len : shuffle(random, buf, message.len);
}
