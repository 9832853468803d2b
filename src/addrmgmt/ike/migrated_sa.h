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
 * @defgroup migrated_sa migrated_sa
 * @{ @ingroup ike
 *
 * SAs that were migrated in the kernel: which IKE_SA they belong to, and where
 * that has to follow them (D15).
 */

#ifndef MIGRATED_SA_H_
#define MIGRATED_SA_H_

#include <sa/ike_sa.h>

#include "watch/address_update.h"

/**
 * Check if SAs are of an IKE_SA.
 *
 * As in the kernel, a CHILD_SA has to have the same protocol, mode, reqid and
 * addresses. If reqid or addresses are not known it has to have policies for
 * traffic the migrated one is for, as several IKE_SAs may have CHILD_SAs of the
 * same reqid or at the same addresses.
 * In transport mode addresses have nothing to do with those of IKE.
 *
 * @param update	SAs that were migrated
 * @param ike_sa	IKE_SA, checked out
 * @param local		our address, that of the IKE_SA or where it is about to go
 * @param remote	address of the peer, as local
 */
bool migrated_sa_is_of(address_update_t *update, ike_sa_t *ike_sa,
					   host_t *local, host_t *remote);

/**
 * Get where the IKE_SA has to follow: to the addresses for IKE if there are
 * any, or those of the SAs in tunnel mode.
 *
 * @param update	SAs that were migrated
 * @param local		receives our address, internal to the update
 * @param remote	receives the address of the peer, internal to the update
 * @return			FALSE if that has nothing to do with IKE
 */
bool migrated_sa_get_path(address_update_t *update, host_t **local,
						  host_t **remote);

#endif /** MIGRATED_SA_H_ @}*/
