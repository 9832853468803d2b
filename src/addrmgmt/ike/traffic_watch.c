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

#include "traffic_watch.h"
#include "clock.h"
#include "options.h"
#include "paths/credit.h"
#include "paths/silence.h"
#include "session_manager.h"

#include <sa/child_sa.h>

/**
 * Default for the option unverified_credit, in bytes (K15).
 */
#define UNVERIFIED_CREDIT (1 << 20)

/**
 * How often traffic to an unverified address is looked at, in ms.
 */
#define CREDIT_INTERVAL 20

/**
 * Default for the option silence_timeout without DPD, in s (K8).
 */
#define SILENCE_TIMEOUT 10

/**
 * How often silence is looked for within the time it has to last.
 */
#define SILENCE_LOOKS 4

typedef struct private_traffic_watch_t private_traffic_watch_t;
typedef struct traffic_t traffic_t;

/**
 * Private data of traffic_watch_t.
 */
struct private_traffic_watch_t {

	/**
	 * Public interface.
	 */
	traffic_watch_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session to give hints to.
	 */
	session_t *session;

	/**
	 * Rules of the session.
	 */
	paths_t *paths;

	/**
	 * Notices when nothing comes in.
	 */
	silence_t *silence;

	/**
	 * What may be sent to addresses that are not verified.
	 */
	credit_t *credit;

	/**
	 * When to look again, in ms.
	 */
	uint64_t look_at;
};

/**
 * What the CHILD_SAs of an IKE_SA have carried, as counted by the kernel.
 */
struct traffic_t {
	uint64_t packets_in;
	uint64_t packets_out;
	uint64_t bytes_in;
	uint64_t bytes_out;
};

/**
 * Ask the kernel how much traffic there was so far.
 */
static traffic_t get_traffic(ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	traffic_t traffic = {};
	uint64_t bytes, packets;

	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		child_sa->get_usestats(child_sa, TRUE, NULL, &bytes, &packets);
		traffic.bytes_in += bytes;
		traffic.packets_in += packets;
		child_sa->get_usestats(child_sa, FALSE, NULL, &bytes, &packets);
		traffic.bytes_out += bytes;
		traffic.packets_out += packets;
	}
	enumerator->destroy(enumerator);
	return traffic;
}

/**
 * Check if traffic goes to an address that is not verified, so that it has to
 * be looked at often.
 */
static bool is_urgent(private_traffic_watch_t *this, ike_sa_t *ike_sa)
{
	address_list_t *list = this->paths->get_list(this->paths, FALSE);

	return list->get_state(list, ike_sa->get_other_host(ike_sa),
						   NULL) != ADDRESS_VERIFIED;
}

/**
 * Get how long silence has to last, in ms, 0 if that does not matter.
 */
static uint64_t get_silence_timeout(ike_sa_t *ike_sa)
{
	peer_cfg_t *peer_cfg = ike_sa->get_peer_cfg(ike_sa);
	uint32_t timeout;

	timeout = peer_cfg ? peer_cfg->get_dpd(peer_cfg) : 0;
	timeout = option_get_time(ike_sa->get_name(ike_sa), "silence_timeout",
							  timeout ?: SILENCE_TIMEOUT);
	return timeout * 1000;
}

/**
 * Take what was sent to an address that is not verified from its credit.
 */
static void use_credit(private_traffic_watch_t *this, ike_sa_t *ike_sa,
					   traffic_t *traffic)
{
	uint64_t limit;

	limit = option_get_bytes(ike_sa->get_name(ike_sa), "unverified_credit",
							 UNVERIFIED_CREDIT);
	if (!this->credit->use(this->credit, ike_sa->get_other_host(ike_sa),
						   traffic->bytes_in, traffic->bytes_out, limit))
	{
		this->session->count(this->session, COUNTER_CREDIT_USED_UP);
		this->paths->credit_used_up(this->paths, clock_ms());
	}
}

/**
 * Look at the traffic now.
 *
 * @return			ms until the next look
 */
static uint64_t look_now(private_traffic_watch_t *this, ike_sa_t *ike_sa)
{
	traffic_t traffic = get_traffic(ike_sa);
	uint64_t timeout = get_silence_timeout(ike_sa);

	if (this->silence->observe(this->silence, traffic.packets_in,
							   traffic.packets_out, timeout, clock_ms()))
	{
		this->session->hint(this->session,
							"packets are sent but none are received");
	}
	if (is_urgent(this, ike_sa))
	{
		use_credit(this, ike_sa, &traffic);
		return CREDIT_INTERVAL;
	}
	this->credit->forget(this->credit, ike_sa->get_other_host(ike_sa));
	this->credit->stop(this->credit);
	return (timeout ?: SILENCE_TIMEOUT * 1000) / SILENCE_LOOKS;
}

/**
 * Look again at the given time.
 */
static void look_at(private_traffic_watch_t *this, ike_sa_t *ike_sa,
					uint64_t at)
{
	uint64_t now = clock_ms();

	this->look_at = at;
	this->manager->schedule(this->manager, ike_sa, this->session->look,
							at > now ? at - now : 0);
}

METHOD(traffic_watch_t, start, void,
	private_traffic_watch_t *this, ike_sa_t *ike_sa)
{
	look_at(this, ike_sa, clock_ms());
}

METHOD(traffic_watch_t, look, void,
	private_traffic_watch_t *this, ike_sa_t *ike_sa)
{
	uint64_t now = clock_ms();

	/* a look may have been brought forward meanwhile */
	if (now >= this->look_at)
	{
		look_at(this, ike_sa, now + look_now(this, ike_sa));
	}
}

METHOD(traffic_watch_t, heard, void,
	private_traffic_watch_t *this, ike_sa_t *ike_sa)
{
	if (is_urgent(this, ike_sa))
	{
		look_at(this, ike_sa, clock_ms());
	}
}

METHOD(traffic_watch_t, destroy, void,
	private_traffic_watch_t *this)
{
	this->silence->destroy(this->silence);
	this->credit->destroy(this->credit);
	free(this);
}

/*
 * Described in header.
 */
traffic_watch_t *traffic_watch_create(session_manager_t *manager,
									  session_t *session, paths_t *paths)
{
	private_traffic_watch_t *this;

	INIT(this,
		.public = {
			.start = _start,
			.look = _look,
			.heard = _heard,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.paths = paths,
		.silence = silence_create(),
		.credit = credit_create(),
	);

	return &this->public;
}
