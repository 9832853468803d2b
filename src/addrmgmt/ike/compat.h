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
 * @defgroup compat compat
 * @{ @ingroup addrmgmt
 *
 * What differs between the versions of strongSwan we support, 5.9.8 to 6.1.0.
 */

#ifndef COMPAT_H_
#define COMPAT_H_

#include <library.h>
#include <plugins/plugin.h>

/* since 6.0.3 the loader wants to know the version a plugin was built for, give
 * it to such a loader also if built for an older one */
#ifndef PLUGIN_DEFINE
#define PLUGIN_DEFINE(name) \
	const char *name##_plugin_version = VERSION; \
	plugin_t *name##_plugin_create()
#endif

#endif /** COMPAT_H_ @}*/
