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

#include "establishment.h"
#include "session_manager.h"
#include "successor.h"

#include <daemon.h>

typedef struct private_establishment_t private_establishment_t;

/**
 * Private data of establishment_t.
 */
struct private_establishment_t {

	/**
	 * Public interface.
	 */
	establishment_t public;

	/**
	 * Manager of the session.
	 */
	session_manager_t *manager;

	/**
	 * Session of the IKE_SA.
	 */
	session_t *session;

	/**
	 * The IKE_SA, changes when it is rekeyed.
	 */
	ike_sa_t *ike_sa;

	/**
	 * What both sides support.
	 */
	negotiation_t *negotiation;

	/**
	 * Tells addresses in IKE_AUTH.
	 */
	introduction_t *introduction;

	/**
	 * Finds a path as long as the IKE_SA is not established, NULL if it does
	 * not replace another one.
	 */
	successor_t *successor;
};

METHOD(establishment_t, message_, bool,
	private_establishment_t *this, message_t *message, bool incoming)
{
	if (!this->negotiation->message(this->negotiation, message, incoming))
	{
		return FALSE;
	}
	this->introduction->message(this->introduction, message, incoming);
	if (this->successor && incoming && !message->get_request(message))
	{
		this->successor->answered(this->successor);
	}
	return TRUE;
}

METHOD(establishment_t, may_establish, bool,
	private_establishment_t *this)
{
	return this->negotiation->may_establish(this->negotiation);
}

METHOD(establishment_t, succeed, void,
	private_establishment_t *this, heritage_t *heritage)
{
	this->successor = successor_create(this->manager, this->session,
									   this->ike_sa, heritage);
}

METHOD(establishment_t, follow, void,
	private_establishment_t *this)
{
	if (this->successor)
	{
		this->successor->follow(this->successor);
	}
}

METHOD(establishment_t, update, bool,
	private_establishment_t *this)
{
	if (this->successor)
	{
		this->successor->update(this->successor);
		return TRUE;
	}
	return FALSE;
}

METHOD(establishment_t, timer, status_t,
	private_establishment_t *this)
{
	return this->successor ? this->successor->timer(this->successor) : SUCCESS;
}

METHOD(establishment_t, conclude, dialect_t,
	private_establishment_t *this)
{
	return this->negotiation->conclude(this->negotiation);
}

METHOD(establishment_t, put_in_force, in_force_t*,
	private_establishment_t *this, path_executor_t *executor,
	child_places_t *places)
{
	dialect_t dialect = conclude(this);
	in_force_t *force;

	DBG1(DBG_IKE, "using %N: %s", dialect_names, dialect,
		 this->negotiation->get_reason(this->negotiation));
	force = in_force_create(dialect, this->manager, this->session, this->ike_sa,
							this->negotiation, this->introduction, executor,
							places);
	if (this->successor)
	{
		this->successor->teach(this->successor, force->paths);
	}
	return force;
}

METHOD(establishment_t, end, void,
	private_establishment_t *this)
{
	DESTROY_IF(this->successor);
	this->successor = NULL;
}

METHOD(establishment_t, rekeyed, void,
	private_establishment_t *this, ike_sa_t *new)
{
	this->ike_sa = new;
	this->negotiation->rekeyed(this->negotiation, new);
}

METHOD(establishment_t, get_reason, char*,
	private_establishment_t *this)
{
	return this->negotiation->get_reason(this->negotiation);
}

METHOD(establishment_t, destroy, void,
	private_establishment_t *this)
{
	end(this);
	this->introduction->destroy(this->introduction);
	this->negotiation->destroy(this->negotiation);
	free(this);
}

/*
 * Described in header.
 */
establishment_t *establishment_create(session_manager_t *manager,
									  session_t *session, ike_sa_t *ike_sa)
{
	private_establishment_t *this;

	INIT(this,
		.public = {
			.message = _message_,
			.may_establish = _may_establish,
			.succeed = _succeed,
			.follow = _follow,
			.update = _update,
			.timer = _timer,
			.conclude = _conclude,
			.put_in_force = _put_in_force,
			.end = _end,
			.rekeyed = _rekeyed,
			.get_reason = _get_reason,
			.destroy = _destroy,
		},
		.manager = manager,
		.session = session,
		.ike_sa = ike_sa,
		.negotiation = negotiation_create(ike_sa),
	);

	this->introduction = introduction_create(manager, session, ike_sa,
											 this->negotiation);
	return &this->public;
}
