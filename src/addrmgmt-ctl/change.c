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
#include "json.h"
#include "node.h"

/**
 * Show what came of a request.
 */
static exit_code_t show_response(node_t *response, options_t *options)
{
	char *error;
	bool success, none;

	success = streq(node_text(response, "success"), "yes");
	none = streq(node_text(response, "matches"), "0");
	error = node_text(response, "errmsg") ?: "unknown error";

	if (options->json)
	{
		json_print(stdout, response, NULL);
		printf("\n");
	}
	else if (success)
	{
		printf("changed %s of %s IKE_SAs\n",
			   node_text(response, "changed") ?: "?",
			   node_text(response, "matches") ?: "?");
	}
	if (success)
	{
		return EXIT_DONE;
	}
	fprintf(stderr, "%s\n", error);
	return none && streq(error, "there is no such IKE_SA") ? EXIT_NONE
														   : EXIT_FAILED;
}

/*
 * Described in header.
 */
exit_code_t change_request(client_t *client, char *command,
						   vici_builder_t *builder, options_t *options)
{
	vici_message_t *response;
	node_t *root;
	exit_code_t code = EXIT_FAILED;

	if (options->ike)
	{
		builder->add_kv(builder, "ike", "%s", options->ike);
	}
	if (options->ike_id)
	{
		builder->add_kv(builder, "ike-id", "%s", options->ike_id);
	}
	if (options->all)
	{
		builder->add_kv(builder, "all", "%s", "yes");
	}
	response = client->request(client, command, builder->finalize(builder),
							   NULL, NULL, NULL);
	if (!response)
	{
		return EXIT_FAILED;
	}
	root = node_create(response);
	if (root)
	{
		code = show_response(root, options);
	}
	else
	{
		fprintf(stderr, "charon sent an invalid message\n");
	}
	node_destroy(root);
	response->destroy(response);
	return code;
}
