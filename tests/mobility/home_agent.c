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

#include "home_agent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/xfrm.h>

#include "correspondent.h"
#include "log.h"
#include "migrate.h"
#include "network.h"
#include "rewrite.h"
#include "role.h"

/* most mobile nodes */
#define BINDINGS_MAX 256

/* an entry of the binding cache */
typedef struct {
	bool used;
	struct in6_addr home;
	struct in6_addr care_of;
	uint16_t seq;
	/* when it expires */
	uint64_t expires;
	/* if the mobile node's IKE_SA moves, too */
	bool key_management;
} binding_t;

typedef struct {
	role_t role;
	/* our address on the home link */
	struct in6_addr address;
	/* that link */
	int interface;
	struct in6_addr prefix;
	int prefixlen;
	/* longest lifetime, in seconds */
	int lifetime;
	/* have the IKE daemon told of movements */
	bool kmaddress;
	/* tunnels of the kernel's, for what IPsec does not take */
	bool tunnels;
	/* use routing headers and home address options */
	bool rewrite;
	/* migrate at all, and how */
	bool migrate, simple;
	binding_t bindings[BINDINGS_MAX];
} home_agent_t;

/*
 * Policies for what mobile nodes send with a home address option: BU and MPS,
 * but the kernel does not look for types inbound. For their protection there
 * have to be other policies.
 */
static void set_receive(home_agent_t *this, bool on)
{
	rewrite_t rewrite = {
		.dir = XFRM_POLICY_IN,
		.header = IPPROTO_DSTOPTS,
		.dst = &this->address,
		.proto = IPPROTO_MH,
	};

	rewrite_accept(IPPROTO_DSTOPTS, on);
	rewrite_policy(&rewrite, on);
	rewrite.proto = IPPROTO_ICMPV6;
	rewrite_policy(&rewrite, on);
}

/*
 * Have BAs and MPAs to a home address carry a routing header by way of a
 * care-of address, or of none.
 */
static void set_route(home_agent_t *this, const struct in6_addr *home,
					  const struct in6_addr *care_of)
{
	rewrite_t rewrite = {
		.dir = XFRM_POLICY_OUT,
		.header = IPPROTO_ROUTING,
		.src = &this->address,
		.dst = home,
		.proto = IPPROTO_MH,
		.type = BA,
	};

	if (!this->rewrite)
	{
		return;
	}
	rewrite_set(IPPROTO_ROUTING, &this->address, home, care_of);
	rewrite_policy(&rewrite, care_of != NULL);
	rewrite.proto = IPPROTO_ICMPV6;
	rewrite.type = MPA;
	rewrite_policy(&rewrite, care_of != NULL);
}

static void name_tunnel(home_agent_t *this, binding_t *binding, char *name,
						size_t len)
{
	snprintf(name, len, "mip6-%d", (int)(binding - this->bindings));
}

/*
 * Have IPsec's tunnels follow a mobile node.
 */
static void move_tunnels(home_agent_t *this, binding_t *binding,
						 const struct in6_addr *from,
						 const struct in6_addr *to)
{
	movement_t movement = {
		.home = binding->home,
		.agent = this->address,
		.from = *from,
		.to = *to,
		.kmaddress = binding->key_management,
		.simple = this->simple,
	};

	if (this->migrate && memcmp(from, to, sizeof(*from)) != 0)
	{
		migrate(&movement);
	}
}

/*
 * Forward to the care-of address of a binding, which was another one before.
 */
static void attach(home_agent_t *this, binding_t *binding,
				   const struct in6_addr *old)
{
	char name[16];

	if (memcmp(old, &binding->care_of, sizeof(*old)) == 0)
	{
		return;
	}
	set_route(this, &binding->home, &binding->care_of);
	if (this->tunnels)
	{
		name_tunnel(this, binding, name, sizeof(name));
		network_tunnel(name, &this->address, &binding->care_of);
		network_route(name, &binding->home);
	}
	network_proxy(this->interface, &binding->home, true);
	network_advertise(this->interface, &binding->home);
	move_tunnels(this, binding, old, &binding->care_of);
}

/*
 * End a binding.
 */
