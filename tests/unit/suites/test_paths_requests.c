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

START_TEST(test_answer_moves)
{
	rules_start_with("b1 b2 b3");
	ck_assert_str_eq(rules_request(REQUEST_ANY), "a1 b1");
	rules_wait_until(2800);
	decides("500 send a1 b1, b1 failed, 1400 send a1 b2, 1900 send a1 b2, "
			"b2 failed, 2800 send a1 b3");
	/* a late one from an address that did not answer in time */
	rules_answer("a1", "b2");
	decides("move a1 b2, check");
	/* copies went to several, this proves nothing */
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_FAILED);
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_answer_from_first)
{
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	rules_fake->get_log(rules_fake);
	rules_answer("a1", "b1");
	/* it did not move, but was sent to several as well */
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_answer_not_asked)
{
	rules_start_having("a1 a2");
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	/* nothing was sent there, somebody changed the header */
	rules_answer("a1", "b2");
	decides("");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_UNVERIFIED);
	rules_request(REQUEST_ANY);
	rules_answer("a1", "b9");
	decides("");
	rules_request(REQUEST_ANY);
	rules_answer("a2", "b1");
	decides("b1 verified");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_answer_to_nothing)
{
	rules_start_with("b1 b2");
	rules_answer("a1", "b2");
	decides("");
	rules_request(REQUEST_ANY);
	rules_answer("a1", "b1");
	rules_answer("a1", "b2");
	decides("b1 verified");
}
END_TEST

START_TEST(test_newer_list_wins)
{
	rules_start_with("b1 b2");
	ck_assert_str_eq(rules_request(REQUEST_ANY), "a1 b1");
	rules_hear("b2 b1");
	decides("move a1 b2, 0 send a1 b2, check");
	rules_answer("a1", "b1");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b2");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified");
}
END_TEST

START_TEST(test_newer_list_failed)
{
	rules_start_with("b1 b2 b3");
	rules_request(REQUEST_ANY);
	rules_hear("b2 b3 b1");
	rules_wait_until(1400);
	decides("move a1 b2, 0 send a1 b2, check, 500 send a1 b2, b2 failed, "
			"1400 send a1 b3");
	rules_answer("a1", "b1");
	/* it was verified earlier */
	decides("move a1 b1");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_FAILED);
}
END_TEST

START_TEST(test_newer_list_answered)
{
	rules_start_with("b1 b2 b3");
	rules_request(REQUEST_ANY);
	rules_hear("b2 b1");
	decides("move a1 b2, 0 send a1 b2, check");
	rules_wait_until(1400);
	decides("500 send a1 b2, b2 failed, 1400 send a1 b1");
	rules_answer("a1", "b1");
	decides("move a1 b1");
}
END_TEST

START_TEST(test_newer_local_address)
{
	rules_start_having("a1 a2");
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_have("a2 a1");
	decides("move a2 b1, 0 send a2 b1, announce");
	/* verifies its address, does not move traffic back */
	rules_answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(rules_current(), "a2 b1");
}
END_TEST

START_TEST(test_newer_local_address_is_dead)
{
	rules_start_having("a1 a2");
	rules_request(REQUEST_ANY);
	rules_have("a2 a1");
	rules_wait_until(1400);
	decides("move a2 b1, 0 send a2 b1, announce, 500 send a2 b1, b1 failed, "
			"1400 send a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified, move a1 b1");
	/* it is dead, nothing is gained by going back */
	rules_have("a2 a1 a3");
	decides("");
	says_list("a1 a2 a3");
}
END_TEST

START_TEST(test_local_fails_silently)
{
	rules_have("a1 a2");
	says_list("a1 a2");
	rules_answer("a1", "b1");
	rules_request(REQUEST_ANY);
	rules_fake->get_log(rules_fake);
	rules_wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send a2 b1");
	rules_answer("a2", "b1");
	decides("b1 verified, move a2 b1, announce");
	says_list("a2 a1");
	rules_answer("a2", "b1");
	rules_fake->get_log(rules_fake);
	rules_have("a1 a2 a3");
	decides("announce");
	ck_assert_str_eq(rules_current(), "a2 b1");
	says_list("a2 a1 a3");
	rules_answer("a2", "b1");
	rules_fake->get_log(rules_fake);
	/* unless there is nothing else */
	rules_have("a1");
	decides("move a1 b1, announce");
}
END_TEST

