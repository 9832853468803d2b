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

#include "host_lists.h"
#include "mip6/home_leases.h"

#define ANY (LEASE_FIXED | LEASE_ASSIGNED)

static home_leases_t *leases;

/**
 * Stand for IKE_SAs.
 */
static char first[1], second[1], third[1];

static void setup()
{
	leases = home_leases_create();
}

static void teardown()
{
	leases->destroy(leases);
}

/**
 * Note that a home address is used.
 */
static void add(void *owner, char *str, char *name, lease_kind_t kind)
{
	identification_t *id = identification_create_from_string(name);
	host_t *addr = host_create_from_string(str, 0);

	leases->add(leases, owner, addr, id, kind);
	addr->destroy(addr);
	id->destroy(id);
}

/**
 * Find an IKE_SA with which another identity uses a home address.
 */
static void *get_other(char *str, char *name, lease_kind_t with,
					   lease_kind_t without)
{
	identification_t *id = name ? identification_create_from_string(name) : NULL;
	host_t *addr = host_create_from_string(str, 0);
	void *found;

	found = leases->get_other(leases, addr, id, with, without);
	addr->destroy(addr);
	DESTROY_IF(id);
	return found;
}

/**
 * Check which address an identity had before.
 */
static void check_assigned(void *owner, char *name, char *wanted,
						   char *expected)
{
	identification_t *id = identification_create_from_string(name);
	host_t *addr = host_create_from_string(wanted, 0), *found;
	char buf[HOST_LEN];

	found = leases->get_assigned(leases, owner, id, addr);
	ck_assert_str_eq(found ? host_write(found, buf) : "", expected);
	addr->destroy(addr);
	id->destroy(id);
}

START_TEST(test_other)
{
	add(first, "fec3::1", "carol", LEASE_ASSIGNED);
	ck_assert(get_other("fec3::1", "dave", ANY, 0) == first);
	ck_assert(!get_other("fec3::1", "carol", ANY, 0));
	ck_assert(!get_other("fec3::2", "dave", ANY, 0));
	ck_assert(get_other("fec3::1", NULL, LEASE_ASSIGNED, 0) == first);
	ck_assert(!get_other("fec3::1", "dave", LEASE_FIXED, 0));

	/* assigned, but it belongs to it, too */
	ck_assert(get_other("fec3::1", "dave", ANY, LEASE_FIXED) == first);
	add(first, "fec3::1", "carol", LEASE_FIXED);
	ck_assert(!get_other("fec3::1", "dave", ANY, LEASE_FIXED));
	ck_assert(get_other("fec3::1", "dave", LEASE_ASSIGNED, 0) == first);
}
END_TEST

START_TEST(test_remove)
{
	add(first, "fec3::1", "carol", LEASE_ASSIGNED);
	add(first, "fec3::2", "carol", LEASE_FIXED);
	add(second, "fec3::1", "carol", LEASE_ASSIGNED);
	leases->remove(leases, first);
	ck_assert(get_other("fec3::1", "dave", ANY, 0) == second);
	ck_assert(!get_other("fec3::2", "dave", ANY, 0));
	leases->remove(leases, second);
	ck_assert(!get_other("fec3::1", "dave", ANY, 0));
}
END_TEST

START_TEST(test_move)
{
	add(first, "fec3::1", "carol", LEASE_ASSIGNED);
	add(second, "fec3::2", "dave", LEASE_ASSIGNED);
	leases->move(leases, first, third);
	leases->remove(leases, first);
	ck_assert(get_other("fec3::1", "dave", ANY, 0) == third);
	ck_assert(get_other("fec3::2", "carol", ANY, 0) == second);
}
END_TEST

START_TEST(test_assigned)
{
	/* what belongs to it is found otherwise */
	add(first, "fec3::9", "carol", LEASE_FIXED);
	check_assigned(second, "carol", "::", "");
	add(first, "fec3::1", "carol", LEASE_ASSIGNED);
	add(first, "fec3::2", "carol", LEASE_ASSIGNED);
	check_assigned(second, "carol", "::", "fec3::1");
	check_assigned(second, "carol", "fec3::2", "fec3::2");
	check_assigned(second, "carol", "fec3::3", "fec3::1");
	check_assigned(second, "dave", "fec3::1", "");
	/* not the same twice */
	check_assigned(first, "carol", "::", "");
	add(second, "fec3::1", "carol", LEASE_ASSIGNED);
	check_assigned(second, "carol", "fec3::1", "fec3::2");
	add(second, "fec3::2", "carol", LEASE_ASSIGNED);
	check_assigned(second, "carol", "::", "");
}
END_TEST

Suite *home_leases_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("home leases");

	tc = tcase_create("leases");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_other);
	tcase_add_test(tc, test_remove);
	tcase_add_test(tc, test_move);
	tcase_add_test(tc, test_assigned);
	suite_add_tcase(s, tc);

	return s;
}
