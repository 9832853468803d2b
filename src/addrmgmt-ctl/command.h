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


/**
 * @defgroup command command
 * @{ @ingroup addrmgmt-ctl
 */

#ifndef COMMAND_H_
#define COMMAND_H_

#include "client.h"

typedef struct command_t command_t;
typedef struct options_t options_t;
typedef enum exit_code_t exit_code_t;

/**
 * Exit codes of the program, documented in its man page.
 */
enum exit_code_t {
	/** all right */
	EXIT_DONE = 0,
	/** the plugin refused the command or the connection broke */
	EXIT_FAILED = 1,
	/** wrong command line */
	EXIT_USAGE = 2,
	/** the plugin can't be reached */
	EXIT_UNREACHABLE = 3,
	/** there is no such IKE_SA */
	EXIT_NONE = 4,
};

/**
 * Options of all commands.
 */
struct options_t {
	/** URI of the socket */
	char *socket;
	/** name of IKE_SAs, NULL for all */
	char *ike;
	/** unique identifier of the IKE_SA, NULL for all */
	char *ike_id;
	/** print JSON */
	bool json;
	/** change all IKE_SAs */
	bool all;
	/** how long to be away, in seconds, NULL if not given */
	char *time;
	/** names of CHILD_SAs, char*, NULL for all */
	linked_list_t *children;
	/** address of ours to use, NULL to keep it */
	char *local;
	/** address of the peer to use, NULL to keep it */
	char *remote;
	/** print messages as received */
	bool raw;
	/** arguments that are no options */
	char **args;
	/** number of them */
	int count;
};

/**
 * A command of the program.
 */
struct command_t {

	/**
	 * Name of the command.
	 */
	char *name;

	/**
	 * Letters of options it takes, besides those that are always allowed.
	 */
	char *letters;

	/**
	 * Does it want to know which IKE_SAs, by an argument or an option?
	 */
	bool selects;

	/**
	 * Number of further arguments it wants.
	 */
	int args;

	/**
	 * All this for people.
	 */
	char *usage;

	/**
	 * What the command does, for people.
	 */
	char *description;

	/**
	 * Execute the command.
	 *
	 * @param client		connection to the plugin
	 * @param options		options from the command line
	 */
	exit_code_t (*run)(client_t *client, options_t *options);
};

/* one file for each */
extern command_t command_disconnect;
extern command_t command_list;
extern command_t command_prefer;
extern command_t command_stats;
extern command_t command_update;
extern command_t command_version;
extern command_t command_watch;

#endif /** COMMAND_H_ @}*/
