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

/*
 * Suites to run: suites/test_NAME.c has Suite *NAME_suite_create().
 */

TEST_SUITE(address_filter_suite_create)
TEST_SUITE(address_list_suite_create)
TEST_SUITE(address_notify_suite_create)
TEST_SUITE(addupd_suite_create)
TEST_SUITE(control_clients_suite_create)
TEST_SUITE(control_framing_suite_create)
TEST_SUITE(counters_suite_create)
TEST_SUITE(disconnect_notify_suite_create)
TEST_SUITE(dupont_suite_create)
TEST_SUITE(home_leases_suite_create)
TEST_SUITE(home_rule_suite_create)
TEST_SUITE(json_suite_create)
TEST_SUITE(migrate_suite_create)
TEST_SUITE(mobile_nodes_suite_create)
TEST_SUITE(paths_checks_suite_create)
TEST_SUITE(paths_lists_suite_create)
TEST_SUITE(paths_requests_suite_create)
TEST_SUITE(paths_updates_suite_create)
TEST_SUITE(peer_address_suite_create)
TEST_SUITE(proxy_rule_suite_create)
TEST_SUITE(retry_suite_create)
TEST_SUITE(rr_cookie_suite_create)
TEST_SUITE(strongswan_version_suite_create)
TEST_SUITE(type_selectors_suite_create)
TEST_SUITE(update_suite_create)
TEST_SUITE(vendor_id_suite_create)
TEST_SUITE(xfrm_replay_suite_create)
