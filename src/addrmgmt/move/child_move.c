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

#include "child_move.h"

#include "child_policies.h"
#include "xfrm_message.h"

/**
 * Sequence numbers skipped if the kernel does not tell where the old SA has
 * ended, which is not known to happen: none may ever be used twice.
 */
#define SEQUENCE_SKIP (1 << 20)

typedef struct private_child_move_t private_child_move_t;

/**
 * Private data of a child_move_t.
 */
struct private_child_move_t {

	/**
	 * Public interface.
	 */
	child_move_t public;

	/**
	 * What to do.
	 */
	child_plan_t *plan;

	/**
	 * Socket for requests to undo something.
	 */
	xfrm_socket_t *socket;

	/**
	 * Takes care of SAs at old addresses.
	 */
	sa_linger_t *linger;

	/**
	 * Lets packets wait.
	 */
	xfrm_hold_t *hold;

	/**
	 * SAs the kernel has, empty if there is none.
	 */
	chunk_t in, out;

	/**
	 * Where we have been receiving, until that is not needed anymore.
	 */
	kernel_call_t *left;

	/**
	 * Policies that change with them.
	 */
	child_policies_t *policies;

	/**
	 * Number of requests in the current step.
	 */
	u_int requests;
};

/**
 * Leave what is left to charon's way.
 */
static void give_up(private_child_move_t *this, char *why)
{
	this->plan->obstacle = this->plan->obstacle ?: why;
}

/**
 * Check if the kernel allows to move an SA, and remember it.
 */
static void set_sa(private_child_move_t *this, chunk_t *sa, chunk_t reply)
{
	struct xfrm_usersa_info *info = xfrm_sa_info(reply);

	if (!info)
	{
		give_up(this, "an SA is not in the kernel");
	}
	else if (info->mode != XFRM_MODE_TUNNEL)
	{
		give_up(this, "it is not in tunnel mode");
	}
	else if (xfrm_attribute(reply, XFRMA_OFFLOAD_DEV).len)
	{
		give_up(this, "an SA is offloaded to a device");
	}
	else
	{
		chunk_clear(sa);
		*sa = chunk_clone(reply);
	}
}

/**
 * Check if an SA has keys, otherwise only its SPI is allocated.
 */
static bool has_keys(chunk_t sa)
{
	return xfrm_attribute(sa, XFRMA_ALG_AEAD).len ||
		   xfrm_attribute(sa, XFRMA_ALG_CRYPT).len ||
		   xfrm_attribute(sa, XFRMA_ALG_AUTH).len;
}

/**
 * Check if an SA is at its new addresses already and can be used there.
 */
static bool is_at_new_addresses(kernel_call_t *update, chunk_t sa)
{
	struct xfrm_usersa_info *info = xfrm_sa_info(sa);

	return info && has_keys(sa) &&
		   xfrm_address_equals(&info->saddr, update->sa.data.new_src) &&
		   xfrm_address_equals(&info->id.daddr, update->sa.data.new_dst);
}

/**
 * Check if somebody else has moved an SA before us, by XFRM_MSG_MIGRATE.
 */
static bool is_migrated(private_child_move_t *this, kernel_call_t *update,
						chunk_t reply)
{
	xfrm_request_t query = {};
	bool migrated;

	if (xfrm_sa_info(reply))
	{
		return is_at_new_addresses(update, reply);
	}
	query.message = xfrm_sa_query(XFRM_MSG_GETSA, &update->sa.id,
								  update->sa.data.new_dst);
	this->socket->send(this->socket, &query, 1);
	migrated = is_at_new_addresses(update, query.reply);
	xfrm_request_clear(&query, 1);
	return migrated;
}

/**
 * Take note of an SA, of which nothing is left to move if it was migrated.
 */
static void found_sa(private_child_move_t *this, kernel_call_t **update,
					 chunk_t *sa, chunk_t reply)
{
	if (is_migrated(this, *update, reply))
	{
		*update = NULL;
	}
	else
	{
		set_sa(this, sa, reply);
	}
}

static u_int prepare_query(private_child_move_t *this,
						   xfrm_request_t *requests)
{
	kernel_call_t *in = this->plan->in, *updates[] = { in, this->plan->out };
	u_int i, count = 0;

	if (in && child_plan_dst_changes(in))
	{
		/* moved back soon, to where the former SA is still waiting */
		this->linger->settle(this->linger, &in->sa.id, in->sa.data.new_dst);
	}

	for (i = 0; i < countof(updates); i++)
	{
		if (updates[i])
		{
			requests[count++].message = xfrm_sa_query(XFRM_MSG_GETSA,
									&updates[i]->sa.id, updates[i]->sa.id.dst);
		}
	}
	return count + this->policies->query(this->policies, requests + count);
}

