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
#include "address_task.h"
#include "local_addresses.h"
#include "negotiation.h"
#include "options.h"
#include "paths/address_filter.h"

#include <stdarg.h>

#include <daemon.h>
#include <processing/jobs/initiate_tasks_job.h>

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
	 * Carries out what the rules decide.
	 */
	path_actions_t actions;

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
	 * Packets of the request in the air.
	 */
	array_t *packets;

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
	 * Is a check queued already?
	 */
	bool check_queued;

	/**
	 * Is our mover at work?
	 */
	bool moving;

	/**
	 * Did the rules give up the IKE_SA?
	 */
	bool given_up;

	/**
	 * Was a list applied since the IKE_SA was established or rekeyed?
	 */
	bool list_applied;

	/**
	 * Message ID of the last list that was applied (K6).
	 */
	uint32_t list_mid;

	/**
	 * Counters.
	 */
	uint64_t counters[COUNTER_MAX];
};

/**
 * Get the session by its path_actions_t.
 */
static private_session_t *by_actions(path_actions_t *actions)
{
	return (private_session_t*)((char*)actions -
								offsetof(private_session_t, actions));
}

/**
 * Get the session by its decorated_t.
 */
static private_session_t *by_decorated(decorated_t *decorated)
{
	return (private_session_t*)((char*)decorated -
								offsetof(private_session_t, decorated));
}

/**
 * Current time in ms.
 */
static uint64_t now_ms()
{
	timeval_t now;

	time_monotonic(&now);
	return (uint64_t)now.tv_sec * 1000 + now.tv_usec / 1000;
}

METHOD(session_t, count, void,
	private_session_t *this, counter_t counter)
{
	this->counters[counter]++;
	this->manager->count(this->manager, counter);
}

/**
 * Log what was decided and tell those who want to know.
 */
static void report(private_session_t *this, char *event, char *fmt, ...)
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

/**
 * Get one of our addresses or one of the peer with the port in use.
 */
static host_t *with_port(host_t *addr, host_t *current)
{
	addr = addr->clone(addr);
	addr->set_port(addr, current->get_port(current));
	return addr;
}

/**
 * Have a task sent as soon as no other request is in the air.
 */
static void queue(private_session_t *this, request_kind_t kind)
{
	address_task_t *task;

	task = address_task_create(&this->public, kind);
	this->ike_sa->queue_task(this->ike_sa, &task->mobike.task);
	lib->processor->queue_job(lib->processor, (job_t*)
				initiate_tasks_job_create(this->ike_sa->get_id(this->ike_sa)));
}

/**
 * Implements path_actions_t.
 */
static bool usable(path_actions_t *actions, host_t *local, host_t *remote)
{
	host_t *src;
	bool usable;

	if (local->get_family(local) != remote->get_family(remote))
	{
		return FALSE;
	}
	src = charon->kernel->get_source_addr(charon->kernel, remote, local);
	usable = src && src->ip_equals(src, local);
	DESTROY_IF(src);
	return usable;
}

/**
 * Implements path_actions_t.
 */
static void move(path_actions_t *actions, host_t *local, host_t *remote,
				   char *why)
{
	private_session_t *this = by_actions(actions);
	sa_mover_t *mover = this->manager->get_mover(this->manager);

	local = with_port(local, this->ike_sa->get_my_host(this->ike_sa));
	remote = with_port(remote, this->ike_sa->get_other_host(this->ike_sa));

	report(this, "move", "moving to path %#H - %#H: %s", local, remote, why);
	count(this, COUNTER_MOVES);
	this->moving = TRUE;
	mover->move(mover, this->ike_sa, local, remote);
	this->moving = FALSE;

	local->destroy(local);
	remote->destroy(remote);
}

/**
 * Implements path_actions_t.
 */
static void announce(path_actions_t *actions)
{
	private_session_t *this = by_actions(actions);
	queue(this, REQUEST_ANY);
}

/**
 * Implements path_actions_t.
 */
static void check(path_actions_t *actions)
{
	private_session_t *this = by_actions(actions);
	if (!this->check_queued)
	{
		this->check_queued = TRUE;
		queue(this, REQUEST_CHECK);
	}
}

