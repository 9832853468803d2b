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

#include "absence.h"
#include "address_messages.h"
#include "ike/clock.h"
#include "ike/options.h"

#include <daemon.h>
#include <encoding/payloads/delete_payload.h>

/**
 * Default for the option max_disconnect_time, in s.
 */
#define MAX_DISCONNECT_TIME 3600

typedef struct private_absence_t private_absence_t;

/**
 * Private data of absence_t.
 */
struct private_absence_t {

	/**
	 * Public interface.
	 */
	absence_t public;

	/**
	 * Session to report for.
	 */
	session_t *session;

	/**
	 * Rules to tell about absences.
	 */
	paths_t *paths;

	/**
	 * Seconds we are about to announce.
	 */
	uint32_t seconds;

	/**
	 * Is our announcement in the air?
	 */
	bool sent;

	/**
	 * Are we the one who is away?
	 */
	bool left;

	/**
	 * Does the response to the current request have to refuse?
	 */
	bool refuse;

	/**
	 * Is the IKE_SA gone?
	 */
	bool refused;
};

/**
 * The peer is not away, nor are we.
 */
static void back(private_absence_t *this)
{
	if (this->paths->get_away(this->paths))
	{
		this->session->report(this->session, "back", this->left ?
							  "we are back" : "peer is back");
		this->left = FALSE;
		this->paths->back(this->paths, clock_ms());
	}
}

/**
 * A request was received; whatever it is, the peer is not away anymore if it
 * does not say so.
 */
static void process_request(private_absence_t *this, ike_sa_t *ike_sa,
							message_t *message)
{
	uint32_t seconds, limit;
	char *error = NULL;

	this->refuse = FALSE;
	limit = option_get_time(ike_sa->get_name(ike_sa), "max_disconnect_time",
							MAX_DISCONNECT_TIME);
	if (!address_messages_read_disconnect(message, &seconds, &error))
	{
		if (error)
		{
			this->session->count(this->session, COUNTER_DISCONNECTS_REFUSED);
			this->session->report(this->session, "refuse",
								  "ignored disconnect notify: %s", error);
		}
		back(this);
	}
	else if (!seconds)
	{
		back(this);
	}
	else if (seconds > limit)
	{
		this->session->count(this->session, COUNTER_DISCONNECTS_REFUSED);
		this->session->report(this->session, "refuse", "peer wants to be away "
							  "for %us, not more than %us are allowed, deleting "
							  "IKE_SA", seconds, limit);
		this->refuse = TRUE;
	}
	else
	{
		this->session->count(this->session, COUNTER_DISCONNECTS);
		this->session->report(this->session, "away",
							  "peer will be away for %us", seconds);
		this->paths->away(this->paths, clock_ms() + (uint64_t)seconds * 1000);
	}
}

/**
 * A response is about to be sent, refuse the absence if it has to.
 */
static void respond(private_absence_t *this, message_t *message)
{
	delete_payload_t *delete;

	if (this->refuse)
	{
		delete = delete_payload_create(PLV2_DELETE, PROTO_IKE);
		message->add_payload(message, (payload_t*)delete);
		this->refuse = FALSE;
		this->refused = TRUE;
	}
}

METHOD(absence_t, leave, void,
	private_absence_t *this, uint32_t seconds)
{
	this->seconds = seconds;
	if (!seconds)
	{
		back(this);
	}
}

METHOD(absence_t, build, void,
	private_absence_t *this, message_t *message)
{
	address_messages_write_disconnect(message, this->seconds);
	this->session->count(this->session, COUNTER_DISCONNECTS_SENT);
	if (this->seconds)
	{
		this->session->report(this->session, "leave",
							  "announcing to be away for %us", this->seconds);
	}
	this->sent = TRUE;
}

/**
 * Check if a message deletes the IKE_SA.
 */
static bool has_delete(message_t *message)
{
	delete_payload_t *delete;

	delete = (delete_payload_t*)message->get_payload(message, PLV2_DELETE);
	return delete && delete->get_protocol_id(delete) == PROTO_IKE;
}

/**
 * A response was received.
 */
static void process_response(private_absence_t *this, message_t *message)
{
	if (!this->sent)
	{
		back(this);
		return;
	}
	this->sent = FALSE;
	if (has_delete(message))
	{
		this->session->report(this->session, "refuse",
							  "peer refused our absence, IKE_SA is deleted");
		this->refused = TRUE;
	}
	else if (this->seconds)
	{
		this->left = TRUE;
		this->paths->away(this->paths,
						  clock_ms() + (uint64_t)this->seconds * 1000);
	}
}

METHOD(absence_t, message, void,
	private_absence_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming)
{
	bool request = message->get_request(message);

	if (incoming && request)
	{
		process_request(this, ike_sa, message);
	}
	else if (incoming)
	{
		process_response(this, message);
	}
	else if (!request)
	{
		respond(this, message);
	}
}

METHOD(absence_t, update, void,
	private_absence_t *this, linked_list_t *addrs)
{
	address_list_t *known = this->paths->get_list(this->paths, TRUE);
	enumerator_t *enumerator;
	host_t *addr;
	bool gained = FALSE;

	if (this->left)
	{
		enumerator = addrs->create_enumerator(addrs);
		while (!gained && enumerator->enumerate(enumerator, &addr))
		{
			gained = !known->contains(known, addr);
		}
		enumerator->destroy(enumerator);
		if (gained)
		{
			back(this);
		}
	}
}

METHOD(absence_t, is_refused, bool,
	private_absence_t *this)
{
	return this->refused;
}

METHOD(absence_t, destroy, void,
	private_absence_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
absence_t *absence_create(session_t *session, paths_t *paths)
{
	private_absence_t *this;

	INIT(this,
		.public = {
			.message = _message,
			.leave = _leave,
			.build = _build,
			.update = _update,
			.is_refused = _is_refused,
			.destroy = _destroy,
		},
		.session = session,
		.paths = paths,
	);

	return &this->public;
}
