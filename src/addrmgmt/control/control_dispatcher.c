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


#include "control_dispatcher.h"
#include "control_message.h"
#include "control_socket.h"

#include <bio/bio_writer.h>
#include <collections/array.h>
#include <collections/hashtable.h>
#include <threading/mutex.h>

typedef struct private_control_dispatcher_t private_control_dispatcher_t;

/**
 * Private data of control_dispatcher_t.
 */
struct private_control_dispatcher_t {

	/**
	 * Public interface.
	 */
	control_dispatcher_t public;

	/**
	 * Socket clients connect to.
	 */
	control_socket_t *socket;

	/**
	 * Commands, name => command_t.
	 */
	hashtable_t *commands;

	/**
	 * Events, name => event_t.
	 */
	hashtable_t *events;

	/**
	 * Locks commands and events. Held while sending so that a client gets no
	 * event before its registration is confirmed and none after its end is.
	 */
	mutex_t *mutex;
};

/**
 * A command.
 */
typedef struct {
	/** its name */
	char *name;
	/** callback and the data it gets */
	vici_command_cb_t cb;
	void *user;
} command_t;

/**
 * An event.
 */
typedef struct {
	/** its name */
	char *name;
	/** numbers of the clients that have registered for it, as u_int */
	array_t *clients;
} event_t;

/**
 * Send a packet to a client, with name and message if there are any.
 */
static void send_packet(private_control_dispatcher_t *this, u_int id,
						vici_operation_t type, char *name,
						vici_message_t *message, bool event)
{
	bio_writer_t *writer;

	writer = bio_writer_create(0);
	writer->write_uint8(writer, type);
	if (name)
	{
		writer->write_data8(writer, chunk_from_str(name));
	}
	if (message)
	{
		writer->write_data(writer, message->get_encoding(message));
	}
	this->socket->send(this->socket, id, writer->extract_buf(writer), event);
	writer->destroy(writer);
}

/**
 * Remove a client from those registered for an event, FALSE if it was not.
 */
