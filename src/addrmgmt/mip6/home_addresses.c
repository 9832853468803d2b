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

#include "home_addresses.h"

#include <credentials/certificates/x509.h>
#include <daemon.h>

#include "home_rule.h"
#include "mobile_nodes.h"
#include "paths/address.h"

/**
 * Add an address, if it's not there.
 */
static void add_address(linked_list_t *addrs, host_t *addr)
{
	if (addr->get_family(addr) == AF_INET6 && !addr->is_anyaddr(addr) &&
		!address_is_in(addrs, addr))
	{
		addrs->insert_last(addrs, addr->clone(addr));
	}
}

/**
 * Add an identity that is an address.
 */
static void add_identity(linked_list_t *addrs, identification_t *id)
{
	host_t *addr;

	if (id->get_type(id) == ID_IPV6_ADDR)
	{
		addr = host_create_from_chunk(AF_INET6, id->get_encoding(id), 0);
		if (addr)
		{
			add_address(addrs, addr);
			addr->destroy(addr);
		}
	}
}

/**
 * Add virtual IPs of one side.
 */
static void add_vips(linked_list_t *addrs, ike_sa_t *ike_sa, bool local)
{
	enumerator_t *enumerator;
	host_t *vip;

	enumerator = ike_sa->create_virtual_ip_enumerator(ike_sa, local);
	while (enumerator->enumerate(enumerator, &vip))
	{
		add_address(addrs, vip);
	}
	enumerator->destroy(enumerator);
}

/**
 * Add all of a list.
 */
static void add_list(linked_list_t *addrs, linked_list_t *list)
{
	enumerator_t *enumerator;
	host_t *addr;

	enumerator = list->create_enumerator(list);
	while (enumerator->enumerate(enumerator, &addr))
	{
		add_address(addrs, addr);
	}
	enumerator->destroy(enumerator);
}

/**
 * Add those of an identity, as configured.
 */
