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


#include "control_events.h"

#include <sys/time.h>

#include <vici_builder.h>

/**
 * Name of the event.
 */
#define EVENT "addrmgmt"

typedef struct private_control_events_t private_control_events_t;

/**
 * Private data of control_events_t.
 */
struct private_control_events_t {

	/**
	 * Public interface.
	 */
	control_events_t public;

	/**
	 * Sends events.
	 */
	control_dispatcher_t *dispatcher;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;
};

METHOD(session_observer_t, notify, void,
	private_control_events_t *this, ike_sa_t *ike_sa, session_t *session,
	char *event, char *text)
{
	vici_builder_t *b;
	host_t *local, *remote;
	struct timeval now;

	if (!this->dispatcher->has_listeners(this->dispatcher, EVENT))
	{
		return;
	}
	session->get_path(session, &local, &remote);
	gettimeofday(&now, NULL);

	b = vici_builder_create();
	b->add_kv(b, "time", "%lld.%03d", (long long)now.tv_sec,
			  (int)(now.tv_usec / 1000));
	b->add_kv(b, "ike-name", "%s", ike_sa->get_name(ike_sa));
	b->add_kv(b, "uniqueid", "%u", ike_sa->get_unique_id(ike_sa));
	b->add_kv(b, "protocol", "%N", dialect_names,
			  session->get_dialect(session));
	b->add_kv(b, "event", "%s", event);
	b->add_kv(b, "text", "%s", text);
	b->add_kv(b, "local", "%H", local);
	b->add_kv(b, "remote", "%H", remote);
	this->dispatcher->raise_event(this->dispatcher, EVENT, 0, b->finalize(b));
}

METHOD(control_events_t, destroy, void,
	private_control_events_t *this)
{
	this->manager->remove_observer(this->manager, &this->public.observer);
	free(this);
}

/*
 * Described in header.
 */
control_events_t *control_events_create(control_dispatcher_t *dispatcher,
										session_manager_t *manager)
{
	private_control_events_t *this;

	INIT(this,
		.public = {
			.observer = {
				.notify = _notify,
			},
			.destroy = _destroy,
		},
		.dispatcher = dispatcher,
		.manager = manager,
	);

	dispatcher->add_event(dispatcher, EVENT);
	manager->add_observer(manager, &this->public.observer);

	return &this->public;
}
