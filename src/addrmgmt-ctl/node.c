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


#include "node.h"

/**
 * Create an element.
 */
static node_t *node_create_type(vici_type_t type, char *name, chunk_t value)
{
	node_t *node;

	INIT(node,
		.type = type,
		.name = strdup(name),
		.value = chunk_cat("cc", value, chunk_from_chars('\0')),
		.children = linked_list_create(),
	);
	node->value.len = value.len;
	return node;
}

/*
 * Described in header.
 */
node_t *node_create(vici_message_t *message)
{
	enumerator_t *enumerator;
	linked_list_t *parents;
	node_t *root, *parent, *node;
	vici_type_t type;
	chunk_t value;
	char *name;
	bool valid;

	root = parent = node_create_type(VICI_SECTION_START, "", chunk_empty);
	parents = linked_list_create();

	enumerator = message->create_enumerator(message);
	while (TRUE)
	{
		type = VICI_START;
		value = chunk_empty;
		if (!enumerator->enumerate(enumerator, &type, &name, &value) ||
			type == VICI_START || type == VICI_END)
		{
			break;
		}
		switch (type)
		{
			case VICI_SECTION_START:
			case VICI_LIST_START:
				node = node_create_type(type, name, chunk_empty);
				parent->children->insert_last(parent->children, node);
				parents->insert_first(parents, parent);
				parent = node;
				break;
			case VICI_KEY_VALUE:
			case VICI_LIST_ITEM:
				node = node_create_type(type,
								type == VICI_KEY_VALUE ? name : "", value);
				parent->children->insert_last(parent->children, node);
				break;
			default:
				/* never at the root, the enumerator looks after that */
				parents->remove_first(parents, (void**)&parent);
				break;
		}
	}
	valid = type == VICI_END && parent == root;
	enumerator->destroy(enumerator);
	parents->destroy(parents);

	if (!valid)
	{
		node_destroy(root);
		return NULL;
	}
	return root;
}

/*
 * Described in header.
 */
node_t *node_find(node_t *node, char *name)
{
	enumerator_t *enumerator;
	node_t *current, *found = NULL;

	if (node)
	{
		enumerator = node->children->create_enumerator(node->children);
		while (enumerator->enumerate(enumerator, &current))
		{
			if (streq(current->name, name))
			{
				found = current;
				break;
			}
		}
		enumerator->destroy(enumerator);
	}
	return found;
}

/*
 * Described in header.
 */
node_t *node_first_section(node_t *node)
{
	enumerator_t *enumerator;
	node_t *current, *found = NULL;

	if (node)
	{
		enumerator = node->children->create_enumerator(node->children);
		while (enumerator->enumerate(enumerator, &current))
		{
			if (current->type == VICI_SECTION_START)
			{
				found = current;
				break;
			}
		}
		enumerator->destroy(enumerator);
	}
	return found;
}

/*
 * Described in header.
 */
char *make_printable(char *str)
{
	u_char *c;

	for (c = (u_char*)str; *c; c++)
	{
		if (*c < 0x20 || *c == 0x7f)
		{
			*c = '?';
		}
	}
	return str;
}

/*
 * Described in header.
 */
char *node_text(node_t *node, char *name)
{
	node = node_find(node, name);
	return node ? make_printable((char*)node->value.ptr) : NULL;
}

CALLBACK(destroy_child, void,
	node_t *node)
{
	node_destroy(node);
}

/*
 * Described in header.
 */
void node_destroy(node_t *node)
{
	if (node)
	{
		node->children->destroy_function(node->children, destroy_child);
		chunk_free(&node->value);
		free(node->name);
		free(node);
	}
}
