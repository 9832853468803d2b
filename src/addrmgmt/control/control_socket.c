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


#include "control_socket.h"

#include <errno.h>

#include <collections/linked_list.h>
#include <processing/jobs/callback_job.h>
#include <threading/mutex.h>

#include <vici_socket.h>

typedef struct private_control_socket_t private_control_socket_t;

/**
 * Private data of control_socket_t.
 */
struct private_control_socket_t {

	/**
	 * Public interface.
	 */
	control_socket_t public;

	/**
	 * Service that accepts clients.
	 */
	stream_service_t *service;

	/**
	 * Callbacks and the data they get.
	 */
	control_inbound_cb_t inbound;
	control_disconnect_cb_t disconnect;
	void *user;

	/**
	 * Clients, as client_t.
	 */
	linked_list_t *clients;

	/**
	 * Number of the latest client.
	 */
	u_int id;

	/**
	 * Locks the list of clients, never held while waiting for another lock.
	 */
	mutex_t *mutex;
};

/**
 * Message on its way to a client.
 */
typedef struct {
	/** length and message */
	chunk_t data;
	/** number of bytes sent */
	size_t sent;
	/** not requested by the client */
	bool event;
} output_t;

/**
 * A connected client.
 *
 * Streams may be changed and destroyed by one thread at a time only, and not
 * in their callbacks. So callbacks just note what there is to do, for the one
 * job of the client to do it.
 */
typedef struct {
	/** the socket it belongs to */
	private_control_socket_t *this;
	/** unique number */
	u_int id;
	/** connection */
	stream_t *stream;
	/** references held by the list of clients, jobs and senders */
	refcount_t refs;
	/** locks everything below, never held while waiting for the client */
	mutex_t *mutex;
	/** length of the message currently received, in network order */
	uint8_t length[sizeof(uint32_t)];
	/** number of bytes received of the length */
	size_t length_done;
	/** message currently received */
	chunk_t input;
	/** number of bytes received of the message */
	size_t input_done;
	/** messages to send, as output_t */
	linked_list_t *output;
	/** bytes of events in output */
	size_t backlog;
	/** is a message completely received? */
	bool received;
	/** are there callbacks registered? */
	bool reading;
	bool writing;
	/** is the client to be disconnected? */
	bool closing;
	/** is there a job for this client? */
	bool busy;
} client_t;

/**
 * Destroy a message.
 */
CALLBACK(output_destroy, void,
	output_t *output)
{
	chunk_free(&output->data);
	free(output);
}

/**
 * Release a reference to a client.
 */
CALLBACK(put_client, void,
	client_t *client)
{
	if (ref_put(&client->refs))
	{
		client->output->destroy_function(client->output, output_destroy);
		client->mutex->destroy(client->mutex);
		chunk_free(&client->input);
		free(client);
	}
}

/**
 * Get a reference to a client, NULL if it is gone.
 */
static client_t *get_client(private_control_socket_t *this, u_int id)
{
	enumerator_t *enumerator;
	client_t *current, *found = NULL;

	this->mutex->lock(this->mutex);
	enumerator = this->clients->create_enumerator(this->clients);
	while (enumerator->enumerate(enumerator, &current))
	{
		if (current->id == id)
		{
			ref_get(&current->refs);
			found = current;
			break;
		}
	}
	enumerator->destroy(enumerator);
	this->mutex->unlock(this->mutex);
	return found;
}

/**
 * Have a client disconnected, logs the reason if there is one.
 */
static void drop(client_t *client, const char *reason)
{
	client->closing = TRUE;
	if (reason)
	{
		DBG1(DBG_CFG, "disconnecting addrmgmt client %u: %s", client->id,
			 reason);
	}
}

/**
 * Receive what is there of a message.
 */