static void detach(home_agent_t *this, binding_t *binding)
{
	char name[16];

	network_proxy(this->interface, &binding->home, false);
	set_route(this, &binding->home, NULL);
	if (this->tunnels)
	{
		name_tunnel(this, binding, name, sizeof(name));
		network_remove(name);
	}
	move_tunnels(this, binding, &binding->care_of, &binding->home);
	binding->used = false;
}

/*
 * Find the binding of a home address, or if "add" one that is free.
 */
static binding_t *find(home_agent_t *this, const struct in6_addr *home,
					   bool add)
{
	binding_t *binding, *unused = NULL;
	int i;

	for (i = 0; i < BINDINGS_MAX; i++)
	{
		binding = &this->bindings[i];
		if (!binding->used)
		{
			unused = unused ? unused : binding;
		}
		else if (memcmp(&binding->home, home, sizeof(*home)) == 0)
		{
			return binding;
		}
	}
	return add ? unused : NULL;
}

static bool is_on_home_link(home_agent_t *this, const struct in6_addr *addr)
{
	int i;

	for (i = 0; i < this->prefixlen; i++)
	{
		if ((addr->s6_addr[i / 8] ^ this->prefix.s6_addr[i / 8]) &
			(0x80 >> i % 8))
		{
			return false;
		}
	}
	return true;
}

/*
 * Send a BA. If the BU was not accepted its address may be another one than
 * that of the binding, if there is one.
 */
static void answer(home_agent_t *this, const message_t *bu,
				   const struct in6_addr *home, uint8_t status, int lifetime)
{
	binding_t *binding = find(this, home, false);
	const struct in6_addr *current = binding ? &binding->care_of : home;
	const struct in6_addr *care_of = bu->has_care_of ? &bu->care_of : home;
	bool elsewhere = memcmp(current, care_of, sizeof(*current)) != 0;
	message_t ba = {
		.type = BA,
		.status = status,
		.flags = this->kmaddress ? bu->flags & FLAG_K : 0,
		.seq = bu->seq,
		.lifetime = lifetime / LIFETIME_UNIT,
	};

	if (status == STATUS_SEQUENCE)
	{
		ba.seq = binding->seq;
	}
	if (elsewhere)
	{
		set_route(this, home, care_of == home ? NULL : care_of);
	}
	log_line("status %d for %s at %s, seq %d", status, show(home),
			 show(care_of), bu->seq);
	transport_send(&this->role.transport, &ba, &this->address, home);
	if (elsewhere)
	{
		set_route(this, home, binding ? current : NULL);
	}
}

static uint8_t check_bu(home_agent_t *this, const message_t *bu,
						const struct in6_addr *home)
{
	binding_t *binding = find(this, home, true);

	if (!(bu->flags & FLAG_H))
	{
		return STATUS_NOT_SUPPORTED;
	}
	if (!is_on_home_link(this, home))
	{
		return STATUS_NOT_HOME_SUBNET;
	}
	/* the source in the header is not protected, RFC 4877 4.3 */
	if (!binding || (bu->lifetime && !bu->has_care_of))
	{
		return STATUS_UNSPECIFIED;
	}
	if (binding->used && (int16_t)(bu->seq - binding->seq) <= 0)
	{
		return STATUS_SEQUENCE;
	}
	return STATUS_ACCEPTED;
}

static void process_bu(home_agent_t *this, const message_t *bu,
					   const struct in6_addr *home)
{
	int lifetime = bu->lifetime * LIFETIME_UNIT;
	uint8_t status = check_bu(this, bu, home);
	struct in6_addr old = *home;
	binding_t *binding;

	if (status != STATUS_ACCEPTED)
	{
		answer(this, bu, home, status, 0);
		return;
	}
	if (lifetime > this->lifetime)
	{
		lifetime = this->lifetime;
	}
	binding = find(this, home, true);
	binding->key_management = this->kmaddress && bu->flags & FLAG_K;
	if (!lifetime || memcmp(&bu->care_of, home, sizeof(*home)) == 0)
	{
		if (binding->used)
		{
			detach(this, binding);
		}
		answer(this, bu, home, STATUS_ACCEPTED, 0);
		return;
	}
	if (binding->used)
	{
		old = binding->care_of;
	}
	binding->used = true;
	binding->home = *home;
	binding->care_of = bu->care_of;
	binding->seq = bu->seq;
	binding->expires = role_now() + lifetime * SECOND;
	attach(this, binding, &old);
	answer(this, bu, home, STATUS_ACCEPTED, lifetime);
}