START_TEST(test_local_returns)
{
	rules_start_having("a1 a2");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	rules_answer("a2", "b1");
	rules_have("a2");
	rules_fake->get_log(rules_fake);
	/* it went and came back, that is another one */
	rules_have("a1 a2");
	decides("move a1 b1");
}
END_TEST

START_TEST(test_local_not_suspected)
{
	rules_start_having("a1 A1");
	rules_start_with("b1 B1");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send A1 B1");
	rules_answer("A1", "B1");
	/* it might have been b1 */
	decides("move A1 B1, announce, check");
	rules_hear("b2 B1");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_moves_request_at_once)
{
	rules_start_having("a1 a2");
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_wait_until(700);
	rules_fake->get_log(rules_fake);
	rules_have("a2");
	decides("move a2 b1, 700 send a2 b1, announce");
	/* timers start over */
	rules_wait_until(2100);
	decides("1200 send a2 b1, b1 failed, 2100 send a2 b2");
	rules_hear("b3 b1");
	decides("move a2 b3, 2100 send a2 b3, check");
	rules_wait_until(3500);
	decides("2600 send a2 b3, b3 failed, 3500 send a2 b1");
}
END_TEST

START_TEST(test_many_lists)
{
	int i;

	rules_request(REQUEST_ANY);
	/* each has us send to an address at once, but not again and again */
	for (i = 0; i < 4; i++)
	{
		rules_hear("b2 b1");
		rules_hear("b3 b1");
	}
	decides("move a1 b2, 0 send a1 b2, check, move a1 b3, 0 send a1 b3, check, "
			"move a1 b2, 0 send a1 b2, move a1 b3, 0 send a1 b3, "
			"move a1 b2, 0 send a1 b1, move a1 b3, 0 send a1 b1, "
			"move a1 b2, 0 send a1 b1, move a1 b3, 0 send a1 b1");
	rules_answer("a1", "b1");
	/* what the peer prefers was not even tried, it still may work */
	ck_assert_str_eq(rules_current(), "a1 b3");
	rules_wait_until(9999);
	decides("");
	rules_wait_until(10000);
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b3");
	rules_answer("a1", "b3");
	decides("b3 verified");
}
END_TEST

START_TEST(test_same_list_does_not_restart)
{
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	rules_fake->get_log(rules_fake);
	rules_have("a1");
	decides("");
	rules_wait_until(1900);
	decides("1900 send a1 b2");
}
END_TEST

START_TEST(test_same_list_of_peer)
{
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_wait_until(100);
	rules_hear("b1 b2");
	decides("");
	rules_wait_until(1000);
	decides("500 send a1 b1");
	/* it says so again, so it might work again */
	rules_hear("b1 b2");
	rules_wait_until(2400);
	decides("1000 send a1 b1, 1500 send a1 b1, b1 failed, 2400 send a1 b2");
}
END_TEST

START_TEST(test_other_address_of_request_lost)
{
	rules_start_having("a1 a2 a3");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send a2 b1");
	/* not the one in use, but the one this is sent from */
	rules_have("a1 a3");
	decides("1400 send a1 b1, announce");
}
END_TEST

