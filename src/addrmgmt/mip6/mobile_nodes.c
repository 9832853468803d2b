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

#include "mobile_nodes.h"

#include <library.h>
#include <networking/host.h>
#include <utils/identification.h>

#define SECTION "mobile_ipv6.mobile_nodes"
#define GLOBAL "%s.plugins.addrmgmt." SECTION
#define CONN "%s.plugins.addrmgmt.connections.%s." SECTION

/**
 * One home address.
 */
typedef struct {
	identification_t *id;
	host_t *addr;
} entry_t;

/**
 * Destroy an entry_t.
 */
static void destroy_entry(entry_t *entry)
{
	entry->id->destroy(entry->id);
	entry->addr->destroy(entry->addr);
	free(entry);
}

/**
 * Add one home address of a mobile node.
 */
static void add_address(linked_list_t *entries, char *name, char *id,
						char *value)
{
	entry_t *entry;
	host_t *addr;

	addr = host_create_from_string_and_family(value, AF_INET6, 0);
	if (!addr || addr->is_anyaddr(addr))
	{
		DBG1(DBG_CFG, "home address of mobile node '%s' is not an IPv6 "
			 "address: %s", name, value);
		DESTROY_IF(addr);
		return;
	}
	INIT(entry,
		.id = identification_create_from_string(id),
		.addr = addr,
	);
	entries->insert_last(entries, entry);
}

/**
 * Add all home addresses of a mobile node.
 */
static void add_node(linked_list_t *entries, char *name, char *id, char *addrs)
{
	enumerator_t *enumerator;
	char *value;

	if (!id || !*id)
	{
		DBG1(DBG_CFG, "mobile node '%s' has no identity (id)", name);
		return;
	}
	enumerator = enumerator_create_token(addrs ?: "", ",", " ");
	while (enumerator->enumerate(enumerator, &value))
	{
		add_address(entries, name, id, value);
	}
	enumerator->destroy(enumerator);
}

/**
 * Filter the identity and address of entries.
 */
CALLBACK(filter_entries, bool,
	void *null, enumerator_t *orig, va_list args)
{
	identification_t **id;
	host_t **addr;
	entry_t *entry;

	VA_ARGS_VGET(args, id, addr);
	if (!orig->enumerate(orig, &entry))
	{
		return FALSE;
	}
	*id = entry->id;
	*addr = entry->addr;
	return TRUE;
}

/**
 * Destroy what was enumerated.
 */
CALLBACK(destroy_entries, void,
	linked_list_t *entries)
{
	entries->destroy_function(entries, (void*)destroy_entry);
}

/*
 * Described in header.
 */
enumerator_t *mobile_nodes_create_enumerator(char *conn)
{
	linked_list_t *entries = linked_list_create();
	settings_t *settings = lib->settings;
	enumerator_t *enumerator;
	char *name;

	enumerator = settings->create_section_enumerator(settings, CONN, lib->ns,
													 conn);
	while (enumerator->enumerate(enumerator, &name))
	{
		add_node(entries, name,
				 settings->get_str(settings, CONN ".%s.id", NULL, lib->ns, conn,
								   name),
				 settings->get_str(settings, CONN ".%s.home_addresses", NULL,
								   lib->ns, conn, name));
	}
	enumerator->destroy(enumerator);
	enumerator = settings->create_section_enumerator(settings, GLOBAL, lib->ns);
	while (enumerator->enumerate(enumerator, &name))
	{
		add_node(entries, name,
				 settings->get_str(settings, GLOBAL ".%s.id", NULL, lib->ns,
								   name),
				 settings->get_str(settings, GLOBAL ".%s.home_addresses", NULL,
								   lib->ns, name));
	}
	enumerator->destroy(enumerator);
	return enumerator_create_filter(entries->create_enumerator(entries),
									filter_entries, entries, destroy_entries);
}
