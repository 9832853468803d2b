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

#include "in_force.h"
#include "clock.h"
#include "ike/dupont/dupont_options.h"
#include "ike/dupont/dupont_protocol.h"
#include "ike/kivinen/kivinen.h"
#include "options.h"

/*
 * Described in header.
 */
paths_config_t in_force_get_config(dialect_t dialect, ike_sa_t *ike_sa)
{
	char *conn = ike_sa->get_name(ike_sa);
	ike_sa_id_t *id = ike_sa->get_id(ike_sa);

	return (paths_config_t) {
		.initiator = id->is_initiator(id),
		.retransmits = option_get_int(conn, "retransmits_per_address", 3, 0),
		.timeout = option_get_double(conn, "retransmit_timeout", 0.5) * 1000,
		.base = option_get_double(conn, "retransmit_base", 1.8),
		.blackout = option_get_time(conn, "blackout_time", 300) * 1000,
		.probe_interval = option_get_time(conn, "probe_interval", 10) * 1000,
		.proof = dialect == DIALECT_DUPONT ?
				 dupont_options_get_proof(conn) : PROOF_FAILED,
		.both_ends = dialect == DIALECT_DUPONT,
	};
}

/*
 * Described in header.
 */
void in_force_destroy(in_force_t *this)
{
	this->traffic->destroy(this->traffic);
	DESTROY_IF(this->absence);
	this->protocol->destroy(this->protocol);
	this->paths->destroy(this->paths);
	free(this);
}

/*
 * Described in header.
 */
in_force_t *in_force_create(dialect_t dialect, session_manager_t *manager,
							session_t *session, ike_sa_t *ike_sa,
							negotiation_t *negotiation,
							introduction_t *introduction,
							path_executor_t *executor, child_places_t *places)
{
	paths_config_t config = in_force_get_config(dialect, ike_sa);
	in_force_t *this;

	INIT(this,
		.paths = paths_create(&config, &executor->actions,
							  ike_sa->get_my_host(ike_sa),
							  ike_sa->get_other_host(ike_sa), clock_ms()),
	);
	if (dialect == DIALECT_DUPONT)
	{
		this->protocol = dupont_protocol_create(manager, session, this->paths,
									ike_sa, places, introduction,
									negotiation->knows_cookies(negotiation));
	}
	else
	{
		this->protocol = kivinen_create(manager, session, this->paths, ike_sa);
	}
	if (negotiation->knows_absences(negotiation))
	{
		this->absence = absence_create(session, this->paths);
	}
	this->traffic = traffic_watch_create(manager, session, this->paths);
	return this;
}
