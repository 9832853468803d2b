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
 * @defgroup protocol protocol
 * @{ @ingroup ike
 */

#ifndef PROTOCOL_H_
#define PROTOCOL_H_

#include "paths/path.h"
#include "session.h"

/**
 * One of the address protocols, as it is spoken on one IKE_SA: what its
 * messages say is handed to the rules, what the rules want to be said is put
 * into messages.
 */
struct protocol_t {

	/**
	 * A request was received, of any exchange type after IKE_AUTH.
	 *
	 * @param message	decrypted request
	 * @return			FALSE if charon must not see it yet, as it is answered
	 *					later
	 */
	bool (*request)(protocol_t *this, message_t *message);

	/**
	 * A request is about to be sent, one of ours or one of charon's.
	 *
	 * @param message	request
	 */
	void (*send)(protocol_t *this, message_t *message);

	/**
	 * A response is about to be sent.
	 *
	 * @param message	response to the last request
	 */
	void (*respond)(protocol_t *this, message_t *message);

	/**
	 * A response was received; tells the rules.
	 *
	 * @param message	decrypted response
	 */
	void (*response)(protocol_t *this, message_t *message);

	/**
	 * Build a request of our own.
	 *
	 * @param exchange	what it is for
	 * @param message	message to build
	 * @return			FALSE if there is nothing to say anymore
	 */
	bool (*build)(protocol_t *this, exchange_t exchange, message_t *message);

	/**
	 * The rules have a verdict about the path the peer asked for.
	 *
	 * @param proven	TRUE if it is in use now
	 */
	void (*updated)(protocol_t *this, bool proven);

	/**
	 * Answer what is not answered yet.
	 *
	 * @return			DESTROY_ME if the IKE_SA has to be destroyed
	 */
	status_t (*resume)(protocol_t *this);

	/**
	 * Get which CHILD_SAs move along with the IKE_SA.
	 *
	 * @return			list of child_sa_t, NULL for all
	 */
	linked_list_t *(*get_followers)(protocol_t *this);

	/**
	 * Ask the peer for another path, by EXCHANGE_ANNOUNCE; it is used once the
	 * peer agrees.
	 *
	 * @param path		path to use, with another address of the peer
	 * @return			FALSE if it can not be used, or be asked for
	 */
	bool (*update_to)(protocol_t *this, path_t *path);

	/**
	 * Have CHILD_SAs moved while the IKE_SA stays, by EXCHANGE_CHILD_UPDATE.
	 *
	 * @param names		names of CHILD_SAs, char*
	 * @param path		where to, the hosts are NULL to keep theirs
	 * @return			FALSE if the protocol has no such thing
	 */
	bool (*update_child_sas)(protocol_t *this, linked_list_t *names,
							 path_t *path);

	/**
	 * Our addresses might have changed, tells the rules.
	 *
	 * @param addrs		addresses we have now, host_t
	 */
	void (*local_list)(protocol_t *this, linked_list_t *addrs);

	/**
	 * The IKE_SA got replaced by another one, message IDs start over (C4).
	 *
	 * @param ike_sa	the new one
	 */
	void (*set_ike_sa)(protocol_t *this, ike_sa_t *ike_sa);

	/**
	 * Destroy a protocol_t.
	 */
	void (*destroy)(protocol_t *this);
};

#endif /** PROTOCOL_H_ @}*/
