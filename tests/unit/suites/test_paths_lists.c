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


#include "rules.h"

static void setup()
{
	rules_create(TRUE);
}

static void setup_responder()
{
	rules_create(FALSE);
}

START_TEST(test_nothing_before_events)
{
	decides("");
	rules_wait_until(1000000);
	decides("");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "none");
	ck_assert_int_eq(rules_get_state("b1"), ADDRESS_VERIFIED);
}
END_TEST

START_TEST(test_local_preferred)
{
	rules_have("a2 a1");
	decides("move a2 b1, announce");
}
END_TEST

START_TEST(test_local_added)
{
	rules_have("a1 a2");
	decides("announce");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_local_lost)
{
	rules_start_having("a1 a2");
	rules_have("a2");
	decides("move a2 b1, announce");
}
END_TEST

START_TEST(test_local_same)
{
	rules_have("a1");
	decides("");
}
END_TEST

START_TEST(test_local_keeps_remote)
{
	rules_start_with("b2 b1");
	rules_have("a2 a1");
	decides("move a2 b2, announce");
}
END_TEST

START_TEST(test_local_can_not_reach)
{
	rules_have("A1 a2");
	decides("move a2 b1, announce");
	says_list("a2 A1");
}
END_TEST

START_TEST(test_local_changes_family)
{
	rules_start_with("b1 B2 B1");
	rules_have("A1 a1");
	/* the peer's first of that family, nothing is known about it */
	decides("move A1 B2, announce, check");
	says_list("A1 a1");
	ck_assert_str_eq(rules_current(), "A1 B2");
	rules_answer("A1", "B2");
	decides("B2 verified");
	/* the list has proven it */
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_local_no_route)
{
	rules_start_with("b1 b2");
	rules_fake->lose_route(rules_fake, "a2", "b1");
	rules_fake->lose_route(rules_fake, "a2", "b2");
	rules_have("a2 a1");
	decides("announce");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_local_route_later)
{
	linked_list_t *list = named_host_list_create("a2 a1");

	rules_fake->set_own(rules_fake, "a1");
	rules->local_list(rules, list, rules_fake->now);
	decides("announce");
	rules_fake->set_own(rules_fake, "a2 a1");
	rules->local_list(rules, list, rules_fake->now);
	decides("move a2 b1");
	says_list("a2 a1");
	/* but the peer may have wanted it that way */
	rules_hear("b1");
	decides("");
	host_list_destroy(list);
}
END_TEST

START_TEST(test_local_other_remote)
{
	rules_start_with("b1 b2");
	rules_fake->lose_route(rules_fake, "a2", "b1");
	rules_have("a2 a1");
	decides("move a2 b2, announce, check");
}
END_TEST

