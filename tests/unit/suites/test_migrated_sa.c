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
#include <daemon.h>

#include "ike/migrated_sa.h"

/**
 * A CHILD_SA, as much of it as counts. Charon's can't be had without a kernel.
 */
typedef struct {
	child_sa_t public;
	protocol_id_t protocol;
	ipsec_mode_t mode;
	uint32_t reqid;
	traffic_selector_t *my_ts, *other_ts;
} fake_child_sa_t;

METHOD(child_sa_t, get_protocol, protocol_id_t,
	fake_child_sa_t *this)
{
	return this->protocol;
}

METHOD(child_sa_t, get_mode, ipsec_mode_t,
	fake_child_sa_t *this)
{
	return this->mode;
}

METHOD(child_sa_t, get_reqid, uint32_t,
	fake_child_sa_t *this)
{
	return this->reqid;
}

CALLBACK(one_policy, bool,
	fake_child_sa_t *this, enumerator_t *orig, va_list args)
{
	traffic_selector_t **my_ts, **other_ts;
	void *once;

	VA_ARGS_VGET(args, my_ts, other_ts);
	if (!orig->enumerate(orig, &once))
	{
		return FALSE;
	}
	*my_ts = this->my_ts;
	*other_ts = this->other_ts;
	return TRUE;
}

METHOD(child_sa_t, create_policy_enumerator, enumerator_t*,
	fake_child_sa_t *this)
{
	return enumerator_create_filter(enumerator_create_single(this, NULL),
									one_policy, this, NULL);
}

/**
 * An IKE_SA with CHILD_SAs.
 */
typedef struct {
	ike_sa_t public;
	linked_list_t *children;
} fake_ike_sa_t;

METHOD(ike_sa_t, create_child_sa_enumerator, enumerator_t*,
	fake_ike_sa_t *this)
{
	return this->children->create_enumerator(this->children);
}

static fake_child_sa_t tunnel, transport;
static fake_ike_sa_t ike_sa;

/**
 * What was migrated, by its strings.
 */
typedef struct {
	ipsec_mode_t mode;
	protocol_id_t protocol;
	uint32_t reqid;
	policy_dir_t dir;
	/** former addresses and selectors */
	char *src, *dst, *src_ts, *dst_ts;
	/** of the IKE_SA of a mobile node of home address 2001:db8::1 that is at
	 *  2001:db8:1::1? */
	bool expected;
} migration_t;

#define HOME "2001:db8::1/128"
#define OTHER_HOME "2001:db8::3/128"
#define AGENT "2001:db8::2/128"
#define ANY_NET "::/0"
#define CARE_OF "2001:db8:1::1"
#define OTHER_CARE_OF "2001:db8:1::3"
#define AGENT_ADDR "2001:db8::2"

static migration_t migrations[] = {
	/* the payload tunnel, in all directions */
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, TRUE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_IN, AGENT_ADDR, CARE_OF,
	  ANY_NET, HOME, TRUE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_FWD, AGENT_ADDR, CARE_OF,
	  ANY_NET, HOME, TRUE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_IN, CARE_OF, AGENT_ADDR,
	  ANY_NET, HOME, FALSE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, AGENT_ADDR, CARE_OF,
	  HOME, ANY_NET, FALSE },
	/* the kernel goes by addresses and reqid, not by selectors */
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  OTHER_HOME, ANY_NET, TRUE },
	/* another node of the same reqid, another protocol, mode and reqid */
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, OTHER_CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, FALSE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, CARE_OF, OTHER_CARE_OF,
	  HOME, ANY_NET, FALSE },
	{ MODE_TUNNEL, PROTO_AH, 1, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, FALSE },
	{ MODE_BEET, PROTO_ESP, 1, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, FALSE },
	{ MODE_TUNNEL, PROTO_ESP, 2, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, FALSE },
	/* former addresses or reqid unspecified */
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, "::", "::",
	  HOME, ANY_NET, TRUE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, "::", "::",
	  OTHER_HOME, ANY_NET, FALSE },
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_IN, "::", "::",
	  ANY_NET, OTHER_HOME, FALSE },
	{ MODE_TUNNEL, PROTO_ESP, 0, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, TRUE },
	{ MODE_TUNNEL, PROTO_ESP, 0, POLICY_OUT, CARE_OF, AGENT_ADDR,
	  OTHER_HOME, ANY_NET, FALSE },
	{ MODE_TUNNEL, PROTO_ESP, 0, POLICY_OUT, OTHER_CARE_OF, AGENT_ADDR,
	  HOME, ANY_NET, FALSE },
	/* binding updates, whose addresses are not those of IKE */
	{ MODE_TRANSPORT, PROTO_ESP, 2, POLICY_OUT, "::", "::",
	  HOME, AGENT, TRUE },
	{ MODE_TRANSPORT, PROTO_ESP, 2, POLICY_IN, "2001:db8::2", "2001:db8::1",
	  AGENT, HOME, TRUE },
	{ MODE_TRANSPORT, PROTO_ESP, 2, POLICY_IN, "::", "::",
	  HOME, AGENT, FALSE },
	{ MODE_TRANSPORT, PROTO_ESP, 2, POLICY_OUT, "::", "::",
	  OTHER_HOME, AGENT, FALSE },
	{ MODE_TRANSPORT, PROTO_ESP, 1, POLICY_OUT, "::", "::",
	  HOME, AGENT, FALSE },
	/* another family */
	{ MODE_TUNNEL, PROTO_ESP, 1, POLICY_OUT, "::", "::",
	  "0.0.0.0/0", "0.0.0.0/0", FALSE },
};

