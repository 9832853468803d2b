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


#include "client.h"

#include <errno.h>
#include <stdio.h>

#include <bio/bio_reader.h>
#include <bio/bio_writer.h>

#include <vici_dispatcher.h>
#include <vici_socket.h>

typedef struct private_client_t private_client_t;

/**
 * Private data of client_t.
 */
struct private_client_t {

	/**
	 * Public interface.
	 */
	client_t public;

	/**
	 * Connection.
	 */
	stream_t *stream;
};

/**
 * Send a packet.
 */
static bool send_packet(private_client_t *this, vici_operation_t type,
						char *name, vici_message_t *message)
{
	bio_writer_t *writer;
	uint32_t length;
	chunk_t data;
	bool sent;

	writer = bio_writer_create(0);
	writer->write_uint8(writer, type);
	writer->write_data8(writer, chunk_from_str(name));
	if (message)
	{
		writer->write_data(writer, message->get_encoding(message));
	}
	data = writer->get_buf(writer);
	length = htonl(data.len);
	sent = this->stream->write_all(this->stream, &length, sizeof(length)) &&
		   this->stream->write_all(this->stream, data.ptr, data.len);
	if (!sent)
	{
		fprintf(stderr, "sending to charon failed: %s\n", strerror(errno));
	}
	writer->destroy(writer);
	return sent;
}

/**
 * Wait for a packet, with event and message only if it is an event and with
 * message only if it is a response.
 */
static bool receive_packet(private_client_t *this, uint8_t *type,
						   char event[256], vici_message_t **message)
{
	bio_reader_t *reader;
	uint32_t length;
	chunk_t data, name = chunk_empty;
	bool valid;

	if (!this->stream->read_all(this->stream, &length, sizeof(length)))
	{
		fprintf(stderr, "charon closed the connection\n");
		return FALSE;
	}
	length = ntohl(length);
	if (!length || length > VICI_MESSAGE_SIZE_MAX)
	{
		fprintf(stderr, "charon sent an invalid packet\n");
		return FALSE;
	}
	data = chunk_alloc(length);
	if (!this->stream->read_all(this->stream, data.ptr, data.len))
	{
		fprintf(stderr, "charon closed the connection\n");
		chunk_free(&data);
		return FALSE;
	}
	reader = bio_reader_create(data);
	valid = reader->read_uint8(reader, type);
	if (*type == VICI_EVENT)
	{
		valid = reader->read_data8(reader, &name) &&
				vici_stringify(name, event, 256);
	}
	if (valid && (*type == VICI_EVENT || *type == VICI_CMD_RESPONSE))
	{
		*message = vici_message_create_from_data(
									chunk_clone(reader->peek(reader)), TRUE);
	}
	reader->destroy(reader);
	chunk_free(&data);
	if (!valid)
	{
		fprintf(stderr, "charon sent an invalid packet\n");
	}
	return valid;
}

/**
 * Pass on events until there is something else.
 */
static bool receive_events(private_client_t *this, uint8_t *type,
						   vici_message_t **response, char *event,
						   client_event_cb_t cb, void *user)
{
	char name[256];

	while (receive_packet(this, type, name, response))
	{
		if (*type != VICI_EVENT)
		{
			return TRUE;
		}
		if (event && streq(name, event))
		{
			cb(user, *response);
		}
		(*response)->destroy(*response);
	}
	return FALSE;
}

/**
 * Register for events.
 */
static bool register_event(private_client_t *this, char *event)
{
	vici_message_t *message = NULL;
	uint8_t type;

	if (!send_packet(this, VICI_EVENT_REGISTER, event, NULL) ||
		!receive_events(this, &type, &message, NULL, NULL, NULL))
	{
		return FALSE;
	}
	if (type != VICI_EVENT_CONFIRM)
	{
		DESTROY_IF(message);
		fprintf(stderr, "the plugin does not know the event %s\n", event);
		return FALSE;
	}
	return TRUE;
}

METHOD(client_t, request, vici_message_t*,
	private_client_t *this, char *command, vici_message_t *request,
	char *event, client_event_cb_t cb, void *user)
{
	vici_message_t *response = NULL;
	uint8_t type;
	bool done;

	done = (!event || register_event(this, event)) &&
		   send_packet(this, VICI_CMD_REQUEST, command, request) &&
		   receive_events(this, &type, &response, event, cb, user);
	DESTROY_IF(request);
	if (!done)
	{
		return NULL;
	}
	if (type != VICI_CMD_RESPONSE)
	{
		fprintf(stderr, "the plugin does not know the command %s\n", command);
		return NULL;
	}
	return response;
}

METHOD(client_t, watch, void,
	private_client_t *this, char *event, client_event_cb_t cb, void *user)
{
	vici_message_t *message = NULL;
	uint8_t type;

	if (register_event(this, event))
	{
		while (receive_events(this, &type, &message, event, cb, user))
		{
			DESTROY_IF(message);
			message = NULL;
		}
	}
}

METHOD(client_t, destroy, void,
	private_client_t *this)
{
	this->stream->destroy(this->stream);
	free(this);
}

/*
 * Described in header.
 */
client_t *client_create(char *uri)
{
	private_client_t *this;
	stream_t *stream;

	stream = lib->streams->connect(lib->streams, uri);
	if (!stream)
	{
		fprintf(stderr, "connecting to %s failed: %s\n"
				"Is charon running, and is its plugin addrmgmt loaded?\n",
				uri, strerror(errno));
		return NULL;
	}

	INIT(this,
		.public = {
			.request = _request,
			.watch = _watch,
			.destroy = _destroy,
		},
		.stream = stream,
	);

	return &this->public;
}
