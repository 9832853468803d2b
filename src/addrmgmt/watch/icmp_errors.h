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
 * @defgroup icmp_errors icmp_errors
 * @{ @ingroup watch
 */

#ifndef ICMP_ERRORS_H_
#define ICMP_ERRORS_H_

#include <networking/host.h>

typedef struct icmp_errors_t icmp_errors_t;

/**
 * Callback for errors, must return quickly.
 *
 * @param data		data as passed to icmp_errors_create()
 * @param local		source of the packet that was not delivered
 * @param remote	destination of the packet that was not delivered
 */
typedef void (*icmp_errors_cb_t)(void *data, host_t *local, host_t *remote);

/**
 * Listens to ICMP and ICMPv6 errors that tell that an IKE or IPsec packet could
 * not be delivered, which charon's sockets don't (K8).
 *
 * Anybody can send these, so they are nothing but hints.
 */
struct icmp_errors_t {

	/**
	 * Destroy an icmp_errors_t, no callback is invoked afterwards.
	 */
	void (*destroy)(icmp_errors_t *this);
};

/**
 * Create an icmp_errors_t.
 *
 * @param cb		callback for errors
 * @param data		data passed to it
 * @return			never NULL, without the sockets it just stays silent
 */
icmp_errors_t *icmp_errors_create(icmp_errors_cb_t cb, void *data);

#endif /** ICMP_ERRORS_H_ @}*/
