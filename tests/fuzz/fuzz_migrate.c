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
 * XFRM_MSG_MIGRATE messages, which come from the kernel.
 */

#include "fuzz.h"

#include "wire/migrate.h"

/**
 * Lengths of the parts of a message.
 */
#define FIXED (16 + 64)
#define TYPE 6
#define SA 76
#define KMADDRESS 40

/**
 * Types of attributes.
 */
#define ATTR_TYPE 16
#define ATTR_MIGRATE 17
#define ATTR_KMADDRESS 19

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
 * Read and write numbers in the byte order of the machine.
 */
static uint16_t get16(const uint8_t *pos)
{
	uint16_t value;

	memcpy(&value, pos, sizeof(value));
	return value;
}

static uint32_t get32(const uint8_t *pos)
{
	uint32_t value;

	memcpy(&value, pos, sizeof(value));
	return value;
}

static void put16(uint8_t *pos, uint16_t value)
{
	memcpy(pos, &value, sizeof(value));
}

static void put32(uint8_t *pos, uint32_t value)
{
	memcpy(pos, &value, sizeof(value));
}

/**
 * Check if an address is not unspecified.
 */
static bool is_specific(const uint8_t *addr, uint16_t family)
{
	int i;

	for (i = 0; i < (family == AF_INET ? 4 : 16); i++)
	{
		if (addr[i])
		{
			return TRUE;
		}
	}
	return FALSE;
}

static bool is_family(uint16_t family)
{
	return family == AF_INET || family == AF_INET6;
}

/**
 * Check if the SAs in an attribute are valid.
 */
static bool judge_sas(const uint8_t *pos, size_t len, int *count)
{
	if (!len || len % SA)
	{
		return FALSE;
	}
	for (; len; len -= SA, pos += SA)
	{
		if (++*count > 6 ||
			!is_family(get16(pos + 72)) || !is_family(get16(pos + 74)) ||
			!is_specific(pos + 32, get16(pos + 74)) ||
			!is_specific(pos + 48, get16(pos + 74)))
		{
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Find out if a message is valid.
 *
 * @param sas		receives the number of SAs
 * @param kms		receives the number of addresses for IKE
 */
static bool judge(const uint8_t *data, size_t len, int *sas, int *kms)
{
	uint16_t type, size, family;
	size_t pos = FIXED, end;

	*sas = *kms = 0;
	if (len < 16 || get16(data + 4) != 0x21 || get32(data) < FIXED ||
		get32(data) > len)
	{
		return FALSE;
	}
	end = get32(data);
	family = get16(data + 16 + 40);
	if (!is_family(family) || data[16 + 60] > 2 ||
		data[16 + 42] > (family == AF_INET ? 32 : 128) ||
		data[16 + 43] > (family == AF_INET ? 32 : 128))
	{
		return FALSE;
	}
	while (pos < end)
	{
		if (end - pos < 4 || get16(data + pos) < 4 ||
			get16(data + pos) > end - pos)
		{
			return FALSE;
		}
		size = get16(data + pos) - 4;
		type = get16(data + pos + 2);
		pos += 4;
		if (type == ATTR_MIGRATE && !judge_sas(data + pos, size, sas))
		{
			return FALSE;
		}
		if (type == ATTR_TYPE && (size < TYPE || data[pos] > 1))
		{
			return FALSE;
		}
		if (type == ATTR_KMADDRESS)
		{
			if (++*kms > 1 || size != KMADDRESS ||
				!is_family(get16(data + pos + 36)) ||
				!is_specific(data + pos, get16(data + pos + 36)) ||
				!is_specific(data + pos + 16, get16(data + pos + 36)))
			{
				return FALSE;
			}
		}
		pos += (size + 3) / 4 * 4;
	}
	return *sas > 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	library_init("", "fuzz");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	migrate_t migrate;
	migrate_sa_t *sa;
	char *error = NULL;
	bool valid;
	int i, sas, kms;

	valid = migrate_parse(chunk_create((u_char*)data, len), &migrate, &error);
	check(valid == judge(data, len, &sas, &kms));
	check((error != NULL) == !valid);
	if (valid)
	{
		check(migrate.count == sas);
		check((migrate.km_local != NULL) == kms);
		check((migrate.km_remote != NULL) == kms);
		for (i = 0; i < sas; i++)
		{
			sa = &migrate.sas[i];
			check(sa->src->get_family(sa->src) ==
				  sa->dst->get_family(sa->dst));
			check(sa->new_src->get_family(sa->new_src) ==
				  sa->new_dst->get_family(sa->new_dst));
			check(!sa->new_src->is_anyaddr(sa->new_src));
			check(!sa->new_dst->is_anyaddr(sa->new_dst));
		}
		check(migrate.src_ts->get_type(migrate.src_ts) ==
			  migrate.dst_ts->get_type(migrate.dst_ts));
	}
	migrate_clear(&migrate);
	return 0;
}

/**
 * Start an attribute.
 *
 * @return			where its content goes
 */
static uint8_t *add(uint8_t *buf, size_t *len, uint16_t type, size_t size)
{
	uint8_t *pos = buf + *len;

	put16(pos, 4 + size);
	put16(pos + 2, type);
	memset(pos + 4, 0, (size + 3) / 4 * 4);
	*len += 4 + (size + 3) / 4 * 4;
	return pos + 4;
}

static uint16_t random_family(uint32_t (*random)())
{
	return random() % 2 ? AF_INET : AF_INET6;
}

/**
 * Add SAs.
 */
static void add_sas(uint32_t (*random)(), uint8_t *buf, size_t *len, int count)
{
	uint8_t *pos;

	pos = add(buf, len, ATTR_MIGRATE, count * SA);
	for (; count; count--, pos += SA)
	{
		pos[0] = pos[16] = random();
		pos[32] = pos[48] = 1 + random() % 255;
		pos[64] = random() % 2 ? 50 : 51;
		pos[65] = random() % 5;
		pos[68] = random();
		put16(pos + 72, random_family(random));
		put16(pos + 74, random_family(random));
	}
}

size_t fuzz_generate(uint32_t (*random)(), uint8_t *buf)
{
	uint8_t *pos;
	size_t len = FIXED;
	int i;

	memset(buf, 0, FIXED);
	put16(buf + 4, 0x21);
	put16(buf + 16 + 40, random_family(random));
	buf[16 + 42] = random() % 33;
	buf[16 + 43] = random() % 33;
	buf[16 + 44] = random();
	buf[16 + 60] = random() % 3;
	for (i = random() % 5; i >= 0; i--)
	{
		switch (random() % 5)
		{
			case 0:
				pos = add(buf, &len, ATTR_KMADDRESS, KMADDRESS);
				pos[0] = pos[16] = 1;
				put16(pos + 36, random_family(random));
				break;
			case 1:
				add(buf, &len, ATTR_TYPE, TYPE)[0] = random() % 2;
				break;
			case 2:
				add(buf, &len, random() % 32, random() % 80);
				break;
			default:
				add_sas(random, buf, &len, 1 + random() % 3);
				break;
		}
	}
	put32(buf, len);
	return len;
}