static void process_query(private_child_move_t *this, xfrm_request_t *requests)
{
	if (this->plan->in)
	{
		found_sa(this, &this->plan->in, &this->in, requests++->reply);
	}
	if (this->plan->out)
	{
		found_sa(this, &this->plan->out, &this->out, requests++->reply);
	}
	this->policies->found(this->policies, requests);
}

static u_int prepare_receive(private_child_move_t *this,
							 xfrm_request_t *requests)
{
	kernel_call_t *in = this->plan->in;

	if (!in || !child_plan_dst_changes(in))
	{
		return 0;
	}
	requests[0].message = xfrm_sa_add(this->in, in->sa.data.new_src,
									  in->sa.data.new_dst);
	return 1;
}

/**
 * Replace an SA without keys at our new address: a SPI was allocated there for
 * the CHILD_SA, but it had moved before the SA was established.
 */
static bool replace_larval(private_child_move_t *this, kernel_call_t *in)
{
	host_t *src = in->sa.data.new_src, *dst = in->sa.data.new_dst;
	xfrm_request_t query = {
		.message = xfrm_sa_query(XFRM_MSG_GETSA, &in->sa.id, dst),
	}, requests[] = {
		{ .message = xfrm_sa_query(XFRM_MSG_DELSA, &in->sa.id, dst) },
		{ .message = xfrm_sa_add(this->in, src, dst) },
	};
	bool replaced = FALSE;

	this->socket->send(this->socket, &query, 1);
	if (xfrm_sa_info(query.reply) && !has_keys(query.reply))
	{
		this->socket->send(this->socket, requests, countof(requests));
		replaced = !requests[1].error;
	}
	xfrm_request_clear(&query, 1);
	xfrm_request_clear(requests, countof(requests));
	return replaced;
}

static void process_receive(private_child_move_t *this,
							xfrm_request_t *requests)
{
	kernel_call_t *in = this->plan->in;

	if (requests[0].error && !replace_larval(this, in))
	{
		give_up(this, "no inbound SA at the new address");
		return;
	}
	this->plan->in = NULL;
	if (child_plan_src_changes(in))
	{
		/* the policies accept only one of the SAs */
		this->left = in;
	}
	else
	{
		this->linger->add(this->linger, &in->sa.id, in->sa.data.new_dst);
	}
}

static u_int prepare_leave(private_child_move_t *this,
						   xfrm_request_t *requests)
{
	u_int count;

	if (!this->left)
	{
		return 0;
	}
	count = this->policies->update(this->policies, FALSE, this->left, NULL,
								   requests);
	requests[count++].message = xfrm_sa_query(XFRM_MSG_DELSA,
								&this->left->sa.id, this->left->sa.id.dst);
	return count;
}

static u_int prepare_stop(private_child_move_t *this, xfrm_request_t *requests)
{
	kernel_call_t *out = this->plan->out;
	u_int count;

	if (!out || (!child_plan_src_changes(out) && !child_plan_dst_changes(out)))
	{
		return 0;
	}
	count = this->policies->update(this->policies, TRUE, out,
				this->hold->get_tmpl(this->hold, out->sa.id.if_id), requests);
	/* no sequence number is assigned anymore once the SA is deleted, and the
	 * kernel tells how many have been */
	requests[count++].message = xfrm_sa_query(XFRM_MSG_DELSA, &out->sa.id,
											  out->sa.id.dst);
	return count;
}

/**
 * Change an SA that we know the state of from before.
 */
static void skip_sequence_numbers(chunk_t sa)
{
	struct xfrm_replay_state *replay;
	struct xfrm_replay_state_esn *esn;

	replay = (void*)xfrm_attribute(sa, XFRMA_REPLAY_VAL).ptr;
	if (replay)
	{
		replay->oseq += SEQUENCE_SKIP;
	}
	esn = (void*)xfrm_attribute(sa, XFRMA_REPLAY_ESN_VAL).ptr;
	if (esn)
	{
		esn->oseq += SEQUENCE_SKIP;
		esn->oseq_hi += esn->oseq < SEQUENCE_SKIP;
	}
}

static void process_stop(private_child_move_t *this, xfrm_request_t *requests)
{
	xfrm_request_t *delete = &requests[this->requests - 1];

	if (delete->error)
	{
		give_up(this, "the outbound SA is gone");
	}
	else if (xfrm_sa_info(delete->reply))
	{
		chunk_clear(&this->out);
		this->out = chunk_clone(delete->reply);
	}
	else
	{
		skip_sequence_numbers(this->out);
	}
}

