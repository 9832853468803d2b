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
 * @defgroup migrate migrate
 * @{ @ingroup wire
 */

#ifndef MIGRATE_H_
#define MIGRATE_H_

#include <ipsec/ipsec_types.h>
#include <networking/host.h>
#include <selectors/traffic_selector.h>

typedef struct migrate_t migrate_t;
typedef struct migrate_sa_t migrate_sa_t;

/**
 * Most SAs in a message, one for every template a policy can have.
 */
#define MIGRATE_MAX_SAS 6

/**
 * Which SAs were migrated, and where to.
 */
struct migrate_sa_t {

	/**
	 * IP protocol of the SAs.
	 */
	uint8_t protocol;

	/**
	 * Mode of the SAs, MODE_NONE if it is none of IPsec.
	 */
	ipsec_mode_t mode;

	/**
	 * reqid of the SAs, 0 for any.
	 */
	uint32_t reqid;

	/**
	 * Former addresses, may be unspecified.
	 */
	host_t *src;
	host_t *dst;

	/**
	 * Addresses they have now.
	 */
	host_t *new_src;
	host_t *new_dst;
};

/**
 * A XFRM_MSG_MIGRATE message of the kernel: a policy and the SAs it is for have
 * got other addresses.
 */
struct migrate_t {

	/**
	 * Direction of the policy.
	 */
	policy_dir_t dir;

	/**
	 * TRUE if it is a sub policy.
	 */
	bool sub;

	/**
	 * Selectors of the policy, with what they have of protocol and ports as it
	 * is in the kernel.
	 */
	traffic_selector_t *src_ts;
	traffic_selector_t *dst_ts;

	/**
	 * SAs the policy is for.
	 */
	migrate_sa_t sas[MIGRATE_MAX_SAS];

	/**
	 * Number of SAs, at least one.
	 */
	u_int count;

	/**
	 * Addresses for IKE, NULL if there are none.
	 */
	host_t *km_local;
	host_t *km_remote;
};

/**
 * Parse a message.
 *
 * @param data		message with its netlink header
 * @param migrate	receives the content, to be released with migrate_clear()
 * @param error		receives what is wrong, a constant string, if refused
 * @return			TRUE if well formed
 */
bool migrate_parse(chunk_t data, migrate_t *migrate, char **error);

/**
 * Release what a message contains.
 *
 * @param migrate	content
 */
void migrate_clear(migrate_t *migrate);

#endif /** MIGRATE_H_ @}*/
