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


#include "control_query.h"

#include <inttypes.h>

#include <daemon.h>

#include <vici_builder.h>

typedef struct private_control_query_t private_control_query_t;

/**
 * Private data of control_query_t.
 */
struct private_control_query_t {

	/**
	 * Public interface.
	 */
	control_query_t public;

	/**
	 * Where to send IKE_SAs one by one.
	 */
	control_dispatcher_t *dispatcher;

	/**
	 * Knows the sessions.
	 */
	session_manager_t *manager;

	/**
	 * Knows mobile nodes.
	 */
	mobility_t *mobility;

	/**
	 * Knows where mobile nodes are.
	 */
	bindings_t *bindings;

	/**
	 * Knows what the kernel makes of selectors.
	 */
	kernel_selectors_t *selectors;
};

/**
 * Time in ms, the clock verdicts about addresses are noted by.
 */
static uint64_t get_now()
{
	timeval_t now;

	time_monotonic(&now);
	return (uint64_t)now.tv_sec * 1000 + now.tv_usec / 1000;
}

/**
 * Add all counters, of a session or in total if that is NULL.
 */
static void add_counters(private_control_query_t *this, vici_builder_t *b,
						 session_t *session)
{
	counter_t counter;
	uint64_t value;

	b->begin_section(b, "counters");
	for (counter = 0; counter < COUNTER_MAX; counter++)
	{
		value = session ? session->get_counter(session, counter)
						: this->manager->get_total(this->manager, counter);
		b->add_kv(b, enum_to_name(counter_names, counter), "%" PRIu64, value);
	}
	b->end_section(b);
}

/**
 * Add the addresses of one side, sections are named by rank.
 */
static void add_addresses(vici_builder_t *b, session_t *session, bool local,
						  host_t *used, uint64_t now)
{
	enumerator_t *enumerator;
	address_state_t state;
	host_t *addr;
	uint64_t since;
	char rank[16];
	int count = 0;

	b->begin_section(b, local ? "local-addresses" : "peer-addresses");
	enumerator = session->create_address_enumerator(session, local);
	while (enumerator->enumerate(enumerator, &addr, &state, &since))
	{
		snprintf(rank, sizeof(rank), "%d", ++count);
		b->begin_section(b, rank);
		b->add_kv(b, "address", "%H", addr);
		b->add_kv(b, "state", "%N", address_state_names, state);
		if (since)
		{
			b->add_kv(b, "age", "%" PRIu64,
					  now > since ? (now - since) / 1000 : 0);
		}
		b->add_kv(b, "in-use", "%s",
				  used && addr->ip_equals(addr, used) ? "yes" : "no");
		b->end_section(b);
	}
	enumerator->destroy(enumerator);
	b->end_section(b);
}

/**
 * Add the CHILD_SAs that are not on the path of the IKE_SA.
 */
static void add_children(vici_builder_t *b, session_t *session,
						 ike_sa_t *ike_sa)
{
	enumerator_t *enumerator;
	child_sa_t *child_sa;
	host_t *local, *remote;
	char id[16];

	b->begin_section(b, "moved-child-sas");
	enumerator = ike_sa->create_child_sa_enumerator(ike_sa);
	while (enumerator->enumerate(enumerator, &child_sa))
	{
		if (session->is_child_moved(session, child_sa, &local, &remote))
		{
			snprintf(id, sizeof(id), "%u", child_sa->get_unique_id(child_sa));
			b->begin_section(b, id);
			b->add_kv(b, "name", "%s", child_sa->get_name(child_sa));
			b->add_kv(b, "local", "%H", local);
			b->add_kv(b, "remote", "%H", remote);
			b->end_section(b);
		}
	}
	enumerator->destroy(enumerator);
	b->end_section(b);
}

/**
 * Add where a mobile node is: that is where its end of the IKE_SA is, at the home
 * agent unless the mobility daemon says that IKE has not followed yet.
 */
static void add_care_of(private_control_query_t *this, vici_builder_t *b,
						node_t *node, host_t *home, ike_sa_t *ike_sa)
{
	bool ours = node->get_options(node)->role == MOBILITY_MOBILE_NODE;
	binding_t *binding;
	host_t *care_of;

	care_of = ours ? ike_sa->get_my_host(ike_sa) :
					 ike_sa->get_other_host(ike_sa);
	binding = this->bindings->get(this->bindings, home);
	if (binding && !ours)
	{
		care_of = binding_get_care_of(binding) ?: care_of;
	}
	b->add_kv(b, "care-of-address", "%H", care_of);
	b->add_kv(b, "at-home", "%s",
			  care_of->ip_equals(care_of, home) ? "yes" : "no");
	if (binding)
	{
		binding_destroy(binding);
	}
}

