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
 * @defgroup home_leases home_leases
 * @{ @ingroup mip6
 */

#ifndef HOME_LEASES_H_
#define HOME_LEASES_H_

#include <networking/host.h>
#include <utils/identification.h>

typedef struct home_leases_t home_leases_t;
typedef enum lease_kind_t lease_kind_t;

/**
 * Why a mobile node has a home address, flags.
 */
enum lease_kind_t {
	/** it belongs to its identity */
	LEASE_FIXED = (1 << 0),
	/** it was assigned */
	LEASE_ASSIGNED = (1 << 1),
};

/**
 * Who has which home address, for as long as it has an IKE_SA (RFC 4877 9).
 */
struct home_leases_t {

	/**
	 * Note that a home address is used.
	 *
	 * @param owner		IKE_SA it is used with
	 * @param addr		home address
	 * @param id		identity of the mobile node
	 * @param kind		why, in addition to what was noted before
	 */
	void (*add)(home_leases_t *this, void *owner, host_t *addr,
				identification_t *id, lease_kind_t kind);

	/**
	 * Get a home address that an identity was assigned for another IKE_SA, so
	 * that reauthentication does not change it.
	 *
	 * @param owner		IKE_SA that it does not use it with yet
	 * @param id		identity of the mobile node
	 * @param wanted	address that is returned rather than others
	 * @return			internal object, NULL if there is none
	 */
	host_t *(*get_assigned)(home_leases_t *this, void *owner,
							identification_t *id, host_t *wanted);

	/**
	 * Get an IKE_SA with which another identity uses a home address.
	 *
	 * @param addr		home address
	 * @param id		identity that may use it, NULL if nobody may
	 * @param with		any of these has to be the reason
	 * @param without	none of these may be
	 * @return			IKE_SA, NULL if there is none
	 */
	void *(*get_other)(home_leases_t *this, host_t *addr, identification_t *id,
					   lease_kind_t with, lease_kind_t without);

	/**
	 * An IKE_SA was replaced by another one.
	 */
	void (*move)(home_leases_t *this, void *from, void *to);

	/**
	 * An IKE_SA does not exist anymore.
	 */
	void (*remove)(home_leases_t *this, void *owner);

	/**
	 * Destroy a home_leases_t.
	 */
	void (*destroy)(home_leases_t *this);
};

/**
 * Create a home_leases_t, which the caller has to lock.
 */
home_leases_t *home_leases_create();

#endif /** HOME_LEASES_H_ @}*/
