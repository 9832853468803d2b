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


#include <getopt.h>
#include <stdio.h>

#include <library.h>

#include "command.h"

/**
 * All commands, in the order people get to see them.
 */
static command_t *commands[] = {
	&command_list,
	&command_stats,
	&command_watch,
	&command_prefer,
	&command_disconnect,
	&command_update,
	&command_version,
};

static struct option long_options[] = {
	{ "all",	no_argument,		NULL, 'a' },
	{ "child",	required_argument,	NULL, 'c' },
	{ "help",	no_argument,		NULL, 'h' },
	{ "ike",	required_argument,	NULL, 'i' },
	{ "ike-id",	required_argument,	NULL, 'I' },
	{ "json",	no_argument,		NULL, 'j' },
	{ "local",	required_argument,	NULL, 'l' },
	{ "raw",	no_argument,		NULL, 'r' },
	{ "remote",	required_argument,	NULL, 'R' },
	{ "socket",	required_argument,	NULL, 'u' },
	{ "time",	required_argument,	NULL, 't' },
	{ "uri",	required_argument,	NULL, 'u' },
	{ "version", no_argument,		NULL, 'V' },
	{ }
};

/**
 * Explain the program.
 */
static void usage(FILE *out)
{
	int i;

	fprintf(out, "usage: addrmgmt COMMAND [OPTION...]\n\n");
	for (i = 0; i < countof(commands); i++)
	{
		fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->usage);
		fprintf(out, "  %-10s     %s\n", "", commands[i]->description);
	}
	fprintf(out, "\n"
			"  -i, --ike NAME      IKE_SAs of that connection only\n"
			"  -I, --ike-id ID     the IKE_SA with that unique identifier\n"
			"  -a, --all           all IKE_SAs\n"
			"  -c, --child NAME    CHILD_SAs of that name only, may be repeated\n"
			"  -l, --local ADDR    move to this address of ours\n"
			"  -R, --remote ADDR   move to this address of the peer\n"
			"  -t, --time SECONDS  how long to be away\n"
			"  -j, --json          print JSON\n"
			"  -r, --raw           print messages as received\n"
			"  -u, --socket URI    socket of the plugin\n"
			"  -h, --help          print this\n"
			"  -V, --version       print the version of this program\n");
}

/**
 * Find a command by its name.
 */
static command_t *find_command(char *name)
{
	int i;

	for (i = 0; i < countof(commands); i++)
	{
		if (streq(commands[i]->name, name))
		{
			return commands[i];
		}
	}
	return NULL;
}

/**
 * Check that arguments and options belong together, and name the IKE_SAs.
 */
static bool check_options(command_t *command, options_t *options)
{
	if (command->selects)
	{
		if (!options->ike && !options->ike_id && !options->all &&
			options->count)
		{
			options->ike = *options->args++;
			options->count--;
		}
		if (!options->ike + !options->ike_id + !options->all != 2)
		{
			return FALSE;
		}
	}
	if (strchr(command->letters, 't') && !options->time)
	{
		return FALSE;
	}
	return options->count == command->args && !(options->json && options->raw);
}

/**
 * Parse the command line.
 *
 * @return			-1 to go on with the command, exit code otherwise
 */
static int parse_options(int argc, char *argv[], options_t *options,
						 command_t **command)
{
	char letter, used[16] = "", *end;
	int opt;

	while ((opt = getopt_long(argc, argv, "ac:hi:I:jl:rR:t:u:V", long_options,
							  NULL)) != -1)
	{
		letter = opt;
		switch (opt)
		{
			case 'h':
				usage(stdout);
				return EXIT_DONE;
			case 'V':
				printf("addrmgmt %s\n", ADDRMGMT_VERSION);
				return EXIT_DONE;
			case 'a':
				options->all = TRUE;
				break;
			case 'c':
				options->children = options->children ?: linked_list_create();
				options->children->insert_last(options->children, optarg);
				break;
			case 'i':
				options->ike = optarg;
				break;
			case 'I':
				options->ike_id = optarg;
				if (!strtoul(optarg, &end, 10) || *end)
				{
					fprintf(stderr, "'%s' is no unique identifier\n", optarg);
					return EXIT_USAGE;
				}
				break;
			case 'j':
				options->json = TRUE;
				break;
			case 'l':
				options->local = optarg;
				break;
			case 'R':
				options->remote = optarg;
				break;
			case 'r':
				options->raw = TRUE;
				break;
			case 't':
				options->time = optarg;
				break;
			case 'u':
				options->socket = optarg;
				continue;
			default:
				fprintf(stderr, "try addrmgmt --help\n");
				return EXIT_USAGE;
		}
		if (!strchr(used, letter))
		{
			used[strlen(used)] = letter;
		}
	}

	if (optind >= argc)
	{
		usage(stderr);
		return EXIT_USAGE;
	}
	*command = find_command(argv[optind]);
	if (!*command)
	{
		fprintf(stderr, "unknown command '%s', try addrmgmt --help\n",
				argv[optind]);
		return EXIT_USAGE;
	}
	options->args = argv + optind + 1;
	options->count = argc - optind - 1;
	if (!check_options(*command, options) ||
		strspn(used, (*command)->letters) != strlen(used))
	{
		fprintf(stderr, "usage: addrmgmt %s %s\n", (*command)->name,
				(*command)->usage);
		return EXIT_USAGE;
	}
	return -1;
}

/**
 * Connect to the plugin and execute the command.
 */
static exit_code_t run(command_t *command, options_t *options)
{
	client_t *client;
	exit_code_t code;

	if (!options->socket)
	{
		options->socket = lib->settings->get_str(lib->settings,
								"charon.plugins.addrmgmt.socket",
								"unix://" IPSEC_PIDDIR "/charon.addrmgmt");
	}
	client = client_create(options->socket);
	if (!client)
	{
		return EXIT_UNREACHABLE;
	}
	code = command->run(client, options);
	client->destroy(client);

	if (fflush(stdout) != 0)
	{
		perror("writing failed");
		return EXIT_FAILED;
	}
	return code;
}

int main(int argc, char *argv[])
{
	options_t options = {};
	command_t *command = NULL;
	int code;

	code = parse_options(argc, argv, &options, &command);
	if (code != -1)
	{
		return code;
	}
	/* errors are told here and by the client */
	dbg_default_set_level(-1);
	if (!library_init(NULL, "addrmgmt"))
	{
		fprintf(stderr, "initializing libstrongswan failed\n");
		library_deinit();
		return EXIT_FAILED;
	}
	code = run(command, &options);
	library_deinit();
	DESTROY_IF(options.children);
	return code;
}
