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


#include "successor.h"
#include "clock.h"
#include "in_force.h"
#include "local_addresses.h"
#include "paths/retry.h"
#include "session_manager.h"

#include <daemon.h>

typedef struct private_successor_t private_successor_t;

/**
 * Private data of successor_t.
 */
struct private_successor_t {

	/**
	 * Public interface.
	 */
	successor_t public;

	/**
	 * Takes over decisions of the IKE_SA.
	 */
	decorated_t decorated;

	/**
	 * Sends requests again, on another path too.
	 */
	path_actions_t actions;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session of the IKE_SA.
	 */
	session_t *session;

	/**
	 * The IKE_SA.
	 */
	ike_sa_t *ike_sa;

	/**
	 * Configuration of the rules.
	 */
	paths_config_t config;

	/**
	 * What is known of addresses, the path is the one to try first.
	 */
	heritage_t *known;

	/**
	 * Ports IKE_SA_INIT is sent from and to.
	 */
	uint16_t my_port;
	uint16_t other_port;

	/**
	 * Finds paths to send requests on.
	 */
	retry_t *retry;

	/**
	 * Packets of the request in the air.
	 */
	array_t *packets;

	/**
	 * When to give up, in ms.
	 */
	uint64_t deadline;

	/**
	 * Is the request that is generated the first one on another path?
	 */
	bool restarting;

	/**
	 * Was the request sent where it can't be sent?
	 */
	bool misplaced;

	/**
	 * Was there no answer for too long on the path in use?
	 */
	bool failed;

	/**
	 * Did that go on for too long on all paths?
	 */
	bool expired;

	/**
	 * Was the request in the air sent again?
	 */
	bool repeated;

	/**
	 * DESTROY_ME if the IKE_SA could not start over.
	 */
	status_t status;

	/**
	 * Is it up to charon from now on?
	 */
	bool released;
};

/**
 * Get the successor by its decorated_t.
 */
static private_successor_t *by_decorated(decorated_t *decorated)
{
	return (private_successor_t*)((char*)decorated -
								  offsetof(private_successor_t, decorated));
}

/**
 * Get the successor by its path_actions_t.
 */
static private_successor_t *by_actions(path_actions_t *actions)
{
	return (private_successor_t*)((char*)actions -
								  offsetof(private_successor_t, actions));
}

/**
 * Check if a path is the one the request in the air was made for.
 */
static bool is_here(private_successor_t *this, host_t *local, host_t *remote)
{
	path_t here = {
		.local = this->ike_sa->get_my_host(this->ike_sa),
		.remote = this->ike_sa->get_other_host(this->ike_sa),
	};

	return path_is(&here, local, remote);
}

/**
 * Check if the peer has answered IKE_SA_INIT; it forgets about that if IKE_AUTH
 * does not follow soon.
 */
static bool is_half_open(private_successor_t *this)
{
	ike_sa_id_t *id = this->ike_sa->get_id(this->ike_sa);

	return id->get_responder_spi(id) != 0;
}

/**
 * Get an address with another port.
 */
static host_t *with_port(host_t *addr, uint16_t port)
{
	addr = addr->clone(addr);
	addr->set_port(addr, port);
	return addr;
}

METHOD(path_actions_t, usable, bool,
	path_actions_t *actions, host_t *local, host_t *remote)
{
	private_successor_t *this = by_actions(actions);
	address_watcher_t *watcher = this->manager->get_watcher(this->manager);

	return watcher->is_usable(watcher, local, remote);
}

/**
 * Send the packets of the request in the air again.
 */
static void send_again(private_successor_t *this)
{
	host_t *me = this->ike_sa->get_my_host(this->ike_sa);
	host_t *other = this->ike_sa->get_other_host(this->ike_sa);
	successions_t *successions;
	enumerator_t *enumerator;
	packet_t *packet;

	DBG1(DBG_IKE, "retransmitting request with message ID %d on path %H - %H",
		 this->ike_sa->get_message_id(this->ike_sa, TRUE), me, other);
	enumerator = array_create_enumerator(this->packets);
	while (enumerator->enumerate(enumerator, &packet))
	{
		packet = packet->clone(packet);
		packet->set_source(packet, me->clone(me));
		packet->set_destination(packet, other->clone(other));
		charon->sender->send(charon->sender, packet);
	}
	enumerator->destroy(enumerator);
	if (!this->repeated)
	{	/* the IKE_SA that is still there may as well look for another path */
		this->repeated = TRUE;
		successions = this->manager->get_successions(this->manager);
		successions->hint(successions, this->ike_sa);
	}
}

