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
 * @defgroup kernel_recording kernel_recording
 * @{ @ingroup move
 */

#ifndef KERNEL_RECORDING_H_
#define KERNEL_RECORDING_H_

#include <collections/linked_list.h>
#include <kernel/kernel_interface.h>

typedef struct kernel_call_t kernel_call_t;
typedef struct kernel_recording_t kernel_recording_t;
typedef enum kernel_call_type_t kernel_call_type_t;

/**
 * The methods of kernel_interface_t that charon moves a CHILD_SA with.
 */
enum kernel_call_type_t {
	KERNEL_UPDATE_SA,
	KERNEL_ADD_POLICY,
	KERNEL_DEL_POLICY,
	KERNEL_ADD_IP,
	KERNEL_DEL_IP,
};

/**
 * A call of such a method, with all that was passed.
 */
struct kernel_call_t {

	/**
	 * Which method.
	 */
	kernel_call_type_t type;

	union {

		/**
		 * Arguments of update_sa().
		 */
		struct {
			kernel_ipsec_sa_id_t id;
			kernel_ipsec_update_sa_t data;
		} sa;

		/**
		 * Arguments of add_policy() and del_policy(), cfg is what data.sa
		 * points to.
		 */
		struct {
			kernel_ipsec_policy_id_t id;
			kernel_ipsec_manage_policy_t data;
			ipsec_sa_cfg_t cfg;
		} policy;

		/**
		 * Arguments of add_ip() and del_ip().
		 */
		struct {
			host_t *vip;
			int prefix;
			char *iface;
			bool wait;
		} ip;
	};
};

/**
 * Make a call.
 */
status_t kernel_call_make(kernel_call_t *call);

/**
 * Calls to move one CHILD_SA.
 */
struct kernel_recording_t {

	/**
	 * Name of the CHILD_SA, for the log.
	 */
	char *name;

	/**
	 * Unique id of the CHILD_SA, for the log.
	 */
	uint32_t id;

	/**
	 * kernel_call_t*, in order.
	 */
	linked_list_t *calls;

	/**
	 * host_t* and traffic_selector_t* the calls refer to. There are many
	 * calls about few of them, and they are large.
	 */
	linked_list_t *hosts, *selectors;
};

/**
 * Add a call of update_sa().
 */
void kernel_recording_add_sa(kernel_recording_t *this,
							 kernel_ipsec_sa_id_t *id,
							 kernel_ipsec_update_sa_t *data);

/**
 * Add a call of add_policy() or del_policy().
 */
void kernel_recording_add_policy(kernel_recording_t *this,
								 kernel_call_type_t type,
								 kernel_ipsec_policy_id_t *id,
								 kernel_ipsec_manage_policy_t *data);

/**
 * Add a call of add_ip() or del_ip().
 */
void kernel_recording_add_ip(kernel_recording_t *this, kernel_call_type_t type,
							 host_t *vip, int prefix, char *iface, bool wait);

/**
 * Destroy a kernel_recording_t.
 */
void kernel_recording_destroy(kernel_recording_t *this);

/**
 * Create a kernel_recording_t without calls.
 */
kernel_recording_t *kernel_recording_create(char *name, uint32_t id);

#endif /** KERNEL_RECORDING_H_ @}*/
