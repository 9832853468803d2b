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

#include <paths/updates.h>

/*
 * Described in header.
 */
paths_t *rules;

/*
 * Described in header.
 */
fake_actions_t *rules_fake;

/**
 * Create the rules.
 */
static void create(bool initiator, proof_t proof, bool both_ends)
{
	paths_config_t config = {
		.initiator = initiator,
		.retransmits = 1,
		.timeout = 500,
		.base = 1.8,
		.blackout = 60000,
		.probe_interval = 10000,
		.proof = proof,
		.both_ends = both_ends,
	};
	host_t *a1, *b1;

	rules_fake = fake_actions_create();
	a1 = named_host_create("a1");
	b1 = named_host_create("b1");
	rules = paths_create(&config, &rules_fake->actions, a1, b1,
						 rules_fake->now);
	a1->destroy(a1);
	b1->destroy(b1);
}

/*
 * Described in header.
 */
void rules_create(bool initiator)
{
	create(initiator, PROOF_FAILED, FALSE);
}

/*
 * Described in header.
 */
void rules_create_proving(proof_t proof)
{
	create(FALSE, proof, TRUE);
}

/*
 * Described in header.
 */
void rules_destroy()
{
	rules->destroy(rules);
	rules_fake->destroy(rules_fake);
}

/*
 * Described in header.
 */
void rules_have(char *names)
{
	linked_list_t *list;

	rules_fake->set_own(rules_fake, names);
	list = named_host_list_create(names);
	rules->local_list(rules, list, rules_fake->now);
	host_list_destroy(list);
}

/*
 * Described in header.
 */
void rules_hear(char *names)
{
	linked_list_t *list;

	list = named_host_list_create(names);
	rules->peer_list(rules, list, rules_fake->now);
	host_list_destroy(list);
}

/**
 * The peer asks for a path.
 */
static char *ask(bool prove, char *names, char *local, char *remote)
{
	updates_t *updates = rules->get_updates(rules);
	update_verdict_t verdict;
	linked_list_t *list;
	host_t *a, *b;

	list = named_host_list_create(names);
	a = named_host_create(local);
	b = named_host_create(remote);
	verdict = prove ? updates->prove(updates, list, a, b, rules_fake->now) :
					  updates->update(updates, list, a, b, rules_fake->now);
	a->destroy(a);
	b->destroy(b);
	host_list_destroy(list);
	return verdict == UPDATE_APPLIED ? "applied" :
		   verdict == UPDATE_UNPROVEN ? "unproven" : "refused";
}

/*
 * Described in header.
 */
char *rules_update(char *names, char *local, char *remote)
{
	return ask(FALSE, names, local, remote);
}

/*
 * Described in header.
 */
char *rules_prove(char *names, char *local, char *remote)
{
	return ask(TRUE, names, local, remote);
}

/*
 * Described in header.
 */
char *rules_peer()
{
	static char names[128];
	address_list_t *list = rules->get_list(rules, FALSE);
	int i;

	names[0] = '\0';
	for (i = 0; i < list->get_count(list); i++)
	{
		named_host_write(list->get(list, i), names + 3 * i);
		names[3 * i + 2] = i + 1 < list->get_count(list) ? ' ' : '\0';
	}
	return names;
}

/**
 * Write a path.
 */
static char *write_path(host_t *local, host_t *remote)
{
	static char path[6];

	named_host_write(local, path);
	path[2] = ' ';
	named_host_write(remote, path + 3);
	return path;
}

/*
 * Described in header.
 */
char *rules_request(request_kind_t kind)
{
	host_t *local, *remote;

	rules->request(rules, kind, rules_fake->now, &local, &remote);
	return write_path(local, remote);
}

/*
 * Described in header.
 */
char *rules_check()
{
	return rules->is_check_wanted(rules) ? rules_request(REQUEST_CHECK) :
										   "none";
}

/*
 * Described in header.
 */
void rules_answer(char *local, char *remote)
{
	host_t *a, *b;

	a = named_host_create(local);
	b = named_host_create(remote);
	rules->response(rules, a, b, rules_fake->now);
	a->destroy(a);
	b->destroy(b);
}

/*
 * Described in header.
 */
void rules_wait_until(uint64_t until)
{
	while (rules_fake->wait(rules_fake, until))
	{
		rules->timer(rules, rules_fake->now);
	}
}

/*
 * Described in header.
 */
char *rules_current()
{
	host_t *local, *remote;

	rules->get_path(rules, &local, &remote);
	return write_path(local, remote);
}

/*
 * Described in header.
 */
char *rules_say_list()
{
	static char names[128];
	enumerator_t *enumerator;
	host_t *host;
	int len = 0;

	enumerator = rules->create_announcement(rules);
	while (enumerator->enumerate(enumerator, &host))
	{
		named_host_write(host, names + len);
		names[len + 2] = ' ';
		len += 3;
	}
	enumerator->destroy(enumerator);
	names[max(len - 1, 0)] = '\0';
	rules_request(REQUEST_ANY);
	return names;
}

/*
 * Described in header.
 */
address_state_t rules_get_state(char *name)
{
	address_list_t *list = rules->get_list(rules, FALSE);
	address_state_t state;
	host_t *host;

	host = named_host_create(name);
	state = list->get_state(list, host, NULL);
	host->destroy(host);
	return state;
}

/**
 * The request is answered on the current path.
 */
static void answer_current()
{
	char local[3], remote[3];
	host_t *a, *b;

	rules->get_path(rules, &a, &b);
	rules_answer(named_host_write(a, local), named_host_write(b, remote));
}

/*
 * Described in header.
 */
void rules_start_having(char *names)
{
	rules_have(names);
	rules_say_list();
	answer_current();
	rules_fake->get_log(rules_fake);
}

/*
 * Described in header.
 */
void rules_start_with(char *names)
{
	rules_hear(names);
	if (rules->is_check_wanted(rules))
	{
		rules_request(REQUEST_CHECK);
		answer_current();
	}
	rules_fake->get_log(rules_fake);
}

/*
 * Described in header.
 */
void rules_let_fail(char *names)
{
	uint64_t start = rules_fake->now;

	rules_hear(names);
	ck_assert_str_ne(rules_check(), "none");
	rules_wait_until(start + 1400);
	rules_answer("a1", "b1");
	ck_assert_str_eq(rules_current(), "a1 b1");
	if (rules->is_check_wanted(rules))
	{
		ck_assert_str_eq(rules_check(), "a1 b1");
		rules_answer("a1", "b1");
	}
	ck_assert_str_eq(rules_check(), "none");
	/* and until it may be checked again */
	rules_wait_until(start + 10000);
	rules_fake->get_log(rules_fake);
}

/*
 * Described in header.
 */
void rules_arrive(char *local, char *remote)
{
	host_t *a, *b;

	a = named_host_create(local);
	b = named_host_create(remote);
	rules->heard(rules, a, b, rules_fake->now);
	a->destroy(a);
	b->destroy(b);
}