/**
 * Start over on another path.
 */
static void start_over(private_successor_t *this, host_t *local, host_t *remote)
{
	local = with_port(local, this->my_port);
	remote = with_port(remote, this->other_port);

	this->session->report(this->session, "reauth",
						  "reauthenticating on path %#H - %#H", local, remote);
	this->ike_sa->set_my_host(this->ike_sa, local);
	this->ike_sa->set_other_host(this->ike_sa, remote);
	this->repeated = FALSE;
	this->restarting = TRUE;
	if (this->ike_sa->reauth(this->ike_sa) != SUCCESS)
	{
		this->status = DESTROY_ME;
	}
	this->restarting = FALSE;
}

METHOD(path_actions_t, transmit, void,
	path_actions_t *actions, host_t *local, host_t *remote)
{
	private_successor_t *this = by_actions(actions);

	if (this->expired)
	{
		return;
	}
	this->session->count(this->session, COUNTER_RETRANSMITS);
	if (is_here(this, local, remote) &&
		!(this->failed && is_half_open(this)))
	{
		send_again(this);
	}
	else
	{
		start_over(this, local, remote);
	}
	this->failed = FALSE;
	this->misplaced = FALSE;
}

METHOD(path_actions_t, schedule, void,
	path_actions_t *actions, uint64_t at)
{
	private_successor_t *this = by_actions(actions);
	uint64_t now = clock_ms();

	this->manager->schedule(this->manager, this->ike_sa, this->session->timer,
							at > now ? at - now : 0);
}

METHOD(path_actions_t, verdict, void,
	path_actions_t *actions, host_t *remote, address_state_t state)
{
	private_successor_t *this = by_actions(actions);

	this->failed = TRUE;
	this->expired = clock_ms() >= this->deadline;
}

/**
 * Implements decorated_t.
 */
static void generated(decorated_t *decorated, array_t *packets)
{
	private_successor_t *this = by_decorated(decorated);
	path_t *path, none = {};

	array_destroy_offset(this->packets, offsetof(packet_t, destroy));
	this->packets = packets;
	if (!this->restarting)
	{
		this->repeated = FALSE;
		path = this->retry->start(this->retry, REQUEST_ANY, &none, clock_ms());
		if (!is_here(this, path->local, path->remote))
		{
			this->misplaced = TRUE;
			this->actions.schedule(&this->actions, 0);
		}
	}
}

METHOD(successor_t, update, void,
	private_successor_t *this)
{
	linked_list_t *addrs;

	if (this->released)
	{
		return;
	}
	addrs = local_addresses_get(this->ike_sa, NULL, this->known->guided,
								this->manager->get_watcher(this->manager));
	this->known->local->replace(this->known->local, addrs);
	addrs->destroy_offset(addrs, offsetof(host_t, destroy));
	if (this->retry->is_stuck(this->retry))
	{
		this->retry->restart(this->retry, NULL, FALSE, clock_ms());
	}
}

/**
 * Implements decorated_t.
 */
static void roam(decorated_t *decorated)
{
	update(by_decorated(decorated));
}

/**
 * Implements decorated_t.
 */
static bool may_move(decorated_t *decorated, bool forced)
{
	return TRUE;
}

/**
 * Implements decorated_t.
 */
static bool is_peer_away(decorated_t *decorated)
{
	return FALSE;
}

/**
 * Check if there is a reason not to wait for an answer on the path in use.
 */
static bool is_doubtful(private_successor_t *this)
{
	address_list_t *peer = this->known->peer;

	return this->repeated || this->retry->is_stuck(this->retry) ||
		   !peer->contains(peer, this->ike_sa->get_other_host(this->ike_sa));
}

METHOD(successor_t, follow, void,
	private_successor_t *this)
{
	successions_t *successions = this->manager->get_successions(this->manager);
	heritage_t *heritage;

	heritage = successions->take_heritage(successions, this->ike_sa);
	if (!heritage)
	{
		return;
	}
	heritage_replace(this->known, heritage);
	heritage_destroy(heritage);
	if (!this->released &&
		!is_here(this, this->known->path.local, this->known->path.remote) &&
		is_doubtful(this))
	{
		this->retry->restart(this->retry, NULL, FALSE, clock_ms());
	}
}

