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

#include "movement.h"
#include "care_of_address.h"
#include "home_bypass.h"
#include "home_notifies.h"
#include "home_routes.h"
#include "home_selector.h"
#include "mobility_options.h"
#include "renegotiation.h"

#include <daemon.h>
#include <processing/jobs/callback_job.h>

#include "ike/migrated_sa.h"
#include "watch/kernel_news.h"
#include "watch/socket_reader.h"

/**
 * How long to wait for other policies of a node to be migrated, in ms: the
 * mobility daemon would not find them at their old addresses if we were faster.
 */
#define SETTLE 20

typedef struct private_movement_t private_movement_t;
typedef struct follow_job_t follow_job_t;

/**
 * Private data of movement_t.
 */
struct private_movement_t {

	/**
	 * Public interface.
	 */
	movement_t public;

	/**
	 * Hears of addresses and routes that change, at once.
	 */
	socket_reader_t *news;

	/**
	 * Knows the sessions of IKE_SAs.
	 */
	session_manager_t *manager;

	/**
	 * What mobility daemons said.
	 */
	bindings_t *bindings;

	/**
	 * Has charon use care-of addresses.
	 */
	care_of_address_t *care_of;

	/**
	 * Makes tunnels inactive at home.
	 */
	home_bypass_t *bypass;

	/**
	 * Keeps charon from routing home addresses.
	 */
	home_routes_t *routes;
};

/**
 * Has the IKE_SAs of a node follow.
 */
struct follow_job_t {

	/**
	 * Knows where to.
	 */
	private_movement_t *movement;

	/**
	 * Home address of the node.
	 */
	host_t *home;
};

/**
 * Get the object by its diverter.
 */
static private_movement_t *by_diverter(address_diverter_t *diverter)
{
	return (private_movement_t*)((char*)diverter -
							offsetof(private_movement_t, public.diverter));
}

/**
 * Destroy a follow_job_t.
 */
static void destroy_job(follow_job_t *job)
{
	job->home->destroy(job->home);
	free(job);
}

/**
 * Have an IKE_SA of a node follow, which is checked out.
 *
 * @param newest	FALSE if another one is about to replace it
 */
static void follow_with(private_movement_t *this, ike_sa_t *ike_sa,
						session_t *session, binding_t *binding, bool newest)
{
	host_t *local = binding->local, *remote = binding->remote;
	bool ours = binding->role == MOBILITY_MOBILE_NODE, done = TRUE;

	session->report(session, "update", "mobile node %H is at %H%s",
					binding->home, binding_get_care_of(binding),
					binding->key_management ? ", so is its IKE_SA" : "");
	if (binding->key_management)
	{
		session->guide(session, local, remote, FALSE);
	}
	else if (ours && session->get_dialect(session) != DIALECT_NONE)
	{	/* which tells the home agent of it */
		done = session->update_to(session, local, remote);
	}
	else if (ours)
	{
		session->guide(session, local, remote, FALSE);
		if (newest)
		{
			session->report(session, "renegotiate", "negotiating a new IKE_SA "
							"from %H", local);
			done = renegotiation_start(ike_sa);
		}
	}
	else
	{	/* the mobile node will tell, or negotiate another one; SAs were migrated */
		session->guide(session, local, remote, TRUE);
	}
	session->count(session, done ? COUNTER_MIGRATE_APPLIED :
								   COUNTER_MIGRATE_FAILED);
}

/**
 * Check if an IKE_SA is about to go.
 */
static bool is_going(ike_sa_t *ike_sa)
{
	switch (ike_sa->get_state(ike_sa))
	{
		case IKE_DELETING:
		case IKE_DESTROYING:
		case IKE_REKEYED:
			return TRUE;
		default:
			return FALSE;
	}
}

/**
 * Have the IKE_SAs of a node follow.
 */
