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
#include "child_places.h"
#include "clock.h"
#include "establishment.h"
#include "guidance.h"
#include "local_addresses.h"

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
	 * What happens until the IKE_SA is established.
	 */
	establishment_t *establishment;

	/**
	 * Protocol in force.
	 */
	dialect_t dialect;

	/**
	 * What there is if one is in force, NULL if none is.
	 */
	in_force_t *force;

	/**
	 * Carries out what the rules decide.
	 */
	path_executor_t *executor;

	/**
	 * Knows where CHILD_SAs are.
	 */
	child_places_t *places;

	/**
	 * Address of ours to prefer to all others, NULL for the configured order.
	 */
	host_t *preferred;

	/**
	 * Does a mobility daemon decide where the IKE_SA is?
	 */
	bool guided;

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

METHOD(session_t, look, status_t,
	private_session_t *this)
{
	if (this->force)
	{
		this->force->look(this->force);
	}
	return SUCCESS;
}

METHOD(session_t, hint, void,
	private_session_t *this, char *why)
{
	if (this->force)
	{
		this->force->hint(this->force, why);
	}
}

METHOD(session_t, update, void,
	private_session_t *this)
{
	linked_list_t *addrs;

	if (!this->establishment->update(this->establishment) && this->force)
	{
		addrs = local_addresses_get(this->ike_sa, this->preferred, this->guided,
									this->manager->get_watcher(this->manager));
		this->force->local_list(this->force, addrs);
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
		DBG1(DBG_IKE, "refusing to update addresses, as %s%s",
			 this->force ? enum_to_name(dialect_names, this->dialect) :
						   "a mobility daemon decides where we are",
			 this->force ? " is in force" : "");
		count(this, COUNTER_MOBIKE_IGNORED);
	}
	return moving;
}

/**
 * Implements decorated_t.
 */
static bool is_peer_away(decorated_t *decorated)
{
	private_session_t *this = by_decorated(decorated);

	return this->force->paths->get_away(this->force->paths) != 0;
}

/**
 * Implements decorated_t.
 */
static void generated(decorated_t *decorated, array_t *packets)
{
	private_session_t *this = by_decorated(decorated);

	this->force->generated(this->force, packets);
}

METHOD(session_t, build, bool,
	private_session_t *this, exchange_t exchange, message_t *message)
{
	return this->force->build(this->force, exchange, message);
}

METHOD(session_t, queue, void,
	private_session_t *this, exchange_t exchange)
{
	this->executor->queue(this->executor, exchange);
}

METHOD(session_t, transmit, void,
	private_session_t *this)
{
	this->force->transmit(this->force);
}

/**
 * Destroy an IKE_SA that did not get beyond a request that was ignored.
 */
static status_t destroy_unborn(session_t *session)
{
	private_session_t *this = (private_session_t*)session;

	return this->ike_sa->get_state(this->ike_sa) == IKE_CREATED ? DESTROY_ME :
																  SUCCESS;
}

METHOD(session_t, message_, bool,
	private_session_t *this, message_t *message, bool incoming)
{
	exchange_type_t type = message->get_exchange_type(message);

	/* when charon restarts an IKE_SA, IKE_SA_INIT comes by the old one; the
	 * last response of IKE_AUTH is sent when we are established already */
	if (!this->force || type == IKE_SA_INIT || type == IKE_AUTH)
	{
		if (!this->establishment->message(this->establishment, message,
										  incoming))
		{
			this->manager->schedule(this->manager, this->ike_sa, destroy_unborn,
									0);
			return FALSE;
		}
	}
	if (!this->force || type == IKE_SA_INIT)
	{
		return TRUE;
	}
	this->force->message(this->force, message, incoming);
	return TRUE;
}

/**
 * Call session_t.update() from another thread.
 */
static status_t update_later(session_t *session)
{
	session->update(session);
	return SUCCESS;
}

/**
 * Start what goes on as long as the IKE_SA exists.
 */