static void do_read(client_t *client)
{
	uint32_t length;
	ssize_t len;

	while (!client->closing && !client->received)
	{
		if (client->length_done < sizeof(client->length))
		{
			len = client->stream->read(client->stream,
							client->length + client->length_done,
							sizeof(client->length) - client->length_done,
							FALSE);
		}
		else
		{
			len = client->stream->read(client->stream,
							client->input.ptr + client->input_done,
							client->input.len - client->input_done, FALSE);
		}
		if (len < 0)
		{
			if (errno != EWOULDBLOCK)
			{
				drop(client, strerror(errno));
			}
			return;
		}
		if (len == 0)
		{
			drop(client, client->length_done ? "message is incomplete" : NULL);
			return;
		}
		if (client->length_done < sizeof(client->length))
		{
			client->length_done += len;
			if (client->length_done == sizeof(client->length))
			{
				length = untoh32(client->length);
				if (!length || length > VICI_MESSAGE_SIZE_MAX)
				{
					drop(client, "length of message is invalid");
					return;
				}
				client->input = chunk_alloc(length);
			}
		}
		else
		{
			client->input_done += len;
			client->received = client->input_done == client->input.len;
		}
	}
}

/**
 * Send what the client takes without waiting for it.
 */
static void do_write(client_t *client)
{
	output_t *output;
	ssize_t len;

	while (!client->closing &&
		   client->output->get_first(client->output,
									 (void**)&output) == SUCCESS)
	{
		len = client->stream->write(client->stream,
									output->data.ptr + output->sent,
									output->data.len - output->sent, FALSE);
		if (len < 0)
		{
			if (errno != EWOULDBLOCK)
			{
				drop(client, strerror(errno));
			}
			return;
		}
		output->sent += len;
		if (output->sent == output->data.len)
		{
			if (output->event)
			{
				client->backlog -= output->data.len;
			}
			client->output->remove_first(client->output, (void**)&output);
			output_destroy(output);
		}
	}
}

/**
 * Is there anything left to send?
 */
static bool has_output(client_t *client)
{
	return client->output->get_count(client->output) > 0;
}

static void wake(client_t *client);

/**
 * Data is ready to read, stops reading when a message is complete.
 */
CALLBACK(on_read, bool,
	client_t *client, stream_t *stream)
{
	bool more;

	client->mutex->lock(client->mutex);
	do_read(client);
	more = !client->closing && !client->received;
	if (!more)
	{
		client->reading = FALSE;
		wake(client);
	}
	client->mutex->unlock(client->mutex);
	return more;
}

/**
 * The client takes more data.
 */
CALLBACK(on_write, bool,
	client_t *client, stream_t *stream)
{
	bool more;

	client->mutex->lock(client->mutex);
	do_write(client);
	more = !client->closing && has_output(client);
	if (!more)
	{
		client->writing = FALSE;
		wake(client);
	}
	client->mutex->unlock(client->mutex);
	return more;
}

/**
 * Forget a client that is closing.
 */
static void remove_client(client_t *client)
{
	private_control_socket_t *this = client->this;

	this->mutex->lock(this->mutex);
	this->clients->remove(this->clients, client, NULL);
	this->mutex->unlock(this->mutex);

	client->stream->destroy(client->stream);
	this->disconnect(this->user, client->id);
	put_client(client);
}

/**
 * Do what there is to do for a client.
 */
CALLBACK(serve, job_requeue_t,
	client_t *client)
{
	private_control_socket_t *this = client->this;
	chunk_t message;
	bool valid, closing;

	client->mutex->lock(client->mutex);
	while (!client->closing)
	{
		if (client->received)
		{
			message = client->input;
			client->input = chunk_empty;
			client->input_done = client->length_done = 0;
			client->received = FALSE;
			client->mutex->unlock(client->mutex);

			valid = this->inbound(this->user, client->id, message);
			chunk_free(&message);

			client->mutex->lock(client->mutex);
			if (!valid)
			{
				drop(client, NULL);
			}
		}
		else if (has_output(client) && !client->writing)
		{
			client->writing = TRUE;
			client->mutex->unlock(client->mutex);
			client->stream->on_write(client->stream, on_write, client);
			client->mutex->lock(client->mutex);
		}
		else if (!has_output(client) && !client->reading)
		{
			client->reading = TRUE;
			client->mutex->unlock(client->mutex);
			client->stream->on_read(client->stream, on_read, client);
			client->mutex->lock(client->mutex);
		}
		else
		{
			client->busy = FALSE;
			break;
		}
	}
	closing = client->closing;
	client->mutex->unlock(client->mutex);

	/* no other job gets queued as this one still counts as busy */
	if (closing)
	{
		remove_client(client);
	}
	return JOB_REQUEUE_NONE;
}

