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
 * A steady stream of UDP packets through a tunnel, to see what is lost while
 * the tunnel moves.
 *
 *   probe send DST PORT INTERVAL_US DURATION_MS [SRC]
 *   probe recv PORT LOGFILE
 *
 * The receiver runs until the sender says that it has finished, or until
 * SIGTERM or SIGINT. LOGFILE gets one line per packet in the order received:
 * its number, when it was sent and received (CLOCK_REALTIME, ns) and the mark
 * that netfilter gave it. What was lost is summed up on stdout:
 *
 *   sent 5000 received 4998 lost 2 duplicate 0 reordered 0 silence_us 3006
 *   gap first 1203 lost 2 silence_us 3006 at 1700000000000000000
 *
 * A gap is a run of lost packets, the silence the time without a packet around
 * it (on the first line the longest of all, there need not be a loss) and "at"
 * when the first of the lost packets was, or should have been, sent.
 */

#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_S UINT64_C(1000000000)
#define NS_PER_US UINT64_C(1000)

/** number in the packet that says how many were sent */
#define END_MARK UINT64_MAX

/** of the packets with the end mark one should make it */
#define END_COPIES 20

/** to wake up for every packet would slow down what is measured, ns */
#define NAP (20 * 1000 * NS_PER_US)

/**
 * Contents of a packet, in network order.
 */
typedef struct {
	uint64_t seq;
	/** when it was sent, the number of packets in the last one */
	uint64_t value;
	/** when the sender started, to tell those that use a port in turn apart */
	uint64_t stream;
} packet_t;

/**
 * What is known of a packet, by number.
 */
typedef struct {
	uint64_t sent;
	uint64_t received;
} sample_t;

static volatile sig_atomic_t stopped;

static void stop(int sig)
{
	(void)sig;
	stopped = 1;
}

static int die(const char *what)
{
	fprintf(stderr, "probe: %s: %s\n", what, strerror(errno));
	return 1;
}

static uint64_t to_ns(struct timespec ts)
{
	return ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

static uint64_t now(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return to_ns(ts);
}

static void sleep_until(uint64_t when)
{
	struct timespec ts = {
		.tv_sec = when / NS_PER_S,
		.tv_nsec = when % NS_PER_S,
	};

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts,
						   NULL) == EINTR && !stopped);
}

static struct addrinfo *resolve(char *address, char *port)
{
	struct addrinfo *info, hints = {
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_DGRAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
	};
	int error;

	error = getaddrinfo(address, port, &hints, &info);
	if (error)
	{
		fprintf(stderr, "probe: %s: %s\n", address, gai_strerror(error));
		return NULL;
	}
	return info;
}

static bool send_packet(int fd, struct addrinfo *dst, uint64_t stream,
						uint64_t seq, uint64_t value)
{
	packet_t packet = {
		.seq = htobe64(seq),
		.value = htobe64(value),
		.stream = htobe64(stream),
	};

	return sendto(fd, &packet, sizeof(packet), 0, dst->ai_addr,
				  dst->ai_addrlen) == sizeof(packet);
}

static int send_probes(char *address, char *port, uint64_t interval,
					   uint64_t duration, char *source)
{
	struct addrinfo *dst, *src;
	uint64_t seq, start, count = duration / interval, failed = 0;
	uint64_t stream = now(CLOCK_REALTIME);
	int fd;

	dst = resolve(address, port);
	if (!dst)
	{
		return 1;
	}
	fd = socket(dst->ai_family, SOCK_DGRAM, 0);
	if (fd < 0)
	{
		return die("socket");
	}
	if (source)
	{
		src = resolve(source, "0");
		if (!src || bind(fd, src->ai_addr, src->ai_addrlen))
		{
			return die(source);
		}
		freeaddrinfo(src);
	}
	start = now(CLOCK_MONOTONIC);
	for (seq = 0; seq < count && !stopped; seq++)
	{
		sleep_until(start + seq * interval);
		if (!send_packet(fd, dst, stream, seq, now(CLOCK_REALTIME)))
		{
			failed++;
		}
	}
	for (int i = 0; i < END_COPIES; i++)
	{
		sleep_until(now(CLOCK_MONOTONIC) + interval);
		send_packet(fd, dst, stream, END_MARK, seq);
	}
	printf("sent %" PRIu64 " refused %" PRIu64 "\n", seq, failed);
	freeaddrinfo(dst);
	close(fd);
	return 0;
}

/**
 * Receive a packet and when the kernel got it, FALSE if there is none.
 */
static bool receive_packet(int fd, packet_t *packet, uint64_t *received,
						   uint32_t *mark)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(struct timespec)) +
				   CMSG_SPACE(sizeof(uint32_t))];
	} control;
	struct iovec iov = {
		.iov_base = packet,
		.iov_len = sizeof(*packet),
	};
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg;
	struct timespec ts;

	if (recvmsg(fd, &msg, MSG_DONTWAIT) != sizeof(*packet))
	{
		return false;
	}
	*received = now(CLOCK_REALTIME);
	*mark = 0;
	for (cmsg = CMSG_FIRSTHDR(&msg); cmsg; cmsg = CMSG_NXTHDR(&msg, cmsg))
	{
		if (cmsg->cmsg_level != SOL_SOCKET)
		{
			continue;
		}
		if (cmsg->cmsg_type == SCM_TIMESTAMPNS)
		{
			memcpy(&ts, CMSG_DATA(cmsg), sizeof(ts));
			*received = to_ns(ts);
		}
		else if (cmsg->cmsg_type == SO_MARK)
		{
			memcpy(mark, CMSG_DATA(cmsg), sizeof(*mark));
		}
	}
	return true;
}

