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

#include <netinet/in.h>
#include <sys/utsname.h>

#include "kernel_selectors.h"

#include <daemon.h>
#include <threading/mutex.h>

#include "compat.h"
#include "move/type_selectors.h"
#include "move/xfrm_message.h"
#include "move/xfrm_socket.h"

typedef struct private_kernel_selectors_t private_kernel_selectors_t;

/**
 * Private data of a kernel_selectors_t.
 */
struct private_kernel_selectors_t {

	/**
	 * Public interface.
	 */
	kernel_selectors_t public;

	/**
	 * The methods we have replaced, only those.
	 */
	kernel_interface_t original;

	/**
	 * Kernel we run on.
	 */
	struct utsname kernel;

	/**
	 * TRUE if it knows ICMPv6 types behind extension headers.
	 */
	bool dissects;

	/**
	 * Socket to change policies, NULL if the kernel has no XFRM.
	 */
	xfrm_socket_t *socket;

	/**
	 * Locked while policies that are coarser change.
	 */
	mutex_t *mutex;
};

/**
 * The methods of kernel_interface_t are called with that object, which has no
 * place for a reference to ours.
 */
static private_kernel_selectors_t *selectors;

/**
 * A method of kernel_interface_t that adds or deletes policies.
 */
typedef status_t (*manage_policy_t)(kernel_interface_t *kernel,
									kernel_ipsec_policy_id_t *id,
									kernel_ipsec_manage_policy_t *data);

/**
 * Check if kernel-netlink is what talks to the kernel. Others have other
 * notations.
 */
static bool is_netlink(kernel_interface_t *kernel)
{
	return kernel->get_features(kernel) & KERNEL_POLICY_SPI;
}

/**
 * Get what a policy is installed as, nothing if that is none of our business.
 */
static void get_pairs(kernel_interface_t *kernel, kernel_ipsec_policy_id_t *id,
					  policy_type_t type, type_selectors_t *pairs)
{
	if (type_selectors_protocol(id->src_ts, id->dst_ts) && is_netlink(kernel))
	{
		type_selectors_init(pairs, id, type, selectors->dissects);
	}
	else
	{
		pairs->count = 0;
	}
}

/**
 * Have a policy accept SAs of any reqid, if there still is such a policy.
 */
static void accept_any_reqid(kernel_ipsec_policy_id_t *id)
{
	struct xfrm_user_tmpl *current, tmpl;
	xfrm_request_t query = {
		.message = xfrm_policy_query(id),
	}, update = {};

	selectors->socket->send(selectors->socket, &query, 1);
	current = xfrm_policy_tmpl(query.reply);
	if (current && current->reqid)
	{
		tmpl = *current;
		tmpl.reqid = 0;
		update.message = xfrm_policy_update(query.reply, &tmpl);
		selectors->socket->send(selectors->socket, &update, 1);
		if (update.error)
		{
			DBG1(DBG_KNL, "unable to change policy %R === %R %N: %s",
				 id->src_ts, id->dst_ts, policy_dir_names, id->dir,
				 strerror(update.error));
		}
	}
	xfrm_request_clear(&update, 1);
	xfrm_request_clear(&query, 1);
}

/**
 * Add or delete what a policy is installed as.
 */
static status_t manage_policy(kernel_interface_t *kernel,
							  kernel_ipsec_policy_id_t *id,
							  kernel_ipsec_manage_policy_t *data,
							  manage_policy_t method)
{
	kernel_ipsec_policy_id_t policy = *id;
	type_selectors_t pairs;
	status_t status = SUCCESS, done;
	u_int i;

	get_pairs(kernel, id, data->type, &pairs);
	if (!pairs.count)
	{
		return method(kernel, id, data);
	}
	selectors->mutex->lock(selectors->mutex);
	for (i = 0; i < pairs.count; i++)
	{
		policy.src_ts = pairs.pairs[i].src;
		policy.dst_ts = pairs.pairs[i].dst;
		done = method(kernel, &policy, data);
		status = status == SUCCESS ? done : status;
		if (pairs.pairs[i].shared && id->dir != POLICY_OUT &&
			selectors->socket)
		{
			accept_any_reqid(&policy);
		}
	}
	selectors->mutex->unlock(selectors->mutex);
	type_selectors_clear(&pairs);
	return status;
}

