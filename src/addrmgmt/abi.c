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

#include <dlfcn.h>
#include <link.h>

#include "abi.h"
#include "strongswan_version.h"

/* nothing of charon is used here, not even its log: bus_t might differ */

/**
 * Features that change the layout of structs, and a symbol that libcharon
 * exports if it was built with it.
 *
 * Others do not matter: TESTABLE_KE changes key_exchange_t, of which we use no
 * method, LOCK_PROFILER and HASHTABLE_PROFILER private structs only.
 */
static const struct {
	char *name;
	char *symbol;
	bool built;
} features[] = {
#ifdef ME
	{ "ME", "mediation_manager_create", TRUE },
#else
	{ "ME", "mediation_manager_create", FALSE },
#endif
};

/**
 * Search the constants of the program and, from 6.0.3 on, of libstrongswan.
 */
static int search_object(struct dl_phdr_info *info, size_t size, void *version)
{
	const ElfW(Phdr) *segment;
	chunk_t constants;
	int i;

	/* the program itself has no name */
	if (*info->dlpi_name && !strstr(info->dlpi_name, "/libstrongswan.so"))
	{
		return 0;
	}
	for (i = 0; i < info->dlpi_phnum; i++)
	{
		segment = &info->dlpi_phdr[i];
		if (segment->p_type == PT_LOAD && (segment->p_flags & PF_R) &&
			!(segment->p_flags & (PF_W | PF_X)))
		{
			constants = chunk_create((u_char*)info->dlpi_addr +
									 segment->p_vaddr, segment->p_filesz);
			if (strongswan_version_find(constants, version))
			{
				return 1;
			}
		}
	}
	return 0;
}

/**
 * Append a feature to the given list.
 */
static void add_feature(char *list, size_t size, char *name)
{
	strncat(list, *list ? ", " : " with ", size - strlen(list) - 1);
	strncat(list, name, size - strlen(list) - 1);
}

/*
 * Described in header.
 */
bool abi_matches()
{
	char version[STRONGSWAN_VERSION_MAX], built[64] = "", running[64] = "";
	bool match = TRUE, exported;
	int i;

	if (!dl_iterate_phdr(search_object, version))
	{
		strcpy(version, "(unknown)");
		match = FALSE;
	}
	match = match && streq(version, ABI_VERSION);
	for (i = 0; i < countof(features); i++)
	{
		exported = dlsym(RTLD_DEFAULT, features[i].symbol) != NULL;
		if (exported)
		{
			add_feature(running, sizeof(running), features[i].name);
		}
		if (features[i].built)
		{
			add_feature(built, sizeof(built), features[i].name);
		}
		match = match && exported == features[i].built;
	}
	if (!match)
	{
		DBG1(DBG_LIB, "addrmgmt plugin is not used: built for strongSwan %s%s, "
			 "but this is strongSwan %s%s, build it again (./configure && make "
			 "install)", ABI_VERSION, built, version, running);
	}
	return match;
}
