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
#include "paths/updates.h"

static void setup_always()
{
	rules_create_proving(PROOF_ALWAYS);
}

static void setup_new()
{
	rules_create_proving(PROOF_NEW);
}

static void setup_no()
{
	rules_create_proving(PROOF_FAILED);
}

/**
 * Have the peer prove the address it asks for.
 */
static void prove_address(char *names, char *local, char *remote)
{
	char path[6];

	ck_assert_str_eq(rules_update(names, local, remote), "unproven");
	snprintf(path, sizeof(path), "%s %s", local, remote);
	ck_assert_str_eq(rules_check(), path);
	rules_answer(local, remote);
	ck_assert_str_eq(rules_current(), path);
	rules_fake->get_log(rules_fake);
}

START_TEST(test_current)
{
	/* the peer has proven to be there, so other addresses change at once */
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	decides("");
	ck_assert_str_eq(rules_peer(), "b1 b2");
	ck_assert_str_eq(rules_update("b1", "a1", "b1"), "applied");
	ck_assert_str_eq(rules_peer(), "b1");
}
END_TEST

START_TEST(test_our_end)
{
	rules_start_having("a1 a2");
	ck_assert_str_eq(rules_update("b1", "a2", "b1"), "applied");
	/* the peer knows, so it is not told */
	decides("move a2 b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_proven)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	/* nothing moves before */
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2, proven");
	ck_assert_str_eq(rules_peer(), "b2 b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_proven_again)
{
	prove_address("b2 b1", "a1", "b2");
	/* it was there before, that does not mean it is now */
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "unproven");
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified, move a1 b1, proven");
}
END_TEST

START_TEST(test_refused)
{
	ck_assert_str_eq(rules_update("b2 b3", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(1400);
	decides("check, 500 send a1 b2, b2 failed, 1400 send a1 b1");
	/* the exchange ends there, which proves nothing */
	rules_answer("a1", "b1");
	decides("refused");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_peer(), "b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_answers_late)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(1400);
	rules_fake->get_log(rules_fake);
	/* whoever got the copy for b1 could have sent this, too */
	rules_answer("a1", "b2");
	decides("refused");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_elsewhere)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_fake->get_log(rules_fake);
	rules_answer("a1", "b1");
	decides("refused");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_UNVERIFIED);
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_elsewhere_ours)
{
	rules_start_having("a1 a2");
	ck_assert_str_eq(rules_update("b2 b1", "a2", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a2 b2");
	rules_fake->get_log(rules_fake);
	rules_answer("a1", "b2");
	decides("b2 verified, refused");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_several)
{
	rules_request(REQUEST_ANY);
	/* it can't be answered elsewhere, perhaps, so that must not block the check */
	ck_assert_str_eq(rules_update("b2", "a1", "b2"), "unproven");
	decides("0 send a1 b2, check");
	rules_answer("a1", "b2");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_int_eq(rules_get_state("b2"), ADDRESS_UNVERIFIED);
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2, proven");
	ck_assert_str_eq(rules_peer(), "b2");
}
END_TEST

START_TEST(test_several_check)
{
	rules->hint(rules, rules_fake->now);
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_fake->get_log(rules_fake);
	ck_assert_str_eq(rules_update("b2", "a1", "b2"), "unproven");
	decides("0 send a1 b2, check");
	rules_answer("a1", "b2");
	/* a check, but not of that address only */
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2, proven");
}
END_TEST

START_TEST(test_other_request)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	/* something else goes first and is answered */
	ck_assert_str_eq(rules_request(REQUEST_ANY), "a1 b1");
	rules_answer("a1", "b1");
	decides("check, b1 verified, check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2, proven");
}
END_TEST

START_TEST(test_other_request_there)
{
	rules_request(REQUEST_ANY);
	rules_wait_until(1000);
	rules_fake->get_log(rules_fake);
	rules_wait_until(1400);
	decides("b1 failed, 1400 send a1 b1");
	ck_assert_str_eq(rules_update("b1", "a1", "b1"), "unproven");
	rules_fake->get_log(rules_fake);
	/* went to b1 only, but is no check, which would have a cookie */
	rules_answer("a1", "b1");
	decides("b1 verified, check");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified, proven");
}
END_TEST

START_TEST(test_newer)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules->get_updates(rules)->withdraw(rules->get_updates(rules));
	ck_assert_str_eq(rules_peer(), "b1");
	ck_assert_str_eq(rules_update("b3 b1", "a1", "b3"), "unproven");
	rules_fake->get_log(rules_fake);
	/* what was asked for before must not win (D10) */
	rules_answer("a1", "b2");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "a1 b3");
	rules_answer("a1", "b3");
	decides("b3 verified, move a1 b3, proven");
	ck_assert_str_eq(rules_peer(), "b3 b1");
}
END_TEST

START_TEST(test_newer_is_current)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	ck_assert_str_eq(rules_update("b1 b3", "a1", "b1"), "applied");
	ck_assert_str_eq(rules_peer(), "b1 b3");
	rules_fake->get_log(rules_fake);
	rules_answer("a1", "b2");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_peer(), "b1 b3");
}
END_TEST

