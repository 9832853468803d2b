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

#include "mobile_node.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <linux/xfrm.h>

#include "correspondent.h"
#include "exchange.h"
#include "log.h"
#include "migrate.h"
#include "network.h"
#include "rewrite.h"
#include "role.h"

/* tunnel to the home agent */
#define TUNNEL "mip6"

typedef struct {
	role_t role;
	struct in6_addr home;
	struct in6_addr agent;
	/* where we are, the home address at home */
	struct in6_addr care_of;
	/* where IPsec's tunnels start */
	struct in6_addr tunnels_from;
	/* of the last BU */
	uint16_t seq;
	/* wanted, in seconds */
	int lifetime;
	/* if the home agent knows care_of, when to tell it again */
	bool registered;
	uint64_t refresh;
	/* have the IKE_SA moved, too: wanted, and agreed on */
	bool want_k, has_k;
	/* BUs have an Alternate Care-of Address option */
	bool alternate;
	/* a tunnel of the kernel's, for what IPsec does not take */
	bool tunnel;
	/* use routing headers and home address options */
	bool rewrite;
	/* migrate at all, and when the BU is sent instead of when it is answered */
	bool migrate, early;
	bool simple;
	exchange_t bu, rr, mps;
} mobile_node_t;

static bool is_home(mobile_node_t *this)
{
	return memcmp(&this->care_of, &this->home, sizeof(this->home)) == 0;
}

/*
 * Accept routing headers in what the home agent sends.
 */
static void set_receive(mobile_node_t *this, bool on)
{
	rewrite_t rewrite = {
		.dir = XFRM_POLICY_IN,
		.header = IPPROTO_ROUTING,
		.src = &this->agent,
		.dst = &this->home,
		.proto = IPPROTO_MH,
	};

	rewrite_accept(IPPROTO_ROUTING, on);
	rewrite_policy(&rewrite, on);
	rewrite.proto = IPPROTO_ICMPV6;
	rewrite_policy(&rewrite, on);
}

/*
 * Have BUs and MPSs come from a care-of address, or from the home address
 * itself.
 */
static void set_send(mobile_node_t *this, const struct in6_addr *care_of)
{
	rewrite_t rewrite = {
		.dir = XFRM_POLICY_OUT,
		.header = IPPROTO_DSTOPTS,
		.src = &this->home,
		.dst = &this->agent,
		.proto = IPPROTO_MH,
		.type = BU,
	};

	if (!this->rewrite)
	{
		return;
	}
	rewrite_set(IPPROTO_DSTOPTS, &this->home, &this->agent, care_of);
	rewrite_policy(&rewrite, care_of != NULL);
	rewrite.proto = IPPROTO_ICMPV6;
	rewrite.type = MPS;
	rewrite_policy(&rewrite, care_of != NULL);
}

/*
 * Have IPsec's tunnels start where we are.
 */
static void move_tunnels(mobile_node_t *this, bool kmaddress)
{
	movement_t movement = {
		.mobile_node = true,
		.home = this->home,
		.agent = this->agent,
		.from = this->tunnels_from,
		.to = this->care_of,
		.kmaddress = kmaddress,
		.simple = this->simple,
	};

	if (this->migrate && memcmp(&movement.from, &movement.to,
								sizeof(movement.to)) != 0)
	{
		migrate(&movement);
	}
	this->tunnels_from = this->care_of;
}

/*
 * Have the kernel send from where we are.
 */
static void attach(mobile_node_t *this)
{
	bool home = is_home(this);

	set_send(this, home ? NULL : &this->care_of);
	if (!this->tunnel)
	{
		return;
	}
	if (home)
	{
		network_route_from(TUNNEL, &this->home, false);
		network_remove(TUNNEL);
	}
	else
	{
		network_tunnel(TUNNEL, &this->care_of, &this->agent);
		network_route_from(TUNNEL, &this->home, true);
	}
}

static void send_bu(mobile_node_t *this, int client, int tries)
{
	message_t bu = {
		.type = BU,
		.flags = FLAG_A | FLAG_H | FLAG_L | (this->want_k ? FLAG_K : 0),
		.seq = ++this->seq,
		.lifetime = is_home(this) ? 0 : this->lifetime / LIFETIME_UNIT,
		/* not when returning home, RFC 6275 11.5.5 */
		.has_care_of = this->alternate && !is_home(this),
		.care_of = this->care_of,
	};

	exchange_start(&this->bu, &this->role.transport, client, &bu, &this->home,
				   &this->agent, tries);
}

static void process_ba(mobile_node_t *this, const message_t *ba)
{
	exchange_t *bu = &this->bu;
	int interface;

	if (!bu->active || (ba->status != STATUS_SEQUENCE &&
		((int16_t)(ba->seq - bu->first_seq) < 0 ||
		 (int16_t)(ba->seq - bu->message.seq) > 0)))
	{
		log_line("BA with seq %d answers no BU", ba->seq);
		return;
	}
	this->seq = ba->status == STATUS_SEQUENCE ? ba->seq : bu->message.seq;
	if (ba->status < STATUS_UNSPECIFIED)
	{
		this->registered = !is_home(this);
		/* in time for some retransmissions */
		this->refresh = role_now() + ba->lifetime * LIFETIME_UNIT * SECOND *
						4 / 5;
		this->has_k = ba->flags & FLAG_K;
		move_tunnels(this, this->has_k);
		interface = is_home(this) ? network_interface(&this->home) : 0;
		if (interface)
		{
			/* the home agent answered for us until now */
			network_advertise(interface, &this->home);
		}
	}
	exchange_end(bu, ba->status >= STATUS_UNSPECIFIED, "BA status %d seq %d%s",
				 ba->status, ba->seq, ba->flags & FLAG_K ? " K" : "");
}

