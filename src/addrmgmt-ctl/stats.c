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


#include "command.h"
#include "json.h"
#include "node.h"

/**
 * Print all counters for people.
 */
static void print_counters(node_t *counters)
{
	enumerator_t *enumerator;
	node_t *counter;
	int width = 0;

	enumerator = counters->children->create_enumerator(counters->children);
	while (enumerator->enumerate(enumerator, &counter))
	{
		width = max(width, (int)strlen(counter->name));
	}
	enumerator->destroy(enumerator);

	enumerator = counters->children->create_enumerator(counters->children);
	while (enumerator->enumerate(enumerator, &counter))
	{
		printf("%-*s  %s\n", width, make_printable(counter->name),
			   make_printable((char*)counter->value.ptr));
	}
	enumerator->destroy(enumerator);
}

static exit_code_t run(client_t *client, options_t *options)
{
	vici_message_t *response;
	node_t *root, *counters;
	exit_code_t code = EXIT_DONE;

	response = client->request(client, "stats", NULL, NULL, NULL, NULL);
	if (!response)
	{
		return EXIT_FAILED;
	}
	root = node_create(response);
	counters = node_find(root, "counters");
	if (options->raw)
	{
		response->dump(response, "stats reply", FALSE, stdout);
	}
	else if (!counters)
	{
		fprintf(stderr, "charon sent an invalid message\n");
		code = EXIT_FAILED;
	}
	else if (options->json)
	{
		json_print(stdout, root, NULL);
		printf("\n");
	}
	else
	{
		print_counters(counters);
	}
	node_destroy(root);
	response->destroy(response);
	return code;
}

command_t command_stats = {
	.name = "stats",
	.letters = "jr",
	.usage = "[--json|--raw]",
	.description = "show what was counted since the plugin was loaded",
	.run = run,
};
