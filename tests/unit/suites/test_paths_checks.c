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

START_TEST(test_unverified)
{
	rules_hear("b2 b1");
	decides("move a1 b2, check");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_UNVERIFIED);
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_VERIFIED);
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_verified)
{
	rules_start_with("b2 b1");
	rules_hear("b1 b2");
	decides("move a1 b1");
	rules_hear("b2 b1");
	decides("move a1 b2");
}
END_TEST

START_TEST(test_failed)
{
	rules_let_fail("b2 b1");
	rules_hear("b2 b1");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_failed_again)
{
	rules_let_fail("b2 b1");
	rules_hear("b2 b1");
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(rules_fake->now + 1400);
	decides("10500 send a1 b2, b2 failed, 11400 send a1 b1");
	/* completes the exchange, and proves nothing */
	rules_answer("a1", "b1");
	decides("");
	ck_assert_str_eq(rules_check(), "none");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_FAILED);
}
END_TEST

START_TEST(test_failed_is_all)
{
	rules_let_fail("b2 b1");
	rules_hear("b2");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_failed_recently)
{
	rules_hear("b2 b1");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(1400);
	rules_answer("a1", "b1");
	decides("move a1 b2, check, 500 send a1 b2, b2 failed, 1400 send a1 b1, "
			"move a1 b1");
	/* however often it is announced, it gets no more than one round */
	rules_hear("b2 b1");
	rules_hear("b2");
	rules_hear("b2 b1");
	rules_wait_until(9999);
	decides("");
	rules_wait_until(10000);
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_failed_was_removed)
{
	rules_let_fail("b2 b1");
	rules_hear("b1");
	rules_hear("b2 b1");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_failed_not_first)
{
	rules_let_fail("b2 b1");
	rules_hear("b1 b2");
	decides("");
	rules_hear("b3 b2 b1");
	decides("move a1 b3, check");
}
END_TEST

