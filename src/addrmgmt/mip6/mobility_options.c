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

#include "mobility_options.h"

#include <library.h>

#define OPTION "%s.plugins.addrmgmt.connections.%s.mobile_ipv6.%s"

/**
 * Default time after which SAs are rekeyed, in s, that of swanctl.conf.
 */
#define REKEY_TIME 3600

ENUM(mobility_role_names, MOBILITY_NONE, MOBILITY_HOME_AGENT,
	"none",
	"mobile_node",
	"home_agent",
);

ENUM(protection_names, 0, 3,
	"binding",
	"return_routability",
	"prefix_discovery",
	"payload",
);

/**
 * Note that an option has a value that is not usable, the first one counts.
 */
static void refuse(mobility_options_t *this, char *fmt, ...)
{
	va_list args;

	if (!this->error)
	{
		va_start(args, fmt);
		if (vasprintf(&this->error, fmt, args) < 0)
		{
			this->error = strdup("out of memory");
		}
		va_end(args);
	}
}

/**
 * Get an option of the connection, NULL if not set.
 */
static char *get(char *conn, char *key)
{
	char *value;

	value = lib->settings->get_str(lib->settings, OPTION, NULL, lib->ns, conn,
								   key);
	return value && *value ? value : NULL;
}

/**
 * Parse an IPv6 address.
 */
static host_t *parse_address(mobility_options_t *this, char *key, char *value)
{
	host_t *host;

	host = host_create_from_string_and_family(value, AF_INET6, 0);
	if (!host || host->is_anyaddr(host))
	{
		DESTROY_IF(host);
		refuse(this, "%s is not an IPv6 address: %s", key, value);
		return NULL;
	}
	return host;
}

/**
 * Read the addresses of both ends.
 */
static void read_addresses(mobility_options_t *this)
{
	enumerator_t *enumerator;
	char *value;
	host_t *host;

	value = get(this->conn, "home_agent");
	if (value)
	{
		this->home_agent = parse_address(this, "home_agent", value);
	}
	else
	{
		refuse(this, "the address of the home agent is not set (home_agent)");
	}
	enumerator = enumerator_create_token(
							get(this->conn, "home_addresses") ?: "", ",", " ");
	while (enumerator->enumerate(enumerator, &value))
	{
		host = parse_address(this, "home_addresses", value);
		if (host)
		{
			this->home_addresses->insert_last(this->home_addresses, host);
		}
	}
	enumerator->destroy(enumerator);
	value = get(this->conn, "home_prefix");
	if (value)
	{
		this->home_prefix = host_create_from_subnet(value,
													&this->home_prefix_len);
		if (!this->home_prefix ||
			this->home_prefix->get_family(this->home_prefix) != AF_INET6)
		{
			refuse(this, "home_prefix is not an IPv6 prefix: %s", value);
		}
	}
}

/**
 * Read what to protect.
 */
static void read_protection(mobility_options_t *this)
{
	enumerator_t *enumerator;
	char *value;
	int bit;

	this->protect = 0;
	enumerator = enumerator_create_token(get(this->conn, "protect") ?:
							"binding, return_routability, prefix_discovery",
							",", " ");
	while (enumerator->enumerate(enumerator, &value))
	{
		if (enum_from_name(protection_names, value, &bit))
		{
			this->protect |= 1 << bit;
		}
		else
		{
			refuse(this, "don't know how to protect %s", value);
		}
	}
	enumerator->destroy(enumerator);
	if (!(this->protect & PROTECT_BINDING))
	{	/* RFC 4877 4.1: MUST be used */
		refuse(this, "Binding Updates have to be protected (protect = binding)");
	}
}

/**
 * Check if all proposed algorithms of a type do something.
 */
static bool does_something(proposal_t *proposal, transform_type_t type,
						   uint16_t null)
{
	enumerator_t *enumerator;
	uint16_t alg, key_size;
	bool good = FALSE;

	enumerator = proposal->create_enumerator(proposal, type);
	while (enumerator->enumerate(enumerator, &alg, &key_size))
	{
		good = alg != null;
		if (!good)
		{
			break;
		}
	}
	enumerator->destroy(enumerator);
	return good;
}

/*
 * Described in header.
 */
