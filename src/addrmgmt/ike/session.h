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
 * @defgroup session session
 * @{ @ingroup ike
 */

#ifndef SESSION_H_
#define SESSION_H_

#include <sa/ike_sa.h>

#include "heritage.h"
#include "negotiation.h"
#include "paths/counters.h"
#include "paths/path.h"
#include "paths/paths.h"

typedef struct session_t session_t;
typedef struct session_manager_t session_manager_t;
typedef struct protocol_t protocol_t;
typedef enum exchange_t exchange_t;

/**
 * INFORMATIONAL exchanges of our own.
 */
enum exchange_t {
	/** announces our addresses (K1) */
	EXCHANGE_ANNOUNCE,
	/** checks an address of the peer, an empty request (K9) */
	EXCHANGE_CHECK,
	/** tells how long we will be away (K14) */
	EXCHANGE_DISCONNECT,
	/** asks to move single CHILD_SAs (D8) */
	EXCHANGE_CHILD_UPDATE,
};

/**
 * What the plugin knows of one IKE_SA, carried along when the IKE_SA is
 * rekeyed (C4).
 *
 * All methods require that the caller has the IKE_SA checked out.
 */
struct session_t {

	/**
	 * Get the name of the connection.
	 */
	char *(*get_name)(session_t *this);

	/**
	 * Get the protocol in force.
	 */
	dialect_t (*get_dialect)(session_t *this);

	/**
	 * Get what speaks the protocol in force.
	 *
	 * @return			internal object, NULL if none is in force
	 */
	protocol_t *(*get_protocol)(session_t *this);

	/**
	 * Get why that protocol, or none, is in force; one line for people.
	 */
	char *(*get_reason)(session_t *this);

	/**
	 * Get the current path.
	 *
	 * @param local		receives the local address, internal object
	 * @param remote	receives the remote address, internal object
	 */
	void (*get_path)(session_t *this, host_t **local, host_t **remote);

	/**
	 * Enumerate the addresses of one side, most preferred first.
	 *
	 * @param local		TRUE for our own, FALSE for those of the peer
	 * @return			enumerator over (host_t*, address_state_t, uint64_t),
	 *					the last is the time of the verdict in ms as of
	 *					time_monotonic(), 0 if there was none
	 */
	enumerator_t *(*create_address_enumerator)(session_t *this, bool local);

	/**
	 * Check if a CHILD_SA is not on the path of the IKE_SA, as it was moved alone.
	 *
	 * @param child_sa	CHILD_SA
	 * @param local		receives its local address, internal object
	 * @param remote	receives its remote address, internal object
	 */
	bool (*is_child_moved)(session_t *this, child_sa_t *child_sa,
						   host_t **local, host_t **remote);

	/**
	 * Get a counter of this IKE_SA.
	 */
	uint64_t (*get_counter)(session_t *this, counter_t counter);

	/**
	 * Count something, in this session and in total.
	 */
	void (*count)(session_t *this, counter_t counter);

	/**
	 * Log what was decided and tell those who want to know.
	 *
	 * @param event		word for what happened, see session_observer_t
	 * @param fmt		one line for people, as for DBG1()
	 */
	void (*report)(session_t *this, char *event, char *fmt, ...);

	/**
	 * A message was received or is about to be sent, not encrypted.
	 *
	 * @param message	message of this IKE_SA
	 * @param incoming	TRUE if received
	 * @return			FALSE if it has to be ignored
	 */
	bool (*message)(session_t *this, message_t *message, bool incoming);

	/**
	 * Check if the IKE_SA may be established, the connection is known by now.
	 */
	bool (*may_establish)(session_t *this);

	/**
	 * Get what is known of addresses, for an IKE_SA that replaces this one.
	 *
	 * @return			NULL if no protocol is in force
	 */
	heritage_t *(*get_heritage)(session_t *this);

	/**
	 * The IKE_SA is about to be initiated and replaces another one (K16).
	 *
	 * @param heritage	what that one knows of addresses, adopted
	 */
	void (*succeed)(session_t *this, heritage_t *heritage);

	/**
	 * The IKE_SA this one is about to replace has moved.
	 */
	void (*follow)(session_t *this);

	/**
	 * The IKE_SA got established, decides on the protocol in force.
	 */
	void (*established)(session_t *this);

	/**
	 * The IKE_SA got replaced by another one (C4).
	 *
	 * @param new		IKE_SA this is the session of from now on
	 */
	void (*rekeyed)(session_t *this, ike_sa_t *new);

	/**
	 * A CHILD_SA was installed, it has to be on the current path, or where the
	 * one it replaces is.
	 *
	 * @param child_sa	CHILD_SA, nothing was sent over it yet
	 * @param old		CHILD_SA it replaces, NULL if it is a new one
	 */
	void (*installed)(session_t *this, child_sa_t *child_sa, child_sa_t *old);

	/**
	 * A CHILD_SA is gone.
	 */
	void (*removed)(session_t *this, child_sa_t *child_sa);

	/**
	 * Our addresses, their order, or routes might have changed.
	 */
	void (*update)(session_t *this);

	/**
	 * Something indicates that the path might not work anymore (K8).
	 *
	 * @param why		reason for people, constant
	 */
	void (*hint)(session_t *this, char *why);

	/**
	 * Prefer one of our addresses to all others, or use the configured order.
	 *
	 * @param addr		address to prefer, NULL for none
	 * @return			FALSE if it is not the one in use now, because the peer
	 *					can't be reached from it
	 */
	bool (*prefer)(session_t *this, host_t *addr);

	/**
	 * Move everything of this IKE_SA, as somebody on this machine wants (D15).
	 *
	 * @param local		address of ours to use, NULL to keep it
	 * @param remote	address of the peer to use, NULL to keep it
	 * @return			FALSE if that is not possible (now), and why is logged
	 */
	bool (*update_to)(session_t *this, host_t *local, host_t *remote);

	/**
	 * Have nobody but a mobility daemon decide where the IKE_SA is: not charon
	 * when addresses or routes change, not RFC 4555, not our own preferences. What
	 * the peer says by a protocol in force still counts. Stays that way when the
	 * IKE_SA is rekeyed.
	 */
	void (*set_guided)(session_t *this);

	/**
	 * Check if a mobility daemon decides where the IKE_SA is.
	 */
	bool (*is_guided)(session_t *this);

	/**
	 * Go where a mobility daemon says, at once, as the peer's has agreed to it
	 * (RFC 4877 4.3).
	 *
	 * @param local		our address
	 * @param remote	address of the peer
	 * @param alone		TRUE if CHILD_SAs move, but the IKE_SA does not
	 */
	void (*guide)(session_t *this, host_t *local, host_t *remote, bool alone);

	/**
	 * Tell the peer how long we will be away (K14).
	 *
	 * @param seconds	how long, 0 if we are back
	 * @return			FALSE if the peer does not know such things
	 */
	bool (*disconnect)(session_t *this, uint32_t seconds);

	/**
	 * Get for how long the peer, or we, will still be away.
	 *
	 * @return			seconds, 0 if not
	 */
	uint32_t (*get_away)(session_t *this);

	/**
	 * Do what is due.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed, else SUCCESS
	 */
	status_t (*timer)(session_t *this);

	/**
	 * Look at the traffic if that is due, calls itself again (K8, K15).
	 *
	 * @return			SUCCESS
	 */
	status_t (*look)(session_t *this);

	/**
	 * A task of ours is about to be sent, build its message.
	 *
	 * @param exchange	which one
	 * @param message	message to build
	 * @return			FALSE if there is nothing to send anymore
	 */
	bool (*build)(session_t *this, exchange_t exchange, message_t *message);

	/**
	 * Have one of our exchanges started as soon as no other one is going on.
	 */
	void (*queue)(session_t *this, exchange_t exchange);

	/**
	 * Send the request that was just built by a task of ours.
	 */
	void (*transmit)(session_t *this);

	/**
	 * Destroy a session_t.
	 */
	void (*destroy)(session_t *this);
};

/**
 * Create the session of an IKE_SA.
 *
 * @param manager	manager of the session
 * @param ike_sa	IKE_SA, checked out
 * @return			session without any protocol in force
 */
session_t *session_create(session_manager_t *manager, ike_sa_t *ike_sa);

#endif /** SESSION_H_ @}*/