static u_int prepare_go(private_child_move_t *this, xfrm_request_t *requests)
{
	kernel_call_t *out = this->plan->out;

	if (!out || (!child_plan_src_changes(out) && !child_plan_dst_changes(out)))
	{
		return 0;
	}
	requests[0].message = xfrm_sa_add(this->out, out->sa.data.new_src,
									  out->sa.data.new_dst);
	return 1 + this->policies->update(this->policies, TRUE, out, NULL,
									  requests + 1);
}

/**
 * Put an SA back for charon to have something to move, after it could not be
 * added at its new addresses.
 */
static void restore_sa(private_child_move_t *this, chunk_t sa,
					   kernel_ipsec_sa_id_t *id)
{
	xfrm_request_t request = {
		.message = xfrm_sa_add(sa, id->src, id->dst),
	};

	this->socket->send(this->socket, &request, 1);
	xfrm_request_clear(&request, 1);
}

static void process_go(private_child_move_t *this, xfrm_request_t *requests)
{
	if (requests[0].error)
	{
		give_up(this, "no outbound SA at the new addresses");
		restore_sa(this, this->out, &this->plan->out->sa.id);
		return;
	}
	this->plan->out = NULL;
}

static u_int prepare_requery(private_child_move_t *this,
							 xfrm_request_t *requests)
{
	kernel_call_t *in = this->plan->in;

	if (!in || !child_plan_src_changes(in))
	{
		return 0;
	}
	requests[0].message = xfrm_sa_query(XFRM_MSG_GETSA, &in->sa.id,
										in->sa.id.dst);
	return 1;
}

static void process_requery(private_child_move_t *this,
							xfrm_request_t *requests)
{
	set_sa(this, &this->in, requests[0].reply);
}

static u_int prepare_follow(private_child_move_t *this,
							xfrm_request_t *requests)
{
	kernel_call_t *in = this->plan->in;

	if (!in || !child_plan_src_changes(in))
	{
		return 0;
	}
	/* there can't be two SAs that differ in nothing but the source */
	requests[0].message = xfrm_sa_query(XFRM_MSG_DELSA, &in->sa.id,
										in->sa.id.dst);
	requests[1].message = xfrm_sa_add(this->in, in->sa.data.new_src,
									  in->sa.data.new_dst);
	return 2 + this->policies->update(this->policies, FALSE, in, NULL,
									  requests + 2);
}

static void process_follow(private_child_move_t *this,
						   xfrm_request_t *requests)
{
	if (requests[1].error)
	{
		give_up(this, "no inbound SA from the new address");
		restore_sa(this, this->in, &this->plan->in->sa.id);
		return;
	}
	this->plan->in = NULL;
}

METHOD(child_move_t, prepare, u_int,
	private_child_move_t *this, move_step_t step, xfrm_request_t *requests)
{
	u_int (*steps[])(private_child_move_t*, xfrm_request_t*) = {
		[MOVE_QUERY] = prepare_query,
		[MOVE_RECEIVE] = prepare_receive,
		[MOVE_LEAVE] = prepare_leave,
		[MOVE_STOP] = prepare_stop,
		[MOVE_GO] = prepare_go,
		[MOVE_REQUERY] = prepare_requery,
		[MOVE_FOLLOW] = prepare_follow,
	};

	this->requests = this->plan->obstacle ? 0 : steps[step](this, requests);
	return this->requests;
}

METHOD(child_move_t, process, void,
	private_child_move_t *this, move_step_t step, xfrm_request_t *requests)
{
	void (*steps[])(private_child_move_t*, xfrm_request_t*) = {
		[MOVE_QUERY] = process_query,
		[MOVE_RECEIVE] = process_receive,
		[MOVE_STOP] = process_stop,
		[MOVE_GO] = process_go,
		[MOVE_REQUERY] = process_requery,
		[MOVE_FOLLOW] = process_follow,
	};

	if (this->requests && steps[step])
	{
		steps[step](this, requests);
	}
}

METHOD(child_move_t, get_max_requests, u_int,
	private_child_move_t *this)
{
	return 2 + this->policies->get_max_requests(this->policies);
}

METHOD(child_move_t, destroy, void,
	private_child_move_t *this)
{
	this->policies->destroy(this->policies);
	chunk_clear(&this->in);
	chunk_clear(&this->out);
	free(this);
}

/*
 * Described in header.
 */
child_move_t *child_move_create(child_plan_t *plan, xfrm_socket_t *socket,
								sa_linger_t *linger, xfrm_hold_t *hold)
{
	private_child_move_t *this;

	INIT(this,
		.public = {
			.prepare = _prepare,
			.process = _process,
			.get_max_requests = _get_max_requests,
			.destroy = _destroy,
		},
		.plan = plan,
		.socket = socket,
		.linger = linger,
		.hold = hold,
		.policies = child_policies_create(plan),
	);

	return &this->public;
}
