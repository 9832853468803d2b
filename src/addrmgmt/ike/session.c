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

#include "session.h"
#include "session_manager.h"
#include "address_messages.h"
#include "clock.h"
#include "local_addresses.h"
#include "options.h"
#include "path_executor.h"
#include "peer_lists.h"

#include <stdarg.h>

#include <daemon.h>

typedef struct private_session_t private_session_t;

/**
 * Private data of session_t.
 */
struct private_session_t {

	/**
	 * Public interface.
	 */
	session_t public;

	/**
	 * Takes over decisions of the IKE_SA.
	 */
	decorated_t decorated;

	/**
	 * Manager of this session.
	 */
	session_manager_t *manager;

	/**
	 * The IKE_SA, changes when it is rekeyed.
	 */
	ike_sa_t *ike_sa;

	/**
	 * What both sides support.
	 */
	negotiation_t *negotiation;

	/**
	 * Protocol in force.
	 */
	dialect_t dialect;

	/**
	 * The rules, NULL as long as no protocol is in force.
	 */
	paths_t *paths;

	/**
	 * Carries out what the rules decide.
	 */
	path_executor_t *executor;

	/**
	 * Reads the lists of the peer.
	 */
	peer_lists_t *lists;

	/**
	 * Kind of the request a task of ours is just building.
	 */
	request_kind_t building;

	/**
	 * Path to send the request on for the first time, internal to the rules.
	 */
	host_t *local;
	host_t *remote;

	/**
	 * Counters.
	 */
	uint64_t counters[COUNTER_MAX];
};

/**
 * Get the session by its decorated_t.
 */
static private_session_t *by_decorated(decorated_t *decorated)
{
	return (private_session_t*)((char*)decorated -
								offsetof(private_session_t, decorated));
}

METHOD(session_t, count, void,
	private_session_t *this, counter_t counter)
{
	this->counters[counter]++;
	this->manager->count(this->manager, counter);
}

METHOD(session_t, report, void,
	private_session_t *this, char *event, char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);

	DBG1(DBG_IKE, "%s", text);
	this->manager->notify(this->manager, this->ike_sa, &this->public, event,
						  text);
}

METHOD(session_t, hint, void,
	private_session_t *this, char *why)
{
	if (this->paths)
	{
		count(this, COUNTER_HINTS);
		report(this, "hint", "%s, checking it", why);
		this->paths->hint(this->paths, clock_ms());
	}
}

METHOD(session_t, update, void,
	private_session_t *this)
{
	linked_list_t *addrs;

	if (this->paths)
	{
		addrs = local_addresses_get(this->ike_sa,
									this->manager->get_watcher(this->manager));
		this->paths->local_list(this->paths, addrs, clock_ms());
		addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	}
}

/**
 * Implements decorated_t.
 */
static void roam(decorated_t *decorated)
{
	private_session_t *this = by_decorated(decorated);
	update(this);
}

/**
 * Implements decorated_t.
 */
static bool may_move(decorated_t *decorated, bool forced)
{
	private_session_t *this = by_decorated(decorated);
	bool moving = this->executor->is_moving(this->executor);

	if (!moving && forced)
	{
		DBG1(DBG_IKE, "refusing to update addresses, as %N is in force",
			 dialect_names, this->dialect);
		count(this, COUNTER_MOBIKE_IGNORED);
	}
	return moving;
}

/**
 * Implements decorated_t.
 */
static void generated(decorated_t *decorated, array_t *packets)
{
	private_session_t *this = by_decorated(decorated);
	request_kind_t kind = this->building;

	if (this->ike_sa->get_state(this->ike_sa) == IKE_DELETING)
	{
		kind = REQUEST_LAST;
	}
	this->building = REQUEST_ANY;
	this->executor->set_packets(this->executor, packets);
	this->paths->request(this->paths, kind, clock_ms(), &this->local,
						 &this->remote);
}

METHOD(session_t, build, bool,
	private_session_t *this, request_kind_t kind, message_t *message)
{
	if (kind == REQUEST_CHECK)
	{
		this->executor->check_sent(this->executor);
		if (!this->paths->is_check_wanted(this->paths))
		{
			return FALSE;
		}
		count(this, COUNTER_CHECKS);
		this->manager->notify(this->manager, this->ike_sa, &this->public,
							  "check", "checking a path");
	}
	else
	{
		address_messages_write(message,
							   this->paths->create_announcement(this->paths));
		count(this, COUNTER_LISTS_SENT);
		report(this, "announce", "announcing our addresses");
	}
	this->building = kind;
	return TRUE;
}

METHOD(session_t, transmit, void,
	private_session_t *this)
{
	this->executor->send(this->executor, this->local, this->remote);
}

/**
 * Handle the addresses in a request, if there are any.
 */
static void process_list(private_session_t *this, message_t *message)
{
	address_watcher_t *watcher = this->manager->get_watcher(this->manager);
	linked_list_t *own, *addrs;

	own = watcher->get_addresses(watcher, NULL);
	addrs = this->lists->read(this->lists, this->ike_sa, message, own);
	if (addrs)
	{
		this->paths->peer_list(this->paths, addrs, clock_ms());
		addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	}
	own->destroy_offset(own, offsetof(host_t, destroy));
}

/**
 * Handle a response.
 */
static void process_response(private_session_t *this, message_t *message)
{
	if (address_messages_contains(message))
	{
		DBG1(DBG_IKE, "ignored address list in a response");
		count(this, COUNTER_IN_RESPONSE);
	}
	this->paths->response(this->paths, message->get_destination(message),
						  message->get_source(message), clock_ms());
}