static void receive(role_t *role, const message_t *message,
					const struct in6_addr *from, const struct in6_addr *to)
{
	home_agent_t *this = (home_agent_t*)role;
	message_t mpa = {
		.type = MPA,
		.seq = message->seq,
		.care_of = this->prefix,
		.prefixlen = this->prefixlen,
	};

	correspondent_receive(role, message, from, to);
	if (memcmp(to, &this->address, sizeof(*to)) != 0)
	{
		return;
	}
	if (message->type == BU)
	{
		process_bu(this, message, from);
	}
	else if (message->type == MPS)
	{
		transport_send(&role->transport, &mpa, to, from);
	}
}

static bool command(role_t *role, int client, const char *name, args_t *args)
{
	home_agent_t *this = (home_agent_t*)role;
	char text[4096] = "";
	binding_t *binding;
	uint64_t now = role_now();
	int i, len = 0;

	if (strcmp(name, "status") != 0 || !args_done(args))
	{
		return false;
	}
	for (i = 0; i < BINDINGS_MAX; i++)
	{
		binding = &this->bindings[i];
		if (binding->used && len < (int)sizeof(text) - 128)
		{
			len += snprintf(text + len, sizeof(text) - len,
							"%s%s at %s, seq %d, for %llu s%s", len ? "\n" : "",
							show(&binding->home), show(&binding->care_of),
							binding->seq, (unsigned long long)
							((binding->expires - now) / SECOND),
							binding->key_management ? ", K" : "");
		}
	}
	role_reply(client, 0, "%s", len ? text : "no bindings");
	return true;
}

static uint64_t tick(role_t *role, uint64_t now)
{
	home_agent_t *this = (home_agent_t*)role;
	uint64_t next = NEVER;
	binding_t *binding;
	int i;

	for (i = 0; i < BINDINGS_MAX; i++)
	{
		binding = &this->bindings[i];
		if (binding->used && binding->expires <= now)
		{
			log_line("binding of %s expired", show(&binding->home));
			detach(this, binding);
		}
		if (binding->used && binding->expires < next)
		{
			next = binding->expires;
		}
	}
	return next;
}

static void stop(role_t *role)
{
	home_agent_t *this = (home_agent_t*)role;
	int i;

	/* IPsec's tunnels are left where they are */
	this->migrate = false;
	for (i = 0; i < BINDINGS_MAX; i++)
	{
		if (this->bindings[i].used)
		{
			detach(this, &this->bindings[i]);
		}
	}
	set_receive(this, false);
}

static void prepare(role_t *role)
{
	home_agent_t *this = (home_agent_t*)role;

	set_receive(this, this->rewrite);
}

/*
 * Parse ADDRESS/LENGTH.
 */
static bool parse_prefix(home_agent_t *this, const char *str)
{
	args_t args = { .count = 1 };
	char *slash;

	args.words[0] = strdup(str);
	slash = strchr(args.words[0], '/');
	if (!slash)
	{
		return false;
	}
	*slash = '\0';
	this->prefixlen = atoi(slash + 1);
	this->prefix = args_need_address(&args, NULL);
	return args_done(&args);
}

/* Described in header. */
int home_agent_main(const char *path, args_t *args)
{
	static home_agent_t this = {
		.role = {
			.receive = receive,
			.command = command,
			.tick = tick,
			.stop = stop,
		},
	};
	const char *prefix;

	this.address = args_need_address(args, "--address");
	prefix = args_value(args, "--prefix", "fec1::/16");
	this.lifetime = args_number(args, "--lifetime", 3600);
	this.kmaddress = !args_flag(args, "--no-kmaddress");
	this.tunnels = args_flag(args, "--tunnels");
	this.rewrite = !args_flag(args, "--no-rewrite");
	this.migrate = !args_flag(args, "--no-migrate");
	this.simple = args_flag(args, "--simple-migrate");
	if (!args_done(args) || !parse_prefix(&this, prefix))
	{
		printf("%s\n", args->error[0] ? args->error : "bad prefix");
		return 2;
	}
	this.interface = network_interface(&this.address);
	if (!this.interface)
	{
		printf("no interface has %s\n", show(&this.address));
		return 2;
	}
	return role_run(&this.role, path, prepare);
}
