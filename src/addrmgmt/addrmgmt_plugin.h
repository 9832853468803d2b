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
 * @defgroup addrmgmt addrmgmt
 * @ingroup cplugins
 *
 * @defgroup addrmgmt_plugin addrmgmt_plugin
 * @{ @ingroup addrmgmt
 */

#ifndef ADDRMGMT_PLUGIN_H_
#define ADDRMGMT_PLUGIN_H_

#include <plugins/plugin.h>

typedef struct addrmgmt_plugin_t addrmgmt_plugin_t;

/**
 * Plugin that manages the addresses of the peers of an IKE_SA.
 */
struct addrmgmt_plugin_t {

	/**
	 * Implements plugin interface.
	 */
	plugin_t plugin;
};

#endif /** ADDRMGMT_PLUGIN_H_ @}*/