/**
 * Send the request in the air.
 */
static void send_packets(private_session_t *this, host_t *local, host_t *remote)
{
	enumerator_t *enumerator;
	packet_t *packet;

	enumerator = array_create_enumerator(this->packets);
	while (enumerator->enumerate(enumerator, &packet))
	{
		packet = packet->clone(packet);
		packet->set_source(packet, with_port(local,
								this->ike_sa->get_my_host(this->ike_sa)));
		packet->set_destination(packet, with_port(remote,
								this->ike_sa->get_other_host(this->ike_sa)));
		charon->sender->send(charon->sender, packet);
	}
	enumerator->destroy(enumerator);
}

/**
 * Implements path_actions_t.
 */
static void transmit_again(path_actions_t *actions, host_t *local,
				   host_t *remote)
{
	private_session_t *this = by_actions(actions);
	DBG1(DBG_IKE, "retransmitting request with message ID %d on path %H - %H",
		 this->ike_sa->get_message_id(this->ike_sa, TRUE), local, remote);
	count(this, COUNTER_RETRANSMITS);
	send_packets(this, local, remote);
}

/**
 * Implements path_actions_t.
 */
static void schedule(path_actions_t *actions, uint64_t at)
{
	private_session_t *this = by_actions(actions);
	uint64_t now = now_ms();

	this->manager->schedule(this->manager, this->ike_sa,
							at > now ? at - now : 0);
}

/**
 * Implements path_actions_t.
 */
static void give_up(path_actions_t *actions)
{
	private_session_t *this = by_actions(actions);
	report(this, "give-up", "peer does not answer on any path, giving up");
	this->given_up = TRUE;
}

/**
 * Implements path_actions_t.
 */
