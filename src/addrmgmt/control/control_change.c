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


#include "control_change.h"
#include "ike/options.h"
#include "ike/protocol.h"

#include <errno.h>

#include <daemon.h>

#include <vici_builder.h>

typedef struct private_control_change_t private_control_change_t;
typedef struct change_t change_t;

/**
 * Private data of control_change_t.
 */
struct private_control_change_t {

	/**
	 * Public interface.
	 */
	control_change_t public;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;
};

/**
 * A change to be made to some IKE_SAs.
 */
struct change_t {

	/**
	 * Make the change.
	 *
	 * @param session	session with a protocol in force, checked out
	 * @return			NULL if done, otherwise why not
	 */
	char *(*apply)(change_t *this, session_t *session);

	/**
	 * Address to prefer, NULL for none.
	 */
	host_t *addr;

	/**
	 * Addresses to use, hosts are NULL to keep them.
	 */
	path_t path;

	/**
	 * Names of CHILD_SAs to move, char*, NULL for all.
	 */
	linked_list_t *children;

	/**
	 * Time to be away, in seconds.
	 */
	uint32_t time;

	/**
	 * Be away as long as the option disconnect_on_suspend says instead.
	 */
	bool suspend;
};

/**
 * Collect the IDs of the IKE_SAs a request is about, as ike_sa_id_t.
 */
static linked_list_t *select_ike_sas(vici_message_t *request)
{
	enumerator_t *enumerator;
	linked_list_t *ids;
	ike_sa_id_t *id;
	ike_sa_t *ike_sa;
	uint32_t ike_id;
	char *ike;

	ike = request->get_str(request, NULL, "ike");
	ike_id = request->get_int(request, 0, "ike-id");

	/* they can't be changed during enumeration */
	ids = linked_list_create();
	enumerator = charon->ike_sa_manager->create_enumerator(
												charon->ike_sa_manager, TRUE);
	while (enumerator->enumerate(enumerator, &ike_sa))
	{
		if ((!ike || streq(ike, ike_sa->get_name(ike_sa))) &&
			(!ike_id || ike_id == ike_sa->get_unique_id(ike_sa)))
		{
			id = ike_sa->get_id(ike_sa);
			ids->insert_last(ids, id->clone(id));
		}
	}
	enumerator->destroy(enumerator);
	return ids;
}

/**
 * Make a change to an IKE_SA, returns why it was not made.
 */
static char *apply(private_control_change_t *this, change_t *change,
				   ike_sa_id_t *id)
{
	session_t *session;
	ike_sa_t *ike_sa;
	char *error = "the IKE_SA is gone";

	ike_sa = charon->ike_sa_manager->checkout(charon->ike_sa_manager, id);
	if (ike_sa)
	{
		session = this->manager->get(this->manager, ike_sa);
		if (session && session->get_dialect(session) != DIALECT_NONE)
		{
			error = change->apply(change, session);
		}
		else
		{
			error = "no address protocol is in force";
		}
		charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
	}
	return error;
}

/**
 * Build the response to a request.
 */
static vici_message_t *build_response(int matches, int changed, char *error)
{
	vici_builder_t *b;

	b = vici_builder_create();
	b->add_kv(b, "success", "%s", error ? "no" : "yes");
	b->add_kv(b, "matches", "%d", matches);
	b->add_kv(b, "changed", "%d", changed);
	if (error)
	{
		b->add_kv(b, "errmsg", "%s", error);
	}
	return b->finalize(b);
}

/**
 * Make a change to the IKE_SAs a request is about.
 */
static vici_message_t *apply_all(private_control_change_t *this,
								 change_t *change, vici_message_t *request)
{
	linked_list_t *ids;
	ike_sa_id_t *id;
	char *reason, *error = NULL;
	int matches, changed = 0;
	bool all;

	all = request->get_bool(request, FALSE, "all");
	if (!all && !request->get_str(request, NULL, "ike") &&
		!request->get_int(request, 0, "ike-id"))
	{
		return build_response(0, 0, "missing ike, ike-id or all");
	}

	ids = select_ike_sas(request);
	matches = ids->get_count(ids);
	while (ids->remove_first(ids, (void**)&id) == SUCCESS)
	{
		reason = apply(this, change, id);
		if (reason)
		{
			error = error ?: reason;
		}
		else
		{
			changed++;
		}
		id->destroy(id);
	}
	ids->destroy(ids);

	if (!matches)
	{
		error = "there is no such IKE_SA";
	}
	else if (all && changed)
	{	/* those that do not support it are not meant */
		error = NULL;
	}
	return build_response(matches, changed, error);
}

/**
 * Prefer an address, if it is ours.
 */
static char *apply_prefer(change_t *this, session_t *session)
{
	enumerator_t *enumerator;
	address_state_t state;
	host_t *addr;
	uint64_t since;
	bool found = FALSE;

	if (this->addr)
	{
		enumerator = session->create_address_enumerator(session, TRUE);
		while (enumerator->enumerate(enumerator, &addr, &state, &since))
		{
			if (addr->ip_equals(addr, this->addr))
			{
				found = TRUE;
				break;
			}
		}
		enumerator->destroy(enumerator);
		if (!found)
		{
			return "that is none of our addresses";
		}
	}
	if (!session->prefer(session, this->addr))
	{
		return "the peer can't be reached from that address";
	}
	return NULL;
}

