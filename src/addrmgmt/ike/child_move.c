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

#include <daemon.h>

#include "xfrm_message.h"

/**
 * Sequence numbers skipped if the kernel does not tell where the old SA has
 * ended, which is not known to happen: none may ever be used twice.
 */
#define SEQUENCE_SKIP (1 << 20)

typedef struct private_child_move_t private_child_move_t;
typedef struct sa_t sa_t;
typedef struct policy_t policy_t;

/**
 * An SA of the CHILD_SA.
 */
struct sa_t {

	/**
	 * What charon wants, NULL if there is no such SA.
	 */
	kernel_call_t *call;

	/**
	 * What the kernel has.
	 */
	xfrm_request_t query;

	/**
	 * TRUE if nothing is left to do.
	 */
	bool done;
};

/**
 * A policy that refers to an SA of the CHILD_SA.
 */
struct policy_t {

	/**
	 * What charon wants.
	 */
	kernel_call_t *call;

	/**
	 * What the kernel has.
	 */
	xfrm_request_t query;
};

/**
 * Private data of a child_move_t.
 */
struct private_child_move_t {

	/**
	 * Public interface.
	 */
	child_move_t public;

	/**
	 * What charon wants.
	 */
	kernel_recording_t *recording;

	/**
	 * Socket to use.
	 */
	xfrm_socket_t *socket;

	/**
	 * TRUE as long as our order works.
	 */
	bool seamless;

	/**
	 * SA we receive with.
	 */
	sa_t in;

	/**
	 * SA we send with.
	 */
	sa_t out;

	/**
	 * Policies that have to be changed together with an SA.
	 */
	policy_t *policies;

	/**
	 * Number of policies.
	 */
	u_int count;
};

/**
 * Go on in charon's way.
 */
static void give_up(private_child_move_t *this, char *why)
{
	if (this->seamless)
	{
		DBG1(DBG_KNL, "moving CHILD_SA %s{%u} with loss: %s",
			 this->recording->name, this->recording->id, why);
		this->seamless = FALSE;
	}
}

static bool src_changes(sa_t *sa)
{
	return !sa->call->sa.id.src->ip_equals(sa->call->sa.id.src,
										   sa->call->sa.data.new_src);
}

static bool dst_changes(sa_t *sa)
{
	return !sa->call->sa.id.dst->ip_equals(sa->call->sa.id.dst,
										   sa->call->sa.data.new_dst);
}

/**
 * Get the SA a policy refers to.
 */
static sa_t *get_sa(private_child_move_t *this, policy_t *policy)
{
	return policy->call->policy.id.dir == POLICY_OUT ? &this->out : &this->in;
}

/**
 * Check if charon wants to delete the policy a call would add.
 */
