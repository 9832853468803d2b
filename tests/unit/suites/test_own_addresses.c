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

#include <encoding/message.h>

#include "host_lists.h"
#include "named_hosts.h"
#include "ike/notifies.h"
#include "ike/dupont/own_addresses.h"
#include "wire/peer_address.h"

/**
 * Most notifies a message may have for charon.
 */
#define MAX_NOTIFIES 20

static own_addresses_t *own;

/**
 * Set of addresses as the peer keeps it, host_t, primary first.
 */
static linked_list_t *peer;

/**
 * The message that was written.
 */
static message_t *message;

static void setup()
{
	host_t *a1, *b1;

	a1 = named_host_create("a1");
	b1 = named_host_create("b1");
	own = own_addresses_create(a1, b1);
	b1->destroy(b1);
	peer = linked_list_create_with_items(a1, NULL);
	message = NULL;
}

static void teardown()
{
	own->destroy(own);
	host_list_destroy(peer);
	DESTROY_IF(message);
}

/**
 * Describe a notify: P, A or D and the address, lower case for our own.
 */
static int describe(notify_t *notify, char *buf)
{
	peer_address_t *address;
	char *error, name[3];
	int len;

	address = peer_address_parse(notify, &dupont_numbers_default, &error);
	ck_assert(address);
	len = sprintf(buf, " %c%s",
				  "?pad"[address->operation] -
				  (address->end == PEER_ADDRESS_DESTINATION ? 32 : 0),
				  named_host_write(address->addr, name));
	peer_address_destroy(address);
	return len;
}

/**
 * Tell about addresses and a path.
 *
 * @return			what is told
 */
static char *tell(char *names, char *local, char *remote)
{
	static char buf[256];
	linked_list_t *addrs;
	enumerator_t *enumerator;
	notify_t *notify;
	path_t path = {
		.local = named_host_create(local),
		.remote = named_host_create(remote),
	};
	int len = 0, count = 0;

	DESTROY_IF(message);
	message = message_create(IKEV2_MAJOR_VERSION, IKEV2_MINOR_VERSION);
	addrs = named_host_list_create(names);
	own->write(own, message, &dupont_numbers_default, addrs, &path);
	host_list_destroy(addrs);
	path_set(&path, NULL, NULL);

	enumerator = notifies_create_enumerator(message);
	while (enumerator->enumerate(enumerator, &notify))
	{
		len += describe(notify, buf + len);
		count++;
	}
	enumerator->destroy(enumerator);
	/* one is left for a cookie */
	ck_assert_int_lt(count, MAX_NOTIFIES);
	return buf + 1;
}

/**
 * The peer asks for a path.
 */
static void agree(char *local, char *remote)
{
	path_t path = {
		.local = named_host_create(local),
		.remote = named_host_create(remote),
	};

	own->agreed(own, &path);
	path_set(&path, NULL, NULL);
}

/**
 * Remove an address from the set of the peer.
 */
