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
 * Prints the IKE messages of a capture, decrypted with the keys charon logged.
 *
 * usage: ike-trace [CAPTURE [KEYS...]]
 *
 * Default: what tcpdump captured on this host, /tmp/tcpdump.pcap, and the keys
 * of this host's charon.  A line a message:
 *
 *	12:00:01.004512 10.1.0.10[4500] > 192.168.0.2[4500] INFORMATIONAL request 2
 *		from initiator 1234567890abcdef_i fedcba0987654321_r:
 *		SK { N(42004 protocol=1 spi= data=0a01000a) }
 *
 * Payloads: N(TYPE protocol=P spi=HEX data=HEX), D(protocol=P count=N SPI...),
 * TSi and TSr as PROTOCOL FIRST[PORT]-LAST[PORT], any other as NAME(HEX) without
 * its generic header, P200(HEX) if it has no name; "critical" in front if that
 * bit is set.  "encrypted" instead of SK { } means that the keys are missing or
 * wrong, or that the algorithms are not AES-CBC with HMAC-SHA.  Messages in
 * fragments are shown with the last of them: SKF 2/2 { ... }.
 */

#include "message.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PCAP_MAGIC 0xa1b2c3d4
#define LINKTYPE_ETHERNET 1

typedef struct {
	uint32_t magic;
	uint16_t major, minor;
	uint32_t zone, accuracy, snaplen, linktype;
} pcap_header_t;

typedef struct {
	uint32_t sec, usec, caplen, len;
} pcap_record_t;

static void print_time(const pcap_record_t *record)
{
	time_t sec = record->sec;
	struct tm tm;

	localtime_r(&sec, &tm);
	printf("%02d:%02d:%02d.%06u ", tm.tm_hour, tm.tm_min, tm.tm_sec,
		   record->usec);
}

/**
 * Print an UDP packet if it is IKE
 */
static void print_udp(const pcap_record_t *record, int family,
					  const uint8_t *src, const uint8_t *dst,
					  const uint8_t *udp, size_t len, const ike_keys_t *keys)
{
	char from[INET6_ADDRSTRLEN], to[INET6_ADDRSTRLEN];
	unsigned sport, dport, size, skip = 8;

	if (len < 8)
	{
		return;
	}
	sport = udp[0] << 8 | udp[1];
	dport = udp[2] << 8 | udp[3];
	size = udp[4] << 8 | udp[5];
	if (size < 8 || size > len)
	{
		return;
	}
	if (sport != 500 && dport != 500)
	{
		/* ESP in UDP and keepalives do not have four bytes of zero */
		if ((sport != 4500 && dport != 4500) || size < 12 ||
			memcmp(udp + 8, "\0\0\0\0", 4))
		{
			return;
		}
		skip = 12;
	}
	inet_ntop(family, src, from, sizeof(from));
	inet_ntop(family, dst, to, sizeof(to));
	print_time(record);
	printf("%s[%u] > %s[%u] ", from, sport, to, dport);
	print_message(stdout, udp + skip, size - skip, keys);
	printf("\n");
}

static void print_frame(const pcap_record_t *record, const uint8_t *data,
						const ike_keys_t *keys)
{
	size_t len = record->caplen, head;
	const uint8_t *ip = data + 14;

	if (len < 14 + 20)
	{
		return;
	}
	len -= 14;
	if (data[12] == 0x08 && data[13] == 0x00)
	{
		head = (ip[0] & 0x0f) * 4;
		/* UDP, and not a fragment */
		if (ip[9] == 17 && !(ip[6] & 0x3f) && !ip[7] && len >= head)
		{
			print_udp(record, AF_INET, ip + 12, ip + 16, ip + head, len - head,
					  keys);
		}
	}
	else if (data[12] == 0x86 && data[13] == 0xdd && len > 40 && ip[6] == 17)
	{
		print_udp(record, AF_INET6, ip + 8, ip + 24, ip + 40, len - 40, keys);
	}
}

int main(int argc, char *argv[])
{
	const char *path = argc > 1 ? argv[1] : "/tmp/tcpdump.pcap";
	static uint8_t data[262144];
	ike_keys_t *keys = NULL, *last;
	pcap_header_t header;
	pcap_record_t record;
	FILE *file;
	int i;

	for (i = 2; i < (argc > 2 ? argc : 3); i++)
	{
		ike_keys_t *more;

		more = read_keys(argc > 2 ? argv[i] : "/var/log/charon.ike-keys");
		for (last = more; last && last->next; last = last->next);
		if (last)
		{
			last->next = keys;
			keys = more;
		}
	}
	file = fopen(path, "re");
	if (!file)
	{
		perror(path);
		return 1;
	}
	if (fread(&header, sizeof(header), 1, file) != 1 ||
		header.magic != PCAP_MAGIC || header.linktype != LINKTYPE_ETHERNET)
	{
		fprintf(stderr, "%s: no capture of an Ethernet device\n", path);
		return 1;
	}
	while (fread(&record, sizeof(record), 1, file) == 1 &&
		   record.caplen <= sizeof(data) &&
		   fread(data, 1, record.caplen, file) == record.caplen)
	{
		print_frame(&record, data, keys);
	}
	fclose(file);
	return 0;
}
