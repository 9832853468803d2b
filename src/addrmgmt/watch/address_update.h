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
 * @defgroup address_update address_update
 * @{ @ingroup watch
 */

#ifndef ADDRESS_UPDATE_H_
#define ADDRESS_UPDATE_H_

#include <crypto/proposal/proposal.h>
#include <ipsec/ipsec_types.h>
#include <networking/host.h>
#include <selectors/traffic_selector.h>

#include "paths/counters.h"

typedef enum update_door_t update_door_t;
typedef struct address_update_t address_update_t;
typedef struct address_update_handler_t address_update_handler_t;

/**
 * How somebody on this machine can ask for an update (D15).
 */
enum update_door_t {
	/** SADB_X_ADDUPD message of a mobility daemon, see addupd_socket_t */
	DOOR_ADDUPD,
	/** XFRM_MSG_MIGRATE notification of the kernel, see migrate_listener_t */
	DOOR_MIGRATE,
};

/**
 * Somebody on this machine moved an SA, or wants it to be moved.
 *
 * What belongs to an SA is seen from the SA, whether it is an inbound or an
 * outbound one has to be found out.
 */
struct address_update_t {

	/**
	 * Where this comes from.
	 */
	update_door_t door;

	/**
	 * Protocol of the SA, PROTO_ESP or PROTO_AH.
	 */
	protocol_id_t protocol;

	/**
	 * SPI of the SA in network order, only if by DOOR_ADDUPD.
	 */
	uint32_t spi;

	/**
	 * Current addresses of the SA; by DOOR_MIGRATE they were that before the
	 * kernel has moved the SA, and may be unspecified.
	 */
	host_t *src;
	host_t *dst;

	/**
	 * New addresses of the SA, of the same family.
	 */
	host_t *new_src;
	host_t *new_dst;

	/**
	 * The rest is set by DOOR_MIGRATE only: reqid of the SA, 0 for any.
	 */
	uint32_t reqid;

	/**
	 * Mode of the SA: MODE_TRANSPORT, MODE_TUNNEL or MODE_BEET.
	 */
	ipsec_mode_t mode;

	/**
	 * Direction, type and selectors of the policy that was migrated.
	 */
	policy_dir_t dir;
	bool sub;
	traffic_selector_t *src_ts;
	traffic_selector_t *dst_ts;

	/**
	 * Addresses for IKE, NULL if there was no XFRMA_KMADDRESS.
	 */
	host_t *km_local;
	host_t *km_remote;
};

/**
 * What stands behind both doors.
 */
struct address_update_handler_t {

	/**
	 * An update is asked for. Called by the thread that reads it, so while
	 * this waits nothing else is read.
	 *
	 * @param update	what to update, hosts and selectors stay with the caller
	 */
	void (*update)(address_update_handler_t *this, address_update_t *update);

	/**
	 * Something was refused at the door, which was logged already.
	 *
	 * @param counter	what to count
	 */
	void (*refused)(address_update_handler_t *this, counter_t counter);
};

#endif /** ADDRESS_UPDATE_H_ @}*/
