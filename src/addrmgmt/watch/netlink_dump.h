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
 * @defgroup netlink_dump netlink_dump
 * @{ @ingroup watch
 */

#ifndef NETLINK_DUMP_H_
#define NETLINK_DUMP_H_

#include <utils/utils.h>

#include <linux/netlink.h>

/**
 * Callback for what the kernel tells.
 *
 * @param hdr		message, complete
 * @param data		data as passed to netlink_dump()
 */
typedef void (*netlink_dump_cb_t)(struct nlmsghdr *hdr, void *data);

/**
 * Ask the kernel for all its links, addresses or routes.
 *
 * @param type		type of the request, e.g. RTM_GETADDR
 * @param cb		called for each message
 * @param data		data passed to it
 * @return			FALSE if the kernel can't be asked, or if something changed
 *					meanwhile so that some were left out
 */
bool netlink_dump(uint16_t type, netlink_dump_cb_t cb, void *data);

#endif /** NETLINK_DUMP_H_ @}*/