/**
 * Queue the job of a client unless there is one already.
 */
static void wake(client_t *client)
{
	if (!client->busy)
	{
		client->busy = TRUE;
		ref_get(&client->refs);
		lib->processor->queue_job(lib->processor,
					(job_t*)callback_job_create(serve, client, put_client,
												NULL));
	}
}

/**
 * A client has connected.
 */
CALLBACK(on_accept, bool,
	private_control_socket_t *this, stream_t *stream)
{
	client_t *client = NULL;

	this->mutex->lock(this->mutex);
	if (this->clients->get_count(this->clients) < CONTROL_CLIENTS_MAX)
	{
		INIT(client,
			.this = this,
			.id = ++this->id,
			.stream = stream,
			.refs = 1,
			.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
			.output = linked_list_create(),
		);
		this->clients->insert_last(this->clients, client);
	}
	this->mutex->unlock(this->mutex);

	if (!client)
	{
		DBG1(DBG_CFG, "refusing addrmgmt client, already serving %d",
			 CONTROL_CLIENTS_MAX);
		return FALSE;
	}
	client->mutex->lock(client->mutex);
	wake(client);
	client->mutex->unlock(client->mutex);
	return TRUE;
}

/**
 * Send a message, as much of it as the client takes now.
 */
static void queue_output(client_t *client, output_t *output)
{
	if (!client->closing &&
		output->data.len > sizeof(uint32_t) + VICI_MESSAGE_SIZE_MAX)
	{
		drop(client, "message for it is too long");
		wake(client);
	}
	if (client->closing)
	{
		output_destroy(output);
		return;
	}
	client->output->insert_last(client->output, output);
	if (output->event)
	{
		client->backlog += output->data.len;
	}
	do_write(client);
	if (!client->closing && client->backlog > CONTROL_BACKLOG_MAX)
	{
		drop(client, "it does not read its events");
	}
	if (client->closing || has_output(client))
	{
		wake(client);
	}
}

METHOD(control_socket_t, send_, void,
	private_control_socket_t *this, u_int id, chunk_t message, bool event)
{
	client_t *client;
	output_t *output;
	uint8_t length[sizeof(uint32_t)];

	client = get_client(this, id);
	if (!client)
	{
		chunk_free(&message);
		return;
	}
	htoun32(length, message.len);
	INIT(output,
		.data = chunk_cat("cm", chunk_from_thing(length), message),
		.event = event,
	);

	client->mutex->lock(client->mutex);
	queue_output(client, output);
	client->mutex->unlock(client->mutex);
	put_client(client);
}

METHOD(control_socket_t, destroy, void,
	private_control_socket_t *this)
{
	client_t *client;
	bool stopped;

	DESTROY_IF(this->service);
	/* If something is watched since the threads are gone, to end watching waits
	 * for callbacks that were interrupted. The kernel closes the rest. */
	stopped = lib->watcher->get_state(lib->watcher) == WATCHER_STOPPED;
	while (this->clients->remove_first(this->clients,
									   (void**)&client) == SUCCESS)
	{
		if (stopped)
		{
			client->stream->destroy(client->stream);
		}
		put_client(client);
	}
	this->clients->destroy(this->clients);
	this->mutex->destroy(this->mutex);
	free(this);
}

/*
 * Described in header.
 */
control_socket_t *control_socket_create(char *uri,
										control_inbound_cb_t inbound,
										control_disconnect_cb_t disconnect,
										void *user)
{
	private_control_socket_t *this;

	INIT(this,
		.public = {
			.send = _send_,
			.destroy = _destroy,
		},
		.service = lib->streams->create_service(lib->streams, uri,
												CONTROL_CLIENTS_MAX),
		.inbound = inbound,
		.disconnect = disconnect,
		.user = user,
		.clients = linked_list_create(),
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
	);

	if (!this->service)
	{
		DBG1(DBG_CFG, "creating addrmgmt socket %s failed", uri);
		destroy(this);
		return NULL;
	}
	this->service->on_accept(this->service, on_accept, this,
							 JOB_PRIO_CRITICAL, 0);
	return &this->public;
}
