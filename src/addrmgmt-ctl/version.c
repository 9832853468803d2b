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

static exit_code_t run(client_t *client, options_t *options)
{
	vici_message_t *response;
	node_t *root;
	exit_code_t code = EXIT_DONE;

	response = client->request(client, "version", NULL, NULL, NULL, NULL);
	if (!response)
	{
		return EXIT_FAILED;
	}
	root = node_create(response);
	if (options->raw)
	{
		response->dump(response, "version reply", FALSE, stdout);
	}
	else if (!root)
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
		printf("%s %s in %s of strongSwan %s\n",
			   node_text(root, "plugin") ?: "?",
			   node_text(root, "version") ?: "?",
			   node_text(root, "daemon") ?: "?",
			   node_text(root, "daemon-version") ?: "?");
	}
	node_destroy(root);
	response->destroy(response);
	return code;
}

command_t command_version = {
	.name = "version",
	.letters = "jr",
	.usage = "[--json|--raw]",
	.description = "show the version of the plugin and of charon",
	.run = run,
};
