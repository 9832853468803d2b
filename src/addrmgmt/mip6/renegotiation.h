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
 * @defgroup renegotiation renegotiation
 * @{ @ingroup mip6
 */

#ifndef RENEGOTIATION_H_
#define RENEGOTIATION_H_

#include <sa/ike_sa.h>

/**
 * Negotiate a new IKE_SA from where an IKE_SA is now, with the same CHILD_SAs,
 * and delete the old one when it has them all (M8, RFC 4877 7.4).
 *
 * @param ike_sa	IKE_SA, checked out; this end has initiated it
 * @return			FALSE if there is nothing to negotiate
 */
bool renegotiation_start(ike_sa_t *ike_sa);

#endif /** RENEGOTIATION_H_ @}*/