METHOD(successor_t, answered, void,
	private_successor_t *this)
{
	address_list_t *local = this->known->local, *peer = this->known->peer;
	host_t *host, *me, *other;
	uint64_t now = clock_ms();
	int i;

	me = this->ike_sa->get_my_host(this->ike_sa);
	other = this->ike_sa->get_other_host(this->ike_sa);
	this->retry->stop(this->retry, NULL);
	for (i = 0; i < local->get_count(local); i++)
	{
		host = local->get(local, i);
		if (this->retry->was_unanswered(this->retry, host, other))
		{
			local->set_state(local, host, ADDRESS_FAILED, now);
		}
	}
	local->set_state(local, me, ADDRESS_VERIFIED, now);
	peer->set_state(peer, other, ADDRESS_VERIFIED, now);
	this->failed = FALSE;
	path_set(&this->known->path, me, other);
}

METHOD(successor_t, teach, void,
	private_successor_t *this, paths_t *paths)
{
	heritage_teach(this->known, paths);
}

/**
 * Leave everything else to charon.
 */
static void release(private_successor_t *this)
{
	decorators_t *decorators = this->manager->get_decorators(this->manager);

	successions_t *successions = this->manager->get_successions(this->manager);

	if (!this->released)
	{
		this->released = TRUE;
		successions->end(successions, this->ike_sa);
		decorators->restore(decorators, this->ike_sa);
	}
}

/**
 * Nobody answers: do what charon does then, see retransmit() in ike_sa.c.
 */
static status_t give_up(private_successor_t *this)
{
	peer_cfg_t *peer_cfg = this->ike_sa->get_peer_cfg(this->ike_sa);

	this->session->report(this->session, "give-up",
						  "peer does not answer on any path, giving up");
	charon->bus->alert(charon->bus, ALERT_PEER_INIT_UNREACHABLE, 0);
	release(this);
	if (peer_cfg->get_keyingtries(peer_cfg) == 1)
	{
		return DESTROY_ME;
	}
	return this->ike_sa->reauth(this->ike_sa);
}

METHOD(successor_t, timer, status_t,
	private_successor_t *this)
{
	uint64_t now = clock_ms();

	if (this->released)
	{
		return SUCCESS;
	}
	if (this->misplaced)
	{
		this->retry->restart(this->retry, NULL, FALSE, now);
	}
	else if (!this->retry->timer(this->retry, now) || this->expired)
	{
		return give_up(this);
	}
	return this->status;
}

METHOD(successor_t, destroy, void,
	private_successor_t *this)
{
	release(this);
	this->retry->destroy(this->retry);
	heritage_destroy(this->known);
	array_destroy_offset(this->packets, offsetof(packet_t, destroy));
	free(this);
}

/*
 * Described in header.
 */
successor_t *successor_create(session_manager_t *manager, session_t *session,
							  ike_sa_t *ike_sa, heritage_t *heritage)
{
	decorators_t *decorators = manager->get_decorators(manager);
	private_successor_t *this;
	host_t *me, *other;

	me = ike_sa->get_my_host(ike_sa);
	other = ike_sa->get_other_host(ike_sa);
	INIT(this,
		.public = {
			.follow = _follow,
			.update = _update,
			.answered = _answered,
			.teach = _teach,
			.timer = _timer,
			.destroy = _destroy,
		},
		.decorated = {
			.roam = roam,
			.may_move = may_move,
			.is_peer_away = is_peer_away,
			.generated = generated,
		},
		.actions = {
			.usable = _usable,
			.transmit = _transmit,
			.schedule = _schedule,
			.verdict = _verdict,
		},
		.manager = manager,
		.session = session,
		.ike_sa = ike_sa,
		.config = in_force_get_config(heritage->dialect, ike_sa),
		.known = heritage,
		.my_port = me->get_port(me),
		.other_port = other->get_port(other),
		.status = SUCCESS,
	);
	this->deadline = clock_ms() + this->config.blackout;
	this->retry = retry_create(&this->config, &this->actions, &heritage->path,
							   heritage->local, heritage->peer);
	decorators->decorate(decorators, ike_sa, &this->decorated, TRUE);

	return &this->public;
}