static bool is_deleted(private_child_move_t *this, kernel_call_t *add)
{
	enumerator_t *enumerator;
	kernel_call_t *call;
	bool found = FALSE;

	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (!found && enumerator->enumerate(enumerator, &call))
	{
		found = call->type == KERNEL_DEL_POLICY &&
				call->policy.data.type == POLICY_IPSEC &&
				call->policy.id.dir == add->policy.id.dir &&
				add->policy.id.src_ts->equals(add->policy.id.src_ts,
											  call->policy.id.src_ts) &&
				add->policy.id.dst_ts->equals(add->policy.id.dst_ts,
											  call->policy.id.dst_ts);
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Sort the update of an SA.
 */
static void add_sa(private_child_move_t *this, kernel_call_t *call,
				   host_t *local)
{
	host_t *dst = call->sa.data.new_dst;
	sa_t *sa = dst->ip_equals(dst, local) ? &this->in : &this->out;

	if (call->sa.data.cpi)
	{
		give_up(this, "IPComp");
	}
	else if (call->sa.data.encap || call->sa.data.new_encap)
	{
		give_up(this, "UDP encapsulation");
	}
	else if (call->sa.data.new_reqid || sa->call)
	{
		give_up(this, "its SAs change");
	}
	sa->call = call;
}

/**
 * Find out what has to be moved.
 */
static void process_calls(private_child_move_t *this, host_t *local)
{
	enumerator_t *enumerator;
	kernel_call_t *call;

	this->policies = calloc(this->recording->calls->get_count(
								this->recording->calls), sizeof(policy_t));
	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (enumerator->enumerate(enumerator, &call))
	{
		if (call->type == KERNEL_UPDATE_SA)
		{
			add_sa(this, call, local);
		}
		if (call->type == KERNEL_ADD_POLICY &&
			call->policy.data.type == POLICY_IPSEC)
		{
			if (!is_deleted(this, call))
			{
				give_up(this, "its traffic selectors change");
			}
			else if (call->policy.id.label)
			{
				give_up(this, "it has a label");
			}
			else if (call->policy.cfg.reqid)
			{
				this->policies[this->count++].call = call;
			}
		}
	}
	enumerator->destroy(enumerator);
}

/**
 * Check if the kernel allows to move an SA.
 */
static bool check_sa(private_child_move_t *this, sa_t *sa)
{
	struct xfrm_usersa_info *info = xfrm_sa_info(sa->query.reply);

	if (!info)
	{
		give_up(this, "an SA is not in the kernel");
		return FALSE;
	}
	if (info->mode != XFRM_MODE_TUNNEL)
	{
		give_up(this, "it is not in tunnel mode");
		return FALSE;
	}
	if (xfrm_attribute(sa->query.reply, XFRMA_OFFLOAD_DEV).len)
	{
		give_up(this, "an SA is offloaded to a device");
		return FALSE;
	}
	return TRUE;
}

/**
 * Check if a policy refers to an SA and has to change with it.
 */
static bool check_policy(private_child_move_t *this, policy_t *policy)
{
	struct xfrm_user_tmpl *tmpl = xfrm_policy_tmpl(policy->query.reply);
	sa_t *sa = get_sa(this, policy);

	if (!tmpl || !sa->call || tmpl->id.proto != sa->call->sa.id.proto ||
		tmpl->mode != XFRM_MODE_TUNNEL ||
		!xfrm_address_equals(&tmpl->saddr, sa->call->sa.id.src))
	{
		/* one of another CHILD_SA is in force */
		return FALSE;
	}
	if (sa == &this->out)
	{
		return tmpl->id.spi == sa->call->sa.id.spi;
	}
	/* the kernel checks source addresses only */
	return src_changes(sa);
}

/**
 * Read what has to be moved from the kernel.
 */
static void query(private_child_move_t *this)
{
	sa_t *sas[] = { &this->in, &this->out };
	xfrm_request_t requests[countof(sas) + this->count];
	u_int i, used;

	memset(requests, 0, sizeof(requests));
	for (i = 0; i < countof(sas); i++)
	{
		if (sas[i]->call)
		{
			requests[i].message = xfrm_sa_query(XFRM_MSG_GETSA,
					&sas[i]->call->sa.id, sas[i]->call->sa.id.dst);
		}
	}
	for (i = 0; i < this->count; i++)
	{
		requests[countof(sas) + i].message = xfrm_policy_query(
										&this->policies[i].call->policy.id);
	}
	this->socket->send(this->socket, requests, countof(requests));

	for (i = 0; i < countof(sas); i++)
	{
		sas[i]->query = requests[i];
		if (sas[i]->call)
		{
			check_sa(this, sas[i]);
		}
	}
	for (i = 0, used = 0; i < this->count; i++)
	{
		this->policies[i].query = requests[countof(sas) + i];
		if (check_policy(this, &this->policies[i]))
		{
			this->policies[used++] = this->policies[i];
		}
		else
		{
			xfrm_request_clear(&this->policies[i].query, 1);
		}
	}
	this->count = used;
}

/**
 * Create requests to update the policies that refer to an SA, with a template
 * or, if there is none, with theirs and the addresses of the update.
 */
static u_int update_policies(private_child_move_t *this, sa_t *sa,
							 struct xfrm_user_tmpl *other,
							 xfrm_request_t *requests)
{
	struct xfrm_user_tmpl tmpl;
	policy_t *policy;
	u_int i, count = 0;

	for (i = 0; i < this->count; i++)
	{
		policy = &this->policies[i];
		if (get_sa(this, policy) != sa)
		{
			continue;
		}
		if (!other)
		{
			tmpl = *xfrm_policy_tmpl(policy->query.reply);
			xfrm_address_set(&tmpl.saddr, sa->call->sa.data.new_src);
			xfrm_address_set(&tmpl.id.daddr, sa->call->sa.data.new_dst);
			tmpl.family = sa->call->sa.data.new_dst->get_family(
												sa->call->sa.data.new_dst);
		}
		requests[count++].message = xfrm_policy_update(policy->query.reply,
													   other ?: &tmpl);
	}
	return count;
}

METHOD(child_move_t, receive, void,
	private_child_move_t *this, sa_linger_t *linger)
{
	xfrm_request_t requests[2 + this->count];
	kernel_ipsec_sa_id_t *id;
	kernel_ipsec_update_sa_t *data;
	u_int count = 0;

	if (!this->seamless || !this->in.call || !dst_changes(&this->in))
	{
		return;
	}
	id = &this->in.call->sa.id;
	data = &this->in.call->sa.data;

	memset(requests, 0, sizeof(requests));
	if (linger->release(linger, id, data->new_dst))
	{
		/* moved back soon, to where the former SA is still waiting */
		requests[0].message = xfrm_sa_query(XFRM_MSG_DELSA, id, data->new_dst);
	}
	requests[1].message = xfrm_sa_add(this->in.query.reply, data->new_src,
									  data->new_dst);
	this->socket->send(this->socket, requests, 2);
	if (requests[1].error)
	{
		give_up(this, "no inbound SA at the new address");
	}
	xfrm_request_clear(requests, 2);
	if (!this->seamless)
	{
		return;
	}
	this->in.done = TRUE;

	if (!src_changes(&this->in))
	{
		linger->add(linger, id);
		return;
	}
	/* the policies accept only one of them */
	memset(requests, 0, sizeof(requests));
	count = update_policies(this, &this->in, NULL, requests);
	requests[count++].message = xfrm_sa_query(XFRM_MSG_DELSA, id, id->dst);
	this->socket->send(this->socket, requests, count);
	xfrm_request_clear(requests, count);
}

/**
 * Get the final state of an SA that has been deleted.
 */
static chunk_t final_state(sa_t *sa, chunk_t deleted)
{
	struct xfrm_replay_state *replay;
	struct xfrm_replay_state_esn *esn;
	chunk_t state = sa->query.reply;

	if (xfrm_sa_info(deleted))
	{
		return deleted;
	}
	replay = (void*)xfrm_attribute(state, XFRMA_REPLAY_VAL).ptr;
	if (replay)
	{
		replay->oseq += SEQUENCE_SKIP;
	}
	esn = (void*)xfrm_attribute(state, XFRMA_REPLAY_ESN_VAL).ptr;
	if (esn)
	{
		esn->oseq += SEQUENCE_SKIP;
		esn->oseq_hi += esn->oseq < SEQUENCE_SKIP;
	}
	return state;
}

METHOD(child_move_t, send_, void,
	private_child_move_t *this, xfrm_hold_t *hold)
{
	xfrm_request_t stop[1 + this->count], go[1 + this->count];
	kernel_ipsec_sa_id_t *id;
	kernel_ipsec_update_sa_t *data;
	u_int stops, gos;
	chunk_t state;

	if (!this->seamless || !this->out.call ||
		(!src_changes(&this->out) && !dst_changes(&this->out)))
	{
		return;
	}
	id = &this->out.call->sa.id;
	data = &this->out.call->sa.data;

	memset(stop, 0, sizeof(stop));
	memset(go, 0, sizeof(go));
	stops = update_policies(this, &this->out,
							hold->get_tmpl(hold, id->if_id), stop);
	/* no sequence number is assigned anymore once the SA is deleted */
	stop[stops++].message = xfrm_sa_query(XFRM_MSG_DELSA, id, id->dst);
	gos = update_policies(this, &this->out, NULL, go + 1) + 1;

	this->socket->send(this->socket, stop, stops);
	if (stop[stops - 1].error)
	{
		give_up(this, "the outbound SA is gone");
	}
	else
	{
		state = final_state(&this->out, stop[stops - 1].reply);
		go[0].message = xfrm_sa_add(state, data->new_src, data->new_dst);
		this->socket->send(this->socket, go, gos);
		this->out.done = TRUE;
		if (go[0].error)
		{
			give_up(this, "no outbound SA at the new addresses");
			/* for charon to have something to move */
			chunk_clear(&go[0].message);
			go[0].message = xfrm_sa_add(state, id->src, id->dst);
			this->socket->send(this->socket, go, 1);
			this->out.done = FALSE;
		}
	}
	xfrm_request_clear(stop, stops);
	xfrm_request_clear(go, gos);
}

METHOD(child_move_t, follow, void,
	private_child_move_t *this)
{
	xfrm_request_t requests[2 + this->count];
	kernel_ipsec_sa_id_t *id;
	kernel_ipsec_update_sa_t *data;
	u_int count;

	if (!this->seamless || !this->in.call || this->in.done ||
		!src_changes(&this->in))
	{
		return;
	}
	id = &this->in.call->sa.id;
	data = &this->in.call->sa.data;

	/* there can't be two SAs that differ only in the source, so read which
	 * packets were received, again, right before it is replaced */
	this->socket->send(this->socket, &this->in.query, 1);
	if (!check_sa(this, &this->in))
	{
		return;
	}
	memset(requests, 0, sizeof(requests));
	requests[0].message = xfrm_sa_query(XFRM_MSG_DELSA, id, id->dst);
	requests[1].message = xfrm_sa_add(this->in.query.reply, data->new_src,
									  data->new_dst);
	count = 2 + update_policies(this, &this->in, NULL, requests + 2);
	this->socket->send(this->socket, requests, count);
	this->in.done = TRUE;
	if (requests[1].error)
	{
		give_up(this, "no inbound SA from the new address");
		chunk_clear(&requests[1].message);
		requests[1].message = xfrm_sa_add(this->in.query.reply, id->src,
										  id->dst);
		this->socket->send(this->socket, &requests[1], 1);
		this->in.done = FALSE;
	}
	xfrm_request_clear(requests, count);
}

/**
 * Have a virtual IP address on the interface of the new address.
 */
static void move_ip(kernel_call_t *call)
{
	host_t *vip = call->ip.vip;
	char *iface = NULL;
	bool stays;

	/* removing it, as charon does in any case, would break connections */
	stays = charon->kernel->get_interface(charon->kernel, vip, &iface) &&
			streq(iface, call->ip.iface);
	free(iface);
	if (!stays)
	{
		charon->kernel->del_ip(charon->kernel, vip, call->ip.prefix, TRUE);
		kernel_call_make(call);
	}
}

/**
 * Make a call that is left.
 */
static void finish_call(private_child_move_t *this, kernel_call_t *call)
{
	switch (call->type)
	{
		case KERNEL_UPDATE_SA:
			if (!(call == this->in.call && this->in.done) &&
				!(call == this->out.call && this->out.done))
			{
				kernel_call_make(call);
			}
			break;
		case KERNEL_ADD_IP:
			move_ip(call);
			break;
		case KERNEL_DEL_IP:
			break;
		default:
			kernel_call_make(call);
			break;
	}
}

/**
 * Make all calls of a type, except those for charon's drop policies.
 */
static void finish_type(private_child_move_t *this, kernel_call_type_t type)
{
	enumerator_t *enumerator;
	kernel_call_t *call;

	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (enumerator->enumerate(enumerator, &call))
	{
		if (call->type == type && (type == KERNEL_ADD_IP ||
								   call->policy.data.type == POLICY_IPSEC))
		{
			finish_call(this, call);
		}
	}
	enumerator->destroy(enumerator);
}

METHOD(child_move_t, finish, void,
	private_child_move_t *this)
{
	enumerator_t *enumerator;
	kernel_call_t *call;

	if (this->seamless)
	{
		finish_type(this, KERNEL_ADD_IP);
		/* kernel-netlink replaces a policy if it is added before the one with
		 * the old addresses is deleted */
		finish_type(this, KERNEL_ADD_POLICY);
		finish_type(this, KERNEL_DEL_POLICY);
		return;
	}
	enumerator = this->recording->calls->create_enumerator(
													this->recording->calls);
	while (enumerator->enumerate(enumerator, &call))
	{
		finish_call(this, call);
	}
	enumerator->destroy(enumerator);
}

METHOD(child_move_t, destroy, void,
	private_child_move_t *this)
{
	u_int i;

	for (i = 0; i < this->count; i++)
	{
		xfrm_request_clear(&this->policies[i].query, 1);
	}
	xfrm_request_clear(&this->in.query, 1);
	xfrm_request_clear(&this->out.query, 1);
	kernel_recording_destroy(this->recording);
	free(this->policies);
	free(this);
}

/*
 * Described in header.
 */
child_move_t *child_move_create(kernel_recording_t *recording, host_t *local,
								xfrm_socket_t *socket)
{
	private_child_move_t *this;

	INIT(this,
		.public = {
			.receive = _receive,
			.send = _send_,
			.follow = _follow,
			.finish = _finish,
			.destroy = _destroy,
		},
		.recording = recording,
		.socket = socket,
		.seamless = TRUE,
	);
	process_calls(this, local);
	if (this->seamless)
	{
		query(this);
	}
	else
	{
		this->count = 0;
	}

	return &this->public;
}
