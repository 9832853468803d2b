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
 * @defgroup negotiation negotiation
 * @{ @ingroup ike
 */

#ifndef NEGOTIATION_H_
#define NEGOTIATION_H_

#include <sa/ike_sa.h>

typedef struct negotiation_t negotiation_t;
typedef enum dialect_t dialect_t;

/**
 * Address protocol in force on an IKE_SA.
 */
enum dialect_t {
	/** none of ours, charon behaves as without the plugin */
	DIALECT_NONE,
	/** draft-kivinen-mobike-protocol-00 */
	DIALECT_KIVINEN,
	/** draft-dupont-ikev2-addrmgmt-04 */
	DIALECT_DUPONT,
};

/**
 * Names for dialect_t, as used in options and by the status command.
 */
extern enum_name_t *dialect_names;

/**
 * Finds out by IKE_SA_INIT which protocol both sides of an IKE_SA use (C1 to
 * C3).
 */
struct negotiation_t {

	/**
	 * Announce what we support in an IKE_SA_INIT message that is about to be
	 * sent, and read what the peer supports from one that was received. See to
	 * it that nobody on the path changes the addresses of messages where there
	 * is no NAT (C3).
	 *
	 * @param message	message of an exchange that is not ours, not encrypted
	 * @param incoming	TRUE if received
	 * @return			FALSE if it has to be ignored
	 */
	bool (*message)(negotiation_t *this, message_t *message, bool incoming);

	/**
	 * Decide on the protocol, finally once the IKE_SA is established; with both
	 * of them draft-dupont is preferred.
	 */
	dialect_t (*conclude)(negotiation_t *this);

	/**
	 * Check if the connection, which a responder did not know before, lets the
	 * addresses be what they are (C3).
	 */
	bool (*may_establish)(negotiation_t *this);

	/**
	 * Does the peer know disconnect notifies (draft-kivinen 5), whatever protocol
	 * is in force?
	 */
	bool (*knows_absences)(negotiation_t *this);

	/**
	 * Does the peer copy RR_COOKIEs, as of draft-dupont-ikev2-addrmgmt-08 (D11)?
	 */
	bool (*knows_cookies)(negotiation_t *this);

	/**
	 * The IKE_SA got replaced by another one.
	 */
	void (*rekeyed)(negotiation_t *this, ike_sa_t *new);

	/**
	 * Get why that protocol, or none, is in force; one line for people.
	 */
	char *(*get_reason)(negotiation_t *this);

	/**
	 * Destroy a negotiation_t.
	 */
	void (*destroy)(negotiation_t *this);
};

/**
 * Create a negotiation_t.
 */
negotiation_t *negotiation_create(ike_sa_t *ike_sa);

#endif /** NEGOTIATION_H_ @}*/
