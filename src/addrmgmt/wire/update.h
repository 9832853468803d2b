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
 * @defgroup update update
 * @{ @ingroup wire
 */

#ifndef UPDATE_H_
#define UPDATE_H_

#include <collections/enumerator.h>
#include <crypto/proposal/proposal.h>

typedef enum update_status_t update_status_t;
typedef struct update_t update_t;

/**
 * How many SAs can be listed, whatever the limit: few enough that they fit into
 * a payload and messages stay of a length that charon is willing to send.
 */
#define UPDATE_MAX_SAS 4096

/**
 * Outcome of reading the Update payloads of a message.
 */
enum update_status_t {
	/** the message has none */
	UPDATE_NONE,
	/** all are well formed and fit together */
	UPDATE_OK,
	/** at least one is malformed, or they contradict each other: nothing of the
	 * message is applied (D7) */
	UPDATE_MALFORMED,
};

/**
 * The SAs whose peer addresses are to be changed, as all Update payloads of a
 * message together tell (D7, D8): all of an IKE_SA, or the IKE_SA itself and
 * single SAs.
 */
struct update_t {

	/**
	 * Check if this is about the IKE_SA and all its tunnel mode SAs.
	 *
	 * @return			TRUE if about all, then nothing is listed
	 */
	bool (*is_all)(update_t *this);

	/**
	 * Check if the IKE_SA itself is listed.
	 *
	 * @return			TRUE if listed
	 */
	bool (*has_ike)(update_t *this);

	/**
	 * List the IKE_SA itself.
	 */
	void (*add_ike)(update_t *this);

	/**
	 * List an SA, which does nothing if it is listed already.
	 *
	 * @param protocol	PROTO_ESP or PROTO_AH
	 * @param spi		SPI the sender of the message expects in inbound
	 *					packets, network order
	 * @return			FALSE if there are UPDATE_MAX_SAS already
	 */
	bool (*add_sa)(update_t *this, protocol_id_t protocol, uint32_t spi);

	/**
	 * Get the number of listed SAs, less the IKE_SA.
	 *
	 * @return			number of SAs
	 */
	u_int (*get_sa_count)(update_t *this);

	/**
	 * Enumerate the listed SAs in the order they were added.
	 *
	 * @return			enumerator over (protocol_id_t, uint32_t)
	 */
	enumerator_t *(*create_sa_enumerator)(update_t *this);

	/**
	 * Encode as Update payloads: one with the flag for all, or one for each
	 * protocol of which something is listed.
	 *
	 * They are three at most, while the charon of 6.1.0 does not accept
	 * messages with more than five payloads it does not know.
	 *
	 * @return			enumerator over chunk_t, bodies without generic header,
	 *					valid until the next call
	 */
	enumerator_t *(*create_body_enumerator)(update_t *this);

	/**
	 * Destroy an update_t.
	 */
	void (*destroy)(update_t *this);
};

/**
 * Create an update of single SAs, without any.
 *
 * @return			update
 */
update_t *update_create();

/**
 * Create an update of all SAs.
 *
 * @return			update
 */
update_t *update_create_all();

/**
 * Read the Update payloads of a message.
 *
 * @param bodies	enumerator over chunk_t, bodies of the Update payloads
 *					without generic header, gets destroyed
 * @param max		how many SPIs there may be, before duplicates collapse, in
 *					all payloads together; not more than UPDATE_MAX_SAS
 * @param update	receives the update, only if UPDATE_OK is returned
 * @param error		receives what is wrong, a constant string, if malformed
 * @return			see update_status_t
 */
update_status_t update_read(enumerator_t *bodies, u_int max, update_t **update,
							char **error);

#endif /** UPDATE_H_ @}*/