static job_requeue_t follow(follow_job_t *job)
{
	private_movement_t *this = job->movement;
	binding_t *binding;
	session_t *session;
	ike_sa_id_t *id;
	ike_sa_t *ike_sa;
	bool newest = TRUE;

	binding = this->bindings->take(this->bindings, job->home);
	if (!binding)
	{
		return JOB_REQUEUE_NONE;
	}
	while (binding->ike_sas->remove_last(binding->ike_sas,
										 (void**)&id) == SUCCESS)
	{
		ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, id);
		if (ike_sa)
		{
			session = this->manager->get(this->manager, ike_sa);
			if (session && !is_going(ike_sa))
			{
				follow_with(this, ike_sa, session, binding, newest);
				newest = FALSE;
			}
			charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
		}
		id->destroy(id);
	}
	if (binding_is_at_home(binding))
	{
		this->bypass->set(this->bypass, binding, TRUE);
	}
	binding_destroy(binding);
	return JOB_REQUEUE_NONE;
}

/**
 * Have the IKE_SAs of a node follow soon.
 */
static void follow_soon(private_movement_t *this, host_t *home)
{
	follow_job_t *job;

	INIT(job,
		.movement = this,
		.home = home->clone(home),
	);
	lib->scheduler->schedule_job_ms(lib->scheduler, (job_t*)
				callback_job_create_with_prio((callback_job_cb_t)follow, job,
						(callback_job_cleanup_t)destroy_job, NULL,
						JOB_PRIO_HIGH), SETTLE);
}

/**
 * Get the home address a selector is for.
 *
 * @return			NULL if none
 */
static host_t *get_home(private_movement_t *this, traffic_selector_t *ts,
						mobility_role_t role)
{
	binding_t *binding;
	host_t *home;
	bool known;

	home = home_selector_get_address(ts);
	if (home)
	{
		binding = this->bindings->get(this->bindings, home);
		known = binding && binding->role == role;
		if (binding)
		{
			binding_destroy(binding);
		}
		if (known || home_selector_is_configured(home, role))
		{
			return home;
		}
		home->destroy(home);
	}
	return NULL;
}

/**
 * Nothing may leave unprotected from elsewhere, even before the mobility daemon
 * says that we are not at home anymore.
 */
static job_requeue_t check_homes(private_movement_t *this)
{
	linked_list_t *bindings;
	binding_t *binding;

	bindings = this->bindings->get_all(this->bindings);
	while (bindings->remove_first(bindings, (void**)&binding) == SUCCESS)
	{
		if (binding->role == MOBILITY_MOBILE_NODE &&
			binding_is_at_home(binding))
		{
			this->bypass->set(this->bypass, binding,
							  !care_of_address_is_away(binding->remote));
		}
		binding_destroy(binding);
	}
	bindings->destroy(bindings);
	return JOB_REQUEUE_NONE;
}

/**
 * Addresses or routes changed. kernel-netlink tells so only after 100 ms, in which
 * packets would leave unprotected.
 */
static void receive_news(private_movement_t *this, int fd)
{
	if (kernel_news_read(fd) != NEWS_NONE)
	{
		lib->processor->queue_job(lib->processor, (job_t*)
				callback_job_create_with_prio((callback_job_cb_t)check_homes,
											  this, NULL, NULL, JOB_PRIO_HIGH));
	}
}

/**
 * Nothing may leave unprotected from anywhere else.
 */
static void leave_home(private_movement_t *this, host_t *home)
{
	binding_t *binding;

	binding = this->bindings->get(this->bindings, home);
	if (binding)
	{
		this->bypass->set(this->bypass, binding, FALSE);
		binding_destroy(binding);
	}
}

/**
 * Implements address_diverter_t.
 */
