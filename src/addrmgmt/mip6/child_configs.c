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

#include "child_configs.h"

#include <netinet/in.h>

#include "wire/mobility_header.h"

/**
 * Types of messages to select, where those of the other direction differ.
 */
typedef struct {
	/** protocol, 0 for any */
	uint8_t protocol;
	/** type of message of the mobile node, -1 for any */
	int node;
	/** type of message towards the mobile node, -1 for any */
	int other;
} message_types_t;

/**
 * What is about to be put together for one home address.
 */
typedef struct {
	mobility_options_t *options;
	host_t *home_address;
	int number;
	linked_list_t *configs;
} builder_t;

/**
 * Create a selector, with a type of message as RFC 4301 4.4.1.1 wants it. ICMPv6
 * has codes in the other half, any of which is fine; the Mobility Header has
 * nothing there.
 *
 * @param host		address, NULL for any
 */
static traffic_selector_t *create_ts(host_t *host, uint8_t protocol, int type)
{
	uint16_t from = 0, to = 0xffff;

	if (type >= 0)
	{
		from = type << 8;
		to = protocol == IPPROTO_MH ? from : from | 0xff;
	}
	return traffic_selector_create_from_subnet(
						host ? host->clone(host) : host_create_any(AF_INET6),
						host ? 128 : 0, protocol, from, to);
}

/**
 * Add a pair of selectors, which end is ours depends on the role.
 *
 * @param home_agent	TRUE if the other end is the home agent, FALSE for any
 */
static void add_selectors(builder_t *this, child_cfg_t *config, bool home_agent,
						  message_types_t types)
{
	bool node = this->options->role == MOBILITY_MOBILE_NODE;
	host_t *other = home_agent ? this->options->home_agent : NULL;

	config->add_traffic_selector(config, node,
					create_ts(this->home_address, types.protocol, types.node));
	config->add_traffic_selector(config, !node,
					create_ts(other, types.protocol, types.other));
}

/**
 * Add proposals, charon's defaults if none are configured.
 */
static void add_proposals(child_cfg_t *config, linked_list_t *proposals)
{
	enumerator_t *enumerator;
	proposal_t *proposal;

	if (!proposals->get_count(proposals))
	{
		config->add_proposal(config, proposal_create_default_aead(PROTO_ESP));
		config->add_proposal(config, proposal_create_default(PROTO_ESP));
		return;
	}
	enumerator = proposals->create_enumerator(proposals);
	while (enumerator->enumerate(enumerator, &proposal))
	{
		config->add_proposal(config, proposal->clone(proposal, 0));
	}
	enumerator->destroy(enumerator);
}

/**
 * Add a config without selectors.
 */
static child_cfg_t *add_config(builder_t *this, char *name, ipsec_mode_t mode)
{
	uint32_t rekey = this->options->rekey_time;
	child_cfg_create_t data = {
		.mode = mode,
		/* between addresses that are not those of IKE */
		.options = mode == MODE_TRANSPORT ? OPT_PROXY_MODE : 0,
		.lifetime = {
			.time = {
				.life = rekey + rekey / 10,
				.rekey = rekey,
				.jitter = rekey / 10,
			},
		},
	};
	child_cfg_t *config;
	char buf[64];

	if (this->number > 1)
	{
		snprintf(buf, sizeof(buf), "%s-%d", name, this->number);
		name = buf;
	}
	config = child_cfg_create(name, &data);
	add_proposals(config, mode == MODE_TRANSPORT ?
								this->options->transport_proposals :
								this->options->tunnel_proposals);
	this->configs->insert_last(this->configs, config);
	return config;
}

/**
 * Check if something is protected by SAs of its own.
 */
static bool is_protected(builder_t *this, protection_t protection)
{
	return this->options->protect & protection;
}

/**
 * Add configs for messages between mobile node and home agent, in transport
 * mode (RFC 4877 7.2.1, 7.2.3).
 */
static void add_transport(builder_t *this, bool types)
{
	child_cfg_t *config;

	config = add_config(this, CHILD_BINDING, MODE_TRANSPORT);
	add_selectors(this, config, TRUE, types ?
			(message_types_t){ IPPROTO_MH, MH_BINDING_UPDATE, MH_BINDING_ACK } :
			(message_types_t){ IPPROTO_MH, -1, -1 });
	if (is_protected(this, PROTECT_PREFIX_DISCOVERY))
	{
		config = add_config(this, CHILD_PREFIX_DISCOVERY, MODE_TRANSPORT);
		add_selectors(this, config, TRUE, types ?
			(message_types_t){ IPPROTO_ICMPV6, ICMPV6_PREFIX_SOLICITATION,
							   ICMPV6_PREFIX_ADVERTISEMENT } :
			(message_types_t){ IPPROTO_ICMPV6, -1, -1 });
	}
}

/**
 * Add configs for messages between mobile node and correspondents, in tunnel
 * mode (RFC 4877 7.2.2). Correspondents that are mobile nodes, too, start return
 * routability themselves, so both messages go in both directions (M12).
 */
static void add_tunnel(builder_t *this, bool types)
{
	child_cfg_t *config;

	config = add_config(this, CHILD_RETURN_ROUTABILITY, MODE_TUNNEL);
	if (types)
	{	/* all of one side are combined with all of the other; charon sorts them
		 * when it narrows, and equal lists have equal reqids */
		add_selectors(this, config, FALSE, (message_types_t)
						{ IPPROTO_MH, MH_HOME_TEST_INIT, MH_HOME_TEST_INIT });
		add_selectors(this, config, FALSE, (message_types_t)
						{ IPPROTO_MH, MH_HOME_TEST, MH_HOME_TEST });
	}
	else
	{
		add_selectors(this, config, FALSE,
				(message_types_t){ IPPROTO_MH, -1, -1 });
	}
}

/**
 * Add configs for one home address.
 */
static void add_configs(builder_t *this)
{
	bool types = this->options->granularity == GRANULARITY_TYPE;
	bool all = this->options->granularity == GRANULARITY_ALL;
	child_cfg_t *config;

	if (!all)
	{
		add_transport(this, types);
		if (is_protected(this, PROTECT_RETURN_ROUTABILITY))
		{
			add_tunnel(this, types);
		}
	}
	if (all || is_protected(this, PROTECT_PAYLOAD))
	{
		config = add_config(this, CHILD_PAYLOAD, MODE_TUNNEL);
		add_selectors(this, config, FALSE, (message_types_t){ 0, -1, -1 });
	}
}

/*
 * Described in header.
 */
linked_list_t *child_configs_create(mobility_options_t *options,
									linked_list_t *home_addresses)
{
	builder_t builder = {
		.options = options,
		.configs = linked_list_create(),
	};
	enumerator_t *enumerator;

	enumerator = home_addresses->create_enumerator(home_addresses);
	while (enumerator->enumerate(enumerator, &builder.home_address))
	{
		builder.number++;
		add_configs(&builder);
	}
	enumerator->destroy(enumerator);
	return builder.configs;
}