static void add_configured(linked_list_t *addrs, char *conn,
						   identification_t *id)
{
	enumerator_t *enumerator;
	identification_t *pattern;
	host_t *addr;

	enumerator = mobile_nodes_create_enumerator(conn);
	while (enumerator->enumerate(enumerator, &pattern, &addr))
	{
		if (id->matches(id, pattern))
		{
			add_address(addrs, addr);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Add those in a certificate (RFC 4877 7.3).
 */
static void add_certificate(linked_list_t *addrs, certificate_t *cert)
{
	enumerator_t *enumerator;
	identification_t *id;
	x509_t *x509;

	if (cert->get_type(cert) == CERT_X509)
	{
		x509 = (x509_t*)cert;
		enumerator = x509->create_subjectAltName_enumerator(x509);
		while (enumerator->enumerate(enumerator, &id))
		{
			add_identity(addrs, id);
		}
		enumerator->destroy(enumerator);
	}
}

/**
 * Add those in the certificates the peer has authenticated with.
 */
static void add_certificates(linked_list_t *addrs, ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	certificate_t *cert;
	auth_cfg_t *auth;

	enumerator = ike_sa->create_auth_cfg_enumerator(ike_sa, FALSE);
	while (enumerator->enumerate(enumerator, &auth))
	{
		cert = auth->get(auth, AUTH_RULE_SUBJECT_CERT);
		if (cert)
		{
			add_certificate(addrs, cert);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Check if an address may be a home address at all.
 */
static bool is_inside(mobility_options_t *options, host_t *addr)
{
	return !options->home_prefix ||
		   home_rule_is_in_prefix(addr, options->home_prefix,
								  options->home_prefix_len);
}

/**
 * Leave only those that may be home addresses, or only the others.
 */
static void filter(linked_list_t *addrs, mobility_options_t *options,
				   bool inside)
{
	enumerator_t *enumerator;
	host_t *addr;

	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &addr))
	{
		if (is_inside(options, addr) != inside)
		{
			addrs->remove_at(addrs, enumerator);
			addr->destroy(addr);
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Get what the identity of the peer permits. If it used EAP, that is the one
 * the EAP server has verified, anybody may say anything in IDi (M7).
 */
static linked_list_t *get_all_fixed(ike_sa_t *ike_sa,
									mobility_options_t *options)
{
	identification_t *id = ike_sa->get_other_eap_id(ike_sa);
	linked_list_t *addrs = linked_list_create();

	add_configured(addrs, options->conn, id);
	add_list(addrs, options->home_addresses);
	add_identity(addrs, id);
	add_certificates(addrs, ike_sa);
	return addrs;
}

/*
 * Described in header.
 */
linked_list_t *home_addresses_get_fixed(ike_sa_t *ike_sa,
										mobility_options_t *options)
{
	linked_list_t *addrs;

	addrs = get_all_fixed(ike_sa, options);
	filter(addrs, options, TRUE);
	return addrs;
}

/*
 * Described in header.
 */
void home_addresses_log_outside(ike_sa_t *ike_sa, mobility_options_t *options)
{
	linked_list_t *addrs;
	host_t *addr;

	addrs = get_all_fixed(ike_sa, options);
	filter(addrs, options, FALSE);
	while (addrs->remove_first(addrs, (void**)&addr) == SUCCESS)
	{
		DBG1(DBG_CFG, "%H is no home address of '%Y', as it's not in %H/%d",
			 addr, ike_sa->get_other_eap_id(ike_sa), options->home_prefix,
			 options->home_prefix_len);
		addr->destroy(addr);
	}
	addrs->destroy(addrs);
}

/*
 * Described in header.
 */
linked_list_t *home_addresses_get(ike_sa_t *ike_sa,
								  mobility_options_t *options)
{
	linked_list_t *addrs;

	if (options->role == MOBILITY_MOBILE_NODE)
	{
		addrs = linked_list_create();
		add_list(addrs, options->home_addresses);
		if (!addrs->get_count(addrs))
		{
			add_vips(addrs, ike_sa, TRUE);
		}
		return addrs;
	}
	addrs = get_all_fixed(ike_sa, options);
	add_vips(addrs, ike_sa, FALSE);
	filter(addrs, options, TRUE);
	return addrs;
}

/**
 * Check if an address is configured for another identity on a connection.
 */
static bool is_mapped(char *conn, identification_t *id, host_t *addr)
{
	enumerator_t *enumerator;
	identification_t *pattern;
	host_t *current;
	bool found = FALSE;

	enumerator = mobile_nodes_create_enumerator(conn);
	while (!found && enumerator->enumerate(enumerator, &pattern, &current))
	{
		found = addr->ip_equals(addr, current) && !id->matches(id, pattern);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Check if a secret is configured for whoever has an address as identity.
 */
static bool has_secret(host_t *addr)
{
	enumerator_t *enumerator;
	identification_t *id;
	shared_key_t *key;
	id_match_t me, other;
	bool found = FALSE;

	id = identification_create_from_sockaddr(addr->get_sockaddr(addr));
	enumerator = lib->credmgr->create_shared_enumerator(lib->credmgr,
														SHARED_IKE, NULL, id);
	while (!found && enumerator->enumerate(enumerator, &key, &me, &other))
	{
		found = other == ID_MATCH_PERFECT;
	}
	enumerator->destroy(enumerator);
	id->destroy(id);
	return found;
}

/*
 * Described in header.
 */
bool home_addresses_is_of_other(identification_t *id, host_t *addr)
{
	mobility_options_t *options;
	enumerator_t *enumerator;
	bool found;
	char *conn;

	found = id->get_type(id) != ID_IPV6_ADDR && has_secret(addr);
	enumerator = mobility_options_create_enumerator();
	while (!found && enumerator->enumerate(enumerator, &conn))
	{
		options = mobility_options_create(conn);
		found = options->role == MOBILITY_HOME_AGENT &&
				(address_is_in(options->home_addresses, addr) ||
				 is_mapped(conn, id, addr));
		mobility_options_destroy(options);
	}
	enumerator->destroy(enumerator);
	return found;
}
