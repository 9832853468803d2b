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
 * @defgroup counters counters
 * @{ @ingroup paths
 */

#ifndef COUNTERS_H_
#define COUNTERS_H_

#include <utils/utils.h>

typedef enum counter_t counter_t;

/**
 * Everything that happens is counted, per IKE_SA and in total.
 */
enum counter_t {
	/** path changes carried out */
	COUNTER_MOVES,
	/** address lists sent */
	COUNTER_LISTS_SENT,
	/** address lists received and applied */
	COUNTER_LISTS_APPLIED,
	/** address lists refused whole (malformed, empty after filtering) */
	COUNTER_LISTS_REFUSED,
	/** address lists older than the last one applied (K6) */
	COUNTER_LISTS_STALE,
	/** single addresses skipped (unspecified, multicast, own, ...) */
	COUNTER_ADDRESSES_SKIPPED,
	/** address notifies ignored beyond max_peer_addresses (K4) */
	COUNTER_ADDRESSES_IGNORED,
	/** lists or updates ignored as they arrived in a response (K5) */
	COUNTER_IN_RESPONSE,
	/** dead peer detections started to verify an address or path */
	COUNTER_CHECKS,
	/** checks that were answered from the address that was checked */
	COUNTER_CHECKS_ANSWERED,
	/** addresses given up after their retransmissions */
	COUNTER_ADDRESSES_FAILED,
	/** packets sent by our retransmission schedule */
	COUNTER_RETRANSMITS,
	/** indirect hints that something changed (K8) */
	COUNTER_HINTS,
	/** RFC 4555 requests ignored while one of our protocols is in force */
	COUNTER_MOBIKE_IGNORED,
	/** absences of the peer accepted (K14) */
	COUNTER_DISCONNECTS,
	/** absences of the peer refused, and malformed disconnect notifies */
	COUNTER_DISCONNECTS_REFUSED,
	/** disconnect notifies sent */
	COUNTER_DISCONNECTS_SENT,
	/** looks at traffic that found the credit of an unverified address used up
	 *  (K15) */
	COUNTER_CREDIT_USED_UP,
	/** SADB_X_ADDUPD messages that are for an IKE_SA of ours (D15) */
	COUNTER_ADDUPD_APPLIED,
	/** malformed SADB_X_ADDUPD messages */
	COUNTER_ADDUPD_REFUSED,
	/** SADB_X_ADDUPD messages of processes that may not send any */
	COUNTER_ADDUPD_DENIED,
	/** SADB_X_ADDUPD messages that ask for what can't be done */
	COUNTER_ADDUPD_FAILED,
	/** migrations of SAs in the kernel that their IKE_SA followed */
	COUNTER_MIGRATE_APPLIED,
	/** notifications about migrated SAs that are malformed or were lost */
	COUNTER_MIGRATE_REFUSED,
	/** migrations of SAs to where their IKE_SA can't move */
	COUNTER_MIGRATE_FAILED,
	/** CHILD_SAs in transport mode between addresses that are not permitted
	 *  (D12) */
	COUNTER_PROXY_DENIED,
	/** those that were closed as one of their addresses is gone */
	COUNTER_PROXY_CLOSED,
	/** home addresses a mobile node wants that are not its own (M5) */
	COUNTER_HOME_ADDRESS_DENIED,

	COUNTER_MAX,
};

/**
 * Names for counter_t, as shown by the status command.
 */
extern enum_name_t *counter_names;

#endif /** COUNTERS_H_ @}*/
