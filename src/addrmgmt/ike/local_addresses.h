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
 * @defgroup local_addresses local_addresses
 * @{ @ingroup ike
 */

#ifndef LOCAL_ADDRESSES_H_
#define LOCAL_ADDRESSES_H_

#include <sa/ike_sa.h>

#include "watch/address_watcher.h"

/**
 * Get our own addresses for an IKE_SA, most preferred first.
 *
 * The order is that of the option addresses, which also limits the list, else
 * that of the connection's local_addrs, as far as these are addresses, else
 * that of the interfaces the option of that name lists, else the kernel's: the
 * address it would use to reach the peer, then those of all the interfaces.
 *
 * @param ike_sa	IKE_SA, checked out
 * @param preferred	address to prefer to all others, NULL for none
 * @param guided	TRUE if a mobility daemon decides where we are: no other
 *					address than that is told to the peer, or tried
 * @param watcher	knows what addresses there are
 * @return			list of host_t, destroyed by the caller
 */
linked_list_t *local_addresses_get(ike_sa_t *ike_sa, host_t *preferred,
								   bool guided, address_watcher_t *watcher);

#endif /** LOCAL_ADDRESSES_H_ @}*/