static int open_receiver(char *port)
{
	struct sockaddr_in6 any = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(atoi(port)),
	};
	struct sigaction action = {
		.sa_handler = stop,
	};
	int fd, on = 1, off = 0;

	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);

	fd = socket(AF_INET6, SOCK_DGRAM, 0);
	if (fd < 0 ||
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off)) ||
		setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof(on)) ||
		bind(fd, (struct sockaddr*)&any, sizeof(any)))
	{
		return -1;
	}
	/* needs Linux 5.19, without it marks are 0 */
	setsockopt(fd, SOL_SOCKET, SO_RCVMARK, &on, sizeof(on));
	return fd;
}

static void print_gaps(sample_t *samples, uint64_t count)
{
	sample_t *last = NULL, *next;
	uint64_t seq, first;

	for (seq = 0; seq < count; seq++)
	{
		if (samples[seq].received)
		{
			last = &samples[seq];
			continue;
		}
		first = seq;
		while (seq < count && !samples[seq].received)
		{
			seq++;
		}
		next = seq < count ? &samples[seq] : NULL;
		printf("gap first %" PRIu64 " lost %" PRIu64 " silence_us %" PRIu64
			   " at %" PRIu64 "\n", first, seq - first,
			   last && next ? (next->received - last->received) / NS_PER_US : 0,
			   last && next ? last->sent + (next->sent - last->sent) /
												(seq - first + 1) : 0);
		last = next;
	}
}

static sample_t *grow(sample_t *samples, uint64_t *size, uint64_t count)
{
	if (count > *size)
	{
		samples = realloc(samples, count * sizeof(*samples));
		if (!samples)
		{
			exit(die("samples"));
		}
		memset(samples + *size, 0, (count - *size) * sizeof(*samples));
		*size = count;
	}
	return samples;
}

static int receive_probes(char *port, char *logfile)
{
	sample_t *samples = NULL;
	packet_t packet;
	uint64_t received, seq, size = 0, highest = 0, count = 0, last = 0;
	uint64_t got = 0, duplicate = 0, reordered = 0, silence = 0;
	uint64_t stream = 0, start = now(CLOCK_REALTIME);
	uint32_t mark;
	FILE *log;
	int fd;

	fd = open_receiver(port);
	if (fd < 0)
	{
		return die(port);
	}
	log = fopen(logfile, "w");
	if (!log)
	{
		return die(logfile);
	}
	while (!stopped)
	{
		if (!receive_packet(fd, &packet, &received, &mark))
		{
			sleep_until(now(CLOCK_MONOTONIC) + NAP);
			continue;
		}
		seq = be64toh(packet.seq);
		if (seq == END_MARK)
		{
			if (be64toh(packet.stream) != stream &&
				be64toh(packet.stream) < start)
			{
				/* late, from somebody before */
				continue;
			}
			count = be64toh(packet.value);
			break;
		}
		if (seq >= size)
		{
			if (seq > UINT32_MAX)
			{
				continue;
			}
			samples = grow(samples, &size, (seq + 1) * 2);
		}
		stream = be64toh(packet.stream);
		fprintf(log, "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu32 "\n",
				seq, be64toh(packet.value), received, mark);
		if (samples[seq].received)
		{
			duplicate++;
			continue;
		}
		samples[seq].sent = be64toh(packet.value);
		samples[seq].received = received;
		got++;
		if (seq + 1 < highest)
		{
			reordered++;
		}
		else
		{
			highest = seq + 1;
		}
		if (last && received > last && received - last > silence)
		{
			silence = received - last;
		}
		last = received;
	}
	fclose(log);
	count = count < highest ? highest : count;
	samples = grow(samples, &size, count);
	printf("sent %" PRIu64 " received %" PRIu64 " lost %" PRIu64 " duplicate %"
		   PRIu64 " reordered %" PRIu64 " silence_us %" PRIu64 "\n", count, got,
		   count - got, duplicate, reordered, silence / NS_PER_US);
	print_gaps(samples, count);
	free(samples);
	close(fd);
	return 0;
}

int main(int argc, char *argv[])
{
	if ((argc == 6 || argc == 7) && !strcmp(argv[1], "send") &&
		strtoull(argv[4], NULL, 10))
	{
		return send_probes(argv[2], argv[3],
						   strtoull(argv[4], NULL, 10) * 1000,
						   strtoull(argv[5], NULL, 10) * 1000000, argv[6]);
	}
	if (argc == 4 && !strcmp(argv[1], "recv"))
	{
		return receive_probes(argv[2], argv[3]);
	}
	fprintf(stderr, "usage: probe send DST PORT INTERVAL_US DURATION_MS [SRC]\n"
			"       probe recv PORT LOGFILE\n");
	return 2;
}
