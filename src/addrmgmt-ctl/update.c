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
	return change_request(client, "update", vici_builder_create(), options);
}

command_t command_update = {
	.name = "update",
	.letters = "iIaj",
	.selects = TRUE,
	.usage = "{NAME|--ike-id ID|--all} [--json]",
	.description = "look at our addresses and the options again",
	.run = run,
};