METHOD(kernel_interface_t, add_policy, status_t,
	kernel_interface_t *kernel, kernel_ipsec_policy_id_t *id,
	kernel_ipsec_manage_policy_t *data)
{
	return manage_policy(kernel, id, data, selectors->original.add_policy);
}

METHOD(kernel_interface_t, del_policy, status_t,
	kernel_interface_t *kernel, kernel_ipsec_policy_id_t *id,
	kernel_ipsec_manage_policy_t *data)
{
	return manage_policy(kernel, id, data, selectors->original.del_policy);
}

METHOD(kernel_interface_t, query_policy, status_t,
	kernel_interface_t *kernel, kernel_ipsec_policy_id_t *id,
	kernel_ipsec_query_policy_t *data, time_t *use_time)
{
	kernel_ipsec_policy_id_t policy = *id;
	type_selectors_t pairs;
	status_t status = FAILED;
	time_t used, last = 0;
	u_int i;

	get_pairs(kernel, id, POLICY_IPSEC, &pairs);
	if (!pairs.count)
	{
		return selectors->original.query_policy(kernel, id, data, use_time);
	}
	for (i = 0; i < pairs.count; i++)
	{
		policy.src_ts = pairs.pairs[i].src;
		policy.dst_ts = pairs.pairs[i].dst;
		if (selectors->original.query_policy(kernel, &policy, data,
											 &used) == SUCCESS)
		{
			last = max(last, used);
			status = SUCCESS;
		}
	}
	type_selectors_clear(&pairs);
	if (status == SUCCESS)
	{
		*use_time = last;
	}
	return status;
}

/**
 * Replace the selectors of an SA, if they have types.
 *
 * @param src			source selectors, replaced by a list to be destroyed
 * @param dst			destination selectors, replaced by such a list
 * @return				TRUE if replaced
 */
static bool replace_lists(kernel_interface_t *kernel, linked_list_t **src,
						  linked_list_t **dst, bool inbound)
{
	type_selectors_t pairs;

	if (!is_netlink(kernel))
	{
		return FALSE;
	}
	type_selectors_init_sa(&pairs, *src, *dst, inbound, selectors->dissects);
	if (!pairs.count)
	{
		return FALSE;
	}
	*src = linked_list_create_with_items(pairs.pairs[0].src, NULL);
	*dst = linked_list_create_with_items(pairs.pairs[0].dst, NULL);
	return TRUE;
}

/**
 * Destroy what replace_lists() has created.
 */
static void destroy_list(linked_list_t *list)
{
	list->destroy_offset(list, offsetof(traffic_selector_t, destroy));
}

METHOD(kernel_interface_t, add_sa, status_t,
	kernel_interface_t *kernel, kernel_ipsec_sa_id_t *id,
	kernel_ipsec_add_sa_t *data)
{
	kernel_ipsec_add_sa_t sa = *data;
	status_t status;

	if (!replace_lists(kernel, &sa.src_ts, &sa.dst_ts, sa.inbound))
	{
		return selectors->original.add_sa(kernel, id, data);
	}
	status = selectors->original.add_sa(kernel, id, &sa);
	destroy_list(sa.src_ts);
	destroy_list(sa.dst_ts);
	return status;
}

#if UPDATE_SA_HAS_SELECTORS
METHOD(kernel_interface_t, update_sa, status_t,
	kernel_interface_t *kernel, kernel_ipsec_sa_id_t *id,
	kernel_ipsec_update_sa_t *data)
{
	kernel_ipsec_update_sa_t sa = *data;
	status_t status;

	if (!replace_lists(kernel, &sa.src_ts, &sa.dst_ts, sa.inbound))
	{
		return selectors->original.update_sa(kernel, id, data);
	}
	status = selectors->original.update_sa(kernel, id, &sa);
	destroy_list(sa.src_ts);
	destroy_list(sa.dst_ts);
	return status;
}
#endif

