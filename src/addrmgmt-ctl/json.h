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
 * @defgroup json json
 * @{ @ingroup addrmgmt-ctl
 */

#ifndef JSON_H_
#define JSON_H_

#include <stdio.h>

#include "node.h"

/**
 * Print the elements of a section as members of an object.
 *
 * Lists and sections of numbered addresses are printed as arrays, numbers and
 * yes/no flags as such, everything else as strings.
 *
 * @param out		where to print to
 * @param node		section
 * @param name		value of an additional first member "name", NULL for none
 */
void json_print(FILE *out, node_t *node, char *name);

#endif /** JSON_H_ @}*/
