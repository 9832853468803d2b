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

#include "in_force.h"
#include "clock.h"
#include "ike/dupont/dupont_options.h"
#include "ike/dupont/dupont_protocol.h"
#include "ike/kivinen/absence.h"
#include "ike/kivinen/kivinen.h"
#include "options.h"
#include "session_manager.h"
#include "traffic_watch.h"

#include <daemon.h>

typedef struct private_in_force_t private_in_force_t;

/**
 * Private data of in_force_t.
 */
struct private_in_force_t {

	/**
	 * Public interface.
	 */
	in_force_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session to report for.
	 */
	session_t *session;

	/**
	 * The IKE_SA, changes when it is rekeyed.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Carries out what the rules decide.
	 */
	path_executor_t *executor;

	/**
	 * Handles absences, NULL if the peer has not announced draft-kivinen, which
	 * has them; they don't depend on how addresses are told.
	 */
	absence_t *absence;

	/**
	 * Looks at the traffic.
	 */
	traffic_watch_t *traffic;

	/**
	 * Kind of the request a task of ours is just building.
	 */
	request_kind_t building;

	/**
	 * Path to send the request on for the first time, internal to the rules.
	 */
	host_t *local;
	host_t *remote;
};

/*
 * Described in header.
 */
paths_config_t in_force_get_config(dialect_t dialect, ike_sa_t *ike_sa)
{
	char *conn = ike_sa->get_name(ike_sa);
	ike_sa_id_t *id = ike_sa->get_id(ike_sa);

	return (paths_config_t) {
		.initiator = id->is_initiator(id),
		.retransmits = option_get_int(conn, "retransmits_per_address", 3, 0),
		.timeout = option_get_double(conn, "retransmit_timeout", 0.5) * 1000,
		.base = option_get_double(conn, "retransmit_base", 1.8),
		.blackout = option_get_time(conn, "blackout_time", 300) * 1000,
		.probe_interval = option_get_time(conn, "probe_interval", 10) * 1000,
		.proof = dialect == DIALECT_DUPONT ?
				 dupont_options_get_proof(conn) : PROOF_FAILED,
		.both_ends = dialect == DIALECT_DUPONT,
	};
}

METHOD(in_force_t, start, void,
	private_in_force_t *this)
{
	this->traffic->start(this->traffic, this->ike_sa);
}

/**
 * Handle what a message says about absences.
 */
static void process_absence(private_in_force_t *this, message_t *message,
							bool incoming)
{
	if (this->absence)
	{
		this->absence->message(this->absence, this->ike_sa, message, incoming);
		if (this->absence->is_refused(this->absence))
		{
			this->manager->schedule(this->manager, this->ike_sa,
									this->session->timer, 0);
		}
	}
}

/**
 * Handle a request.
 */
static void process_request(private_in_force_t *this, message_t *message)
{
	protocol_t *protocol = this->public.protocol;
	paths_t *paths = this->public.paths;

	if (!protocol->request(protocol, message))
	{	/* charon ignores it then, it is handed to it again later */
		message->set_exchange_type(message, EXCHANGE_TYPE_UNDEFINED);
		return;
	}
	this->traffic->heard(this->traffic, this->ike_sa);
	if (paths->heard(paths, message->get_destination(message),
					 message->get_source(message), clock_ms()))
	{
		this->session->count(this->session, COUNTER_HINTS);
		this->session->report(this->session, "hint",
							"request received on another path, checking ours");
	}
}

METHOD(in_force_t, message_, void,
	private_in_force_t *this, message_t *message, bool incoming)
{
	protocol_t *protocol = this->public.protocol;

	process_absence(this, message, incoming);
	if (incoming)
	{
		if (message->get_request(message))
		{
			process_request(this, message);
		}
		else
		{
			protocol->response(protocol, message);
		}
	}
	else if (message->get_request(message))
	{
		protocol->send(protocol, message);
	}
	else
	{
		protocol->respond(protocol, message);
	}
}

METHOD(in_force_t, build, bool,
	private_in_force_t *this, exchange_t exchange, message_t *message)
{
	protocol_t *protocol = this->public.protocol;
	paths_t *paths = this->public.paths;

	switch (exchange)
	{
		case EXCHANGE_CHECK:
			this->executor->check_sent(this->executor);
			if (!paths->is_check_wanted(paths))
			{
				return FALSE;
			}
			this->building = REQUEST_CHECK;
			this->session->count(this->session, COUNTER_CHECKS);
			this->session->report(this->session, "check",
								  "checking if the peer can be reached");
			break;
		case EXCHANGE_DISCONNECT:
			this->absence->build(this->absence, message);
			return TRUE;
		default:
			break;
	}
	return protocol->build(protocol, exchange, message);
}

