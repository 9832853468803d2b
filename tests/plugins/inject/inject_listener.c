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

#include "inject_listener.h"

#include <collections/linked_list.h>
#include <sa/ike_sa.h>
#include <threading/mutex.h>

typedef struct private_inject_listener_t private_inject_listener_t;
typedef struct entry_t entry_t;

/**
 * Private data of inject_listener_t.
 */
struct private_inject_listener_t {

	/**
	 * Public interface.
	 */
	inject_listener_t public;

	/**
	 * What waits, entry_t*.
	 */
	linked_list_t *entries;

	/**
	 * Lock for the list.
	 */
	mutex_t *mutex;
};

/**
 * Payloads that wait.
 */
struct entry_t {

	/**
	 * Name of the connection.
	 */
	char *name;

	/**
	 * For a request, or for a response.
	 */
	bool request;

	/**
	 * Payloads to add.
	 */
	inject_payloads_t *payloads;
};

CALLBACK(entry_destroy, void,
	entry_t *this)
{
	this->payloads->destroy(this->payloads);
	free(this->name);
	free(this);
}

CALLBACK(entry_match, bool,
	entry_t *this, va_list args)
{
	char *name;
	int request;

	VA_ARGS_VGET(args, name, request);

	return streq(this->name, name) && this->request == request;
}

METHOD(listener_t, message, bool,
	private_inject_listener_t *this, ike_sa_t *ike_sa, message_t *message,
	bool incoming, bool plain)
{
	entry_t *entry;
	bool found;

	if (incoming || !plain)
	{
		return TRUE;
	}
	this->mutex->lock(this->mutex);
	found = this->entries->find_first(this->entries, entry_match,
									  (void**)&entry,
									  ike_sa->get_name(ike_sa),
									  (int)message->get_request(message));
	if (found)
	{
		this->entries->remove(this->entries, entry, NULL);
	}
	this->mutex->unlock(this->mutex);
	if (found)
	{
		entry->payloads->add_to(entry->payloads, message);
		entry_destroy(entry);
	}
	return TRUE;
}

METHOD(inject_listener_t, add, void,
	private_inject_listener_t *this, char *name, bool request,
	inject_payloads_t *payloads)
{
	entry_t *entry;

	INIT(entry,
		.name = strdup(name),
		.request = request,
		.payloads = payloads,
	);
	this->mutex->lock(this->mutex);
	this->entries->insert_last(this->entries, entry);
	this->mutex->unlock(this->mutex);
}

METHOD(inject_listener_t, destroy, void,
	private_inject_listener_t *this)
{
	this->entries->destroy_function(this->entries, (void*)entry_destroy);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
inject_listener_t *inject_listener_create()
{
	private_inject_listener_t *this;

	INIT(this,
		.public = {
			.listener = {
				.message = _message,
			},
			.add = _add,
			.destroy = _destroy,
		},
		.entries = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	return &this->public;
}