static bool divert(address_diverter_t *diverter, address_update_t *update)
{
	private_movement_t *this = by_diverter(diverter);
	bool out = update->dir == POLICY_OUT, moves;
	mobility_role_t role = MOBILITY_MOBILE_NODE;
	host_t *home, *care_of, *local, *remote;

	home = get_home(this, out ? update->src_ts : update->dst_ts, role);
	if (!home)
	{
		role = MOBILITY_HOME_AGENT;
		home = get_home(this, out ? update->dst_ts : update->src_ts, role);
	}
	if (!home)
	{
		return FALSE;
	}
	moves = migrated_sa_get_path(update, &local, &remote);
	if (moves)
	{
		care_of = role == MOBILITY_MOBILE_NODE ? local : remote;
		if (!care_of->ip_equals(care_of, home))
		{
			leave_home(this, home);
		}
		if (this->bindings->tell(this->bindings, home, role, local, remote,
								 update->km_local != NULL))
		{
			follow_soon(this, home);
		}
	}
	home->destroy(home);
	return TRUE;
}

/**
 * Have nobody but a mobility daemon decide about an IKE_SA with a role.
 */
static void set_guided(private_movement_t *this, ike_sa_t *ike_sa)
{
	session_t *session = this->manager->get(this->manager, ike_sa);

	if (session && !session->is_guided(session) &&
		mobility_options_get_role(ike_sa->get_name(ike_sa)) != MOBILITY_NONE)
	{
		session->set_guided(session);
	}
}

METHOD(listener_t, message, bool,
	private_movement_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	if (!plain || !ike_sa)
	{
		return TRUE;
	}
	switch (message->get_exchange_type(message))
	{
		case IKE_SA_INIT:
			/* the initiator tells addresses in IKE_AUTH */
			if (incoming && !message->get_request(message))
			{
				set_guided(this, ike_sa);
			}
			break;
		case IKE_AUTH:
		case INFORMATIONAL:
			if (!incoming)
			{
				home_notifies_remove(message,
								this->manager->get_watcher(this->manager));
			}
			break;
		default:
			break;
	}
	return TRUE;
}

METHOD(listener_t, authorize, bool,
	private_movement_t *this, ike_sa_t *ike_sa, bool final, bool *success)
{
	if (final)
	{
		set_guided(this, ike_sa);
	}
	return TRUE;
}

/**
 * Have the IKE_SA of a mobile node follow, if the mobility daemon has said
 * something else while it was negotiated. At home there are tunnels again.
 */
static void catch_up(private_movement_t *this, ike_sa_t *ike_sa, host_t *home)
{
	address_watcher_t *watcher = this->manager->get_watcher(this->manager);
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);
	binding_t *binding;

	binding = this->bindings->get(this->bindings, home);
	if (binding && binding->role == MOBILITY_HOME_AGENT &&
		binding_is_at_home(binding) && other->ip_equals(other, home))
	{
		this->bypass->set(this->bypass, binding, TRUE);
	}
	if (binding && binding->role == MOBILITY_MOBILE_NODE &&
		binding->local && binding->key_management &&
		!me->ip_equals(me, binding->local) &&
		other->ip_equals(other, binding->remote) &&
		watcher->can_send(watcher, binding->local, binding->remote) &&
		(!binding_is_at_home(binding) ||
		 !care_of_address_is_away(binding->remote)) &&
		this->bindings->tell(this->bindings, home, binding->role,
							 binding->local, binding->remote, TRUE))
	{
		follow_soon(this, home);
	}
	if (binding)
	{
		binding_destroy(binding);
	}
}

/**
 * An IKE_SA has SAs for the home addresses in the selectors of a CHILD_SA.
 */
