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

#include "address_updates.h"

#include <daemon.h>

#include "watch/addupd_socket.h"

typedef struct private_address_updates_t private_address_updates_t;

/**
 * Private data of address_updates_t.
 */
struct private_address_updates_t {

	/**
	 * Public interface.
	 */
	address_updates_t public;

	/**
	 * Gets what comes in by the doors.
	 */
	address_update_handler_t handler;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * Messages of a mobility daemon, NULL if there is no such socket.
	 */
	addupd_socket_t *addupd;
};

/**
 * Get this object by its handler.
 */
static private_address_updates_t *by_handler(address_update_handler_t *handler)
{
	return (private_address_updates_t*)((char*)handler -
								offsetof(private_address_updates_t, handler));
}

/**
 * Move an IKE_SA, which is checked out.
 */
static void move(private_address_updates_t *this, ike_sa_t *ike_sa, char *who,
				 host_t *local, host_t *remote, counter_t applied,
				 counter_t failed)
{
	session_t *session;

	session = this->manager->get(this->manager, ike_sa);
	if (!session || session->get_dialect(session) == DIALECT_NONE)
	{
		DBG1(DBG_IKE, "%s wants to move to path %H - %H, but no address "
			 "protocol is in force", who, local, remote);
		this->manager->count(this->manager, failed);
		return;
	}
	session->report(session, "update", "%s wants to move to path %H - %H", who,
					local, remote);
	session->count(session, session->update_to(session, local, remote)
								? applied : failed);
}

/**
 * Check if the addresses of an SA are those of the IKE_SA.
 */
static bool has_addresses(ike_sa_t *ike_sa, host_t *local, host_t *remote)
{
	host_t *me = ike_sa->get_my_host(ike_sa);
	host_t *other = ike_sa->get_other_host(ike_sa);

	return local->ip_equals(local, me) && remote->ip_equals(remote, other);
}

/**
 * A mobility daemon wants to move an SA and its siblings. That SA is either an
 * inbound or an outbound one, of which the destination and the SPI are unique.
 */
static void update_by_spi(private_address_updates_t *this,
						  address_update_t *update)
{
	ike_sa_t *ike_sa;
	child_sa_t *child_sa = NULL;
	host_t *local = update->new_src, *remote = update->new_dst;
	bool found = FALSE;

	ike_sa = charon->child_sa_manager->checkout(charon->child_sa_manager,
						update->protocol, update->spi, update->dst, &child_sa);
	if (ike_sa)
	{
		if (child_sa->get_spi(child_sa, FALSE) == update->spi)
		{
			found = has_addresses(ike_sa, update->src, update->dst);
		}
		if (!found && child_sa->get_spi(child_sa, TRUE) == update->spi)
		{
			found = has_addresses(ike_sa, update->dst, update->src);
			local = update->new_dst;
			remote = update->new_src;
		}
		if (found)
		{
			move(this, ike_sa, "mobility daemon", local, remote,
				 COUNTER_ADDUPD_APPLIED, COUNTER_ADDUPD_FAILED);
		}
		charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
	}
	if (!found)
	{
		DBG1(DBG_IKE, "mobility daemon wants to move %N SA %.8x from %H to %H, "
			 "but there is none", protocol_id_names, update->protocol,
			 ntohl(update->spi), update->src, update->dst);
		this->manager->count(this->manager, COUNTER_ADDUPD_FAILED);
	}
}

/**
 * Implements address_update_handler_t.
 */
static void update(address_update_handler_t *handler, address_update_t *update)
{
	private_address_updates_t *this = by_handler(handler);

	switch (update->door)
	{
		case DOOR_ADDUPD:
			update_by_spi(this, update);
			break;
		case DOOR_MIGRATE:
			break;
	}
}

/**
 * Implements address_update_handler_t.
 */
static void refused(address_update_handler_t *handler, counter_t counter)
{
	private_address_updates_t *this = by_handler(handler);

	this->manager->count(this->manager, counter);
}

/**
 * Open the socket for mobility daemons.
 */
static void open_addupd(private_address_updates_t *this)
{
	char *uri, *group;

	uri = lib->settings->get_str(lib->settings,
							"%s.plugins.addrmgmt.addupd.socket",
							"unix://" IPSEC_PIDDIR "/charon.addupd", lib->ns);
	group = lib->settings->get_str(lib->settings,
							"%s.plugins.addrmgmt.addupd.group", NULL, lib->ns);
	if (*uri)
	{
		this->addupd = addupd_socket_create(uri, group, &this->handler);
	}
}

METHOD(address_updates_t, destroy, void,
	private_address_updates_t *this)
{
	DESTROY_IF(this->addupd);
	free(this);
}

/*
 * Described in header.
 */
address_updates_t *address_updates_create(session_manager_t *manager)
{
	private_address_updates_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.handler = {
			.update = update,
			.refused = refused,
		},
		.manager = manager,
	);
	open_addupd(this);

	return &this->public;
}