static bool peer_remove(host_t *addr)
{
	enumerator_t *enumerator;
	host_t *current;
	bool found = FALSE;

	enumerator = peer->create_enumerator(peer);
	while (enumerator->enumerate(enumerator, &current))
	{
		if (current->ip_equals(current, addr))
		{
			peer->remove_at(peer, enumerator);
			current->destroy(current);
			found = TRUE;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Do what the message says.
 */
static void peer_applies()
{
	enumerator_t *enumerator;
	peer_address_t *address;
	notify_t *notify;
	host_t *primary;
	char *error;

	enumerator = notifies_create_enumerator(message);
	while (enumerator->enumerate(enumerator, &notify))
	{
		address = peer_address_parse(notify, &dupont_numbers_default, &error);
		if (address->end == PEER_ADDRESS_SOURCE)
		{
			switch (address->operation)
			{
				case PEER_ADDRESS_PRIMARY:
					/* the one before leaves the set */
					peer->remove_first(peer, (void**)&primary);
					primary->destroy(primary);
					peer_remove(address->addr);
					peer->insert_first(peer,
									   address->addr->clone(address->addr));
					break;
				case PEER_ADDRESS_ADD:
					ck_assert(!peer_remove(address->addr));
					peer->insert_last(peer,
									  address->addr->clone(address->addr));
					break;
				case PEER_ADDRESS_DELETE:
					peer_remove(address->addr);
					break;
			}
		}
		peer_address_destroy(address);
	}
	enumerator->destroy(enumerator);
}

/**
 * Fail unless the peer has all these addresses, the first as primary one.
 */
static void assert_peer(char *names)
{
	linked_list_t *addrs;
	enumerator_t *enumerator;
	host_t *addr, *a, *b;

	addrs = named_host_list_create(names);
	ck_assert_int_eq(peer->get_count(peer), addrs->get_count(addrs));
	peer->get_first(peer, (void**)&a);
	addrs->get_first(addrs, (void**)&b);
	ck_assert(a->ip_equals(a, b));
	enumerator = addrs->create_enumerator(addrs);
	while (enumerator->enumerate(enumerator, &addr))
	{
		ck_assert(peer_remove(addr));
		peer->insert_last(peer, addr->clone(addr));
	}
	enumerator->destroy(enumerator);
	/* primary first again */
	peer_remove(b);
	peer->insert_first(peer, b->clone(b));
	host_list_destroy(addrs);
}

/**
 * Fail unless this is told, then the peer applies it and has the addresses.
 */
static void accepts(char *names, char *local, char *remote, char *told)
{
	ck_assert_str_eq(tell(names, local, remote), told);
	peer_applies();
	own->accepted(own);
	assert_peer(names);
}

START_TEST(test_add)
{
	accepts("a1 a2 A1", "a1", "b1", "pa1 aa2 aA1 Pb1");
	ck_assert(!own->is_path_changed(own));
	accepts("a1 a2 A1 a3", "a1", "b1", "pa1 aa3 Pb1");
	/* nothing new */
	accepts("a1 a2 A1 a3", "a1", "b1", "pa1 Pb1");
}
END_TEST

START_TEST(test_delete)
{
	accepts("a1 a2 a3", "a1", "b1", "pa1 aa2 aa3 Pb1");
	accepts("a1 a3", "a1", "b1", "pa1 da2 Pb1");
	accepts("a1 a4", "a1", "b1", "pa1 da3 aa4 Pb1");
}
END_TEST

START_TEST(test_not_accepted)
{
	tell("a1 a2", "a1", "b1");
	/* the peer might have applied it or not, told is what it has for sure */
	accepts("a1 a3", "a1", "b1", "pa1 aa3 Pb1");
	accepts("a1 a2 a3", "a1", "b1", "pa1 aa2 Pb1");
}
END_TEST

START_TEST(test_move)
{
	accepts("a1 a2", "a1", "b1", "pa1 aa2 Pb1");
	ck_assert_str_eq(tell("a2 a1", "a2", "b1"), "pa2 aa1 Pb1");
	ck_assert(own->is_path_changed(own));
	peer_applies();
	own->accepted(own);
	ck_assert(!own->is_path_changed(own));
	assert_peer("a2 a1");
	/* the other end */
	accepts("a2 a1", "a2", "b2", "pa2 Pb2");
	/* what was the primary one has left the set */
	accepts("a1 a2", "a1", "b2", "pa1 aa2 Pb2");
}
END_TEST

START_TEST(test_lost)
{
	accepts("a1 a2", "a1", "b1", "pa1 aa2 Pb1");
	/* some might keep what is not the primary one anymore */
	accepts("a2", "a2", "b1", "pa2 da1 Pb1");
	accepts("a2 a1", "a2", "b1", "pa2 aa1 Pb1");
}
END_TEST

START_TEST(test_unknown)
{
	/* an address it does not know yet */
	accepts("a2 a1", "a2", "b1", "pa2 aa1 Pb1");
	accepts("a3", "a3", "b1", "pa3 da1 da2 Pb1");
}
END_TEST

START_TEST(test_never_both)
{
	accepts("a1 a2", "a1", "b1", "pa1 aa2 Pb1");
	/* listed twice */
	ck_assert_str_eq(tell("a2 a1 a2", "a2", "b1"), "pa2 aa1 Pb1");
	peer_applies();
	own->accepted(own);
	assert_peer("a2 a1");
}
END_TEST

START_TEST(test_agreed)
{
	accepts("a1 a2", "a1", "b1", "pa1 aa2 Pb1");
	/* the peer moves us, and knows both */
	agree("a2", "b1");
	ck_assert_str_eq(tell("a2 a1", "a2", "b1"), "pa2 Pb1");
	ck_assert(!own->is_path_changed(own));
	agree("a1", "b1");
	ck_assert_str_eq(tell("a1 a2", "a1", "b1"), "pa1 Pb1");
	/* many times */
	agree("a2", "b1");
	agree("a2", "b1");
	agree("a1", "b2");
	ck_assert_str_eq(tell("a1 a2", "a1", "b2"), "pa1 Pb2");
	ck_assert(!own->is_path_changed(own));
	agree("a2", "b1");
	ck_assert_str_eq(tell("a1 a2", "a1", "b1"), "pa1 aa2 Pb1");
}
END_TEST

START_TEST(test_agreed_meanwhile)
{
	accepts("a1 a2", "a1", "b1", "pa1 aa2 Pb1");
	tell("a2 a1", "a2", "b1");
	/* insists on its own path, so ours was not accepted */
	agree("a1", "b2");
	ck_assert_str_eq(tell("a1 a2", "a1", "b2"), "pa1 Pb2");
	ck_assert(!own->is_path_changed(own));
}
END_TEST

START_TEST(test_many)
{
	char *many = "a1 a2 a3 a4 a5 a6 a7 a8 a9 A1 A2 A3 A4 A5 A6 A7 A8 A9 b1 b2 b3";

	tell(many, "a1", "b1");
	ck_assert(!own->is_complete(own));
	peer_applies();
	own->accepted(own);
	ck_assert_int_eq(peer->get_count(peer), 18);
	accepts(many, "a1", "b1", "pa1 ab1 ab2 ab3 Pb1");
	ck_assert(own->is_complete(own));
	/* as many to delete */
	tell("a1", "a1", "b1");
	ck_assert(!own->is_complete(own));
	peer_applies();
	own->accepted(own);
	accepts("a1", "a1", "b1", "pa1 db1 db2 db3 Pb1");
	ck_assert(own->is_complete(own));
}
END_TEST

START_TEST(test_many_replaced)
{
	tell("a1 a2 a3 a4 a5 a6 a7 a8 a9 A1", "a1", "b1");
	peer_applies();
	own->accepted(own);
	/* those that go first, the peer has no more than it can keep */
	ck_assert_str_eq(tell("a1 A2 A3 A4 A5 A6 A7 A8 A9 b1 b2", "a1", "b1"),
					 "pa1 da2 da3 da4 da5 da6 da7 da8 da9 dA1 "
					 "aA2 aA3 aA4 aA5 aA6 aA7 aA8 aA9 Pb1");
	ck_assert(!own->is_complete(own));
	peer_applies();
	own->accepted(own);
	accepts("a1 A2 A3 A4 A5 A6 A7 A8 A9 b1 b2", "a1", "b1",
		   "pa1 ab1 ab2 Pb1");
}
END_TEST

Suite *own_addresses_suite_create()
{
	Suite *s = suite_create("own addresses");
	TCase *tc;

	tc = tcase_create("changes");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_add);
	tcase_add_test(tc, test_delete);
	tcase_add_test(tc, test_not_accepted);
	tcase_add_test(tc, test_move);
	tcase_add_test(tc, test_lost);
	tcase_add_test(tc, test_unknown);
	tcase_add_test(tc, test_never_both);
	suite_add_tcase(s, tc);

	tc = tcase_create("agreed");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_agreed);
	tcase_add_test(tc, test_agreed_meanwhile);
	suite_add_tcase(s, tc);

	tc = tcase_create("limit");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_many);
	tcase_add_test(tc, test_many_replaced);
	suite_add_tcase(s, tc);

	return s;
}