START_TEST(test_all_lost)
{
	rules_request(REQUEST_ANY);
	rules_wait_until(300);
	rules_have("");
	decides("");
	rules_wait_until(10000);
	decides("");
	rules_have("a1");
	decides("10000 send a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_all_lost_other_back)
{
	rules_request(REQUEST_ANY);
	rules_have("");
	rules_wait_until(10000);
	decides("");
	rules_have("a2");
	decides("move a2 b1, 10000 send a2 b1, announce");
}
END_TEST

START_TEST(test_all_lost_before_request)
{
	rules_have("");
	rules_request(REQUEST_ANY);
	rules_wait_until(10000);
	decides("");
	rules_have("a1");
	decides("10000 send a1 b1");
}
END_TEST

START_TEST(test_all_lost_too_long)
{
	rules_request(REQUEST_ANY);
	rules_have("");
	rules_wait_until(59000);
	decides("");
	rules_wait_until(61400);
	decides("give up");
	rules_wait_until(200000);
	decides("");
}
END_TEST

START_TEST(test_abandon_list)
{
	rules_have("a1 a2");
	says_list("a1 a2");
	rules_fake->get_log(rules_fake);
	rules->abandon(rules);
	decides("announce");
	rules_wait_until(100000);
	decides("");
	says_list("a1 a2");
	rules_answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_abandon_queued_list)
{
	rules_have("a1 a2");
	decides("announce");
	rules->abandon(rules);
	decides("announce");
}
END_TEST

START_TEST(test_abandon_check)
{
	rules_hear("b2 b1");
	decides("move a1 b2, check");
	rules_check();
	rules->abandon(rules);
	decides("check");
	rules_wait_until(100000);
	decides("");
	ck_assert_str_eq(rules_check(), "a1 b2");
}
END_TEST

START_TEST(test_abandon_nothing)
{
	rules_start_having("a1 a2");
	rules_request(REQUEST_ANY);
	rules->abandon(rules);
	decides("");
	rules_wait_until(100000);
	decides("");
}
END_TEST

START_TEST(test_give_up)
{
	rules_start_with("b2 b1");
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_wait_until(59999);
	/* at the end of a round */
	rules_wait_until(62000);
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert(strstr(rules_fake->get_log(rules_fake), "b2 failed, give up"));
	ck_assert_uint_eq(rules_fake->now, 62000);
}
END_TEST

START_TEST(test_give_up_not_while_heard)
{
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules_wait_until(59000);
	rules_hear("b2 b1");
	rules_fake->get_log(rules_fake);
	rules_wait_until(118999);
	ck_assert(!strstr(rules_fake->get_log(rules_fake), "give up"));
	rules_wait_until(121900);
	ck_assert(strstr(rules_fake->get_log(rules_fake), "give up"));
}
END_TEST

START_TEST(test_give_up_last)
{
	rules_start_having("a1 a2");
	rules_start_with("b1 b2");
	rules_request(REQUEST_LAST);
	rules_wait_until(100000);
	decides("500 send a1 b1, b1 failed, 1400 send a1 b2, 1900 send a1 b2, "
			"b2 failed, 2800 send a2 b1, 3300 send a2 b1, b1 failed, give up");
}
END_TEST

Suite *paths_requests_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("paths requests");

	tc = tcase_create("answers");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_answer_moves);
	tcase_add_test(tc, test_answer_from_first);
	tcase_add_test(tc, test_answer_not_asked);
	tcase_add_test(tc, test_answer_to_nothing);
	tcase_add_test(tc, test_newer_list_wins);
	tcase_add_test(tc, test_newer_list_failed);
	tcase_add_test(tc, test_newer_list_answered);
	tcase_add_test(tc, test_newer_local_address);
	tcase_add_test(tc, test_newer_local_address_is_dead);
	tcase_add_test(tc, test_local_fails_silently);
	tcase_add_test(tc, test_local_returns);
	tcase_add_test(tc, test_local_not_suspected);
	suite_add_tcase(s, tc);

	tc = tcase_create("request in the air");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_moves_request_at_once);
	tcase_add_test(tc, test_many_lists);
	tcase_add_test(tc, test_same_list_does_not_restart);
	tcase_add_test(tc, test_same_list_of_peer);
	tcase_add_test(tc, test_other_address_of_request_lost);
	tcase_add_test(tc, test_all_lost);
	tcase_add_test(tc, test_all_lost_other_back);
	tcase_add_test(tc, test_all_lost_before_request);
	tcase_add_test(tc, test_all_lost_too_long);
	suite_add_tcase(s, tc);

	tc = tcase_create("abandoned request");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_abandon_list);
	tcase_add_test(tc, test_abandon_queued_list);
	tcase_add_test(tc, test_abandon_check);
	tcase_add_test(tc, test_abandon_nothing);
	suite_add_tcase(s, tc);

	tc = tcase_create("giving up");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_give_up);
	tcase_add_test(tc, test_give_up_not_while_heard);
	tcase_add_test(tc, test_give_up_last);
	suite_add_tcase(s, tc);

	return s;
}