START_TEST(test_peer_preferred)
{
	rules_hear("b2 b1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_peer_added)
{
	rules_hear("b1 b2");
	decides("");
}
END_TEST

START_TEST(test_peer_keeps_local)
{
	rules_have("a2 a1");
	rules_have("a1 a2");
	rules_fake->get_log(rules_fake);
	rules_hear("b2 b1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_peer_can_not_reach)
{
	rules_hear("B1 b2 b1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_peer_changes_family)
{
	rules_start_having("a1 a2 A2 A1");
	rules_hear("B1 b1");
	/* it knows that we follow, and with what */
	decides("move A2 B1, check");
	/* news that is none does not revert that */
	rules_have("a1 a2 A2 A1");
	decides("");
}
END_TEST

START_TEST(test_peer_unreachable)
{
	rules_hear("B1");
	decides("");
	ck_assert_str_eq(rules_current(), "a1 b1");
	/* as soon as we can */
	rules_have("A1 a1");
	decides("move A1 B1, announce, check");
}
END_TEST

START_TEST(test_announce_order)
{
	rules_have("a3 a1 A1 a2");
	decides("move a3 b1, announce");
	says_list("a3 a1 A1 a2");
	rules_answer("a3", "b1");
	rules_fake->get_log(rules_fake);
	/* the one in use first */
	rules_fake->lose_route(rules_fake, "a1", "b1");
	rules_have("a1 a2 A1 a3");
	decides("move a2 b1, announce");
	says_list("a2 a1 A1 a3");
}
END_TEST

START_TEST(test_announce_limit)
{
	rules_have("a9 a8 a7 a6 a5 a4 a3 a2 A9 A8 A7 A6 A5 A4 A3 A2 A1 a1");
	decides("move a9 b1, announce");
	says_list("a9 a8 a7 a6 a5 a4 a3 a2 A9 A8 A7 A6 A5 A4 A3 A2");
	rules_answer("a9", "b1");
	decides("b1 verified");
	/* what is not said does not change */
	rules_have("a9 a8 a7 a6 a5 a4 a3 a2 A9 A8 A7 A6 A5 A4 A3 A2 a1 A1");
	decides("");
}
END_TEST

START_TEST(test_announce_none)
{
	rules_have("");
	decides("");
	rules_have("a1");
	decides("");
}
END_TEST

START_TEST(test_announce_queued)
{
	rules_have("a1 a2");
	decides("announce");
	/* what is sent is what is true then */
	rules_have("a1 a2 a3");
	decides("");
	says_list("a1 a2 a3");
	rules_answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_announce_in_air)
{
	rules_have("a1 a2");
	says_list("a1 a2");
	rules_fake->get_log(rules_fake);
	rules_have("a1 a3");
	decides("announce");
	rules_have("a1 a2");
	decides("");
	rules_answer("a1", "b1");
	says_list("a1 a2");
	rules_answer("a1", "b1");
	decides("b1 verified, b1 verified");
}
END_TEST

START_TEST(test_announce_after_answer)
{
	rules_have("a1 a2");
	says_list("a1 a2");
	rules_fake->get_log(rules_fake);
	rules_have("a2 a1");
	decides("move a2 b1, 0 send a2 b1, announce");
	rules_have("a1 a2");
	decides("move a1 b1, 0 send a1 b1");
	rules_answer("a1", "b1");
	says_list("a1 a2");
}
END_TEST

START_TEST(test_conflict_initiator)
{
	rules_have("a1 A1");
	rules_start_with("B1 b1");
	ck_assert_str_eq(rules_current(), "A1 B1");
	rules_hear("b1 B1");
	ck_assert_str_eq(rules_current(), "a1 b1");
	rules_fake->get_log(rules_fake);

	rules_have("A1 a1");
	ck_assert_str_eq(rules_current(), "A1 B1");
	says_list("A1 a1");
	rules_fake->get_log(rules_fake);
	/* the peer chose another family, we insist, and say so again */
	rules_hear("b2 B1");
	decides("0 send A1 B1, announce");
	ck_assert_str_eq(rules_current(), "A1 B1");
	rules_answer("A1", "B1");
	says_list("A1 a1");
	rules_answer("A1", "B1");
	rules_fake->get_log(rules_fake);
	/* later it may choose what it wants */
	rules_hear("b2 B1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_conflict_same_family)
{
	rules_have("a2 a1");
	says_list("a2 a1");
	decides("move a2 b1, announce");
	rules_hear("b2 b1");
	decides("move a2 b2, 0 send a2 b2, check");
	ck_assert_str_eq(rules_current(), "a2 b2");
}
END_TEST

START_TEST(test_conflict_no_choice)
{
	rules_have("a1 A1");
	rules_start_with("b1 B1");
	rules_have("A1 a1");
	says_list("A1 a1");
	rules_fake->get_log(rules_fake);
	/* nothing of the family we chose is left */
	rules_hear("b1");
	ck_assert_str_eq(rules_current(), "a1 b1");
	decides("move a1 b1, 0 send a1 b1, announce");
}
END_TEST

START_TEST(test_conflict_responder)
{
	rules_have("a1 A1");
	says_list("a1 A1");
	rules_answer("a1", "b1");
	rules_start_with("B1 b1");
	rules_hear("b1 B1");
	rules_fake->get_log(rules_fake);

	rules_have("A1 a1");
	decides("move A1 B1, announce");
	says_list("A1 a1");
	/* it does not know if the peer got that before or after it said this */
	rules_hear("b1 B1");
	decides("move a1 b1, 0 send a1 b1, announce");
	rules_answer("a1", "b1");
	says_list("a1 A1");
}
END_TEST

Suite *paths_lists_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("paths lists");

	tc = tcase_create("own list");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_nothing_before_events);
	tcase_add_test(tc, test_local_preferred);
	tcase_add_test(tc, test_local_added);
	tcase_add_test(tc, test_local_lost);
	tcase_add_test(tc, test_local_same);
	tcase_add_test(tc, test_local_keeps_remote);
	tcase_add_test(tc, test_local_can_not_reach);
	tcase_add_test(tc, test_local_changes_family);
	tcase_add_test(tc, test_local_no_route);
	tcase_add_test(tc, test_local_route_later);
	tcase_add_test(tc, test_local_other_remote);
	suite_add_tcase(s, tc);

	tc = tcase_create("list of the peer");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_peer_preferred);
	tcase_add_test(tc, test_peer_added);
	tcase_add_test(tc, test_peer_keeps_local);
	tcase_add_test(tc, test_peer_can_not_reach);
	tcase_add_test(tc, test_peer_changes_family);
	tcase_add_test(tc, test_peer_unreachable);
	suite_add_tcase(s, tc);

	tc = tcase_create("announcements");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_announce_order);
	tcase_add_test(tc, test_announce_limit);
	tcase_add_test(tc, test_announce_none);
	tcase_add_test(tc, test_announce_queued);
	tcase_add_test(tc, test_announce_in_air);
	tcase_add_test(tc, test_announce_after_answer);
	suite_add_tcase(s, tc);

	tc = tcase_create("conflicts of the initiator");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_conflict_initiator);
	tcase_add_test(tc, test_conflict_same_family);
	tcase_add_test(tc, test_conflict_no_choice);
	suite_add_tcase(s, tc);

	tc = tcase_create("conflicts of the responder");
	tcase_add_checked_fixture(tc, setup_responder, rules_destroy);
	tcase_add_test(tc, test_conflict_responder);
	tcase_add_test(tc, test_conflict_same_family);
	suite_add_tcase(s, tc);

	return s;
}