METHOD(in_force_t, generated, void,
	private_in_force_t *this, array_t *packets)
{
	paths_t *paths = this->public.paths;
	request_kind_t kind = this->building;

	if (this->ike_sa->get_state(this->ike_sa) == IKE_DELETING)
	{
		kind = REQUEST_LAST;
	}
	this->building = REQUEST_ANY;
	this->executor->set_packets(this->executor, packets);
	paths->request(paths, kind, clock_ms(), &this->local, &this->remote);
}

METHOD(in_force_t, transmit, void,
	private_in_force_t *this)
{
	this->executor->send(this->executor, this->local, this->remote);
}

METHOD(in_force_t, local_list, void,
	private_in_force_t *this, linked_list_t *addrs)
{
	protocol_t *protocol = this->public.protocol;

	if (this->absence)
	{
		this->absence->update(this->absence, addrs);
	}
	protocol->local_list(protocol, addrs);
}

METHOD(in_force_t, hint, void,
	private_in_force_t *this, char *why)
{
	paths_t *paths = this->public.paths;

	this->session->count(this->session, COUNTER_HINTS);
	if (paths->hint(paths, clock_ms()))
	{
		this->session->report(this->session, "hint", "%s, checking it", why);
	}
}

METHOD(in_force_t, look, void,
	private_in_force_t *this)
{
	this->traffic->look(this->traffic, this->ike_sa);
}

METHOD(in_force_t, disconnect, bool,
	private_in_force_t *this, uint32_t seconds)
{
	if (!this->absence)
	{
		return FALSE;
	}
	this->absence->leave(this->absence, seconds);
	this->executor->queue(this->executor, EXCHANGE_DISCONNECT);
	return TRUE;
}

METHOD(in_force_t, timer, status_t,
	private_in_force_t *this)
{
	paths_t *paths = this->public.paths;

	if (this->absence && this->absence->is_refused(this->absence))
	{	/* one side did not want to be without the other */
		charon->bus->ike_updown(charon->bus, this->ike_sa, FALSE);
		return DESTROY_ME;
	}
	paths->timer(paths, clock_ms());
	if (this->executor->is_given_up(this->executor))
	{
		this->executor->delete_ike_sa(this->executor);
		return DESTROY_ME;
	}
	return SUCCESS;
}

METHOD(in_force_t, set_ike_sa, void,
	private_in_force_t *this, ike_sa_t *ike_sa)
{
	this->ike_sa = ike_sa;
	this->public.protocol->set_ike_sa(this->public.protocol, ike_sa);
}

METHOD(in_force_t, destroy, void,
	private_in_force_t *this)
{
	this->traffic->destroy(this->traffic);
	DESTROY_IF(this->absence);
	this->public.protocol->destroy(this->public.protocol);
	this->public.paths->destroy(this->public.paths);
	free(this);
}

/*
 * Described in header.
 */
in_force_t *in_force_create(dialect_t dialect, session_manager_t *manager,
							session_t *session, ike_sa_t *ike_sa,
							negotiation_t *negotiation,
							introduction_t *introduction,
							path_executor_t *executor, child_places_t *places)
{
	paths_config_t config = in_force_get_config(dialect, ike_sa);
	private_in_force_t *this;
	paths_t *paths;

	paths = paths_create(&config, &executor->actions,
						 ike_sa->get_my_host(ike_sa),
						 ike_sa->get_other_host(ike_sa), clock_ms());
	INIT(this,
		.public = {
			.paths = paths,
			.start = _start,
			.message = _message_,
			.build = _build,
			.generated = _generated,
			.transmit = _transmit,
			.local_list = _local_list,
			.hint = _hint,
			.look = _look,
			.disconnect = _disconnect,
			.timer = _timer,
			.set_ike_sa = _set_ike_sa,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.ike_sa = ike_sa,
		.executor = executor,
	);
	if (dialect == DIALECT_DUPONT)
	{
		this->public.protocol = dupont_protocol_create(manager, session, paths,
									ike_sa, places, introduction,
									negotiation->knows_cookies(negotiation));
	}
	else
	{
		this->public.protocol = kivinen_create(manager, session, paths, ike_sa);
	}
	if (negotiation->knows_absences(negotiation))
	{
		this->absence = absence_create(session, paths);
	}
	this->traffic = traffic_watch_create(manager, session, paths);
	return &this->public;
}