static void verdict(path_actions_t *actions, host_t *remote,
				   address_state_t state)
{
	private_session_t *this = by_actions(actions);
	if (state == ADDRESS_FAILED)
	{
		count(this, COUNTER_ADDRESSES_FAILED);
		report(this, "failed", "peer address %H does not answer", remote);
	}
	else
	{
		this->manager->notify(this->manager, this->ike_sa, &this->public,
							  "verified", "peer address answered");
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
		this->paths->local_list(this->paths, addrs, now_ms());
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
	if (!this->moving && forced)
	{
		DBG1(DBG_IKE, "refusing to update addresses, as %N is in force",
			 dialect_names, this->dialect);
		count(this, COUNTER_MOBIKE_IGNORED);
	}
	return this->moving;
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
	array_destroy_offset(this->packets, offsetof(packet_t, destroy));
	this->packets = packets;
	this->paths->request(this->paths, kind, now_ms(), &this->local,
						 &this->remote);
}

METHOD(session_t, build, bool,
	private_session_t *this, request_kind_t kind, message_t *message)
{
	if (kind == REQUEST_CHECK)
	{
		this->check_queued = FALSE;
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
	send_packets(this, this->local, this->remote);
}

/**
 * Callback for address_filter().
 */
static void skipped(private_session_t *this, host_t *addr, char *reason)
{
	DBG1(DBG_IKE, "skipping announced address %H: %s", addr, reason);
	count(this, COUNTER_ADDRESSES_SKIPPED);
}

/**
 * Apply a well formed list (K1).
 */
static void apply_list(private_session_t *this, linked_list_t *announced)
{
	address_watcher_t *watcher = this->manager->get_watcher(this->manager);
	linked_list_t *own, *addrs;

	own = watcher->get_addresses(watcher, NULL);
	addrs = address_filter(announced, own,
						   this->ike_sa->get_other_host(this->ike_sa),
						   (address_filter_cb_t)skipped, this);
	if (addrs->get_count(addrs))
	{
		count(this, COUNTER_LISTS_APPLIED);
		report(this, "list", "peer announced %d address%s",
			   addrs->get_count(addrs), addrs->get_count(addrs) > 1 ? "es" : "");
		this->paths->peer_list(this->paths, addrs, now_ms());
	}
	else
	{
		count(this, COUNTER_LISTS_REFUSED);
		report(this, "refuse", "refused address list: no address left");
	}
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	own->destroy_offset(own, offsetof(host_t, destroy));
}

/**
 * Handle the addresses in a request, if any.
 */
static void process_request(private_session_t *this, message_t *message)
{
	linked_list_t *addrs;
	uint32_t mid = message->get_message_id(message);
	char *error = NULL;
	int ignored = 0, limit;

	limit = option_get_int(this->ike_sa->get_name(this->ike_sa),
						   "max_peer_addresses", 16, ADDRESS_NOTIFY_MIN);
	addrs = linked_list_create();
	switch (address_messages_read(message, limit, addrs, &ignored, &error))
	{
		case ADDRESS_NOTIFY_MALFORMED:
			count(this, COUNTER_LISTS_REFUSED);
			report(this, "refuse", "refused address list: %s", error);
			break;
		case ADDRESS_NOTIFY_OK:
			if (this->list_applied && mid <= this->list_mid)
			{
				count(this, COUNTER_LISTS_STALE);
				report(this, "refuse", "ignored address list with message ID "
					   "%u, last one had %u", mid, this->list_mid);
				break;
			}
			this->list_applied = TRUE;
			this->list_mid = mid;
			apply_list(this, addrs);
			break;
		case ADDRESS_NOTIFY_NONE:
			break;
	}
	if (ignored)
	{
		DBG1(DBG_IKE, "ignored %d address%s beyond the limit of %d", ignored,
			 ignored > 1 ? "es" : "", limit);
	}
	while (ignored--)
	{
		count(this, COUNTER_ADDRESSES_IGNORED);
	}
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
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
						  message->get_source(message), now_ms());
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
		else if (message->get_exchange_type(message) == INFORMATIONAL)
		{
			process_request(this, message);
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
	this->paths = paths_create(&config, &this->actions, me, other, now_ms());
	decorators->decorate(decorators, this->ike_sa, &this->decorated);
	this->manager->update_one(this->manager, this->ike_sa);
}

METHOD(session_t, rekeyed, void,
	private_session_t *this, ike_sa_t *new)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);

	this->negotiation->rekeyed(this->negotiation, new);
	if (this->paths)
	{
		decorators->restore(decorators, this->ike_sa);
		decorators->decorate(decorators, new, &this->decorated);
	}
	this->ike_sa = new;
	this->list_applied = FALSE;
	if (this->paths)
	{
		this->paths->abandon(this->paths);
		this->manager->update_one(this->manager, new);
	}
}

/**
 * Delete the IKE_SA like charon does if nobody answers, see retransmit() in
 * ike_sa.c.
 */
static void peer_lost(private_session_t *this)
{
	packet_t *packet;

	if (array_get(this->packets, 0, &packet))
	{
		charon->bus->alert(charon->bus, ALERT_RETRANSMIT_SEND_TIMEOUT, packet);
	}
	if (this->ike_sa->get_state(this->ike_sa) != IKE_DELETING ||
		(this->ike_sa->has_condition(this->ike_sa, COND_REAUTHENTICATING) &&
		 !lib->settings->get_bool(lib->settings, "%s.make_before_break", FALSE,
								  lib->ns)))
	{
		this->ike_sa->reestablish(this->ike_sa);
	}
	charon->bus->ike_updown(charon->bus, this->ike_sa, FALSE);
}

METHOD(session_t, timer, status_t,
	private_session_t *this)
{
	if (this->paths)
	{
		this->paths->timer(this->paths, now_ms());
		if (this->given_up)
		{
			peer_lost(this);
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
	array_destroy_offset(this->packets, offsetof(packet_t, destroy));
	DESTROY_IF(this->paths);
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
			.message = _message_,
			.established = _established,
			.rekeyed = _rekeyed,
			.update = _update,
			.timer = _timer,
			.build = _build,
			.transmit = _transmit,
			.destroy = _destroy,
		},
		.actions = {
			.usable = usable,
			.move = move,
			.announce = announce,
			.check = check,
			.transmit = transmit_again,
			.schedule = schedule,
			.give_up = give_up,
			.verdict = verdict,
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

	return &this->public;
}