static void start_jobs(private_session_t *this)
{
	this->manager->schedule(this->manager, this->ike_sa, update_later, 0);
	this->force->start(this->force);
}

METHOD(session_t, may_establish, bool,
	private_session_t *this)
{
	return this->establishment->may_establish(this->establishment);
}

METHOD(session_t, get_heritage, heritage_t*,
	private_session_t *this)
{
	return this->force ? heritage_create(this->dialect, this->guided,
										   this->force->paths) : NULL;
}

METHOD(session_t, succeed, void,
	private_session_t *this, heritage_t *heritage)
{
	this->establishment->succeed(this->establishment, heritage);
}

METHOD(session_t, follow, void,
	private_session_t *this)
{
	this->establishment->follow(this->establishment);
}

/**
 * Take over decisions of an IKE_SA.
 */
static void take_over(private_session_t *this, ike_sa_t *ike_sa)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);

	this->establishment->end(this->establishment);
	if (this->force || this->guided)
	{
		decorators->decorate(decorators, ike_sa, &this->decorated,
							 this->force != NULL);
	}
}

METHOD(session_t, established, void,
	private_session_t *this)
{
	host_t *me, *other;

	this->dialect = this->establishment->conclude(this->establishment);
	if (this->force || this->dialect == DIALECT_NONE)
	{
		take_over(this, this->ike_sa);
		return;
	}
	me = this->ike_sa->get_my_host(this->ike_sa);
	other = this->ike_sa->get_other_host(this->ike_sa);
	this->force = this->establishment->put_in_force(this->establishment,
												this->executor, this->places);
	take_over(this, this->ike_sa);
	this->manager->set_path(this->manager, this->ike_sa, me, other);
	start_jobs(this);
}

METHOD(session_t, rekeyed, void,
	private_session_t *this, ike_sa_t *new)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);
	ike_sa_t *old = this->ike_sa;

	this->ike_sa = new;
	this->establishment->rekeyed(this->establishment, new);
	decorators->restore(decorators, old);
	take_over(this, new);
	this->executor->set_ike_sa(this->executor, new);
	if (this->force)
	{
		this->force->set_ike_sa(this->force, new);
		this->manager->set_path(this->manager, new,
								old->get_my_host(old),
								old->get_other_host(old));
		this->force->paths->abandon(this->force->paths);
		start_jobs(this);
	}
}

METHOD(session_t, installed, void,
	private_session_t *this, child_sa_t *child_sa, child_sa_t *old)
{
	if (this->force || this->guided)
	{
		guidance_keep_selectors(this->ike_sa, this->guided);
		this->places->installed(this->places, this->ike_sa, child_sa, old,
								this->executor->get_left(this->executor));
		guidance_keep_selectors(this->ike_sa, FALSE);
	}
}

METHOD(session_t, removed, void,
	private_session_t *this, child_sa_t *child_sa)
{
	this->places->remove(this->places, child_sa);
}

METHOD(session_t, timer, status_t,
	private_session_t *this)
{
	return this->force ? this->force->timer(this->force) :
						 this->establishment->timer(this->establishment);
}

METHOD(session_t, prefer, bool,
	private_session_t *this, host_t *addr)
{
	DESTROY_IF(this->preferred);
	this->preferred = addr ? addr->clone(addr) : NULL;
	update(this);
	return !addr ||
		   addr->ip_equals(addr, this->ike_sa->get_my_host(this->ike_sa));
}

METHOD(session_t, update_to, bool,
	private_session_t *this, host_t *local, host_t *remote)
{
	host_t *me = this->ike_sa->get_my_host(this->ike_sa);
	host_t *other = this->ike_sa->get_other_host(this->ike_sa);
	path_t path = { local ?: me, remote ?: other };

	if (path.remote->ip_equals(path.remote, other))
	{
		if (prefer(this, path.local))
		{
			return TRUE;
		}
		DBG1(DBG_IKE, "not moving to %H, the peer can't be reached from it",
			 path.local);
		return FALSE;
	}
	if (!this->force ||
		!this->force->protocol->update_to(this->force->protocol, &path))
	{
		DBG1(DBG_IKE, "not moving to %H, the peer has to tell us", remote);
		return FALSE;
	}
	return TRUE;
}

