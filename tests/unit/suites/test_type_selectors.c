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

#include <netinet/in.h>

#include <check.h>

#include "move/type_selectors.h"

#define HOME "fec4::10/128"
#define AGENT "fec0::2/128"
#define NET "fec2::/16"

/* what is not for IPsec but lets packets pass, or drops them */
#define PASS POLICY_PASS
#define DROP POLICY_DROP
#define IPSEC POLICY_IPSEC

/**
 * A selector: subnet, protocol, ports.
 */
typedef struct {
	char *net;
	uint8_t protocol;
	uint16_t from, to;
} selector_t;

static traffic_selector_t *ts_create(selector_t *selector)
{
	return traffic_selector_create_from_cidr(selector->net, selector->protocol,
											 selector->from, selector->to);
}

/**
 * What policies become: "types of the source", all have no destination "port".
 * With a * if others share the policy, and ! in front if that is coarser.
 */
static struct {
	selector_t src, dst;
	policy_dir_t dir;
	policy_type_t type;
	bool dissects;
	char *pairs;
} policies[] = {
	/* Binding Updates there, Acknowledgements back */
	{ { HOME, 135, 0x500, 0x500 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_OUT, IPSEC, FALSE, "135/5-5" },
	{ { AGENT, 135, 0x600, 0x600 }, { HOME, 135, 0x500, 0x500 },
	  POLICY_OUT, IPSEC, TRUE, "135/6-6" },
	{ { HOME, 135, 0x500, 0x500 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_IN, IPSEC, FALSE, "!135/0-65535*" },
	{ { HOME, 135, 0x500, 0x500 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_IN, IPSEC, TRUE, "!135/0-65535*" },
	{ { HOME, 135, 0x500, 0x500 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_FWD, IPSEC, TRUE, "!135/0-65535*" },
	{ { HOME, 135, 0x500, 0x500 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_IN, DROP, TRUE, "!135/0-65535*" },
	/* types of several packets' sources can't be seen */
	{ { NET, 135, 0x300, 0x300 }, { HOME, 135, 0x100, 0x100 },
	  POLICY_OUT, IPSEC, TRUE, "!135/0-65535*" },
	/* nothing to be coarser than */
	{ { HOME, 135, 0, 65535 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_IN, IPSEC, TRUE, "135/0-65535" },
	{ { HOME, 135, 0, 65535 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_OUT, IPSEC, TRUE, "135/0-65535" },
	{ { HOME, 0, 0, 65535 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_OUT, IPSEC, TRUE, "135/0-65535" },
	{ { HOME, 135, 65535, 0 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_OUT, IPSEC, TRUE, "135/0-65535" },
	/* nothing more passes than configured */
	{ { NET, 135, 0x500, 0x500 }, { AGENT, 135, 0x600, 0x600 },
	  POLICY_IN, PASS, FALSE, "135/5-5" },
	/* Binding Refresh Request */
	{ { HOME, 135, 0, 0 }, { AGENT, 135, 0, 0 },
	  POLICY_OUT, IPSEC, FALSE, "135/0-0" },
	/* any low octet */
	{ { HOME, 135, 0x500, 0x5ff }, { AGENT, 135, 0, 65535 },
	  POLICY_OUT, IPSEC, FALSE, "135/5-5" },
	/* ranges the kernel has a mask for, and others */
	{ { HOME, 135, 0x400, 0x7ff }, { AGENT, 135, 0, 65535 },
	  POLICY_OUT, IPSEC, FALSE, "135/4-7" },
	{ { HOME, 135, 0x100, 0x400 }, { AGENT, 135, 0, 65535 },
	  POLICY_OUT, IPSEC, FALSE, "!135/1-4*" },
	{ { HOME, 135, 0x300, 0x4ff }, { AGENT, 135, 0, 65535 },
	  POLICY_OUT, IPSEC, FALSE, "!135/3-4*" },
	/* what the kernel wants, configured by those who knew */
	{ { HOME, 135, 5, 5 }, { AGENT, 135, 6, 6 },
	  POLICY_OUT, IPSEC, FALSE, "135/5-5" },
	/* Mobile Prefix Solicitations there, Advertisements back */
	{ { HOME, 58, 0x9200, 0x9200 }, { AGENT, 58, 0x9300, 0x9300 },
	  POLICY_OUT, IPSEC, FALSE, "58/37376-37376" },
	{ { AGENT, 58, 0x9300, 0x9300 }, { HOME, 58, 0x9200, 0x9200 },
	  POLICY_OUT, IPSEC, FALSE, "58/37632-37632" },
	{ { HOME, 58, 0x9200, 0x9200 }, { AGENT, 58, 0x9300, 0x9300 },
	  POLICY_IN, IPSEC, TRUE, "58/37376-37376" },
	/* 43, 58 and 60 stand for what is behind extension headers */
	{ { HOME, 58, 0x9200, 0x9200 }, { AGENT, 58, 0x9300, 0x9300 },
	  POLICY_IN, IPSEC, FALSE,
	  "!58/37376-37376 58/11008-11008* 58/14848-14848* 58/15360-15360*" },
	{ { HOME, 58, 0x9200, 0x9200 }, { AGENT, 58, 0x9300, 0x9300 },
	  POLICY_FWD, DROP, FALSE,
	  "!58/37376-37376 58/11008-11008* 58/14848-14848* 58/15360-15360*" },
	{ { HOME, 58, 0x9200, 0x9200 }, { AGENT, 58, 0x9300, 0x9300 },
	  POLICY_IN, PASS, FALSE, "58/37376-37376" },
	{ { HOME, 58, 0, 65535 }, { AGENT, 58, 0, 65535 },
	  POLICY_IN, IPSEC, FALSE, "58/0-65535" },
	/* a type on either side is one for both */
	{ { HOME, 58, 0, 65535 }, { AGENT, 58, 0x8000, 0x8000 },
	  POLICY_OUT, IPSEC, TRUE, "58/32768-32768" },
	{ { HOME, 58, 0x8000, 0x8000 }, { AGENT, 58, 0, 65535 },
	  POLICY_OUT, IPSEC, TRUE, "58/32768-32768" },
	/* codes */
	{ { HOME, 58, 0x0104, 0x0104 }, { AGENT, 58, 0, 65535 },
	  POLICY_OUT, IPSEC, TRUE, "58/260-260" },
	{ { HOME, 58, 0x0100, 0x01ff }, { AGENT, 58, 0, 65535 },
	  POLICY_OUT, IPSEC, TRUE, "58/256-511" },
	{ { HOME, 58, 0x0103, 0x0104 }, { AGENT, 58, 0, 65535 },
	  POLICY_OUT, IPSEC, TRUE, "!58/256-511*" },
	/* several types */
	{ { HOME, 58, 0x8000, 0x81ff }, { AGENT, 58, 0, 65535 },
	  POLICY_IN, IPSEC, FALSE, "!58/0-65535*" },
	/* nothing of ours */
	{ { HOME, 17, 500, 500 }, { AGENT, 17, 500, 500 },
	  POLICY_OUT, IPSEC, FALSE, "" },
	{ { HOME, 0, 0, 65535 }, { AGENT, 0, 0, 65535 },
	  POLICY_IN, IPSEC, FALSE, "" },
	{ { "10.0.0.1/32", 1, 0x800, 0x800 }, { "10.0.0.2/32", 1, 0, 0 },
	  POLICY_IN, IPSEC, FALSE, "" },
};

/**
 * Print pairs as above.
 */
static void print_pairs(type_selectors_t *this, char *buf, size_t len)
{
	traffic_selector_t *src, *dst;
	int used;
	u_int i;

	used = snprintf(buf, len, "%s", this->coarser ? "!" : "");
	for (i = 0; i < this->count; i++)
	{
		src = this->pairs[i].src;
		dst = this->pairs[i].dst;
		ck_assert_int_eq(dst->get_protocol(dst), src->get_protocol(src));
		ck_assert_int_eq(dst->get_from_port(dst), 0);
		ck_assert_int_eq(dst->get_to_port(dst), 65535);
		used += snprintf(buf + used, len - used, "%s%d/%d-%d%s",
						 i ? " " : "", src->get_protocol(src),
						 src->get_from_port(src), src->get_to_port(src),
						 this->pairs[i].shared ? "*" : "");
	}
}

START_TEST(test_policies)
{
	kernel_ipsec_policy_id_t id = {
		.src_ts = ts_create(&policies[_i].src),
		.dst_ts = ts_create(&policies[_i].dst),
		.dir = policies[_i].dir,
	};
	type_selectors_t pairs;
	traffic_selector_t *ts;
	char buf[256];
	u_int i;

	type_selectors_init(&pairs, &id, policies[_i].type, policies[_i].dissects);
	print_pairs(&pairs, buf, sizeof(buf));
	ck_assert_str_eq(buf, policies[_i].pairs);
	for (i = 0; i < pairs.count; i++)
	{
		ts = pairs.pairs[i].src;
		ck_assert(chunk_equals(ts->get_from_address(ts),
							   id.src_ts->get_from_address(id.src_ts)));
		ck_assert(chunk_equals(ts->get_to_address(ts),
							   id.src_ts->get_to_address(id.src_ts)));
		ts = pairs.pairs[i].dst;
		ck_assert(chunk_equals(ts->get_to_address(ts),
							   id.dst_ts->get_to_address(id.dst_ts)));
	}
	type_selectors_clear(&pairs);
	id.src_ts->destroy(id.src_ts);
	id.dst_ts->destroy(id.dst_ts);
}
END_TEST

/**
 * What SAs become, of one or two selectors a side.
 */
static struct {
	selector_t src[2], dst[2];
	bool inbound;
	bool dissects;
	char *pairs;
} sas[] = {
	{ { { HOME, 135, 0x500, 0x500 } }, { { AGENT, 135, 0x600, 0x600 } },
	  FALSE, FALSE, "135/5-5" },
	{ { { HOME, 135, 0x500, 0x500 } }, { { AGENT, 135, 0x600, 0x600 } },
	  TRUE, TRUE, "!135/0-65535*" },
	{ { { HOME, 58, 0x9200, 0x9200 } }, { { AGENT, 58, 0x9300, 0x9300 } },
	  TRUE, TRUE, "58/37376-37376" },
	{ { { HOME, 58, 0x9200, 0x9200 } }, { { AGENT, 58, 0x9300, 0x9300 } },
	  TRUE, FALSE, "!58/0-65535*" },
	/* room for one only */
	{ { { HOME, 135, 0x500, 0x500 }, { HOME, 135, 0x600, 0x600 } },
	  { { AGENT, 135, 0x500, 0x500 } }, FALSE, FALSE, "!135/0-65535*" },
	{ { { HOME, 135, 0x500, 0x500 }, { HOME, 58, 0x9200, 0x9200 } },
	  { { AGENT, 135, 0x500, 0x500 }, { AGENT, 58, 0x9300, 0x9300 } },
	  FALSE, FALSE, "!0/0-65535*" },
	{ { { HOME, 17, 500, 500 } }, { { AGENT, 17, 500, 500 } },
	  FALSE, FALSE, "" },
	{ {}, {}, FALSE, FALSE, "" },
};

static linked_list_t *list_create(selector_t selectors[2])
{
	linked_list_t *list = linked_list_create();
	int i;

	for (i = 0; i < 2 && selectors[i].net; i++)
	{
		list->insert_last(list, ts_create(&selectors[i]));
	}
	return list;
}

START_TEST(test_sas)
{
	linked_list_t *src = list_create(sas[_i].src), *dst;
	type_selectors_t pairs;
	char buf[256];

	dst = list_create(sas[_i].dst);
	type_selectors_init_sa(&pairs, src, dst, sas[_i].inbound,
						   sas[_i].dissects);
	print_pairs(&pairs, buf, sizeof(buf));
	ck_assert_str_eq(buf, sas[_i].pairs);
	type_selectors_clear(&pairs);
	src->destroy_offset(src, offsetof(traffic_selector_t, destroy));
	dst->destroy_offset(dst, offsetof(traffic_selector_t, destroy));
}
END_TEST

/**
 * What kernel-netlink makes of a packet, and what that is on the wire.
 */
static struct {
	selector_t packet;
	uint16_t from, to;
} packets[] = {
	{ { HOME, 135, 5, 5 }, 0x500, 0x500 },
	{ { HOME, 135, 0, 65535 }, 0, 65535 },
	{ { HOME, 58, 0x9200, 0x9200 }, 0x9200, 0x9200 },
};

START_TEST(test_packets)
{
	traffic_selector_t *packet = ts_create(&packets[_i].packet), *ts;

	ts = type_selectors_from_packet(packet);
	ck_assert_int_eq(ts->get_protocol(ts), packets[_i].packet.protocol);
	ck_assert_int_eq(ts->get_from_port(ts), packets[_i].from);
	ck_assert_int_eq(ts->get_to_port(ts), packets[_i].to);
	ts->destroy(ts);
	packet->destroy(packet);
}
END_TEST

static struct {
	char *release;
	bool dissects;
} kernels[] = {
	{ "5.10.0-30-amd64", FALSE },
	{ "6.1.192", FALSE },
	{ "6.6.13+bpo-amd64", FALSE },
	{ "6.7.0-rc1", TRUE },
	{ "6.12.48+deb13-amd64", TRUE },
	{ "7.0", TRUE },
	{ "unknown", FALSE },
};

START_TEST(test_kernels)
{
	ck_assert(type_selectors_dissects(kernels[_i].release) ==
			  kernels[_i].dissects);
}
END_TEST

Suite *type_selectors_suite_create()
{
	Suite *s = suite_create("type selectors");
	TCase *tc;

	tc = tcase_create("policies");
	tcase_add_loop_test(tc, test_policies, 0, countof(policies));
	suite_add_tcase(s, tc);

	tc = tcase_create("SAs");
	tcase_add_loop_test(tc, test_sas, 0, countof(sas));
	suite_add_tcase(s, tc);

	tc = tcase_create("packets");
	tcase_add_loop_test(tc, test_packets, 0, countof(packets));
	suite_add_tcase(s, tc);

	tc = tcase_create("kernels");
	tcase_add_loop_test(tc, test_kernels, 0, countof(kernels));
	suite_add_tcase(s, tc);

	return s;
}
