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


#include <time.h>

#include "command.h"
#include "json.h"
#include "node.h"

/**
 * Print an event for people.
 */
static void print_event(node_t *event)
{
	char *value, date[32] = "";
	struct tm tm;
	time_t t;

	value = node_text(event, "time") ?: "0.000";
	t = atoll(value);
	if (localtime_r(&t, &tm))
	{
		strftime(date, sizeof(date), "%H:%M:%S", &tm);
	}
	printf("%s%s %s[%s] %s: %s\n", date, strchr(value, '.') ?: "",
		   node_text(event, "ike-name") ?: "?",
		   node_text(event, "uniqueid") ?: "?",
		   node_text(event, "event") ?: "?",
		   node_text(event, "text") ?: "");
}

CALLBACK(on_event, void,
	options_t *options, vici_message_t *message)
{
	node_t *event;

	event = node_create(message);
	if (options->raw)
	{
		message->dump(message, "addrmgmt event", FALSE, stdout);
	}
	else if (!event)
	{
		fprintf(stderr, "charon sent an invalid message\n");
	}
	else if (options->json)
	{
		json_print(stdout, event, NULL);
		printf("\n");
	}
	else
	{
		print_event(event);
	}
	fflush(stdout);
	node_destroy(event);
}

static exit_code_t run(client_t *client, options_t *options)
{
	/* ends by a signal or if charon does */
	client->watch(client, "addrmgmt", on_event, options);
	return EXIT_FAILED;
}

command_t command_watch = {
	.name = "watch",
	.letters = "jr",
	.usage = "[--json|--raw]",
	.description = "show what is decided as it happens",
	.run = run,
};
