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
	builder->add_kv(builder, "address", "%s", options->args[0]);
	return change_request(client, "prefer", builder, options);
}

command_t command_prefer = {
	.name = "prefer",
	.letters = "iIaj",
	.selects = TRUE,
	.args = 1,
	.usage = "{NAME|--ike-id ID|--all} {ADDRESS|none} [--json]",
	.description = "prefer one of our addresses to all others",
	.run = run,
};