static void add(private_movement_t *this, ike_sa_t *ike_sa,
				child_sa_t *child_sa)
{
	mobility_options_t *options;
	mobility_role_t role;
	enumerator_t *enumerator;
	traffic_selector_t *ts;
	uint32_t reqid = 0;
	host_t *home;

	options = mobility_options_create(ike_sa->get_name(ike_sa));
	if (!options)
	{
		return;
	}
	role = options->role;
	if (options->granularity == GRANULARITY_ALL &&
		child_sa->get_mode(child_sa) == MODE_TUNNEL)
	{
		reqid = child_sa->get_reqid(child_sa);
	}
	mobility_options_destroy(options);
	enumerator = child_sa->create_ts_enumerator(child_sa,
											role == MOBILITY_MOBILE_NODE);
	while (enumerator->enumerate(enumerator, &ts))
	{
		home = home_selector_get_address(ts);
		if (home)
		{
			this->bindings->add(this->bindings, home, role,
								ike_sa->get_id(ike_sa), reqid);
			catch_up(this, ike_sa, home);
			home->destroy(home);
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(listener_t, child_updown, bool,
	private_movement_t *this, ike_sa_t *ike_sa, child_sa_t *child_sa, bool up)
{
	if (up)
	{
		add(this, ike_sa, child_sa);
	}
	return TRUE;
}

METHOD(listener_t, ike_rekey, bool,
	private_movement_t *this, ike_sa_t *old, ike_sa_t *new)
{
	this->bindings->replace(this->bindings, old->get_id(old), new->get_id(new));
	return TRUE;
}

METHOD(listener_t, ike_update, bool,
	private_movement_t *this, ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	linked_list_t *moved;
	binding_t *binding;

	moved = this->bindings->moved(this->bindings, ike_sa->get_id(ike_sa), local,
								  remote);
	while (moved->remove_first(moved, (void**)&binding) == SUCCESS)
	{
		this->bypass->set(this->bypass, binding, binding_is_at_home(binding));
		binding_destroy(binding);
	}
	moved->destroy(moved);
	return TRUE;
}

/**
 * An IKE_SA is gone. There may be no tunnels now, and nodes that never come again
 * must not leave anything at the home agent.
 */
static void remove_ike_sa(private_movement_t *this, ike_sa_t *ike_sa)
{
	linked_list_t *alone;
	binding_t *binding;

	alone = this->bindings->remove(this->bindings, ike_sa->get_id(ike_sa));
	while (alone->remove_first(alone, (void**)&binding) == SUCCESS)
	{
		if (binding->role == MOBILITY_HOME_AGENT)
		{
			this->bypass->set(this->bypass, binding, FALSE);
		}
		binding_destroy(binding);
	}
	alone->destroy(alone);
}

METHOD(listener_t, ike_state_change, bool,
	private_movement_t *this, ike_sa_t *ike_sa, ike_sa_state_t state)
{
	if (state == IKE_DESTROYING)
	{
		remove_ike_sa(this, ike_sa);
	}
	return TRUE;
}

METHOD(movement_t, get_bindings, bindings_t*,
	private_movement_t *this)
{
	return this->bindings;
}

METHOD(movement_t, reload, void,
	private_movement_t *this)
{
	this->care_of->reload(this->care_of);
}

METHOD(movement_t, destroy, void,
	private_movement_t *this)
{
	DESTROY_IF(this->news);
	this->bypass->destroy(this->bypass);
	this->routes->destroy(this->routes);
	this->care_of->destroy(this->care_of);
	this->bindings->destroy(this->bindings);
	free(this);
}

/*
 * Described in header.
 */
movement_t *movement_create(session_manager_t *manager)
{
	private_movement_t *this;
	int fd;

	INIT(this,
		.public = {
			.listener = {
				.message = _message,
				.authorize = _authorize,
				.child_updown = _child_updown,
				.ike_rekey = _ike_rekey,
				.ike_update = _ike_update,
				.ike_state_change = _ike_state_change,
			},
			.diverter = {
				.divert = divert,
			},
			.get_bindings = _get_bindings,
			.reload = _reload,
			.destroy = _destroy,
		},
		.manager = manager,
		.bindings = bindings_create(),
		.bypass = home_bypass_create(),
	);
	this->care_of = care_of_address_create(this->bindings,
										   manager->get_watcher(manager));
	this->routes = home_routes_create(manager->get_watcher(manager));

	fd = kernel_news_open();
	if (fd >= 0)
	{
		this->news = socket_reader_create(fd, (socket_reader_cb_t)receive_news,
										  this);
	}
	return &this->public;
}
