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

/*
 * XFRM_MSG_MIGRATE requests, which ip(8) can't make.
 */

#ifndef ADDUPD_MIGRATE_H_
#define ADDUPD_MIGRATE_H_

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/**
 * What to migrate: a policy, the SAs between two addresses it is for, and where
 * to.
 */
typedef struct {
	/** direction of the policy, XFRM_POLICY_IN and so on */
	uint8_t dir;
	/** type of the policy, XFRM_POLICY_TYPE_MAIN or XFRM_POLICY_TYPE_SUB */
	uint8_t type;
	/** selectors of the policy and their prefix lengths */
	struct sockaddr_storage sel[2];
	uint8_t prefixlen[2];
	/* protocol in its selectors, 255 for that of the first one in the kernel */
	uint8_t ulproto;
	/** protocol of the SAs, IPPROTO_ESP or IPPROTO_AH */
	uint8_t proto;
	/** mode of the SAs, XFRM_MODE_TUNNEL and so on */
	uint8_t mode;
	/** reqid of the SAs, 0 for any */
	uint32_t reqid;
	/** old source and destination, new source and destination */
	struct sockaddr_storage addrs[4];
	/** does the message have addresses for IKE? */
	bool has_km;
	/** local and remote address for IKE */
	struct sockaddr_storage km[2];
} migrate_t;

/**
 * Have the kernel migrate SAs and tell of it.
 *
 * @return			0 if done, an error number otherwise
 */
int migrate_send(const migrate_t *migrate);

#endif /* ADDUPD_MIGRATE_H_ */
