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

#include "withheld.h"

#include <daemon.h>

typedef struct private_withheld_t private_withheld_t;

/**
 * Private data of withheld_t.
 */
struct private_withheld_t {

	/**
	 * Public interface.
	 */
	withheld_t public;

	/**
	 * Message ID of the request.
	 */
	uint32_t mid;

	/**
	 * The packet as it was received last. Of a fragmented request it is just
	 * one fragment, then the peer's next retransmission gets the answer.
	 */
	packet_t *packet;

	/**
	 * What it asks for.
	 */
	peer_update_t *update;
};

METHOD(withheld_t, get_update, peer_update_t*,
	private_withheld_t *this)
{
	return this->update;
}

METHOD(withheld_t, is_it, bool,
	private_withheld_t *this, message_t *message)
{
	return message->get_message_id(message) == this->mid;
}

METHOD(withheld_t, replace, void,
	private_withheld_t *this, message_t *message)
{
	DESTROY_IF(this->packet);
	this->packet = message->get_packet(message);
}

METHOD(withheld_t, resume, status_t,
	private_withheld_t *this, ike_sa_t *ike_sa)
{
	message_t *message;
	status_t status = SUCCESS;

	message = message_create_from_packet(this->packet->clone(this->packet));
	if (message->parse_header(message) == SUCCESS)
	{
		status = ike_sa->process_message(ike_sa, message);
	}
	message->destroy(message);
	return status == DESTROY_ME ? DESTROY_ME : SUCCESS;
}

METHOD(withheld_t, destroy, void,
	private_withheld_t *this)
{
	DESTROY_IF(this->packet);
	peer_update_destroy(this->update);
	free(this);
}

/*
 * Described in header.
 */
withheld_t *withheld_create(message_t *message, peer_update_t *update)
{
	private_withheld_t *this;

	INIT(this,
		.public = {
			.get_update = _get_update,
			.is_it = _is_it,
			.replace = _replace,
			.resume = _resume,
			.destroy = _destroy,
		},
		.mid = message->get_message_id(message),
		.packet = message->get_packet(message),
		.update = update,
	);

	return &this->public;
}
