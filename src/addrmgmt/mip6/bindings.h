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
 * @defgroup bindings bindings
 * @{ @ingroup mip6
 */

#ifndef BINDINGS_H_
#define BINDINGS_H_

#include <collections/linked_list.h>
#include <networking/host.h>
#include <sa/ike_sa_id.h>

#include "mobility_options.h"

typedef struct bindings_t bindings_t;
typedef struct binding_t binding_t;

/**
 * What a mobility daemon said of a home address.
 */
struct binding_t {

	/**
	 * Home address.
	 */
	host_t *home;

	/**
	 * Whether it is ours or that of a node we are the home agent of.
	 */
	mobility_role_t role;

	/**
	 * Path between care-of address and home agent, NULL if nothing was said.
	 */
	host_t *local;
	host_t *remote;

	/**
	 * May the IKE_SA move there, i.e. is the K flag set in the binding?
	 */
	bool key_management;

	/**
	 * Reqid of the tunnel that protects Binding Updates, too (RFC 4877 5), 0 if
	 * other SAs do.
	 */
	uint32_t reqid;

	/**
	 * IKE_SAs that negotiated SAs for this home address, ike_sa_id_t.
	 */
	linked_list_t *ike_sas;
};

/**
 * Get the care-of address of a binding.
 *
 * @return			internal object, NULL if nothing was said
 */
host_t *binding_get_care_of(binding_t *binding);

/**
 * Check if a mobile node is at home: its care-of address is the home address
 * (RFC 4877 4.2).
 */
bool binding_is_at_home(binding_t *binding);

/**
 * Copy a binding.
 */
binding_t *binding_clone(binding_t *binding);

/**
 * Destroy a copy of a binding.
 */
void binding_destroy(binding_t *binding);

/**
 * Knows where mobile nodes are, by home address, as mobility daemons said; and
 * which IKE_SAs there are for a home address. Both may come first (M4).
 *
 * May be used by any thread.
 */
struct bindings_t {

	/**
	 * Get what is known of a home address.
	 *
	 * @return			copy, NULL if nothing is
	 */
	binding_t *(*get)(bindings_t *this, host_t *home);

	/**
	 * A mobility daemon said where the node with a home address is.
	 *
	 * @param home		home address
	 * @param role		our role towards it
	 * @param local		our end of the path
	 * @param remote	the other end
	 * @param keys		TRUE if the IKE_SA may move there
	 * @return			TRUE if nobody took what was said before
	 */
	bool (*tell)(bindings_t *this, host_t *home, mobility_role_t role,
				 host_t *local, host_t *remote, bool keys);

	/**
	 * Take what was said last.
	 *
	 * @return			copy, NULL if that was taken already
	 */
	binding_t *(*take)(bindings_t *this, host_t *home);

	/**
	 * An IKE_SA moves, for whatever reason.
	 *
	 * @return			list of binding_t, copies of those that have moved
	 */
	linked_list_t *(*moved)(bindings_t *this, ike_sa_id_t *id, host_t *local,
							host_t *remote);

	/**
	 * An IKE_SA has negotiated SAs for a home address.
	 *
	 * @param reqid		reqid of a tunnel that protects signaling, else 0
	 */
	void (*add)(bindings_t *this, host_t *home, mobility_role_t role,
				ike_sa_id_t *id, uint32_t reqid);

	/**
	 * An IKE_SA was replaced.
	 */
	void (*replace)(bindings_t *this, ike_sa_id_t *old, ike_sa_id_t *new);

	/**
	 * An IKE_SA is gone. What was said is kept, unless there was nothing.
	 *
	 * @return			list of binding_t, copies of those without an IKE_SA now
	 */
	linked_list_t *(*remove)(bindings_t *this, ike_sa_id_t *id);

	/**
	 * Get what is known of all home addresses.
	 *
	 * @return			list of binding_t, copies
	 */
	linked_list_t *(*get_all)(bindings_t *this);

	/**
	 * Destroy a bindings_t.
	 */
	void (*destroy)(bindings_t *this);
};

/**
 * Create a bindings_t.
 */
bindings_t *bindings_create();

#endif /** BINDINGS_H_ @}*/