METHOD(kernel_interface_t, acquire, void,
	kernel_interface_t *kernel, uint32_t reqid, kernel_acquire_data_t *data)
{
	kernel_acquire_data_t acquired = *data;

	if (!data->src || !data->dst || !is_netlink(kernel) ||
		!type_selectors_protocol(data->src, data->dst))
	{
		selectors->original.acquire(kernel, reqid, data);
		return;
	}
	/* the packet has a type, what the peer will send is another one */
	acquired.src = type_selectors_from_packet(data->src);
	acquired.dst = type_selectors_any(data->dst);
	selectors->original.acquire(kernel, reqid, &acquired);
	acquired.src->destroy(acquired.src);
	acquired.dst->destroy(acquired.dst);
}

/**
 * Describe what is different.
 */
static void describe(private_kernel_selectors_t *this, type_selectors_t *pairs,
					 policy_dir_t dir, char *buf, size_t len)
{
	traffic_selector_t *src = pairs->pairs[0].src;
	char *what, *how = ": protocol only";

	what = src->get_protocol(src) == IPPROTO_MH ? "MH" : "ICMPv6";
	if (pairs->count > 1)
	{
		how = " behind extension headers: protocol only there";
	}
	else if (src->get_to_port(src) != 0xffff)
	{
		how = " exactly: wider range";
	}
	snprintf(buf, len, "%s %s types are not checked by this kernel (%s)%s",
			 dir == POLICY_OUT ? "outbound" : "inbound", what,
			 this->kernel.release, how);
}

METHOD(kernel_selectors_t, is_coarser, bool,
	private_kernel_selectors_t *this, traffic_selector_t *src,
	traffic_selector_t *dst, policy_dir_t dir, char *buf, size_t len)
{
	kernel_ipsec_policy_id_t id = {
		.dir = dir,
		.src_ts = src,
		.dst_ts = dst,
	};
	type_selectors_t pairs;
	bool coarser;

	get_pairs(charon->kernel, &id, POLICY_IPSEC, &pairs);
	coarser = pairs.count && pairs.coarser;
	if (coarser)
	{
		describe(this, &pairs, dir, buf, len);
	}
	type_selectors_clear(&pairs);
	return coarser;
}

METHOD(kernel_selectors_t, destroy, void,
	private_kernel_selectors_t *this)
{
	kernel_interface_t *kernel = charon->kernel;

	kernel->add_policy = this->original.add_policy;
	kernel->del_policy = this->original.del_policy;
	kernel->query_policy = this->original.query_policy;
	kernel->add_sa = this->original.add_sa;
	kernel->update_sa = this->original.update_sa;
	kernel->acquire = this->original.acquire;

	DESTROY_IF(this->socket);
	this->mutex->destroy(this->mutex);
	selectors = NULL;
	free(this);
}

/*
 * Described in header.
 */
kernel_selectors_t *kernel_selectors_create()
{
	private_kernel_selectors_t *this;
	kernel_interface_t *kernel = charon->kernel;

	INIT(this,
		.public = {
			.is_coarser = _is_coarser,
			.destroy = _destroy,
		},
		.original = *kernel,
		.socket = xfrm_socket_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);
	uname(&this->kernel);
	this->dissects = type_selectors_dissects(this->kernel.release);
	selectors = this;

	kernel->add_policy = _add_policy;
	kernel->del_policy = _del_policy;
	kernel->query_policy = _query_policy;
	kernel->add_sa = _add_sa;
#if UPDATE_SA_HAS_SELECTORS
	kernel->update_sa = _update_sa;
#endif
	kernel->acquire = _acquire;

	return &this->public;
}
