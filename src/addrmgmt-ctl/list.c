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


#include "command.h"
#include "json.h"
#include "node.h"

/**
 * What to print and what was printed.
 */
typedef struct {
	/** options from the command line */
	options_t *options;
	/** number of IKE_SAs */
	int count;
	/** was there a malformed message? */
	bool malformed;
} list_t;

/**
 * Format a time as people do.
 */
static char *format_time(char *seconds, char *buf, size_t len)
{
	long long s = atoll(seconds);

	if (s < 60)
	{
		snprintf(buf, len, "%llds", s);
	}
	else if (s < 60 * 60)
	{
		snprintf(buf, len, "%lldm %llds", s / 60, s % 60);
	}
	else if (s < 24 * 60 * 60)
	{
		snprintf(buf, len, "%lldh %lldm", s / 3600, s / 60 % 60);
	}
	else
	{
		snprintf(buf, len, "%lldd %lldh", s / 86400, s / 3600 % 24);
	}
	return buf;
}

/**
 * Print an address, what is known of it and if it is in use.
 */
static void print_address(node_t *addr, bool local, int width)
{
	char *text, *state, *used, *age, buf[64];

	text = node_text(addr, "address") ?: "?";
	used = streq(node_text(addr, "in-use"), "yes") ? "in use" : "";
	age = node_text(addr, "age");
	state = node_text(addr, "state") ?: "";
	if (local && streq(state, "unverified"))
	{	/* nothing special, it is the peer's that should be */
		state = "";
	}

	if (*state)
	{
		printf("%-*s  %-6s  %s", width, text, used, state);
		if (age)
		{
			printf(" %s ago", format_time(age, buf, sizeof(buf)));
		}
		printf("\n");
	}
	else if (*used)
	{
		printf("%-*s  %s\n", width, text, used);
	}
	else
	{
		printf("%s\n", text);
	}
}

/**
 * Print the addresses of one side.
 */
static void print_addresses(node_t *session, char *name, bool local)
{
	enumerator_t *enumerator;
	node_t *section, *addr;
	char *text, *label = local ? "local" : "peer";
	int digits = 1, width = 0;

	section = node_find(session, name);
	if (!section)
	{
		return;
	}
	if (!section->children->get_count(section->children))
	{
		printf("  %-10s none\n", label);
		return;
	}
	enumerator = section->children->create_enumerator(section->children);
	while (enumerator->enumerate(enumerator, &addr))
	{
		text = node_text(addr, "address");
		width = max(width, text ? (int)strlen(text) : 0);
		digits = max(digits, (int)strlen(addr->name));
	}
	enumerator->destroy(enumerator);

	enumerator = section->children->create_enumerator(section->children);
	while (enumerator->enumerate(enumerator, &addr))
	{
		printf("  %-10s %*s. ", label, digits, make_printable(addr->name));
		print_address(addr, local, width);
		label = "";
	}
	enumerator->destroy(enumerator);
}

/**
 * Print the CHILD_SAs that are not on the path of the IKE_SA.
 */
static void print_moved(node_t *session)
{
	enumerator_t *enumerator;
	node_t *moved, *child;
	char *label = "moved";

	moved = node_find(session, "moved-child-sas");
	if (!moved)
	{
		return;
	}
	enumerator = moved->children->create_enumerator(moved->children);
	while (enumerator->enumerate(enumerator, &child))
	{
		printf("  %-10s %s{%s} %s - %s\n", label,
			   node_text(child, "name") ?: "?", make_printable(child->name),
			   node_text(child, "local") ?: "?",
			   node_text(child, "remote") ?: "?");
		label = "";
	}
	enumerator->destroy(enumerator);
}

/**
 * Print what is known of the mobile node.
 */
static void print_mobility(node_t *session)
{
	enumerator_t *enumerator;
	node_t *mobility, *list, *addr;
	char *label = "mobile";
	bool agent, home;

	mobility = node_find(session, "mobile-ipv6");
	list = mobility ? node_find(mobility, "home-addresses") : NULL;
	if (!list)
	{
		return;
	}
	agent = streq(node_text(mobility, "role"), "home_agent");
	home = streq(node_text(mobility, "at-home"), "yes");
	if (!list->children->get_count(list->children))
	{
		printf("  %-10s no home address\n", label);
	}
	enumerator = list->children->create_enumerator(list->children);
	while (enumerator->enumerate(enumerator, &addr))
	{
		printf("  %-10s %s %s, %s\n", label,
			   agent ? "home agent of" : "node with home address",
			   make_printable((char*)addr->value.ptr),
			   home ? "at home" : "away");
		label = "";
	}
	enumerator->destroy(enumerator);
	if (!home && list->children->get_count(list->children))
	{
		printf("  %-10s care-of address %s\n", "",
			   node_text(mobility, "care-of-address"));
	}
}

