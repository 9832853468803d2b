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
 * @defgroup vendor_id vendor_id
 * @{ @ingroup wire
 */

#ifndef VENDOR_ID_H_
#define VENDOR_ID_H_

#include <utils/chunk.h>
#include <utils/enum.h>

typedef enum vendor_id_t vendor_id_t;

/**
 * Vendor IDs that announce an address protocol in IKE_SA_INIT (C1).
 */
enum vendor_id_t {
	/** draft-kivinen-mobike-protocol-00 */
	VENDOR_ID_KIVINEN_00,
	/** draft-dupont-ikev2-addrmgmt-04 */
	VENDOR_ID_DUPONT_04,
	/** draft-dupont-ikev2-addrmgmt-08, whose RR_COOKIE we know (D11) */
	VENDOR_ID_DUPONT_08,
	/** none of them is used on this IKE_SA, only sent in IKE_AUTH */
	VENDOR_ID_OFF,
	VENDOR_ID_MAX,
};

/**
 * Names for vendor_id_t, those of the drafts.
 */
extern enum_name_t *vendor_id_names;

/**
 * Get the data of a Vendor ID payload.
 *
 * @param id		Vendor ID
 * @return			static data
 */
chunk_t vendor_id_get(vendor_id_t id);

/**
 * Find out what the data of a received Vendor ID payload announces.
 *
 * @param data		data of the payload
 * @return			Vendor ID, VENDOR_ID_MAX if it is none of ours
 */
vendor_id_t vendor_id_find(chunk_t data);

#endif /** VENDOR_ID_H_ @}*/
