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
 * The rules of one side of an IKE_SA between a1 and b1, addresses are named as
 * in named_hosts.h, and what may happen to them.
 */

#ifndef RULES_H_
#define RULES_H_

#include <check.h>

#include "fake_actions.h"
#include "host_lists.h"
#include "named_hosts.h"

/**
 * The rules.
 */
extern paths_t *rules;

/**
 * Actions they decide on.
 */
extern fake_actions_t *rules_fake;

/**
 * Fail unless this was decided since the last time.
 */
#define decides(what) ck_assert_str_eq(rules_fake->get_log(rules_fake), what)

/**
 * Fail unless this list is sent.
 */
#define says_list(addrs) ck_assert_str_eq(rules_say_list(), addrs)

/**
 * Create the rules of one side of an IKE_SA between a1 and b1.
 */
void rules_create(bool initiator);

/**
 * Create the rules of the responder of such an IKE_SA, where addresses have to
 * be proven, and the peer is told of both ends of the path (draft-dupont).
 */
void rules_create_proving(proof_t proof);

/**
 * Destroy them.
 */
void rules_destroy();

/**
 * Our addresses change to these.
 */
void rules_have(char *names);

/**
 * The peer announces these.
 */
void rules_hear(char *names);

/**
 * The peer asks for a path.
 *
 * @param names		addresses of the peer then
 * @return			applied, unproven or refused
 */
char *rules_update(char *names, char *local, char *remote);

/**
 * The peer asks for a path for single SAs.
 */
char *rules_prove(char *names, char *local, char *remote);

/**
 * Get the addresses of the peer.
 */
char *rules_peer();

/**
 * Send a request.
 *
 * @return			path it is sent on
 */
char *rules_request(request_kind_t kind);

/**
 * Send a check, if it's still wanted.
 *
 * @return			path it is sent on
 */
char *rules_check();

/**
 * The request is answered.
 */
void rules_answer(char *local, char *remote);

/**
 * Let time pass.
 */
void rules_wait_until(uint64_t until);

/**
 * Get the current path.
 */
char *rules_current();

/**
 * Build the announcement that was asked for and send it.
 *
 * @return			its addresses
 */
char *rules_say_list();

/**
 * Get the state of an address of the peer.
 */
address_state_t rules_get_state(char *name);

/**
 * Have these addresses and tell the peer, as if nothing else happened yet.
 */
void rules_start_having(char *names);

/**
 * Have the peer announce these and verify the first, as if nothing else
 * happened yet.
 */
void rules_start_with(char *names);

/**
 * Let a check of the address fail that is used because the peer prefers it,
 * the path to b1 works; afterwards it may be checked again.
 */
void rules_let_fail(char *names);

/**
 * A request arrives.
 */
void rules_arrive(char *local, char *remote);

#endif /** RULES_H_ */
