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


#include "change.h"

static exit_code_t run(client_t *client, options_t *options)
{
	vici_builder_t *builder;

	builder = vici_builder_create();
	builder->add_kv(builder, "time", "%s", options->time);
	return change_request(client, "disconnect", builder, options);
}

command_t command_disconnect = {
	.name = "disconnect",
	.letters = "iIatj",
	.selects = TRUE,
	.usage = "{NAME|--ike-id ID|--all} --time {SECONDS|suspend} [--json]",
	.description = "tell peers how long we will be away, or 0 if we are back",
	.run = run,
};