START_TEST(test_withdrawn)
{
	ck_assert_str_eq(rules_update("b2", "a1", "b2"), "unproven");
	rules->get_updates(rules)->withdraw(rules->get_updates(rules));
	ck_assert_str_eq(rules_peer(), "b1");
	/* the check that was asked for is not needed */
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_abandoned)
{
	ck_assert_str_eq(rules_update("b2", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	/* the IKE_SA is replaced, its requests are never answered */
	rules->abandon(rules);
	ck_assert_str_eq(rules_peer(), "b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_unusable)
{
	ck_assert_str_eq(rules_update("B1 b1", "a1", "B1"), "refused");
	ck_assert_str_eq(rules_update("b2 b1", "a2", "b2"), "refused");
	decides("");
	ck_assert_str_eq(rules_peer(), "b1");
}
END_TEST

START_TEST(test_lost_meanwhile)
{
	rules_start_having("a1 a2");
	ck_assert_str_eq(rules_update("b2 b1", "a2", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a2 b2");
	rules_fake->get_log(rules_fake);
	rules_have("a1");
	decides("refused, 0 send a1 b1, announce");
	ck_assert_str_eq(rules_peer(), "b1");
	rules_answer("a1", "b1");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_wrong_cookie)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_fake->get_log(rules_fake);
	rules->distrust(rules);
	rules_answer("a1", "b2");
	decides("b2 failed, refused");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_peer(), "b1");
	ck_assert_str_eq(rules_check(), "none");
	/* that was about one answer only */
	rules_wait_until(10000);
	rules_fake->get_log(rules_fake);
	prove_address("b2 b1", "a1", "b2");
}
END_TEST

START_TEST(test_wrong_cookie_current)
{
	rules->hint(rules, rules_fake->now);
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_fake->get_log(rules_fake);
	rules->distrust(rules);
	rules_answer("a1", "b1");
	/* not checked again at once, or we would do nothing else */
	decides("b1 failed");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_wrong_cookie_moves_nothing)
{
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	rules->hint(rules, rules_fake->now);
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_wait_until(1400);
	decides("check, 500 send a1 b1, b1 failed, 1400 send a1 b2");
	rules->distrust(rules);
	rules_answer("a1", "b2");
	decides("");
	ck_assert_str_eq(rules_current(), "a1 b1");
}
END_TEST

START_TEST(test_wrong_cookie_unheard)
{
	/* there is no request this could be the answer of */
	rules->distrust(rules);
	rules_answer("a1", "b1");
	prove_address("b2 b1", "a1", "b2");
}
END_TEST

START_TEST(test_answer_is_no_proof)
{
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	decides("500 send a1 b1, b1 failed, 1400 send a1 b2");
	/* copies went to both, and b2 was never proven: whoever got the first one
	 * could have others flooded */
	rules_answer("a1", "b2");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, move a1 b2, announce");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_answer_from_nowhere)
{
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	rules_answer("a1", "b2");
	rules_fake->get_log(rules_fake);
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(2800);
	decides("1900 send a1 b2, b2 failed, 2800 send a1 b1");
	rules_answer("a1", "b1");
	decides("check");
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_answer("a1", "b1");
	decides("b1 verified");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_answer_then_update)
{
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	rules_request(REQUEST_ANY);
	rules_wait_until(1400);
	rules_answer("a1", "b2");
	rules_fake->get_log(rules_fake);
	/* what the peer asks for is newer */
	ck_assert_str_eq(rules_update("b3 b1 b2", "a1", "b3"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b3");
	rules_answer("a1", "b3");
	decides("check, b3 verified, move a1 b3, proven");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_answer_at_our_other)
{
	rules_start_having("a1 a2");
	rules_request(REQUEST_ANY);
	rules_wait_until(2300);
	decides("500 send a1 b1, b1 failed, 1400 send a2 b1, 1900 send a2 b1");
	/* all of them went to b1 */
	rules_answer("a2", "b1");
	decides("b1 verified, move a2 b1, announce");
}
END_TEST

START_TEST(test_prove)
{
	ck_assert_str_eq(rules_prove("b1 b2", "a1", "b2"), "unproven");
	decides("check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified, proven");
	/* it was for other SAs */
	ck_assert_str_eq(rules_current(), "a1 b1");
	ck_assert_str_eq(rules_peer(), "b1 b2");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_prove_fails)
{
	ck_assert_str_eq(rules_prove("b1 b2", "a1", "b2"), "unproven");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(1400);
	rules_answer("a1", "b1");
	decides("check, 500 send a1 b2, b2 failed, 1400 send a1 b1, refused");
	ck_assert_str_eq(rules_peer(), "b1");
}
END_TEST

START_TEST(test_prove_current)
{
	ck_assert_str_eq(rules_prove("b1 b2", "a1", "b1"), "applied");
	decides("");
	ck_assert_str_eq(rules_peer(), "b1 b2");
}
END_TEST

START_TEST(test_new_first)
{
	prove_address("b2 b1", "a1", "b2");
}
END_TEST

START_TEST(test_new_known)
{
	prove_address("b2 b1", "a1", "b2");
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	decides("move a1 b1");
	ck_assert_str_eq(rules_check(), "none");
}
END_TEST

START_TEST(test_no_proof)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "applied");
	/* checked while it is in use */
	decides("move a1 b2, check");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_answer("a1", "b2");
	decides("b2 verified");
}
END_TEST

START_TEST(test_no_proof_failed)
{
	ck_assert_str_eq(rules_update("b2 b1", "a1", "b2"), "applied");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_wait_until(1400);
	rules_answer("a1", "b1");
	ck_assert_str_eq(rules_current(), "a1 b1");
	rules_wait_until(10000);
	rules_fake->get_log(rules_fake);
	prove_address("b2 b1", "a1", "b2");
}
END_TEST

START_TEST(test_told)
{
	rules_have("a1 a2");
	decides("announce");
	says_list("a1 a2");
	rules_answer("a1", "b1");
	decides("b1 verified");
	/* without an order of its own the peer is only told of members */
	rules_start_having("a1 a2 a3");
	rules_have("a1 a3 a2");
	decides("");
	rules_have("a1 a3");
	decides("announce");
}
END_TEST

START_TEST(test_told_path)
{
	rules_start_having("a1 a2");
	rules_have("a2 a1");
	decides("move a2 b1, announce");
	says_list("a2 a1");
	rules_answer("a2", "b1");
	decides("b1 verified");
	/* back, as the peer wants, it knows that */
	ck_assert_str_eq(rules_update("b1", "a1", "b1"), "applied");
	decides("move a1 b1");
}
END_TEST

START_TEST(test_told_of_both_ends)
{
	ck_assert_str_eq(rules_update("b1 b2", "a1", "b1"), "applied");
	rules->hint(rules, rules_fake->now);
	ck_assert_str_eq(rules_check(), "a1 b1");
	rules_wait_until(1400);
	rules_answer("a1", "b2");
	ck_assert_str_eq(rules_check(), "a1 b2");
	rules_fake->get_log(rules_fake);
	rules_answer("a1", "b2");
	/* nothing about ours has changed, but which one of the peer's we use */
	decides("b2 verified, move a1 b2, announce");
}
END_TEST

START_TEST(test_we_are_refused)
{
	rules_start_having("a1 a2");
	rules_have("a2 a1");
	says_list("a2 a1");
	rules_fake->get_log(rules_fake);
	rules_answer("a2", "b1");
	ck_assert(rules->get_updates(rules)->refused(rules->get_updates(rules), rules_fake->now));
	decides("b1 verified, move a1 b1, announce");
	says_list("a1 a2");
	rules_answer("a1", "b1");
	/* not back and forth */
	ck_assert(rules->get_updates(rules)->refused(rules->get_updates(rules), rules_fake->now));
	rules_fake->get_log(rules_fake);
	says_list("a2 a1");
	rules_answer("a2", "b1");
	ck_assert(!rules->get_updates(rules)->refused(rules->get_updates(rules), rules_fake->now));
}
END_TEST

Suite *paths_updates_suite_create()
{
	Suite *s = suite_create("paths updates");
	TCase *tc;

	tc = tcase_create("proof");
	tcase_add_checked_fixture(tc, setup_always, rules_destroy);
	tcase_add_test(tc, test_current);
	tcase_add_test(tc, test_our_end);
	tcase_add_test(tc, test_proven);
	tcase_add_test(tc, test_proven_again);
	tcase_add_test(tc, test_refused);
	tcase_add_test(tc, test_answers_late);
	tcase_add_test(tc, test_elsewhere);
	tcase_add_test(tc, test_elsewhere_ours);
	tcase_add_test(tc, test_several);
	tcase_add_test(tc, test_several_check);
	tcase_add_test(tc, test_other_request);
	tcase_add_test(tc, test_other_request_there);
	tcase_add_test(tc, test_newer);
	tcase_add_test(tc, test_newer_is_current);
	tcase_add_test(tc, test_withdrawn);
	tcase_add_test(tc, test_abandoned);
	tcase_add_test(tc, test_unusable);
	tcase_add_test(tc, test_lost_meanwhile);
	suite_add_tcase(s, tc);

	tc = tcase_create("cookie");
	tcase_add_checked_fixture(tc, setup_always, rules_destroy);
	tcase_add_test(tc, test_wrong_cookie);
	tcase_add_test(tc, test_wrong_cookie_current);
	tcase_add_test(tc, test_wrong_cookie_moves_nothing);
	tcase_add_test(tc, test_wrong_cookie_unheard);
	suite_add_tcase(s, tc);

	tc = tcase_create("answers");
	tcase_add_checked_fixture(tc, setup_always, rules_destroy);
	tcase_add_test(tc, test_answer_is_no_proof);
	tcase_add_test(tc, test_answer_from_nowhere);
	tcase_add_test(tc, test_answer_then_update);
	tcase_add_test(tc, test_answer_at_our_other);
	suite_add_tcase(s, tc);

	tc = tcase_create("single SAs");
	tcase_add_checked_fixture(tc, setup_always, rules_destroy);
	tcase_add_test(tc, test_prove);
	tcase_add_test(tc, test_prove_fails);
	tcase_add_test(tc, test_prove_current);
	suite_add_tcase(s, tc);

	tc = tcase_create("proof of new ones");
	tcase_add_checked_fixture(tc, setup_new, rules_destroy);
	tcase_add_test(tc, test_new_first);
	tcase_add_test(tc, test_new_known);
	suite_add_tcase(s, tc);

	tc = tcase_create("no proof");
	tcase_add_checked_fixture(tc, setup_no, rules_destroy);
	tcase_add_test(tc, test_no_proof);
	tcase_add_test(tc, test_no_proof_failed);
	suite_add_tcase(s, tc);

	tc = tcase_create("announcements");
	tcase_add_checked_fixture(tc, setup_always, rules_destroy);
	tcase_add_test(tc, test_told);
	tcase_add_test(tc, test_told_path);
	tcase_add_test(tc, test_told_of_both_ends);
	tcase_add_test(tc, test_we_are_refused);
	suite_add_tcase(s, tc);

	return s;
}
