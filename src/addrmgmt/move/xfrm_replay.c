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

#include "xfrm_replay.h"

#include "move/xfrm_message.h"

/**
 * Packets the 32 bits of the kernel's simple bitmap stand for.
 */
#define SIMPLE_WINDOW 32

typedef struct window_t window_t;

/**
 * Replay window of an SA, in one of two formats.
 */
struct window_t {

	/**
	 * Simple format, NULL if it is the other.
	 */
	struct xfrm_replay_state *simple;

	/**
	 * Format with a bitmap of any size.
	 */
	struct xfrm_replay_state_esn *large;

	/**
	 * Number of packets in the window.
	 */
	uint32_t size;

	/**
	 * Highest sequence number received.
	 */
	uint64_t top;
};

/**
 * Get the replay window of an SA.
 */
static bool get_window(chunk_t sa, window_t *window)
{
	chunk_t simple = xfrm_attribute(sa, XFRMA_REPLAY_VAL);
	chunk_t large = xfrm_attribute(sa, XFRMA_REPLAY_ESN_VAL);

	memset(window, 0, sizeof(*window));
	if (large.len >= sizeof(*window->large))
	{
		window->large = (void*)large.ptr;
		window->size = window->large->replay_window;
		window->top = (uint64_t)window->large->seq_hi << 32 |
					  window->large->seq;
		return window->size && window->size <= window->large->bmp_len * 32 &&
			   large.len >= sizeof(*window->large) +
							window->large->bmp_len * sizeof(uint32_t);
	}
	if (simple.len >= sizeof(*window->simple))
	{
		window->simple = (void*)simple.ptr;
		window->size = min(xfrm_sa_info(sa)->replay_window, SIMPLE_WINDOW);
		window->top = window->simple->seq;
		return window->size;
	}
	return FALSE;
}

/**
 * Get where the bitmap says if a packet in the window was received.
 */
static uint32_t *find_bit(window_t *this, uint64_t seq, uint32_t *mask)
{
	uint32_t bit;

	if (this->simple)
	{
		*mask = 1U << (this->top - seq);
		return &this->simple->bitmap;
	}
	bit = (uint32_t)(seq - 1) % this->size;
	*mask = 1U << (bit % 32);
	return &this->large->bmp[bit / 32];
}

/**
 * Check if a packet was received, as far as known.
 */
static bool is_received(window_t *this, uint64_t seq)
{
	uint32_t mask;

	return seq && seq <= this->top && this->top - seq < this->size &&
		   *find_bit(this, seq, &mask) & mask;
}

/**
 * Empty a window and set the highest sequence number.
 */
static void reset(window_t *this, uint64_t top)
{
	this->top = top;
	if (this->simple)
	{
		this->simple->bitmap = 0;
		this->simple->seq = top;
	}
	else
	{
		memset(this->large->bmp, 0, this->large->bmp_len * sizeof(uint32_t));
		this->large->seq = top;
		this->large->seq_hi = top >> 32;
	}
}

/*
 * Described in header.
 */
bool xfrm_replay_merge(chunk_t sa, chunk_t other)
{
	window_t window, theirs;
	uint64_t top, seq;
	uint32_t i, mask;
	bool changed;

	if (!get_window(sa, &window) || !get_window(other, &theirs))
	{
		return FALSE;
	}
	top = max(window.top, theirs.top);
	changed = top != window.top;

	bool received[window.size];
	for (i = 0; i < window.size; i++)
	{
		seq = top - i;
		received[i] = is_received(&window, seq);
		if (!received[i] && is_received(&theirs, seq))
		{
			received[i] = changed = TRUE;
		}
	}
	if (changed)
	{
		reset(&window, top);
		for (i = 0; i < window.size && i < top; i++)
		{
			if (received[i])
			{
				*find_bit(&window, top - i, &mask) |= mask;
			}
		}
	}
	return changed;
}

/*
 * Described in header.
 */
chunk_t xfrm_replay_update(chunk_t sa)
{
	uint16_t types[] = { XFRMA_MARK, XFRMA_REPLAY_VAL, XFRMA_REPLAY_ESN_VAL };
	struct xfrm_usersa_info *info = xfrm_sa_info(sa);
	struct xfrm_aevent_id id = {
		.sa_id = {
			.daddr = info->id.daddr,
			.spi = info->id.spi,
			.family = info->family,
			.proto = info->id.proto,
		},
		.saddr = info->saddr,
		.reqid = info->reqid,
	};

	return xfrm_message_create(XFRM_MSG_NEWAE, NLM_F_REPLACE,
							   chunk_from_thing(id), sa, types,
							   countof(types));
}
