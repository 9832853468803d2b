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
 * @defgroup credit credit
 * @{ @ingroup paths
 */

#ifndef CREDIT_H_
#define CREDIT_H_

#include <networking/host.h>

typedef struct credit_t credit_t;

/**
 * How much may be sent to addresses that are not verified (K15), in the manner
 * of RFC 8046, section 5.6: a fixed amount for each address, and what was
 * received from the peer since it claimed to be there.
 *
 * What was used up is remembered for the addresses seen last, so announcing one
 * again gives no new credit.
 */
struct credit_t {

	/**
	 * Tell how much traffic there was so far, while it goes to an address that
	 * is not verified.
	 *
	 * @param addr		address the traffic goes to
	 * @param in		number of bytes received so far
	 * @param out		number of bytes sent so far
	 * @param limit		credit of the address, in bytes
	 * @return			FALSE if the credit is used up
	 */
	bool (*use)(credit_t *this, host_t *addr, uint64_t in, uint64_t out,
				uint64_t limit);

	/**
	 * An address was verified, forget about its credit.
	 */
	void (*forget)(credit_t *this, host_t *addr);

	/**
	 * Traffic does not go to an unverified address anymore.
	 */
	void (*stop)(credit_t *this);

	/**
	 * Destroy a credit_t.
	 */
	void (*destroy)(credit_t *this);
};

/**
 * Create a credit_t.
 */
credit_t *credit_create();

#endif /** CREDIT_H_ @}*/
