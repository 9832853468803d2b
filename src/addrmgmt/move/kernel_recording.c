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

#include "kernel_recording.h"

#include <daemon.h>

#include "compat.h"

/**
 * Get a copy of a host that lives as long as the recording.
 */
static host_t *copy_host(kernel_recording_t *this, host_t *host)
{
	enumerator_t *enumerator;
	host_t *current, *copy = NULL;

	enumerator = this->hosts->create_enumerator(this->hosts);
	while (!copy && enumerator->enumerate(enumerator, &current))
	{
		if (host->equals(host, current))
		{
			copy = current;
		}
	}
	enumerator->destroy(enumerator);
	if (!copy)
	{
		copy = host->clone(host);
		this->hosts->insert_last(this->hosts, copy);
	}
	return copy;
}

/**
 * Get a copy of a traffic selector that lives as long as the recording.
 */
static traffic_selector_t *copy_ts(kernel_recording_t *this,
								   traffic_selector_t *ts)
{
	enumerator_t *enumerator;
	traffic_selector_t *current, *copy = NULL;

	enumerator = this->selectors->create_enumerator(this->selectors);
	while (!copy && enumerator->enumerate(enumerator, &current))
	{
		if (ts->equals(ts, current))
		{
			copy = current;
		}
	}
	enumerator->destroy(enumerator);
	if (!copy)
	{
		copy = ts->clone(ts);
		this->selectors->insert_last(this->selectors, copy);
	}
	return copy;
}

/*
 * Described in header.
 */
void kernel_recording_add_sa(kernel_recording_t *this,
							 kernel_ipsec_sa_id_t *id,
							 kernel_ipsec_update_sa_t *data)
{
	kernel_call_t *call;

	INIT(call,
		.type = KERNEL_UPDATE_SA,
		.sa = {
			.id = *id,
			.data = *data,
		},
	);
	call->sa.id.src = copy_host(this, id->src);
	call->sa.id.dst = copy_host(this, id->dst);
	call->sa.data.new_src = copy_host(this, data->new_src);
	call->sa.data.new_dst = copy_host(this, data->new_dst);
	update_sa_copy_selectors(&call->sa.data);
	this->calls->insert_last(this->calls, call);
}

/*
 * Described in header.
 */
void kernel_recording_add_policy(kernel_recording_t *this,
								 kernel_call_type_t type,
								 kernel_ipsec_policy_id_t *id,
								 kernel_ipsec_manage_policy_t *data)
{
	kernel_call_t *call;

	INIT(call,
		.type = type,
		.policy = {
			.id = *id,
			.data = *data,
			.cfg = *data->sa,
		},
	);
	call->policy.id.src_ts = copy_ts(this, id->src_ts);
	call->policy.id.dst_ts = copy_ts(this, id->dst_ts);
	call->policy.id.interface = strdupnull(id->interface);
	call->policy.id.label = id->label ? id->label->clone(id->label) : NULL;
	call->policy.data.src = copy_host(this, data->src);
	call->policy.data.dst = copy_host(this, data->dst);
	call->policy.data.sa = &call->policy.cfg;
	this->calls->insert_last(this->calls, call);
}

/*
 * Described in header.
 */
void kernel_recording_add_ip(kernel_recording_t *this, kernel_call_type_t type,
							 host_t *vip, int prefix, char *iface, bool wait)
{
	kernel_call_t *call;

	INIT(call,
		.type = type,
		.ip = {
			.vip = copy_host(this, vip),
			.prefix = prefix,
			.iface = strdupnull(iface),
			.wait = wait,
		},
	);
	this->calls->insert_last(this->calls, call);
}

/*
 * Described in header.
 */
status_t kernel_call_make(kernel_call_t *call)
{
	kernel_interface_t *kernel = charon->kernel;

	switch (call->type)
	{
		case KERNEL_UPDATE_SA:
			return kernel->update_sa(kernel, &call->sa.id, &call->sa.data);
		case KERNEL_ADD_POLICY:
			return kernel->add_policy(kernel, &call->policy.id,
									  &call->policy.data);
		case KERNEL_DEL_POLICY:
			return kernel->del_policy(kernel, &call->policy.id,
									  &call->policy.data);
		case KERNEL_ADD_IP:
			return kernel->add_ip(kernel, call->ip.vip, call->ip.prefix,
								  call->ip.iface);
		case KERNEL_DEL_IP:
			return kernel->del_ip(kernel, call->ip.vip, call->ip.prefix,
								  call->ip.wait);
	}
	return NOT_SUPPORTED;
}

/**
 * Destroy a call.
 */
static void destroy_call(kernel_call_t *call)
{
	switch (call->type)
	{
		case KERNEL_ADD_POLICY:
		case KERNEL_DEL_POLICY:
			free(call->policy.id.interface);
			DESTROY_IF(call->policy.id.label);
			break;
		case KERNEL_ADD_IP:
		case KERNEL_DEL_IP:
			free(call->ip.iface);
			break;
		case KERNEL_UPDATE_SA:
			update_sa_destroy_selectors(&call->sa.data);
			break;
	}
	free(call);
}

/*
 * Described in header.
 */
void kernel_recording_destroy(kernel_recording_t *this)
{
	this->calls->destroy_function(this->calls, (void*)destroy_call);
	this->hosts->destroy_offset(this->hosts, offsetof(host_t, destroy));
	this->selectors->destroy_offset(this->selectors,
									offsetof(traffic_selector_t, destroy));
	free(this->name);
	free(this);
}

/*
 * Described in header.
 */
kernel_recording_t *kernel_recording_create(char *name, uint32_t id)
{
	kernel_recording_t *this;

	INIT(this,
		.name = strdup(name),
		.id = id,
		.calls = linked_list_create(),
		.hosts = linked_list_create(),
		.selectors = linked_list_create(),
	);

	return this;
}