/**
 * A request from elsewhere, which is not a list, is a hint (K8): its header is
 * not authenticated, but something might have changed.
 */
static void check_source(private_session_t *this, message_t *message)
{
	host_t *source = message->get_source(message);

	if (!source->ip_equals(source,
						   this->ike_sa->get_other_host(this->ike_sa)))
	{
		hint(this, "source address of the peer changed");
	}
}

METHOD(session_t, message_, void,
	private_session_t *this, message_t *message, bool incoming)
{
	if (message->get_exchange_type(message) == IKE_SA_INIT)
	{
		this->negotiation->message(this->negotiation, message, incoming);
	}
	else if (this->paths && incoming)
	{
		if (!message->get_request(message))
		{
			process_response(this, message);
		}
		else
		{
			if (message->get_exchange_type(message) == INFORMATIONAL)
			{
				process_list(this, message);
			}
			check_source(this, message);
		}
	}
}

METHOD(session_t, established, void,
	private_session_t *this)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);
	char *conn = this->ike_sa->get_name(this->ike_sa);
	host_t *me, *other;
	paths_config_t config;
	ike_sa_id_t *id;

	this->dialect = this->negotiation->conclude(this->negotiation);
	if (this->paths || this->dialect == DIALECT_NONE)
	{
		return;
	}
	DBG1(DBG_IKE, "using %N: %s", dialect_names, this->dialect,
		 this->negotiation->get_reason(this->negotiation));
	id = this->ike_sa->get_id(this->ike_sa);
	config = (paths_config_t) {
		.initiator = id->is_initiator(id),
		.retransmits = option_get_int(conn, "retransmits_per_address", 3, 0),
		.timeout = option_get_double(conn, "retransmit_timeout", 0.5) * 1000,
		.base = option_get_double(conn, "retransmit_base", 1.8),
		.blackout = option_get_time(conn, "blackout_time", 300) * 1000,
	};
	me = this->ike_sa->get_my_host(this->ike_sa);
	other = this->ike_sa->get_other_host(this->ike_sa);
	this->paths = paths_create(&config, &this->executor->actions, me, other, clock_ms());
	decorators->decorate(decorators, this->ike_sa, &this->decorated);
	this->manager->set_path(this->manager, this->ike_sa, me, other);
	this->manager->update_one(this->manager, this->ike_sa);
}

METHOD(session_t, rekeyed, void,
	private_session_t *this, ike_sa_t *new)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);
	ike_sa_t *old = this->ike_sa;

	this->ike_sa = new;
	this->negotiation->rekeyed(this->negotiation, new);
	if (this->paths)
	{
		decorators->restore(decorators, old);
		decorators->decorate(decorators, new, &this->decorated);
	}
	this->lists->reset(this->lists);
	this->executor->set_ike_sa(this->executor, new);
	if (this->paths)
	{
		this->manager->set_path(this->manager, new,
								old->get_my_host(old),
								old->get_other_host(old));
		this->paths->abandon(this->paths);
		this->manager->update_one(this->manager, new);
	}
}

METHOD(session_t, timer, status_t,
	private_session_t *this)
{
	if (this->paths)
	{
		this->paths->timer(this->paths, clock_ms());
		if (this->executor->is_given_up(this->executor))
		{
			this->executor->delete_ike_sa(this->executor);
			return DESTROY_ME;
		}
	}
	return SUCCESS;
}

METHOD(session_t, get_dialect, dialect_t,
	private_session_t *this)
{
	return this->dialect;
}

METHOD(session_t, get_reason, char*,
	private_session_t *this)
{
	return this->negotiation->get_reason(this->negotiation);
}

METHOD(session_t, get_path, void,
	private_session_t *this, host_t **local, host_t **remote)
{
	*local = this->ike_sa->get_my_host(this->ike_sa);
	*remote = this->ike_sa->get_other_host(this->ike_sa);
}

METHOD(session_t, create_address_enumerator, enumerator_t*,
	private_session_t *this, bool local)
{
	address_list_t *list;

	if (!this->paths)
	{
		return enumerator_create_empty();
	}
	list = this->paths->get_list(this->paths, local);
	return list->create_enumerator(list);
}

METHOD(session_t, get_counter, uint64_t,
	private_session_t *this, counter_t counter)
{
	return this->counters[counter];
}

METHOD(session_t, destroy, void,
	private_session_t *this)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);

	decorators->restore(decorators, this->ike_sa);
	DESTROY_IF(this->paths);
	this->executor->destroy(this->executor);
	this->lists->destroy(this->lists);
	this->negotiation->destroy(this->negotiation);
	free(this);
}

/*
 * Described in header.
 */
session_t *session_create(session_manager_t *manager, ike_sa_t *ike_sa)
{
	private_session_t *this;

	INIT(this,
		.public = {
			.get_dialect = _get_dialect,
			.get_reason = _get_reason,
			.get_path = _get_path,
			.create_address_enumerator = _create_address_enumerator,
			.get_counter = _get_counter,
			.count = _count,
			.report = _report,
			.message = _message_,
			.established = _established,
			.rekeyed = _rekeyed,
			.update = _update,
			.hint = _hint,
			.timer = _timer,
			.build = _build,
			.transmit = _transmit,
			.destroy = _destroy,
		},
		.decorated = {
			.roam = roam,
			.may_move = may_move,
			.generated = generated,
		},
		.manager = manager,
		.ike_sa = ike_sa,
		.negotiation = negotiation_create(ike_sa),
	);

	this->executor = path_executor_create(manager, &this->public, ike_sa);
	this->lists = peer_lists_create(&this->public);

	return &this->public;
}