/**
 * Add what is known of the mobile node, if the connection has a role (M1).
 */
static void add_mobility(private_control_query_t *this, vici_builder_t *b,
						 ike_sa_t *ike_sa)
{
	node_t *node = this->mobility->get_node(this->mobility, ike_sa);
	enumerator_t *enumerator;
	host_t *addr;

	if (!node)
	{
		return;
	}
	b->begin_section(b, "mobile-ipv6");
	b->add_kv(b, "role", "%N", mobility_role_names,
			  node->get_options(node)->role);
	b->begin_list(b, "home-addresses");
	enumerator = node->create_address_enumerator(node);
	while (enumerator->enumerate(enumerator, &addr))
	{
		b->add_li(b, "%H", addr);
	}
	enumerator->destroy(enumerator);
	b->end_list(b);
	/* it has one care-of address, however many home addresses */
	enumerator = node->create_address_enumerator(node);
	if (enumerator->enumerate(enumerator, &addr))
	{
		add_care_of(this, b, node, addr, ike_sa);
	}
	enumerator->destroy(enumerator);
	b->end_section(b);
}

/**
 * Add a line to a list unless it is there already.
 */
static void add_line(linked_list_t *lines, char *line)
{
	enumerator_t *enumerator;
	char *current;
	bool found = FALSE;

	enumerator = lines->create_enumerator(lines);
	while (!found && enumerator->enumerate(enumerator, &current))
	{
		found = streq(current, line);
	}
	enumerator->destroy(enumerator);
	if (!found)
	{
		lines->insert_last(lines, strdup(line));
	}
}

/**
 * Add in which ways the kernel's policies of CHILD_SAs are coarser than what was
 * negotiated.
 */
static void add_coarser(private_control_query_t *this, vici_builder_t *b,
						ike_sa_t *ike_sa)
{
	enumerator_t *children, *policies;
	kernel_selectors_t *selectors = this->selectors;
	traffic_selector_t *mine, *other;
	linked_list_t *lines;
	child_sa_t *child_sa;
	char line[BUF_LEN], *current;

	lines = linked_list_create();
	children = ike_sa->create_child_sa_enumerator(ike_sa);
	while (children->enumerate(children, &child_sa))
	{
		policies = child_sa->create_policy_enumerator(child_sa);
		while (policies->enumerate(policies, &mine, &other))
		{
			if (selectors->is_coarser(selectors, other, mine, POLICY_IN, line,
									  sizeof(line)))
			{
				add_line(lines, line);
			}
			if (selectors->is_coarser(selectors, mine, other, POLICY_OUT, line,
									  sizeof(line)))
			{
				add_line(lines, line);
			}
		}
		policies->destroy(policies);
	}
	children->destroy(children);

	b->begin_list(b, "coarser-selectors");
	while (lines->remove_first(lines, (void**)&current) == SUCCESS)
	{
		b->add_li(b, "%s", current);
		free(current);
	}
	b->end_list(b);
	lines->destroy(lines);
}

/**
 * Get the name of an IKE_SA as vici can take it: printable and not too long.
 */
static char *get_section_name(ike_sa_t *ike_sa)
{
	chunk_t name, sane;
	char *str;

	name = chunk_from_str(ike_sa->get_name(ike_sa));
	name.len = min(name.len, 255);
	chunk_printable(name, &sane, '?');
	str = strndup((char*)sane.ptr, sane.len);
	chunk_free(&sane);
	return str;
}

/**
 * Build a message about an IKE_SA.
 */