METHOD(session_t, set_guided, void,
	private_session_t *this)
{
	this->guided = TRUE;
}

METHOD(session_t, is_guided, bool,
	private_session_t *this)
{
	return this->guided;
}

METHOD(session_t, guide, void,
	private_session_t *this, host_t *local, host_t *remote, bool alone)
{
	guidance_follow(&this->public, this->ike_sa, this->executor, this->places,
					this->force, local, remote, alone);
}

METHOD(session_t, disconnect, bool,
	private_session_t *this, uint32_t seconds)
{
	return this->force && this->force->disconnect(this->force, seconds);
}

METHOD(session_t, get_away, uint32_t,
	private_session_t *this)
{
	uint64_t until, now = clock_ms();

	until = this->force ? this->force->paths->get_away(this->force->paths) : 0;
	return until > now ? (until - now + 999) / 1000 : 0;
}

METHOD(session_t, get_name, char*,
	private_session_t *this)
{
	return this->ike_sa->get_name(this->ike_sa);
}

METHOD(session_t, get_protocol, protocol_t*,
	private_session_t *this)
{
	return this->force ? this->force->protocol : NULL;
}

METHOD(session_t, get_dialect, dialect_t,
	private_session_t *this)
{
	return this->dialect;
}

METHOD(session_t, get_reason, char*,
	private_session_t *this)
{
	return this->establishment->get_reason(this->establishment);
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

	if (!this->force)
	{
		return enumerator_create_empty();
	}
	list = this->force->paths->get_list(this->force->paths, local);
	return list->create_enumerator(list);
}

METHOD(session_t, is_child_moved, bool,
	private_session_t *this, child_sa_t *child_sa, host_t **local,
	host_t **remote)
{
	this->places->get(this->places, this->ike_sa, child_sa, local, remote);
	return *local != this->ike_sa->get_my_host(this->ike_sa);
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

	this->establishment->end(this->establishment);
	decorators->restore(decorators, this->ike_sa);
	if (this->force)
	{
		this->force->destroy(this->force);
	}
	DESTROY_IF(this->preferred);
	this->executor->destroy(this->executor);
	this->places->destroy(this->places);
	this->establishment->destroy(this->establishment);
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
			.get_name = _get_name,
			.get_dialect = _get_dialect,
			.get_protocol = _get_protocol,
			.get_reason = _get_reason,
			.get_path = _get_path,
			.create_address_enumerator = _create_address_enumerator,
			.is_child_moved = _is_child_moved,
			.get_counter = _get_counter,
			.count = _count,
			.report = _report,
			.message = _message_,
			.may_establish = _may_establish,
			.get_heritage = _get_heritage,
			.succeed = _succeed,
			.follow = _follow,
			.established = _established,
			.rekeyed = _rekeyed,
			.installed = _installed,
			.removed = _removed,
			.update = _update,
			.hint = _hint,
			.prefer = _prefer,
			.update_to = _update_to,
			.set_guided = _set_guided,
			.is_guided = _is_guided,
			.guide = _guide,
			.disconnect = _disconnect,
			.get_away = _get_away,
			.timer = _timer,
			.look = _look,
			.build = _build,
			.queue = _queue,
			.transmit = _transmit,
			.destroy = _destroy,
		},
		.decorated = {
			.roam = roam,
			.may_move = may_move,
			.is_peer_away = is_peer_away,
			.generated = generated,
		},
		.manager = manager,
		.ike_sa = ike_sa,
		.places = child_places_create(manager->get_mover(manager)),
	);

	this->establishment = establishment_create(manager, &this->public, ike_sa);
	this->executor = path_executor_create(manager, &this->public, ike_sa,
										  this->places);

	return &this->public;
}
