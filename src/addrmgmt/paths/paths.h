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
 * @defgroup paths paths
 * @{ @ingroup addrmgmt
 */

#ifndef PATHS_H_
#define PATHS_H_

#include "address_list.h"

typedef struct paths_t paths_t;
typedef struct paths_config_t paths_config_t;
typedef struct path_actions_t path_actions_t;
typedef enum request_kind_t request_kind_t;
typedef enum proof_t proof_t;
typedef struct updates_t updates_t;

/**
 * Which addresses of the peer have to be checked before traffic moves there.
 */
enum proof_t {
	/** those whose last check failed (K7) */
	PROOF_FAILED,
	/** those that are not verified (D11) */
	PROOF_NEW,
	/** all, unless it is the one in use (D11) */
	PROOF_ALWAYS,
};

/**
 * What the rules need to know of the configuration.
 */
struct paths_config_t {
	/** TRUE if we initiated the IKE_SA; see paths_t.peer_list() */
	bool initiator;
	/** retransmissions to an address after the first packet (K9) */
	u_int retransmits;
	/** ms until the first retransmission to an address */
	uint64_t timeout;
	/** factor between the timeouts towards one address */
	double base;
	/** ms without any answer until the IKE_SA is given up (K11) */
	uint64_t blackout;
	/** which addresses an update has to prove, see updates_t.update() */
	proof_t proof;
	/** TRUE to tell the peer of both ends of the path (D6) */
	bool both_ends;
	/** ms in which an address that was never verified gets no more packets than
	 *  one that does not answer is sent in a row (K15), 0 for no limit */
	uint64_t probe_interval;
};

/**
 * Kind of a request that goes into the air.
 */
enum request_kind_t {
	/** anything charon or we have to say to the peer */
	REQUEST_ANY,
	/** a dead peer detection the rules asked for, see path_actions_t.check() */
	REQUEST_CHECK,
	/** a request after which nothing matters, given up after one round */
	REQUEST_LAST,
};

/**
 * What the rules decide is carried out by this interface.
 *
 * Hosts are passed without meaningful ports and remain the property of the
 * caller. None of these may call back into the rules.
 */
struct path_actions_t {

	/**
	 * Ask if packets can be sent from a local to a remote address.
	 */
	bool (*usable)(path_actions_t *this, host_t *local, host_t *remote);

	/**
	 * Move the IKE_SA and all its CHILD_SAs (K13).
	 *
	 * @param why		reason for people, constant
	 */
	void (*move)(path_actions_t *this, host_t *local, host_t *remote,
				 char *why);

	/**
	 * Queue a request with our list, see paths_t.create_announcement().
	 */
	void (*announce)(path_actions_t *this);

	/**
	 * Queue a dead peer detection; its path is asked for when it is sent,
	 * see paths_t.request().
	 */
	void (*check)(path_actions_t *this);

	/**
	 * Send the request in the air again, the same bytes, on this path.
	 */
	void (*transmit)(path_actions_t *this, host_t *local, host_t *remote);

	/**
	 * Call paths_t.timer() at the given time, in ms.
	 */
	void (*schedule)(path_actions_t *this, uint64_t at);

	/**
	 * Delete the IKE_SA and its CHILD_SAs (K11).
	 */
	void (*give_up)(path_actions_t *this);

	/**
	 * Drop packets to the peer in the kernel, or stop doing so (K14, K15).
	 */
	void (*hold)(path_actions_t *this, bool hold);

	/**
	 * There is a verdict about the path the peer asked for last (D11).
	 *
	 * @param proven	TRUE if it is in use now
	 */
	void (*updated)(path_actions_t *this, bool proven);

	/**
	 * There is a new verdict about an address of the peer.
	 */
	void (*verdict)(path_actions_t *this, host_t *remote,
					address_state_t state);
};

/**
 * The rules by which one IKE_SA chooses its path.
 *
 * A path is a local and a remote address of the same family.  Events and the
 * time in ms go in, actions come out; nothing in here knows about charon.
 *
 * If our own list changes, the first of our addresses from which the peer can
 * be reached is used, preferring to stay with the peer's current address.  If
 * the peer's list changes, the first of its addresses we can reach is used,
 * preferring to stay with our own current address (K7).
 *
 * A request in the air is sent in rounds (K9): to the address in use (or the
 * one to be checked), then to the others of the peer's list in order, each from
 * one local address; if there are several to choose from they take turns round
 * by round, so that no address gets more than its share in a round (K15).
 */
struct paths_t {

	/**
	 * Our own addresses have changed, or their order has.
	 *
	 * @param addrs		host_t objects, most preferred first, get cloned
	 * @param now		current time in ms
	 */
	void (*local_list)(paths_t *this, linked_list_t *addrs, uint64_t now);

	/**
	 * The peer announced its addresses, already filtered (K1, K7).
	 *
	 * If both sides want to change the address family at the same time, the
	 * choice of the initiator of the IKE_SA wins, so that they don't swap
	 * forever.
	 *
	 * @param addrs		host_t objects, most preferred first, get cloned
	 * @param now		current time in ms
	 */
	void (*peer_list)(paths_t *this, linked_list_t *addrs, uint64_t now);

	/**
	 * The peer was told of our addresses while the IKE_SA was set up.
	 *
	 * @param addrs		our addresses, host_t, the one in use first, get cloned
	 */
	void (*told)(paths_t *this, linked_list_t *addrs);

	/**
	 * Have our addresses announced again.
	 */
	void (*announce)(paths_t *this);

	/**
	 * Is an announcement of ours waiting or in the air?
	 */
	bool (*is_announcing)(paths_t *this);

	/**
	 * The answer passed to response() next proves nothing, as it does not copy
	 * what only those know that received the request (D11).
	 */
	void (*distrust)(paths_t *this);

	/**
	 * Is the check that was asked for by check() still wanted?
	 */
	bool (*is_check_wanted)(paths_t *this);

	/**
	 * A request is about to be sent; the rules call transmit() when it has to
	 * be sent again.
	 *
	 * @param kind		what kind of request it is
	 * @param now		current time in ms
	 * @param local		receives the local address to use, internal object
	 * @param remote	receives the remote address to use, internal object
	 */
	void (*request)(paths_t *this, request_kind_t kind, uint64_t now,
					host_t **local, host_t **remote);

	/**
	 * The request in the air was answered (K10).
	 *
	 * @param local		address the response was sent to
	 * @param remote	address the response came from
	 * @param now		current time in ms
	 */
	void (*response)(paths_t *this, host_t *local, host_t *remote,
					 uint64_t now);

	/**
	 * The request in the air won't be answered, as the IKE_SA was replaced by
	 * another one; what it had to say is said again.
	 */
	void (*abandon)(paths_t *this);

	/**
	 * The time asked for by schedule() has come; may be called too early.
	 *
	 * @param now		current time in ms
	 */
	void (*timer)(paths_t *this, uint64_t now);

	/**
	 * A new request was received on this path.  If it is not the current one,
	 * that is a hint that the peer might not use it anymore, because it does
	 * not work: the peer does not tell when it moves to another of our
	 * addresses.
	 *
	 * @param local		address it was sent to
	 * @param remote	address it came from
	 * @param now		current time in ms
	 * @return			TRUE if that led to a check
	 */
	bool (*heard)(paths_t *this, host_t *local, host_t *remote, uint64_t now);

	/**
	 * Something indicates that the path might not work anymore (K8): checks
	 * the address in use, moves nothing.
	 *
	 * @param now		current time in ms
	 * @return			TRUE if that led to a check
	 */
	bool (*hint)(paths_t *this, uint64_t now);

	/**
	 * The credit for traffic to the address in use, which is not verified, is
	 * used up (K15): traffic goes back to the address verified last that is
	 * still in the peer's list.  If there is none, packets are held until there
	 * is a verdict.
	 *
	 * @param now		current time in ms
	 */
	void (*credit_used_up)(paths_t *this, uint64_t now);

	/**
	 * The peer is going to be away (draft-kivinen 5): nothing is sent, checked
	 * or given up until it is back, or the time is over.
	 *
	 * @param until		until when, in ms
	 */
	void (*away)(paths_t *this, uint64_t until);

	/**
	 * The peer was heard of, so it is not away anymore.
	 *
	 * @param now		current time in ms
	 */
	void (*back)(paths_t *this, uint64_t now);

	/**
	 * Get until when the peer is away, in ms, 0 if it is not.
	 */
	uint64_t (*get_away)(paths_t *this);

	/**
	 * Enumerate our addresses as they are to be announced, the one in use
	 * first; they count as announced from now on.
	 *
	 * @return			enumerator over host_t*
	 */
	enumerator_t *(*create_announcement)(paths_t *this);

	/**
	 * Get the current path.
	 */
	void (*get_path)(paths_t *this, host_t **local, host_t **remote);

	/**
	 * Get what handles paths both sides know, internal object.
	 */
	updates_t *(*get_updates)(paths_t *this);

	/**
	 * Get our own list or that of the peer, internal object.
	 */
	address_list_t *(*get_list)(paths_t *this, bool local);

	/**
	 * Destroy a paths_t.
	 */
	void (*destroy)(paths_t *this);
};

/**
 * Create the rules for an IKE_SA that just got established.
 *
 * @param config	configuration, gets copied
 * @param actions	carries out what is decided
 * @param local		local address of the IKE_SA, gets cloned
 * @param remote	remote address of the IKE_SA, gets cloned; verified by the
 *					initial exchanges
 * @param now		current time in ms
 */
paths_t *paths_create(paths_config_t *config, path_actions_t *actions,
					  host_t *local, host_t *remote, uint64_t now);

#endif /** PATHS_H_ @}*/
