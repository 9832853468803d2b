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


#include "control.h"
#include "control_change.h"
#include "control_dispatcher.h"
#include "control_events.h"
#include "control_query.h"

typedef struct private_control_t private_control_t;

/**
 * Private data of control_t.
 */
struct private_control_t {

	/**
	 * Public interface.
	 */
	control_t public;

	/**
	 * Serves clients.
	 */
	control_dispatcher_t *dispatcher;

	/**
	 * Commands that tell what is known.
	 */
	control_query_t *query;

	/**
	 * Commands that change something.
	 */
	control_change_t *change;

	/**
	 * Events.
	 */
	control_events_t *events;
};

METHOD(control_t, destroy, void,
	private_control_t *this)
{
	this->events->destroy(this->events);
	this->dispatcher->destroy(this->dispatcher);
	this->query->destroy(this->query);
	this->change->destroy(this->change);
	free(this);
}

/*
 * Described in header.
 */
control_t *control_create(session_manager_t *manager, mobile_ipv6_t *mobile_ipv6,
						  kernel_selectors_t *selectors)
{
	private_control_t *this;
	control_dispatcher_t *dispatcher;

	dispatcher = control_dispatcher_create(
					lib->settings->get_str(lib->settings,
							"%s.plugins.addrmgmt.socket",
							"unix://" IPSEC_PIDDIR "/charon.addrmgmt",
							lib->ns));
	if (!dispatcher)
	{
		return NULL;
	}

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.dispatcher = dispatcher,
		.query = control_query_create(dispatcher, manager, mobile_ipv6,
									  selectors),
		.change = control_change_create(dispatcher, manager),
		.events = control_events_create(dispatcher, manager),
	);

	return &this->public;
}
