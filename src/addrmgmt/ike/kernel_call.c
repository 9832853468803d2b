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

#include "kernel_call.h"

#include <daemon.h>

/*
 * Described in header.
 */
kernel_call_t *kernel_call_create_sa(kernel_ipsec_sa_id_t *id,
									 kernel_ipsec_update_sa_t *data)
{
	kernel_call_t *this;

	INIT(this,
		.type = KERNEL_UPDATE_SA,
		.sa = {
			.id = *id,
			.data = *data,
		},
	);
	this->sa.id.src = id->src->clone(id->src);
	this->sa.id.dst = id->dst->clone(id->dst);
	this->sa.data.new_src = data->new_src->clone(data->new_src);
	this->sa.data.new_dst = data->new_dst->clone(data->new_dst);

	return this;
}

/*
 * Described in header.
 */
kernel_call_t *kernel_call_create_policy(kernel_call_type_t type,
										 kernel_ipsec_policy_id_t *id,
										 kernel_ipsec_manage_policy_t *data)
{
	kernel_call_t *this;

	INIT(this,
		.type = type,
		.policy = {
			.id = *id,
			.data = *data,
			.cfg = *data->sa,
		},
	);
	this->policy.id.src_ts = id->src_ts->clone(id->src_ts);
	this->policy.id.dst_ts = id->dst_ts->clone(id->dst_ts);
	this->policy.id.interface = strdupnull(id->interface);
	this->policy.id.label = id->label ? id->label->clone(id->label) : NULL;
	this->policy.data.src = data->src->clone(data->src);
	this->policy.data.dst = data->dst->clone(data->dst);
	this->policy.data.sa = &this->policy.cfg;

	return this;
}

/*
 * Described in header.
 */
kernel_call_t *kernel_call_create_ip(kernel_call_type_t type, host_t *vip,
									 int prefix, char *iface, bool wait)
{
	kernel_call_t *this;

	INIT(this,
		.type = type,
		.ip = {
			.vip = vip->clone(vip),
			.prefix = prefix,
			.iface = strdupnull(iface),
			.wait = wait,
		},
	);

	return this;
}

/*
 * Described in header.
 */
status_t kernel_call_make(kernel_call_t *this)
{
	kernel_interface_t *kernel = charon->kernel;

	switch (this->type)
	{
		case KERNEL_UPDATE_SA:
			return kernel->update_sa(kernel, &this->sa.id, &this->sa.data);
		case KERNEL_ADD_POLICY:
			return kernel->add_policy(kernel, &this->policy.id,
									  &this->policy.data);
		case KERNEL_DEL_POLICY:
			return kernel->del_policy(kernel, &this->policy.id,
									  &this->policy.data);
		case KERNEL_ADD_IP:
			return kernel->add_ip(kernel, this->ip.vip, this->ip.prefix,
								  this->ip.iface);
		case KERNEL_DEL_IP:
			return kernel->del_ip(kernel, this->ip.vip, this->ip.prefix,
								  this->ip.wait);
	}
	return NOT_SUPPORTED;
}

/*
 * Described in header.
 */
void kernel_call_destroy(kernel_call_t *this)
{
	switch (this->type)
	{
		case KERNEL_UPDATE_SA:
			this->sa.id.src->destroy(this->sa.id.src);
			this->sa.id.dst->destroy(this->sa.id.dst);
			this->sa.data.new_src->destroy(this->sa.data.new_src);
			this->sa.data.new_dst->destroy(this->sa.data.new_dst);
			break;
		case KERNEL_ADD_POLICY:
		case KERNEL_DEL_POLICY:
			this->policy.id.src_ts->destroy(this->policy.id.src_ts);
			this->policy.id.dst_ts->destroy(this->policy.id.dst_ts);
			free(this->policy.id.interface);
			DESTROY_IF(this->policy.id.label);
			this->policy.data.src->destroy(this->policy.data.src);
			this->policy.data.dst->destroy(this->policy.data.dst);
			break;
		case KERNEL_ADD_IP:
		case KERNEL_DEL_IP:
			this->ip.vip->destroy(this->ip.vip);
			free(this->ip.iface);
			break;
	}
	free(this);
}