CALLBACK(prefer, vici_message_t*,
	private_control_change_t *this, char *name, u_int id,
	vici_message_t *request)
{
	vici_message_t *response;
	change_t change = {
		.apply = apply_prefer,
	};
	char *addr;

	addr = request->get_str(request, NULL, "address");
	if (!addr)
	{
		return build_response(0, 0, "missing address");
	}
	if (!streq(addr, "none"))
	{
		/* this does not ask DNS */
		change.addr = host_create_from_string(addr, 0);
		if (!change.addr || change.addr->is_anyaddr(change.addr))
		{
			DESTROY_IF(change.addr);
			return build_response(0, 0, "invalid address");
		}
	}
	response = apply_all(this, &change, request);
	DESTROY_IF(change.addr);
	return response;
}

/**
 * Tell the peer that we will be away.
 */
static char *apply_disconnect(change_t *this, session_t *session)
{
	uint32_t time = this->time;

	if (this->suspend)
	{
		time = option_get_time(session->get_name(session),
							   "disconnect_on_suspend", 0);
		if (!time)
		{
			return "disconnect_on_suspend is not set";
		}
	}
	if (!session->disconnect(session, time))
	{
		return "the peer did not announce draft-kivinen, which has this";
	}
	return NULL;
}

CALLBACK(disconnect, vici_message_t*,
	private_control_change_t *this, char *name, u_int id,
	vici_message_t *request)
{
	change_t change = {
		.apply = apply_disconnect,
	};
	char *str, *end = NULL;
	unsigned long long seconds;

	str = request->get_str(request, NULL, "time");
	if (!str)
	{
		return build_response(0, 0, "missing time");
	}
	if (streq(str, "suspend"))
	{
		change.suspend = TRUE;
		return apply_all(this, &change, request);
	}
	errno = 0;
	seconds = strtoull(str, &end, 10);
	if (*str < '0' || *str > '9' || *end || errno || seconds > UINT32_MAX)
	{
		return build_response(0, 0, "invalid time");
	}
	change.time = seconds;
	return apply_all(this, &change, request);
}

/**
 * Move SAs, or just look at our addresses and options again.
 */
static char *apply_update(change_t *this, session_t *session)
{
	protocol_t *protocol;

	if (session->is_guided(session) && (this->path.local || this->path.remote))
	{
		return "a mobility daemon decides where it is";
	}
	if (this->children)
	{
		protocol = session->get_protocol(session);
		if (!protocol->update_child_sas(protocol, this->children, &this->path))
		{
			return "the protocol in force does not support it";
		}
	}
	else if (this->path.local || this->path.remote)
	{
		if (!session->update_to(session, this->path.local, this->path.remote))
		{
			return "that path can't be used, the log tells why";
		}
	}
	else
	{
		session->update(session);
	}
	return NULL;
}

/**
 * Read an address, this does not ask DNS.
 *
 * @return			FALSE if there is something else
 */
static bool read_address(vici_message_t *request, char *key, host_t **addr)
{
	char *str;

	str = request->get_str(request, NULL, key);
	if (str)
	{
		*addr = host_create_from_string(str, 0);
		if (!*addr || (*addr)->is_anyaddr(*addr))
		{
			DESTROY_IF(*addr);
			*addr = NULL;
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * Read the names of CHILD_SAs.
 */
static void read_children(vici_message_t *request, change_t *change)
{
	enumerator_t *enumerator;
	vici_type_t type;
	chunk_t value;
	char *name;
	bool inside = FALSE;

	enumerator = request->create_enumerator(request);
	while (enumerator->enumerate(enumerator, &type, &name, &value) &&
		   type != VICI_END)
	{
		if (type == VICI_LIST_START)
		{
			inside = streq(name, "child");
		}
		else if (type == VICI_LIST_ITEM && inside)
		{
			change->children = change->children ?: linked_list_create();
			change->children->insert_last(change->children,
									strndup((char*)value.ptr, value.len));
		}
	}
	enumerator->destroy(enumerator);
}

CALLBACK(update, vici_message_t*,
	private_control_change_t *this, char *name, u_int id,
	vici_message_t *request)
{
	vici_message_t *response;
	change_t change = {
		.apply = apply_update,
	};

	read_children(request, &change);
	if (!read_address(request, "local", &change.path.local) ||
		!read_address(request, "remote", &change.path.remote))
	{
		response = build_response(0, 0, "invalid address");
	}
	else if (change.children && !change.path.local && !change.path.remote)
	{
		response = build_response(0, 0, "missing local or remote");
	}
	else
	{
		response = apply_all(this, &change, request);
	}
	DESTROY_FUNCTION_IF(change.children, free);
	DESTROY_IF(change.path.local);
	DESTROY_IF(change.path.remote);
	return response;
}

METHOD(control_change_t, destroy
, void,
	private_control_change_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
control_change_t *control_change_create(control_dispatcher_t *dispatcher,
										session_manager_t *manager)
{
	private_control_change_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.manager = manager,
	);

	dispatcher->add_command(dispatcher, "prefer", prefer, this);
	dispatcher->add_command(dispatcher, "disconnect", disconnect, this);
	dispatcher->add_command(dispatcher, "update", update, this);

	return &this->public;
}
