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

#include <check.h>
#include <stdlib.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/xfrm.h>

#include "move/xfrm_message.h"
#include "move/xfrm_replay.h"

/**
 * Size of the largest bitmap, in 32-bit words.
 */
#define MAX_WORDS 4

/**
 * What the kernel answers to XFRM_MSG_GETSA, as far as needed.
 */
typedef struct {
	struct nlmsghdr hdr;
	struct xfrm_usersa_info info;
	struct rtattr attribute;
	union {
		struct xfrm_replay_state simple;
		struct {
			struct xfrm_replay_state_esn esn;
			uint32_t bitmap[MAX_WORDS];
		} large;
	};
} sa_t;

/**
 * Sizes of replay windows, 0 for the simple format, and where to start: also
 * where the lower half of the sequence number wraps.
 */
static struct {
	uint32_t window;
	uint64_t start;
} tests[] = {
	{ 0, 0 },
	{ 0, 1000 },
	{ 32, 0 },
	{ 32, 77777 },
	{ 128, 0 },
	{ 128, 4096 },
	{ 32, 0xfffffff0 },
	{ 128, 0x1ffffffc0 },
};

static void init_sa(sa_t *sa, uint32_t window, uint64_t start)
{
	memset(sa, 0, sizeof(*sa));
	sa->hdr.nlmsg_type = XFRM_MSG_NEWSA;
	if (window)
	{
		sa->large.esn.bmp_len = window / 32;
		sa->large.esn.replay_window = window;
		sa->large.esn.seq = start;
		sa->large.esn.seq_hi = start >> 32;
		sa->attribute.rta_type = XFRMA_REPLAY_ESN_VAL;
		sa->attribute.rta_len = RTA_LENGTH(sizeof(sa->large.esn) + window / 8);
	}
	else
	{
		sa->info.replay_window = 32;
		sa->simple.seq = start;
		sa->attribute.rta_type = XFRMA_REPLAY_VAL;
		sa->attribute.rta_len = RTA_LENGTH(sizeof(sa->simple));
	}
	sa->hdr.nlmsg_len = (u_char*)&sa->attribute - (u_char*)sa +
						RTA_ALIGN(sa->attribute.rta_len);
}

static chunk_t message(sa_t *sa)
{
	return chunk_create((u_char*)sa, sa->hdr.nlmsg_len);
}

/**
 * Receive a packet as xfrm_replay.c in the kernel does with the simple format,
 * FALSE if it was received before or is too old.
 */
static bool receive_simple(sa_t *sa, uint32_t seq)
{
	uint32_t diff;

	if (seq > sa->simple.seq)
	{
		diff = seq - sa->simple.seq;
		sa->simple.bitmap = diff < 32 ? sa->simple.bitmap << diff | 1 : 1;
		sa->simple.seq = seq;
		return TRUE;
	}
	diff = sa->simple.seq - seq;
	if (diff >= 32 || sa->simple.bitmap & (1U << diff))
	{
		return FALSE;
	}
	sa->simple.bitmap |= 1U << diff;
	return TRUE;
}

/**
 * The same with a bitmap in which the place of a packet does not change.
 */
static bool receive_large(sa_t *sa, uint64_t seq)
{
	struct xfrm_replay_state_esn *esn = &sa->large.esn;
	uint64_t top = (uint64_t)esn->seq_hi << 32 | esn->seq;
	uint32_t pos = (esn->seq - 1) % esn->replay_window, diff, i, bit;

	if (seq > top)
	{
		diff = seq - top;
		for (i = 1; i < min(diff, esn->replay_window + 1); i++)
		{
			bit = (pos + i) % esn->replay_window;
			sa->large.bitmap[bit / 32] &= ~(1U << bit % 32);
		}
		bit = (pos + diff) % esn->replay_window;
		esn->seq = seq;
		esn->seq_hi = seq >> 32;
	}
	else
	{
		diff = top - seq;
		bit = pos >= diff ? pos - diff : esn->replay_window - (diff - pos);
		if (diff >= esn->replay_window ||
			sa->large.bitmap[bit / 32] & (1U << bit % 32))
		{
			return FALSE;
		}
	}
	sa->large.bitmap[bit / 32] |= 1U << bit % 32;
	return TRUE;
}

static bool receive(sa_t *sa, uint64_t seq)
{
	return sa->attribute.rta_type == XFRMA_REPLAY_VAL
				? receive_simple(sa, seq) : receive_large(sa, seq);
}

START_TEST(test_nothing_twice)
{
	uint32_t size = tests[_i].window ?: 32, i, round;
	uint64_t start = tests[_i].start, seq, top;
	bool received[3 * 128];
	sa_t sa, other, fresh;

	srandom(_i);
	for (round = 0; round < 200; round++)
	{
		init_sa(&sa, tests[_i].window, start);
		memset(received, 0, sizeof(received));
		for (i = 0; i < size / 2; i++)
		{
			seq = 1 + random() % size;
			received[seq] |= receive(&sa, start + seq);
		}
		other = sa;
		for (i = 0; i < 20; i++)
		{
			seq = 1 + random() % (2 * size + round % 30);
			received[seq] |= receive(round % 2 ? &sa : &other, start + seq);
			seq = 1 + random() % (2 * size);
			received[seq] |= receive(round % 3 ? &sa : &other, start + seq);
		}
		top = 0;
		for (seq = 1; seq < countof(received); seq++)
		{
			top = received[seq] ? seq : top;
		}
		xfrm_replay_merge(message(&sa), message(&other));
		for (seq = 1; seq < countof(received); seq++)
		{
			fresh = sa;
			ck_assert_int_eq(receive(&fresh, start + seq),
							 !received[seq] && seq + size > top);
		}
		ck_assert(!xfrm_replay_merge(message(&sa), message(&other)));
	}
}
END_TEST

START_TEST(test_no_window)
{
	sa_t sa, other;

	init_sa(&sa, 32, 0);
	init_sa(&other, 32, 0);
	receive(&other, 1);
	/* one that is too short, of another type, or with no window at all */
	ck_assert(!xfrm_replay_merge(message(&sa),
								 chunk_create((u_char*)&other, 8)));
	other.hdr.nlmsg_type = XFRM_MSG_NEWPOLICY;
	ck_assert(!xfrm_replay_merge(message(&sa), message(&other)));
	other.hdr.nlmsg_type = XFRM_MSG_NEWSA;
	other.large.esn.replay_window = 64;
	ck_assert(!xfrm_replay_merge(message(&sa), message(&other)));
	other.large.esn.replay_window = 0;
	ck_assert(!xfrm_replay_merge(message(&sa), message(&other)));
	other.large.esn.replay_window = 32;
	ck_assert(xfrm_replay_merge(message(&sa), message(&other)));
}
END_TEST

Suite *xfrm_replay_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("replay windows of two SAs");

	tc = tcase_create("merge");
	tcase_add_loop_test(tc, test_nothing_twice, 0, countof(tests));
	tcase_add_test(tc, test_no_window);
	suite_add_tcase(s, tc);

	return s;
}