START_TEST(test_failed_then_unverified)
{
	rules_let_fail("b2 b1");
	rules_hear("b2 b3");
	/* both want to be checked, the one that is in use first */
	decides("move a1 b3, check");
	ck_assert_str_eq(rules_check(), "a1 b3");
	rules_answer("a1", "b3");
	decides("b3 verified, check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_failed_waits_for_exchange)
{
	rules_let_fail("b2 b1");
	rules_request(REQUEST_ANY);
	rules_hear("b2 b1");
	/* the request in the air is none that checks it */
	decides("check");
	rules_answer("a1", "b1");
	decides("b1 verified, check");
	ck_assert_str_eq(rules_check(), "a1 b2");
}
END_TEST

START_TEST(test_failed_answers_late)
{
	rules_start_having("a1 a2");
	rules_request(REQUEST_ANY);
	rules_have("a2 a1");
	rules_wait_until(1400);
	decides("move a2 b1, 0 send a2 b1, announce, 500 send a2 b1, b1 failed, "
			"1400 send a1 b1");
	rules_hear("b1 b2");
	decides("move a2 b2, 1400 send a2 b1, check");
	/* on a path that was not tried since, but it was sent to b1 only */
	rules_answer("a1", "b1");
	decides("b1 verified, move a2 b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_failed_unreachable)
{
	rules_start_having("a1 A1");
	rules_hear("B1 b1");
	ck_assert_str_eq(rules_check(), "A1 B1");
	rules_wait_until(1400);
	rules_answer("a1", "b1");
	says_list("a1 A1");
	rules_answer("a1", "b1");
	rules_fake->get_log(rules_fake);
	rules_wait_until(10000);
	rules_hear("B1 b1");
	decides("check");
	/* then we lose what we would reach it from */
	rules_have("a1");
	decides("announce");
	ck_assert_str_eq(rules_check(), "none");
	says_list("a1");
	rules_answer("a1", "b1");
	ck_assert_str_eq(rules_check(), "none");
	rules_have("a1 A1");
	decides("b1 verified, announce, check");
	ck_assert_str_eq(rules_check(), "A1 B1");
}
END_TEST

START_TEST(test_check_left_list)
{
	rules_hear("b2 b1");
	decides("move a1 b2, check");
	rules_hear("b1");
	decides("move a1 b1");
	ck_assert_str_eq(rules_check(), "none");
	rules_request(REQUEST_ANY);
	rules_answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_credit_used_up)
{
	rules_hear("b2 b1");
	decides("move a1 b2, check");
	rules->credit_used_up(rules, rules_fake->now);
	decides("move a1 b1, check");
	/* the check that is queued is for the other one */
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2");
	/* it's worth all the credit now */
	rules->credit_used_up(rules, rules_fake->now);
	decides("");
}
END_TEST

START_TEST(test_credit_used_up_in_air)
{
	rules_hear("b2 b1 b3");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules->credit_used_up(rules, rules_fake->now);
	decides("move a1 b2, check, move a1 b1, check");
	/* the request goes on as it would have */
	rules_wait_until(2800);
	decides("500 send a1 b2, b2 failed, 1400 send a1 b1, 1900 send a1 b1, "
			"b1 failed, 2800 send a1 b3");
	rules_answer("a1", "b1");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_credit_nothing_verified)
{
	rules_hear("b2 b3");
	decides("move a1 b2, check");
	rules->credit_used_up(rules, rules_fake->now);
	decides("hold, check");
	rules->credit_used_up(rules, rules_fake->now);
	decides("");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, release");
}
END_TEST

START_TEST(test_credit_nothing_answers)
{
	rules_hear("b2 b3");
	rules->credit_used_up(rules, rules_fake->now);
	rules_check();
	rules_fake->get_log(rules_fake);
	rules_wait_until(1400);
	rules_answer("a1", "b3");
	/* a new address, with a credit of its own */
	decides("500 send a1 b2, b2 failed, 1400 send a1 b3, release, move a1 b3, "
			"check");
}
END_TEST

START_TEST(test_credit_preferred_lost)
{
	rules_start_having("a1 A1");
	rules_start_with("b1 b2 B1");
	rules_hear("B1 b2 b1");
	decides("move A1 B1, check");
	rules->credit_used_up(rules, rules_fake->now);
	decides("move a1 b1, check");
	/* what it prefers of what is left */
	rules_have("a1");
	decides("announce, check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2");
}
END_TEST

START_TEST(test_away)
{
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules->away(rules, 100000);
	decides("hold");
	ck_assert_uint_eq(rules->get_away(rules), 100000);
	/* no hint is of any use */
	rules->hint(rules, rules_fake->now);
	rules_wait_until(99999);
	decides("");
	rules_wait_until(101400);
	decides("release, 100000 send a1 b1, 100500 send a1 b1, b1 failed, "
			"101400 send a1 b2");
	ck_assert_uint_eq(rules->get_away(rules), 0);
	/* the time it was away does not count */
	rules_wait_until(160000);
	ck_assert(!strstr(rules_fake->get_log(rules_fake), "give up"));
	rules_wait_until(165000);
	ck_assert(strstr(rules_fake->get_log(rules_fake), "give up"));
}
END_TEST

START_TEST(test_away_idle)
{
	rules->away(rules, 100000);
	decides("hold");
	rules_wait_until(200000);
	decides("release, check");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified");
}
END_TEST

START_TEST(test_away_returns)
{
	rules_start_with("b1 b2");
	rules_request(REQUEST_ANY);
	rules->away(rules, 3600000);
	rules_wait_until(10000);
	decides("hold");
	rules->back(rules, rules_fake->now);
	decides("release, 10000 send a1 b1");
	rules->back(rules, rules_fake->now);
	decides("");
	/* nor does the time it is not away anymore */
	rules_wait_until(74000);
	ck_assert(strstr(rules_fake->get_log(rules_fake), "give up"));
}
END_TEST

START_TEST(test_away_last)
{
	rules->away(rules, 100000);
	rules_request(REQUEST_LAST);
	rules_wait_until(50000);
	decides("hold, 500 send a1 b1, b1 failed, give up");
}
END_TEST

START_TEST(test_away_and_credit)
{
	rules_hear("b2");
	rules->away(rules, 100000);
	rules->credit_used_up(rules, rules_fake->now);
	rules->back(rules, rules_fake->now);
	/* there is still a reason */
	decides("move a1 b2, check, hold, check");
	rules_check();
	rules_answer("a1", "b2");
	decides("b2 verified, release");
}
END_TEST

START_TEST(test_hint)
{
	rules->hint(rules, rules_fake->now);
	decides("check");
	rules->hint(rules, rules_fake->now);
	decides("");
	ck_assert_str_eq(rules_check(), "a1 b1");
	/* the one in the air will do */
	rules->hint(rules, rules_fake->now);
	decides("");
	rules_answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_hint_then_list)
{
	rules_start_with("b2 b1");
	rules_hear("b1 b2");
	rules->hint(rules, rules_fake->now);
	decides("move a1 b1, check");
	/* the peer prefers another one before the check is sent */
	rules_hear("b2 b1");
	decides("move a1 b2");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_hint_fails)
{
	rules_start_with("b1 b2");
	rules->hint(rules, rules_fake->now);
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_wait_until(1400);
	decides("check, 500 send a1 b1, b1 failed, 1400 send a1 b2");
	ck_assert_str_eq(rules_current(), "a1 b1");
	rules_answer("a1", "b2");
	decides("move a1 b2, check");
}
END_TEST

START_TEST(test_heard)
{
	rules_wait_until(1000);
	rules_have("a1 a2");
	rules_hear("b1 b2");
	rules_fake->get_log(rules_fake);
	rules_arrive("a1", "b1");
	decides("");
	rules_arrive("a2", "b1");
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified");
	/* not again and again */
	rules_wait_until(10999);
	rules_arrive("a1", "b2");
	decides("");
	rules_wait_until(11000);
	rules_arrive("a1", "b2");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_heard_after_move)
{
	rules_have("a1 a2");
	rules_hear("b1 b2");
	rules_fake->get_log(rules_fake);
	rules_arrive("a1", "b2");
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	rules_hear("b2 b1");
	rules_fake->get_log(rules_fake);
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified");
	rules_arrive("a1", "b1");
	decides("check");
}
END_TEST

Suite *paths_checks_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("paths checks");

	tc = tcase_create("verification");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_unverified);
	tcase_add_test(tc, test_verified);
	tcase_add_test(tc, test_failed);
	tcase_add_test(tc, test_failed_recently);
	tcase_add_test(tc, test_failed_again);
	tcase_add_test(tc, test_failed_is_all);
	tcase_add_test(tc, test_failed_was_removed);
	tcase_add_test(tc, test_failed_not_first);
	tcase_add_test(tc, test_failed_then_unverified);
	tcase_add_test(tc, test_failed_waits_for_exchange);
	tcase_add_test(tc, test_failed_answers_late);
	tcase_add_test(tc, test_failed_unreachable);
	tcase_add_test(tc, test_check_left_list);
	suite_add_tcase(s, tc);

	tc = tcase_create("credit");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_credit_used_up);
	tcase_add_test(tc, test_credit_used_up_in_air);
	tcase_add_test(tc, test_credit_nothing_verified);
	tcase_add_test(tc, test_credit_nothing_answers);
	tcase_add_test(tc, test_credit_preferred_lost);
	suite_add_tcase(s, tc);

	tc = tcase_create("away");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_away);
	tcase_add_test(tc, test_away_idle);
	tcase_add_test(tc, test_away_returns);
	tcase_add_test(tc, test_away_last);
	tcase_add_test(tc, test_away_and_credit);
	suite_add_tcase(s, tc);

	tc = tcase_create("hints");
	tcase_add_checked_fixture(tc, setup, rules_destroy);
	tcase_add_test(tc, test_hint);
	tcase_add_test(tc, test_hint_then_list);
	tcase_add_test(tc, test_hint_fails);
	tcase_add_test(tc, test_heard);
	tcase_add_test(tc, test_heard_after_move);
	suite_add_tcase(s, tc);

	return s;
}