static vici_message_t *build_session(private_control_query_t *this,
									 ike_sa_t *ike_sa, uint64_t now)
{
	vici_builder_t *b;
	session_t *session;
	ike_sa_id_t *id;
	host_t *local, *remote;
	char *name, *reason;

	session = this->manager->get(this->manager, ike_sa);
	local = ike_sa->get_my_host(ike_sa);
	remote = ike_sa->get_other_host(ike_sa);
	if (session)
	{
		session->get_path(session, &local, &remote);
		reason = session->get_reason(session);
	}
	else
	{
		reason = ike_sa->get_version(ike_sa) == IKEV1
								? "IKEv1 has no address protocol" : NULL;
	}

	b = vici_builder_create();
	name = get_section_name(ike_sa);
	b->begin_section(b, name);
	free(name);

	id = ike_sa->get_id(ike_sa);
	b->add_kv(b, "uniqueid", "%u", ike_sa->get_unique_id(ike_sa));
	b->add_kv(b, "ike-version", "%u", ike_sa->get_version(ike_sa));
	b->add_kv(b, "state", "%N", ike_sa_state_names, ike_sa->get_state(ike_sa));
	b->add_kv(b, "role", "%s",
			  id->is_initiator(id) ? "initiator" : "responder");
	b->add_kv(b, "local-id", "%Y", ike_sa->get_my_id(ike_sa));
	b->add_kv(b, "remote-id", "%Y", ike_sa->get_other_id(ike_sa));
	b->add_kv(b, "protocol", "%N", dialect_names,
			  session ? session->get_dialect(session) : DIALECT_NONE);
	if (reason)
	{
		b->add_kv(b, "reason", "%s", reason);
	}
	if (session && session->get_away(session))
	{
		b->add_kv(b, "away", "%u", session->get_away(session));
	}
	b->begin_section(b, "path");
	b->add_kv(b, "local", "%H", local);
	b->add_kv(b, "local-port", "%u", local->get_port(local));
	b->add_kv(b, "remote", "%H", remote);
	b->add_kv(b, "remote-port", "%u", remote->get_port(remote));
	b->end_section(b);
	add_coarser(this, b, ike_sa);
	if (session)
	{
		add_addresses(b, session, TRUE, local, now);
		add_addresses(b, session, FALSE, remote, now);
		add_children(b, session, ike_sa);
		add_counters(this, b, session);
	}
	add_mobility(this, b, ike_sa);

	b->end_section(b);
	return b->finalize(b);
}

CALLBACK(list, vici_message_t*,
	private_control_query_t *this, char *name, u_int id,
	vici_message_t *request)
{
	vici_builder_t *b;
	enumerator_t *enumerator;
	ike_sa_t *ike_sa;
	uint32_t ike_id;
	char *ike;
	bool block;

	ike = request->get_str(request, NULL, "ike");
	ike_id = request->get_int(request, 0, "ike-id");
	block = request->get_str(request, NULL, "noblock") == NULL;

	enumerator = charon->ike_sa_manager->create_enumerator(
												charon->ike_sa_manager, block);
	while (enumerator->enumerate(enumerator, &ike_sa))
	{
		if ((!ike || streq(ike, ike_sa->get_name(ike_sa))) &&
			(!ike_id || ike_id == ike_sa->get_unique_id(ike_sa)))
		{
			this->dispatcher->raise_event(this->dispatcher, "list-session", id,
									build_session(this, ike_sa, get_now()));
		}
	}
	enumerator->destroy(enumerator);

	b = vici_builder_create();
	return b->finalize(b);
}

CALLBACK(stats, vici_message_t*,
	private_control_query_t *this, char *name, u_int id,
	vici_message_t *request)
{
	vici_builder_t *b;

	b = vici_builder_create();
	add_counters(this, b, NULL);
	return b->finalize(b);
}

CALLBACK(version, vici_message_t*,
	private_control_query_t *this, char *name, u_int id,
	vici_message_t *request)
{
	vici_builder_t *b;

	b = vici_builder_create();
	b->add_kv(b, "plugin", "%s", "addrmgmt");
	b->add_kv(b, "version", "%s", ADDRMGMT_VERSION);
	b->add_kv(b, "daemon", "%s", lib->ns);
	b->add_kv(b, "daemon-version", "%s", VERSION);
	return b->finalize(b);
}

METHOD(control_query_t, destroy, void,
	private_control_query_t *this)
{
	free(this);
}

/*
 * Described in header.
 */
control_query_t *control_query_create(control_dispatcher_t *dispatcher,
									  session_manager_t *manager,
									  mobile_ipv6_t *mobile_ipv6,
									  kernel_selectors_t *selectors)
{
	private_control_query_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.dispatcher = dispatcher,
		.manager = manager,
		.mobility = mobile_ipv6->mobility,
		.bindings = mobile_ipv6->movement->get_bindings(mobile_ipv6->movement),
		.selectors = selectors,
	);

	dispatcher->add_event(dispatcher, "list-session");
	dispatcher->add_command(dispatcher, "list", list, this);
	dispatcher->add_command(dispatcher, "stats", stats, this);
	dispatcher->add_command(dispatcher, "version", version, this);

	return &this->public;
}