bool mobility_options_is_protected(proposal_t *proposal, bool encrypted)
{
	uint16_t alg, key_size;

	if (proposal->get_protocol(proposal) != PROTO_ESP)
	{
		return FALSE;
	}
	if (proposal->get_algorithm(proposal, ENCRYPTION_ALGORITHM, &alg,
								&key_size) &&
		encryption_algorithm_is_aead(alg))
	{	/* those with a null encryption of their own aside */
		return !encrypted || alg != ENCR_NULL_AUTH_AES_GMAC;
	}
	return does_something(proposal, INTEGRITY_ALGORITHM, AUTH_UNDEFINED) &&
		   (!encrypted ||
			does_something(proposal, ENCRYPTION_ALGORITHM, ENCR_NULL));
}

/**
 * Read proposals, which have to be good enough (M3).
 */
static void read_proposals(mobility_options_t *this, char *key,
						   linked_list_t *list, bool encrypted)
{
	enumerator_t *enumerator;
	proposal_t *proposal;
	char *value;

	enumerator = enumerator_create_token(
						get(this->conn, key) ?:
						get(this->conn, "esp_proposals") ?: "", ",", " ");
	while (enumerator->enumerate(enumerator, &value))
	{
		proposal = proposal_create_from_string(PROTO_ESP, value);
		if (!proposal)
		{
			refuse(this, "%s has an invalid proposal: %s", key, value);
			continue;
		}
		list->insert_last(list, proposal);
		if (!mobility_options_is_protected(proposal, encrypted))
		{
			refuse(this, "%s is too weak: %s, RFC 4877 wants authentication%s",
				   key, value, encrypted ? " and encryption" : "");
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Check if the options fit together.
 */
static void check(mobility_options_t *this)
{
	if (this->granularity < GRANULARITY_TYPE ||
		this->granularity > GRANULARITY_ALL)
	{
		refuse(this, "granularity has to be 1, 2 or 3 (RFC 4877 5)");
	}
}

/*
 * Described in header.
 */
mobility_role_t mobility_options_get_role(char *conn)
{
	char *value;
	int role;

	value = get(conn, "role");
	if (value && enum_from_name(mobility_role_names, value, &role))
	{
		return role;
	}
	return MOBILITY_NONE;
}

/*
 * Described in header.
 */
mobility_options_t *mobility_options_create(char *conn)
{
	mobility_options_t *this;
	mobility_role_t role;
	char *value = get(conn, "role");

	role = mobility_options_get_role(conn);
	if (role == MOBILITY_NONE && (!value || streq(value, "none")))
	{
		return NULL;
	}
	INIT(this,
		.conn = strdup(conn),
		.role = role,
		.home_addresses = linked_list_create(),
		.transport_proposals = linked_list_create(),
		.tunnel_proposals = linked_list_create(),
		.granularity = settings_value_as_int(get(conn, "granularity"),
											 GRANULARITY_TYPE),
		.initiate_all = settings_value_as_bool(get(conn, "initiate_all"),
											   TRUE),
		.rekey_time = settings_value_as_time(get(conn, "rekey_time"),
											 REKEY_TIME),
	);
	if (role == MOBILITY_NONE)
	{
		refuse(this, "role has to be mobile_node or home_agent, not %s", value);
	}
	read_addresses(this);
	read_protection(this);
	read_proposals(this, "transport_proposals", this->transport_proposals,
				   this->granularity == GRANULARITY_ALL);
	read_proposals(this, "tunnel_proposals", this->tunnel_proposals, TRUE);
	check(this);
	return this;
}

/**
 * Filter the names of connections that have a role.
 */
CALLBACK(filter_roles, bool,
	void *null, enumerator_t *orig, va_list args)
{
	char *name, **out;

	VA_ARGS_VGET(args, out);
	while (orig->enumerate(orig, &name))
	{
		if (mobility_options_get_role(name) != MOBILITY_NONE)
		{
			*out = name;
			return TRUE;
		}
	}
	return FALSE;
}

/*
 * Described in header.
 */
enumerator_t *mobility_options_create_enumerator()
{
	return enumerator_create_filter(
				lib->settings->create_section_enumerator(lib->settings,
								"%s.plugins.addrmgmt.connections", lib->ns),
				filter_roles, NULL, NULL);
}

/*
 * Described in header.
 */
void mobility_options_destroy(mobility_options_t *this)
{
	DESTROY_IF(this->home_agent);
	DESTROY_IF(this->home_prefix);
	this->home_addresses->destroy_offset(this->home_addresses,
										 offsetof(host_t, destroy));
	this->transport_proposals->destroy_offset(this->transport_proposals,
										 offsetof(proposal_t, destroy));
	this->tunnel_proposals->destroy_offset(this->tunnel_proposals,
										 offsetof(proposal_t, destroy));
	free(this->conn);
	free(this->error);
	free(this);
}
