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

#include "inject_socket.h"

#include <errno.h>

#include <daemon.h>

#include "inject_task.h"

/**
 * Longest command, 20 notifies of any length.
 */
#define MAX_COMMAND (3 * 1024 * 1024)

typedef struct private_inject_socket_t private_inject_socket_t;

/**
 * Private data of inject_socket_t.
 */
struct private_inject_socket_t {

	/**
	 * Public interface.
	 */
	inject_socket_t public;

	/**
	 * Adds payloads to messages.
	 */
	inject_listener_t *listener;

	/**
	 * Repeats requests.
	 */
	inject_sender_t *sender;

	/**
	 * Stream service.
	 */
	stream_service_t *service;
};

/**
 * Initiate an exchange with the given payloads.
 */
static inject_answer_t *initiate(ike_sa_t *ike_sa, inject_payloads_t *payloads)
{
	inject_task_t *task;
	inject_answer_t *answer;

	task = inject_task_create(payloads, &answer);
	ike_sa->queue_task(ike_sa, &task->task);
	ike_sa->initiate(ike_sa, NULL, NULL);
	return answer;
}

/**
 * Send a request again.
 */
static bool repeat(private_inject_socket_t *this, ike_sa_t *ike_sa,
				   enumerator_t *words)
{
	host_t *from = NULL, *to = NULL;
	char *word;
	int age = 1;
	bool done;

	if (words->enumerate(words, &word))
	{
		age = atoi(word);
	}
	if (words->enumerate(words, &word))
	{
		from = host_create_from_string(word, 0);
	}
	if (words->enumerate(words, &word))
	{
		to = host_create_from_string(word, 0);
	}
	done = this->sender->repeat(this->sender, ike_sa->get_id(ike_sa), age,
								from, to);
	DESTROY_IF(from);
	DESTROY_IF(to);
	return done;
}

/**
 * Do something with payloads and an IKE_SA.
 *
 * @param answer	receives what to wait on, if it has to be waited for
 * @return			answer, NULL if the command makes no sense
 */
static char *do_payloads(private_inject_socket_t *this, char *command,
						 ike_sa_t *ike_sa, enumerator_t *words,
						 inject_answer_t **answer)
{
	inject_payloads_t *payloads;
	char *name = ike_sa->get_name(ike_sa);

	payloads = inject_payloads_create(words);
	if (!payloads)
	{
		return NULL;
	}
	if (streq(command, "send"))
	{
		*answer = initiate(ike_sa, payloads);
	}
	else if (streq(command, "queue"))
	{
		*answer = initiate(ike_sa, payloads);
		(*answer)->destroy(*answer);
		*answer = NULL;
	}
	else if (streq(command, "request") || streq(command, "response"))
	{
		this->listener->add(this->listener, name, streq(command, "request"),
							payloads);
	}
	else
	{
		payloads->destroy(payloads);
		return NULL;
	}
	return "ok";
}

/**
 * Do something with an IKE_SA.
 */
static char *do_command(private_inject_socket_t *this, char *command,
						ike_sa_t *ike_sa, enumerator_t *words,
						inject_answer_t **answer)
{
	if (streq(command, "repeat"))
	{
		return repeat(this, ike_sa, words) ? "ok" : "error no such request";
	}
	if (streq(command, "hold"))
	{
		this->sender->hold(this->sender, ike_sa->get_id(ike_sa));
		return "ok";
	}
	return do_payloads(this, command, ike_sa, words, answer);
}

/**
 * Execute a command.
 *
 * @return			answer, allocated
 */
static char *execute(private_inject_socket_t *this, char *line)
{
	enumerator_t *words;
	inject_answer_t *answer = NULL;
	ike_sa_t *ike_sa;
	char *command, *name, *reply = NULL;

	words = enumerator_create_token(line, " ", "\r\n");
	if (!words->enumerate(words, &command))
	{
		command = "";
	}
	if (streq(command, "release"))
	{
		reply = this->sender->release(this->sender) ? "ok"
													: "error nothing is held";
	}
	else if (words->enumerate(words, &name))
	{
		ike_sa = charon->ike_sa_manager->checkout_by_name(
										charon->ike_sa_manager, name, FALSE);
		if (ike_sa)
		{
			reply = do_command(this, command, ike_sa, words, &answer);
			charon->ike_sa_manager->checkin(charon->ike_sa_manager, ike_sa);
		}
		else
		{
			reply = "error no such IKE_SA";
		}
	}
	words->destroy(words);
	if (answer)
	{
		reply = answer->wait(answer);
		answer->destroy(answer);
		return reply;
	}
	return strdup(reply ?: "error no such command");
}

/**
 * Read a line, up to the end of what is sent.
 */
static char *read_line(stream_t *stream)
{
	char *line;
	size_t pos = 0;
	ssize_t len;

	line = malloc(MAX_COMMAND);
	while (pos < MAX_COMMAND - 1)
	{
		len = stream->read(stream, line + pos, MAX_COMMAND - 1 - pos, TRUE);
		if (len <= 0)
		{
			break;
		}
		pos += len;
	}
	line[pos] = '\0';
	return line;
}

/**
 * Somebody connected.
 */
static bool on_accept(private_inject_socket_t *this, stream_t *stream)
{
	char *line, *reply;

	line = read_line(stream);
	reply = execute(this, line);
	if (!stream->write_all(stream, reply, strlen(reply)) ||
		!stream->write_all(stream, "\n", 1))
	{
		DBG1(DBG_CFG, "answering a command failed: %s", strerror(errno));
	}
	free(reply);
	free(line);
	return FALSE;
}

METHOD(inject_socket_t, destroy, void,
	private_inject_socket_t *this)
{
	DESTROY_IF(this->service);
	free(this);
}

/*
 * Described in header.
 */
inject_socket_t *inject_socket_create(inject_listener_t *listener,
									  inject_sender_t *sender)
{
	private_inject_socket_t *this;

	INIT(this,
		.public = {
			.destroy = _destroy,
		},
		.listener = listener,
		.sender = sender,
		.service = lib->streams->create_service(lib->streams,
						"unix://" IPSEC_PIDDIR "/charon.inject", 10),
	);
	if (!this->service)
	{
		destroy(this);
		return NULL;
	}
	this->service->on_accept(this->service, (stream_service_cb_t)on_accept,
							 this, JOB_PRIO_MEDIUM, 0);

	return &this->public;
}
