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
 * @defgroup change change
 * @{ @ingroup addrmgmt-ctl
 */

#ifndef CHANGE_H_
#define CHANGE_H_

#include "command.h"

/**
 * Request a change of the IKE_SAs named by options, and show what came of it.
 *
 * @param client		connection to the plugin
 * @param command		name of the command
 * @param builder		arguments besides those that name IKE_SAs, gets owned
 * @param options		options from the command line
 */
exit_code_t change_request(client_t *client, char *command,
						   vici_builder_t *builder, options_t *options);

#endif /** CHANGE_H_ @}*/
