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

#include <check.h>
#include <library.h>
#include <utils/identification.h>

#include "host_lists.h"
#include "mip6/mobile_nodes.h"

/**
 * What the configuration says, and what is read for connection "nodes".
 */
static struct {
	char *settings;
	char *nodes;
} configs[] = {
	{ "", "" },
	{ "connections { nodes { mobile_ipv6 { role = home_agent } } }", "" },
	{ "connections { nodes { mobile_ipv6 { mobile_nodes {"
	  " a { id = carol@example.org \n home_addresses = fec3::1 } } } } }",
	  "carol@example.org=fec3::1" },
	{ "connections { nodes { mobile_ipv6 { mobile_nodes {"
	  " a { id = carol \n home_addresses = \"fec3::1, fec3::2\" }"
	  " b { id = *@example.org \n home_addresses = fec3::3 } } } } }",
	  "carol=fec3::1 carol=fec3::2 *@example.org=fec3::3" },
	/* others, and those of all connections */
	{ "connections { other { mobile_ipv6 { mobile_nodes {"
	  " a { id = carol \n home_addresses = fec3::1 } } } } }", "" },
	{ "mobile_ipv6 { mobile_nodes {"
	  " a { id = dave \n home_addresses = fec3::2 } } } \n"
	  "connections { nodes { mobile_ipv6 { mobile_nodes {"
	  " a { id = carol \n home_addresses = fec3::1 } } } } }",
	  "carol=fec3::1 dave=fec3::2" },
	/* what can't be read is nobody's */
	{ "mobile_ipv6 { mobile_nodes {"
	  " a { home_addresses = fec3::1 }"
	  " b { id = carol }"
	  " c { id = dave \n home_addresses = \"10.0.0.1, ::, x, fec3::2\" } } }",
	  "dave=fec3::2" },
};

START_TEST(test_read)
{
	char config[1024], read[1024] = "", buf[HOST_LEN];
	enumerator_t *enumerator;
	identification_t *id;
	host_t *addr;
	chunk_t name;
	int len = 0;

	snprintf(config, sizeof(config), "%s { plugins { addrmgmt { %s } } }",
			 lib->ns, configs[_i].settings);
	ck_assert(lib->settings->load_string(lib->settings, config, FALSE));
	enumerator = mobile_nodes_create_enumerator("nodes");
	while (enumerator->enumerate(enumerator, &id, &addr))
	{
		name = id->get_encoding(id);
		len += snprintf(read + len, sizeof(read) - len, "%s%.*s=%s",
						len ? " " : "", (int)name.len, name.ptr,
						host_write(addr, buf));
	}
	enumerator->destroy(enumerator);
	ck_assert_str_eq(read, configs[_i].nodes);
	lib->settings->load_string(lib->settings, "", FALSE);
}
END_TEST

Suite *mobile_nodes_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("mobile nodes");

	tc = tcase_create("configuration");
	tcase_add_loop_test(tc, test_read, 0, countof(configs));
	suite_add_tcase(s, tc);

	return s;
}
