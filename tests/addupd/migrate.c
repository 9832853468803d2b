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

#include "migrate.h"
#include "xfrm.h"

/* Described in header. */
int migrate_send(const migrate_t *migrate)
{
	struct xfrm_userpolicy_id policy = {
		.sel = {
			.family = migrate->sel[0].ss_family,
			.prefixlen_s = migrate->prefixlen[0],
			.prefixlen_d = migrate->prefixlen[1],
			.proto = migrate->ulproto,
		},
		.dir = migrate->dir,
	};
	struct xfrm_userpolicy_type type = {
		.type = migrate->type,
	};
	struct xfrm_user_migrate sa = {
		.proto = migrate->proto,
		.mode = migrate->mode,
		.reqid = migrate->reqid,
		.old_family = migrate->addrs[0].ss_family,
		.new_family = migrate->addrs[2].ss_family,
	};
	struct xfrm_user_kmaddress km = {
		.family = migrate->km[0].ss_family,
	};
	xfrm_request_t request;

	xfrm_address(&migrate->sel[0], &policy.sel.saddr);
	xfrm_address(&migrate->sel[1], &policy.sel.daddr);
	xfrm_address(&migrate->addrs[0], &sa.old_saddr);
	xfrm_address(&migrate->addrs[1], &sa.old_daddr);
	xfrm_address(&migrate->addrs[2], &sa.new_saddr);
	xfrm_address(&migrate->addrs[3], &sa.new_daddr);

	xfrm_start(&request, XFRM_MSG_MIGRATE, &policy, sizeof(policy));
	xfrm_add(&request, XFRMA_POLICY_TYPE, &type, sizeof(type));
	xfrm_add(&request, XFRMA_MIGRATE, &sa, sizeof(sa));
	if (migrate->has_km)
	{
		xfrm_address(&migrate->km[0], &km.local);
		xfrm_address(&migrate->km[1], &km.remote);
		xfrm_add(&request, XFRMA_KMADDRESS, &km, sizeof(km));
	}
	return xfrm_send(&request);
}
