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

#include "address_task.h"

typedef struct private_address_task_t private_address_task_t;

/**
 * Private data of address_task_t.
 */
struct private_address_task_t {

	/**
	 * Public interface.
	 */
	address_task_t public;

	/**
	 * Session the request is sent for; the task goes before it does.
	 */
	session_t *session;

	/**
	 * Which exchange.
	 */
	exchange_t exchange;
};

METHOD(task_t, build, status_t,
	private_address_task_t *this, message_t *message)
{
	if (!this->session->build(this->session, this->exchange, message))
	{
		message->set_exchange_type(message, EXCHANGE_TYPE_UNDEFINED);
		return SUCCESS;
	}
	return NEED_MORE;
}

METHOD(task_t, process, status_t,
	private_address_task_t *this, message_t *message)
{
	/* the session has seen the response already, like any other */
	return SUCCESS;
}

METHOD(ike_mobike_t, transmit, bool,
	private_address_task_t *this, packet_t *packet)
{
	this->session->transmit(this->session);
	return TRUE;
}

METHOD(ike_mobike_t, is_probing, bool,
	private_address_task_t *this)
{
	return FALSE;
}

METHOD(ike_mobike_t, ignore, void,
	private_address_task_t *this)
{
}

METHOD(ike_mobike_t, ignore_roam, void,
	private_address_task_t *this, bool address)
{
}

METHOD(task_t, get_type, task_type_t,
	private_address_task_t *this)
{
	return TASK_IKE_MOBIKE;
}

METHOD(task_t, migrate, void,
	private_address_task_t *this, ike_sa_t *ike_sa)
{
	/* the session migrates too */
}

METHOD(task_t, destroy, void,
	private_address_task_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
address_task_t *address_task_create(session_t *session, exchange_t exchange)
{
	private_address_task_t *this;

	INIT(this,
		.public = {
			.mobike = {
				.task = {
					.get_type = _get_type,
					.build = _build,
					.process = _process,
					.migrate = _migrate,
					.destroy = _destroy,
				},
				.addresses = _ignore,
				.roam = _ignore_roam,
				.dpd = _ignore,
				.transmit = _transmit,
				.is_probing = _is_probing,
				.enable_probing = _ignore,
			},
		},
		.session = session,
		.exchange = exchange,
	);

	return &this->public;
}