static bool remove_listener(event_t *event, u_int id)
{
	enumerator_t *enumerator;
	u_int *current;
	bool found = FALSE;

	enumerator = array_create_enumerator(event->clients);
	while (enumerator->enumerate(enumerator, &current))
	{
		if (*current == id)
		{
			array_remove_at(event->clients, enumerator);
			found = TRUE;
			break;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Register a client for an event, or end that.
 */
static void handle_registration(private_control_dispatcher_t *this, u_int id,
								char *name, bool reg)
{
	event_t *event;
	bool known;

	this->mutex->lock(this->mutex);
	event = this->events->get(this->events, name);
	known = event != NULL;
	if (event)
	{
		/* to register again is harmless, events are still sent once */
		known = remove_listener(event, id) || reg;
		if (reg)
		{
			array_insert(event->clients, ARRAY_TAIL, &id);
		}
	}
	send_packet(this, id, known ? VICI_EVENT_CONFIRM : VICI_EVENT_UNKNOWN,
				NULL, NULL, FALSE);
	this->mutex->unlock(this->mutex);

	DBG2(DBG_CFG, "addrmgmt client %u %sregistered for %s: %s", id,
		 reg ? "" : "un", name, known ? "confirmed" : "unknown");
}

/**
 * Execute a command, returns FALSE if the client can not get an answer.
 */
static bool handle_request(private_control_dispatcher_t *this, u_int id,
						   char *name, chunk_t data)
{
	vici_message_t *request, *response;
	command_t *command;

	this->mutex->lock(this->mutex);
	command = this->commands->get(this->commands, name);
	this->mutex->unlock(this->mutex);
	if (!command)
	{
		DBG1(DBG_CFG, "addrmgmt client %u requests unknown command %s", id,
			 name);
		send_packet(this, id, VICI_CMD_UNKNOWN, NULL, NULL, FALSE);
		return TRUE;
	}

	if (!control_message_is_valid(data))
	{
		DBG1(DBG_CFG, "disconnecting addrmgmt client %u: invalid message", id);
		return FALSE;
	}
	DBG2(DBG_CFG, "addrmgmt client %u requests %s", id, name);
	request = vici_message_create_from_data(data, FALSE);
	response = command->cb(command->user, command->name, id, request);
	request->destroy(request);
	if (!response)
	{
		DBG1(DBG_CFG, "disconnecting addrmgmt client %u: no response to %s", id,
			 name);
		return FALSE;
	}
	send_packet(this, id, VICI_CMD_RESPONSE, NULL, response, FALSE);
	response->destroy(response);
	return TRUE;
}

CALLBACK(inbound, bool,
	private_control_dispatcher_t *this, u_int id, chunk_t data)
{
	char name[CONTROL_NAME_LEN];
	uint8_t type;

	/* the socket hands in no empty packets */
	type = data.ptr[0];
	data = chunk_skip(data, 1);
	if (control_read_name(&data, name))
	{
		switch (type)
		{
			case VICI_CMD_REQUEST:
				return handle_request(this, id, name, data);
			case VICI_EVENT_REGISTER:
			case VICI_EVENT_UNREGISTER:
				handle_registration(this, id, name,
									type == VICI_EVENT_REGISTER);
				return TRUE;
			default:
				break;
		}
	}
	DBG1(DBG_CFG, "disconnecting addrmgmt client %u: invalid packet", id);
	return FALSE;
}

CALLBACK(disconnect, void,
	private_control_dispatcher_t *this, u_int id)
{
	enumerator_t *enumerator;
	event_t *event;

	this->mutex->lock(this->mutex);
	enumerator = this->events->create_enumerator(this->events);
	while (enumerator->enumerate(enumerator, NULL, &event))
	{
		remove_listener(event, id);
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
}

METHOD(control_dispatcher_t, add_command, void,
	private_control_dispatcher_t *this, char *name, vici_command_cb_t cb,
	void *user)
{
	command_t *command;

	INIT(command,
		.name = strdup(name),
		.cb = cb,
		.user = user,
	);
	this->mutex->lock(this->mutex);
	this->commands->put(this->commands, command->name, command);
	this->mutex->unlock(this->mutex);
}

METHOD(control_dispatcher_t, add_event, void,
	private_control_dispatcher_t *this, char *name)
{
	event_t *event;

	INIT(event,
		.name = strdup(name),
		.clients = array_create(sizeof(u_int), 0),
	);
	this->mutex->lock(this->mutex);
	this->events->put(this->events, event->name, event);
	this->mutex->unlock(this->mutex);
}

METHOD(control_dispatcher_t, has_listeners, bool,
	private_control_dispatcher_t *this, char *name)
{
	event_t *event;
	bool found;

	this->mutex->lock(this->mutex);
	event = this->events->get(this->events, name);
	found = event && array_count(event->clients);
	this->mutex->unlock(this->mutex);
	return found;
}

METHOD(control_dispatcher_t, raise_event, void,
	private_control_dispatcher_t *this, char *name, u_int id,
	vici_message_t *message)
{
	enumerator_t *enumerator;
	event_t *event;
	u_int *current;

	if (!message)
	{
		return;
	}
	this->mutex->lock(this->mutex);
	event = this->events->get(this->events, name);
	if (event)
	{
		enumerator = array_create_enumerator(event->clients);
		while (enumerator->enumerate(enumerator, &current))
		{
			if (id == 0 || id == *current)
			{
				send_packet(this, *current, VICI_EVENT, name, message, !id);
			}
		}
		enumerator->destroy(enumerator);
	}
	this->mutex->unlock(this->mutex);
	message->destroy(message);
}

CALLBACK(destroy_command, void,
	command_t *command, const void *name)
{
	free(command->name);
	free(command);
}

CALLBACK(destroy_event, void,
	event_t *event, const void *name)
{
	array_destroy(event->clients);
	free(event->name);
	free(event);
}

METHOD(control_dispatcher_t, destroy, void,
	private_control_dispatcher_t *this)
{
	DESTROY_IF(this->socket);
	this->commands->destroy_function(this->commands, destroy_command);
	this->events->destroy_function(this->events, destroy_event);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
control_dispatcher_t *control_dispatcher_create(char *uri)
{
	private_control_dispatcher_t *this;

	INIT(this,
		.public = {
			.add_command = _add_command,
			.add_event = _add_event,
			.has_listeners = _has_listeners,
			.raise_event = _raise_event,
			.destroy = _destroy,
		},
		.commands = hashtable_create(hashtable_hash_str,
									 hashtable_equals_str, 8),
		.events = hashtable_create(hashtable_hash_str,
								   hashtable_equals_str, 8),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	/* not before we know it the socket can be used to answer */
	this->mutex->lock(this->mutex);
	this->socket = control_socket_create(uri, inbound, disconnect, this);
	this->mutex->unlock(this->mutex);
	if (!this->socket)
	{
		destroy(this);
		return NULL;
	}
	return &this->public;
}
