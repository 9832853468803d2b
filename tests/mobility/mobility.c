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

/*
 * A mobility daemon in the manner of UMIP's mip6d, for tests.
 *
 *	mobility home-agent --address ADDRESS [OPTION...]
 *	mobility mobile-node --home-address ADDRESS --home-agent ADDRESS [OPTION...]
 *	mobility correspondent [--address ADDRESS]
 *		Run in the background; these return when messages are received.
 *	mobility move|home|rr|mps|status|stop ...
 *		Commands to the one in the background, return when it has an answer.
 *	mobility plug home|foreign1|foreign2|none [--no-address]
 *		Plug the cable of this host into another link; also called plug.
 *	mobility roam [--no-k] home|foreign1|foreign2
 *		Both: plug, and have the mobile node tell the home agent.
 *	mobility send-bu ...
 *		Send a BU that is not protected.
 *
 * All of them take "--socket PATH", for two on a host. See README for options.
 */

#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "args.h"
#include "correspondent.h"
#include "forged.h"
#include "home_agent.h"
#include "mobile_node.h"
#include "plug.h"
#include "role.h"

/* socket for commands */
#define SOCKET "/run/mobility"

/*
 * Plug the cable into another link and send a BU from there.
 */
static int plug_and_move(const char *path, args_t *args, const char *link)
{
	char host[64] = "", care_of[80];
	char *home[] = { "home", "--no-k" };
	char *move[] = { "move", "--care-of", care_of, "--no-k" };
	bool want_k = !args_flag(args, "--no-k");
	int status;

	status = plug_main(args);
	if (status)
	{
		return status;
	}
	if (strcmp(link, "home") == 0)
	{
		return role_ask(path, want_k ? 1 : 2, home);
	}
	gethostname(host, sizeof(host) - 1);
	snprintf(care_of, sizeof(care_of), "%s-%s", host, link);
	return role_ask(path, want_k ? 3 : 4, move);
}

int main(int argc, char *argv[])
{
	args_t args = {};
	const char *path;
	int i, count = 0;

	if (strcmp(basename(argv[0]), "plug") == 0)
	{
		/* as if called "mobility plug" */
		argv--;
		argc++;
	}
	if (argc < 2 || argc > ARGS_MAX)
	{
		fprintf(stderr, "usage: see the top of tests/mobility/mobility.c\n");
		return 2;
	}
	for (i = 1; i < argc; i++)
	{
		args.words[args.count++] = argv[i];
	}
	path = args_value(&args, "--socket", SOCKET);
	openlog("mobility", 0, LOG_DAEMON);
	args.words[0] = NULL;
	if (strcmp(argv[1], "home-agent") == 0)
	{
		return home_agent_main(path, &args);
	}
	if (strcmp(argv[1], "mobile-node") == 0)
	{
		return mobile_node_main(path, &args);
	}
	if (strcmp(argv[1], "correspondent") == 0)
	{
		return correspondent_main(path, &args);
	}
	if (strcmp(basename(argv[1]), "plug") == 0)
	{
		return plug_main(&args);
	}
	if (strcmp(argv[1], "roam") == 0)
	{
		return plug_and_move(path, &args, argv[argc - 1]);
	}
	if (strcmp(argv[1], "send-bu") == 0)
	{
		return forged_main(&args);
	}
	args.words[0] = argv[1];
	for (i = 0; i < args.count; i++)
	{
		if (args.words[i])
		{
			args.words[count++] = args.words[i];
		}
	}
	return role_ask(path, count, args.words);
}