static void receive(role_t *role, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to)
{
	mobile_node_t *this = (mobile_node_t*)role;

	correspondent_receive(role, message, from, to);
	correspondent_hot(&this->rr, message, from);
	if (memcmp(from, &this->agent, sizeof(*from)) != 0)
	{
		return;
	}
	if (message->type == BA)
	{
		process_ba(this, message);
	}
	else if (message->type == MPA && this->mps.active &&
			 message->seq == this->mps.message.seq)
	{
		exchange_end(&this->mps, 0, "MPA prefix %s/%d",
					 show(&message->care_of), message->prefixlen);
	}
}

/*
 * move [--care-of ADDRESS] [--no-k] [--no-alternate] [--tries N]
 */
static bool do_move(mobile_node_t *this, int client, args_t *args, bool home)
{
	struct in6_addr care_of = this->home;
	bool want_k, alternate;
	int tries;

	if (!home)
	{
		care_of = args_need_address(args, "--care-of");
	}
	want_k = !args_flag(args, "--no-k");
	alternate = !args_flag(args, "--no-alternate");
	tries = args_number(args, "--tries", 6);
	if (!args_done(args))
	{
		return false;
	}
	this->want_k = want_k;
	this->alternate = alternate;
	this->care_of = care_of;
	this->registered = false;
	attach(this);
	if (this->early)
	{
		move_tunnels(this, this->want_k);
	}
	send_bu(this, client, tries);
	return true;
}

static bool do_mps(mobile_node_t *this, int client, args_t *args)
{
	message_t mps = { .type = MPS };
	int tries;

	tries = args_number(args, "--tries", 5);
	if (!args_done(args))
	{
		return false;
	}
	if (getrandom(&mps.seq, sizeof(mps.seq), 0) < 0)
	{
		log_line("no random numbers");
	}
	exchange_start(&this->mps, &this->role.transport, client, &mps,
				   &this->home, &this->agent, tries);
	return true;
}

static bool do_status(mobile_node_t *this, int client, args_t *args)
{
	if (!args_done(args))
	{
		return false;
	}
	if (is_home(this))
	{
		role_reply(client, 0, "%s at home, seq %d", show(&this->home),
				   this->seq);
	}
	else
	{
		role_reply(client, 0, "%s at %s, seq %d, %sregistered%s",
				   show(&this->home), show(&this->care_of), this->seq,
				   this->registered ? "" : "not ",
				   this->registered && this->has_k ? ", K" : "");
	}
	return true;
}

static bool command(role_t *role, int client, const char *name, args_t *args)
{
	mobile_node_t *this = (mobile_node_t*)role;

	if (strcmp(name, "move") == 0 || strcmp(name, "home") == 0)
	{
		return do_move(this, client, args, *name == 'h');
	}
	if (strcmp(name, "rr") == 0)
	{
		return correspondent_rr(role, &this->rr, client, args, this->home);
	}
	if (strcmp(name, "mps") == 0)
	{
		return do_mps(this, client, args);
	}
	return strcmp(name, "status") == 0 && do_status(this, client, args);
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t tick(role_t *role, uint64_t now)
{
	mobile_node_t *this = (mobile_node_t*)role;
	uint64_t next = NEVER;

	if (this->registered && !this->bu.active)
	{
		if (this->refresh <= now)
		{
			send_bu(this, -1, 4);
		}
		else
		{
			next = this->refresh;
		}
	}
	next = earlier(next, exchange_tick(&this->bu, &role->transport, now));
	next = earlier(next, exchange_tick(&this->rr, &role->transport, now));
	next = earlier(next, exchange_tick(&this->mps, &role->transport, now));
	if (this->bu.active)
	{
		this->seq = this->bu.message.seq;
	}
	return next;
}

static void stop(role_t *role)
{
	mobile_node_t *this = (mobile_node_t*)role;

	this->care_of = this->home;
	attach(this);
	set_receive(this, false);
}

static void prepare(role_t *role)
{
	mobile_node_t *this = (mobile_node_t*)role;

	set_receive(this, this->rewrite);
}

/* Described in header. */
int mobile_node_main(const char *path, args_t *args)
{
	static mobile_node_t this = {
		.role = {
			.receive = receive,
			.command = command,
			.tick = tick,
			.stop = stop,
		},
	};
	bool setup;

	this.home = args_need_address(args, "--home-address");
	this.agent = args_need_address(args, "--home-agent");
	this.lifetime = args_number(args, "--lifetime", 3600);
	this.tunnel = args_flag(args, "--tunnel");
	this.rewrite = !args_flag(args, "--no-rewrite");
	this.migrate = !args_flag(args, "--no-migrate");
	this.simple = args_flag(args, "--simple-migrate");
	this.early = args_flag(args, "--migrate-early");
	setup = args_flag(args, "--setup");
	if (!args_done(args))
	{
		printf("%s\n", args->error);
		return 2;
	}
	this.care_of = this.tunnels_from = this.home;
	if (setup)
	{
		network_home(&this.home);
	}
	return role_run(&this.role, path, prepare);
}
