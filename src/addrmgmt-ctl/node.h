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
 * @defgroup node node
 * @{ @ingroup addrmgmt-ctl
 */

#ifndef NODE_H_
#define NODE_H_

#include <collections/linked_list.h>

#include <vici_message.h>

typedef struct node_t node_t;

/**
 * An element of a message.
 */
struct node_t {

	/**
	 * VICI_SECTION_START, VICI_KEY_VALUE, VICI_LIST_START or VICI_LIST_ITEM.
	 */
	vici_type_t type;

	/**
	 * Name, empty for list items.
	 */
	char *name;

	/**
	 * Value of a key or list item as received, terminated by 0 for
	 * convenience.
	 */
	chunk_t value;

	/**
	 * Elements of a section or list in their order, as node_t.
	 */
	linked_list_t *children;
};

/**
 * Create the tree of elements of a message.
 *
 * @param message	message
 * @return			unnamed section, NULL if the message is malformed
 */
node_t *node_create(vici_message_t *message);

/**
 * Find an element of a section.
 *
 * @param node		section, may be NULL
 * @param name		name of the element
 * @return			element, NULL if there is none of that name
 */
node_t *node_find(node_t *node, char *name);

/**
 * Get the first section in a section.
 *
 * @param node		section, may be NULL
 * @return			section, NULL if there is none
 */
node_t *node_first_section(node_t *node);

/**
 * Get a value to be shown on a terminal, so without any special characters.
 *
 * @param node		section, may be NULL
 * @param name		name of the key
 * @return			value, owned by node, NULL if there is none
 */
char *node_text(node_t *node, char *name);

/**
 * Replace special characters, so that a string can be shown on a terminal.
 *
 * @param str		string to change
 * @return			same string
 */
char *make_printable(char *str);

/**
 * Destroy a tree of elements.
 *
 * @param node		element, may be NULL
 */
void node_destroy(node_t *node);

#endif /** NODE_H_ @}*/