static host_t *care_of, *agent, *km_local, *km_remote;

/**
 * Make a CHILD_SA.
 */
static void make_child_sa(fake_child_sa_t *this, ipsec_mode_t mode,
						  uint32_t reqid, traffic_selector_t *my_ts,
						  traffic_selector_t *other_ts)
{
	*this = (fake_child_sa_t){
		.public = {
			.get_protocol = _get_protocol,
			.get_mode = _get_mode,
			.get_reqid = _get_reqid,
			.create_policy_enumerator = _create_policy_enumerator,
		},
		.protocol = PROTO_ESP,
		.mode = mode,
		.reqid = reqid,
		.my_ts = my_ts,
		.other_ts = other_ts,
	};
}

static void setup()
{
	make_child_sa(&tunnel, MODE_TUNNEL, 1,
			traffic_selector_create_from_cidr(HOME, 0, 0, 65535),
			traffic_selector_create_from_cidr(ANY_NET, 0, 0, 65535));
	/* of mobility headers only */
	make_child_sa(&transport, MODE_TRANSPORT, 2,
			traffic_selector_create_from_cidr(HOME, 135, 0, 65535),
			traffic_selector_create_from_cidr(AGENT, 135, 0, 65535));
	ike_sa.public.create_child_sa_enumerator = _create_child_sa_enumerator;
	ike_sa.children = linked_list_create_with_items(&tunnel, &transport, NULL);
	care_of = host_create_from_string(CARE_OF, 0);
	agent = host_create_from_string(AGENT_ADDR, 0);
	km_local = host_create_from_string("2001:db8:2::1", 0);
	km_remote = host_create_from_string("2001:db8:2::2", 0);
}

static void teardown()
{
	ike_sa.children->destroy(ike_sa.children);
	tunnel.my_ts->destroy(tunnel.my_ts);
	tunnel.other_ts->destroy(tunnel.other_ts);
	transport.my_ts->destroy(transport.my_ts);
	transport.other_ts->destroy(transport.other_ts);
	care_of->destroy(care_of);
	agent->destroy(agent);
	km_local->destroy(km_local);
	km_remote->destroy(km_remote);
}

/**
 * Make what is reported of a migration to 2001:db8:2::3 and ::4.
 */
static address_update_t make_update(migration_t *migration)
{
	return (address_update_t) {
		.door = DOOR_MIGRATE,
		.protocol = migration->protocol,
		.src = host_create_from_string(migration->src, 0),
		.dst = host_create_from_string(migration->dst, 0),
		.new_src = host_create_from_string("2001:db8:2::3", 0),
		.new_dst = host_create_from_string("2001:db8:2::4", 0),
		.reqid = migration->reqid,
		.mode = migration->mode,
		.dir = migration->dir,
		.src_ts = traffic_selector_create_from_cidr(migration->src_ts, 0, 0,
													65535),
		.dst_ts = traffic_selector_create_from_cidr(migration->dst_ts, 0, 0,
													65535),
	};
}

static void destroy_update(address_update_t *update)
{
	update->src->destroy(update->src);
	update->dst->destroy(update->dst);
	update->new_src->destroy(update->new_src);
	update->new_dst->destroy(update->new_dst);
	update->src_ts->destroy(update->src_ts);
	update->dst_ts->destroy(update->dst_ts);
}

START_TEST(test_is_of)
{
	migration_t *migration = &migrations[_i];
	address_update_t update = make_update(migration);

	ck_assert(migrated_sa_is_of(&update, &ike_sa.public, care_of, agent) ==
			  migration->expected);
	destroy_update(&update);
}
END_TEST

START_TEST(test_path)
{
	address_update_t update = make_update(&migrations[_i]);
	host_t *local, *remote;
	bool out = update.dir == POLICY_OUT;

	if (update.mode == MODE_TRANSPORT)
	{
		ck_assert(!migrated_sa_get_path(&update, &local, &remote));
	}
	else
	{
		ck_assert(migrated_sa_get_path(&update, &local, &remote));
		ck_assert(local == (out ? update.new_src : update.new_dst));
		ck_assert(remote == (out ? update.new_dst : update.new_src));
	}
	/* in no direction these are anything else */
	update.km_local = km_local;
	update.km_remote = km_remote;
	ck_assert(migrated_sa_get_path(&update, &local, &remote));
	ck_assert(local == km_local && remote == km_remote);
	destroy_update(&update);
}
END_TEST

Suite *migrated_sa_suite_create()
{
	Suite *s;
	TCase *tc;

	s = suite_create("migrated sa");

	tc = tcase_create("migrations");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_is_of, 0, countof(migrations));
	tcase_add_loop_test(tc, test_path, 0, countof(migrations));
	suite_add_tcase(s, tc);

	return s;
}