/**
 * Print in which ways the kernel's policies are coarser than what was negotiated.
 */
static void print_coarser(node_t *session)
{
	enumerator_t *enumerator;
	node_t *list, *item;
	char *label = "selectors";

	list = node_find(session, "coarser-selectors");
	if (!list)
	{
		return;
	}
	enumerator = list->children->create_enumerator(list->children);
	while (enumerator->enumerate(enumerator, &item))
	{
		printf("  %-10s %s\n", label, make_printable((char*)item->value.ptr));
		label = "";
	}
	enumerator->destroy(enumerator);
}

/**
 * Print the counters that count something.
 */
static void print_counters(node_t *session)
{
	enumerator_t *enumerator;
	node_t *counters, *counter;
	char *value, *separator = "  counters   ";

	counters = node_find(session, "counters");
	if (!counters)
	{
		return;
	}
	enumerator = counters->children->create_enumerator(counters->children);
	while (enumerator->enumerate(enumerator, &counter))
	{
		value = make_printable((char*)counter->value.ptr);
		if (!streq(value, "0"))
		{
			printf("%s%s %s", separator, make_printable(counter->name), value);
			separator = ", ";
		}
	}
	enumerator->destroy(enumerator);
	if (streq(separator, ", "))
	{
		printf("\n");
	}
}

/**
 * Print an IKE_SA for people.
 */
static void print_session(node_t *session)
{
	node_t *path;
	char *reason, away[64];

	printf("%s: #%s, %s, IKEv%s, %s\n", make_printable(session->name),
		   node_text(session, "uniqueid") ?: "?",
		   node_text(session, "state") ?: "?",
		   node_text(session, "ike-version") ?: "?",
		   node_text(session, "role") ?: "?");
	printf("  %-10s %s - %s\n", "identities",
		   node_text(session, "local-id") ?: "%any",
		   node_text(session, "remote-id") ?: "%any");
	reason = node_text(session, "reason");
	printf("  %-10s %s%s%s\n", "protocol",
		   node_text(session, "protocol") ?: "?", reason ? ": " : "",
		   reason ?: "");
	if (node_find(session, "away"))
	{
		printf("  %-10s %s\n", "away for",
			   format_time(node_text(session, "away"), away, sizeof(away)));
	}
	path = node_find(session, "path");
	printf("  %-10s %s[%s] - %s[%s]\n", "path", node_text(path, "local") ?: "?",
		   node_text(path, "local-port") ?: "?",
		   node_text(path, "remote") ?: "?",
		   node_text(path, "remote-port") ?: "?");
	print_addresses(session, "local-addresses", TRUE);
	print_addresses(session, "peer-addresses", FALSE);
	print_moved(session);
	print_mobility(session);
	print_coarser(session);
	print_counters(session);
}

CALLBACK(on_session, void,
	list_t *this, vici_message_t *message)
{
	node_t *root, *session;

	if (this->options->raw)
	{
		message->dump(message, "list-session event", FALSE, stdout);
		this->count++;
		return;
	}
	root = node_create(message);
	session = node_first_section(root);
	if (!session)
	{
		this->malformed = TRUE;
	}
	else if (this->options->json)
	{
		printf("%s", this->count++ ? ",\n" : "[\n");
		json_print(stdout, session, session->name);
	}
	else
	{
		printf("%s", this->count++ ? "\n" : "");
		print_session(session);
	}
	node_destroy(root);
}

static exit_code_t run(client_t *client, options_t *options)
{
	vici_builder_t *builder;
	vici_message_t *response;
	list_t list = {
		.options = options,
	};

	builder = vici_builder_create();
	if (options->ike)
	{
		builder->add_kv(builder, "ike", "%s", options->ike);
	}
	if (options->ike_id)
	{
		builder->add_kv(builder, "ike-id", "%s", options->ike_id);
	}
	response = client->request(client, "list", builder->finalize(builder),
							   "list-session", on_session, &list);
	if (!response)
	{
		return EXIT_FAILED;
	}
	if (options->raw)
	{
		response->dump(response, "list reply", FALSE, stdout);
	}
	else if (options->json)
	{
		printf("%s", list.count ? "\n]\n" : "[]\n");
	}
	response->destroy(response);

	if (list.malformed)
	{
		fprintf(stderr, "charon sent an invalid message\n");
		return EXIT_FAILED;
	}
	if (!list.count && (options->ike || options->ike_id))
	{
		fprintf(stderr, "there is no such IKE_SA\n");
		return EXIT_NONE;
	}
	if (!list.count && !options->json && !options->raw)
	{
		printf("no IKE_SAs\n");
	}
	return EXIT_DONE;
}

command_t command_list = {
	.name = "list",
	.letters = "iIjr",
	.usage = "[--ike NAME] [--ike-id ID] [--json|--raw]",
	.description = "show IKE_SAs, their protocol, addresses and path",
	.run = run,
};
