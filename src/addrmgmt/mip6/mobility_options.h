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

/**
 * @defgroup mobility_options mobility_options
 * @{ @ingroup mip6
 */

#ifndef MOBILITY_OPTIONS_H_
#define MOBILITY_OPTIONS_H_

#include <collections/linked_list.h>
#include <crypto/proposal/proposal.h>
#include <networking/host.h>

typedef enum mobility_role_t mobility_role_t;
typedef enum protection_t protection_t;
typedef enum granularity_t granularity_t;
typedef struct mobility_options_t mobility_options_t;

/**
 * Role of this end of a connection (M1).
 */
enum mobility_role_t {
	/** Mobile IPv6 is not used */
	MOBILITY_NONE,
	/** the mobile node, initiates from its care-of address */
	MOBILITY_MOBILE_NODE,
	/** the home agent */
	MOBILITY_HOME_AGENT,
};

/**
 * Names of roles, as in the configuration.
 */
extern enum_name_t *mobility_role_names;

/**
 * What can be protected, RFC 4877 7.2.
 */
enum protection_t {
	/** Binding Updates and Acknowledgements, in transport mode */
	PROTECT_BINDING = (1 << 0),
	/** HoTi and HoT messages of return routability, in tunnel mode */
	PROTECT_RETURN_ROUTABILITY = (1 << 1),
	/** Mobile Prefix Solicitations and Advertisements, in transport mode */
	PROTECT_PREFIX_DISCOVERY = (1 << 2),
	/** everything else from and to the home address, in tunnel mode */
	PROTECT_PAYLOAD = (1 << 3),
};

/**
 * How fine selectors are, numbered as in RFC 4877 5.
 */
enum granularity_t {
	/** types of messages */
	GRANULARITY_TYPE = 1,
	/** protocols */
	GRANULARITY_PROTOCOL = 2,
	/** addresses only: one tunnel for everything */
	GRANULARITY_ALL = 3,
};

/**
 * Options of a connection that has a role in Mobile IPv6, those in its section
 * mobile_ipv6.
 */
struct mobility_options_t {

	/**
	 * Name of the connection.
	 */
	char *conn;

	/**
	 * Our role.
	 */
	mobility_role_t role;

	/**
	 * Address of the home agent, NULL if not set.
	 */
	host_t *home_agent;

	/**
	 * Home addresses of the mobile node, host_t; as mobile node, if there is
	 * none, the home agent assigns one (RFC 4877 9).
	 */
	linked_list_t *home_addresses;

	/**
	 * Home prefix, NULL if not set.
	 */
	host_t *home_prefix;

	/**
	 * Length of the home prefix, in bits.
	 */
	int home_prefix_len;

	/**
	 * What to protect, flags.
	 */
	protection_t protect;

	/**
	 * How fine selectors are.
	 */
	granularity_t granularity;

	/**
	 * Whether the mobile node negotiates all its SAs after the first one, or
	 * each when it is needed.
	 */
	bool initiate_all;

	/**
	 * Proposals for SAs in transport mode and tunnel mode, proposal_t; empty
	 * for charon's defaults.
	 */
	linked_list_t *transport_proposals;
	linked_list_t *tunnel_proposals;

	/**
	 * Time after which SAs are rekeyed, in s.
	 */
	uint32_t rekey_time;

	/**
	 * What is wrong, one line for people; NULL if nothing is. A connection with
	 * such options is refused.
	 */
	char *error;
};

/**
 * Get the role of a connection.
 */
mobility_role_t mobility_options_get_role(char *conn);

/**
 * Read the options of a connection.
 *
 * @param conn		name of the connection
 * @return			options, NULL if it has no role
 */
mobility_options_t *mobility_options_create(char *conn);

/**
 * Check if a proposal protects as RFC 4877 4.3 asks: ESP with an integrity
 * algorithm that is not null (M3).
 *
 * @param proposal	proposal
 * @param encrypted	whether the encryption must not be null either
 */
bool mobility_options_is_protected(proposal_t *proposal, bool encrypted);

/**
 * Enumerate the names of connections that have a role.
 *
 * @return			enumerator over char*
 */
enumerator_t *mobility_options_create_enumerator();

/**
 * Destroy options.
 */
void mobility_options_destroy(mobility_options_t *this);

#endif /** MOBILITY_OPTIONS_H_ @}*/
