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
	enumerator_t *enumerator;
	char *name;

	builder = vici_builder_create();
	if (options->children)
	{
		builder->begin_list(builder, "child");
		enumerator = options->children->create_enumerator(options->children);
		while (enumerator->enumerate(enumerator, &name))
		{
			builder->add_li(builder, "%s", name);
		}
		enumerator->destroy(enumerator);
		builder->end_list(builder);
	}
	if (options->local)
	{
		builder->add_kv(builder, "local", "%s", options->local);
	}
	if (options->remote)
	{
		builder->add_kv(builder, "remote", "%s", options->remote);
	}
	return change_request(client, "update", builder, options);
}


command_t command_update = {
	.name = "update",
	.letters = "iIajclR",
	.selects = TRUE,
	.usage = "{NAME|--ike-id ID|--all} [[--child NAME]... [--local ADDR]"
			 " [--remote ADDR]] [--json]",
	.description = "move SAs, without ADDR look at our addresses and options again",
	.run = run,
};
