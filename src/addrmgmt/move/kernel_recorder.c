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

#include "kernel_recorder.h"

#include <daemon.h>
#include <threading/thread_value.h>

typedef struct private_kernel_recorder_t private_kernel_recorder_t;

/**
 * Private data of a kernel_recorder_t.
 */
struct private_kernel_recorder_t {

	/**
	 * Public interface.
	 */
	kernel_recorder_t public;

	/**
	 * linked_list_t of kernel_recording_t in threads that record.
	 */
	thread_value_t *recordings;

	/**
	 * What has to be finished before anybody changes policies.
	 */
	child_backlog_t *backlog;

	/**
	 * The methods we have replaced, only those.
	 */
	kernel_interface_t original;
};

/**
 * The methods of kernel_interface_t are called with that object, which has no
 * place for a reference to ours.
 */
static private_kernel_recorder_t *recorder;

/**
 * Get where to record the calls of this thread, NULL if they are to be made.
 */
static kernel_recording_t *get_recording()
{
	kernel_recording_t *recording;
	linked_list_t *list;

	list = recorder->recordings->get(recorder->recordings);
	if (list && list->get_last(list, (void**)&recording) == SUCCESS)
	{
		return recording;
	}
	return NULL;
}

METHOD(kernel_interface_t, update_sa, status_t,
	kernel_interface_t *kernel, kernel_ipsec_sa_id_t *id,
	kernel_ipsec_update_sa_t *data)
{
	kernel_recording_t *recording = get_recording();

	if (!recording)
	{
		return recorder->original.update_sa(kernel, id, data);
	}
	kernel_recording_add_sa(recording, id, data);
	return SUCCESS;
}

METHOD(kernel_interface_t, add_policy, status_t,
	kernel_interface_t *kernel, kernel_ipsec_policy_id_t *id,
	kernel_ipsec_manage_policy_t *data)
{
	kernel_recording_t *recording = get_recording();

	if (!recording)
	{
		recorder->backlog->finish(recorder->backlog);
		return recorder->original.add_policy(kernel, id, data);
	}
	kernel_recording_add_policy(recording, KERNEL_ADD_POLICY, id, data);
	return SUCCESS;
}

METHOD(kernel_interface_t, del_policy, status_t,
	kernel_interface_t *kernel, kernel_ipsec_policy_id_t *id,
	kernel_ipsec_manage_policy_t *data)
{
	kernel_recording_t *recording = get_recording();

	if (!recording)
	{
		recorder->backlog->finish(recorder->backlog);
		return recorder->original.del_policy(kernel, id, data);
	}
	kernel_recording_add_policy(recording, KERNEL_DEL_POLICY, id, data);
	return SUCCESS;
}

METHOD(kernel_interface_t, add_ip, status_t,
	kernel_interface_t *kernel, host_t *vip, int prefix, char *iface)
{
	kernel_recording_t *recording = get_recording();

	if (!recording)
	{
		return recorder->original.add_ip(kernel, vip, prefix, iface);
	}
	kernel_recording_add_ip(recording, KERNEL_ADD_IP, vip, prefix, iface,
							FALSE);
	return SUCCESS;
}

METHOD(kernel_interface_t, del_ip, status_t,
	kernel_interface_t *kernel, host_t *vip, int prefix, bool wait)
{
	kernel_recording_t *recording = get_recording();

	if (!recording)
	{
		return recorder->original.del_ip(kernel, vip, prefix, wait);
	}
	kernel_recording_add_ip(recording, KERNEL_DEL_IP, vip, prefix, NULL, wait);
	return SUCCESS;
}

METHOD(listener_t, child_state_change, bool,
	private_kernel_recorder_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa,
	child_sa_state_t state)
{
	kernel_recording_t *recording;
	linked_list_t *list;

	list = this->recordings->get(this->recordings);
	if (list && state == CHILD_UPDATING)
	{
		recording = kernel_recording_create(child_sa->get_name(child_sa),
									child_sa->get_unique_id(child_sa));
		list->insert_last(list, recording);
	}
	return TRUE;
}

METHOD(kernel_recorder_t, start, void,
	private_kernel_recorder_t *this)
{
	this->recordings->set(this->recordings, linked_list_create());
}

METHOD(kernel_recorder_t, stop, linked_list_t*,
	private_kernel_recorder_t *this)
{
	linked_list_t *list;

	list = this->recordings->get(this->recordings);
	this->recordings->set(this->recordings, NULL);
	return list;
}

METHOD(kernel_recorder_t, destroy, void,
	private_kernel_recorder_t *this)
{
	kernel_interface_t *kernel = charon->kernel;

	kernel->update_sa = this->original.update_sa;
	kernel->add_policy = this->original.add_policy;
	kernel->del_policy = this->original.del_policy;
	kernel->add_ip = this->original.add_ip;
	kernel->del_ip = this->original.del_ip;

	charon->bus->remove_listener(charon->bus, &this->public.listener);
	this->recordings->destroy(this->recordings);
	recorder = NULL;
	free(this);
}

/*
 * Described in header.
 */
kernel_recorder_t *kernel_recorder_create(child_backlog_t *backlog)
{
	private_kernel_recorder_t *this;
	kernel_interface_t *kernel = charon->kernel;

	INIT(this,
		.public = {
			.listener = {
				.child_state_change = _child_state_change,
			},
			.start = _start,
			.stop = _stop,
			.destroy = _destroy,
		},
		.recordings = thread_value_create(NULL),
		.backlog = backlog,
		.original = *kernel,
	);
	recorder = this;

	kernel->update_sa = _update_sa;
	kernel->add_policy = _add_policy;
	kernel->del_policy = _del_policy;
	kernel->add_ip = _add_ip;
	kernel->del_ip = _del_ip;

	charon->bus->add_listener(charon->bus, &this->public.listener);
	return &this->public;
}
