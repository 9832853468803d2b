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

#include "inject_task.h"

#include <threading/condvar.h>
#include <threading/mutex.h>

/**
 * How long to wait for a response, in ms; longer than charon retransmits.
 */
#define WAIT 300000

typedef struct private_inject_task_t private_inject_task_t;
typedef struct private_inject_answer_t private_inject_answer_t;

/**
 * Private data of inject_answer_t.
 */
struct private_inject_answer_t {

	/**
	 * Public interface.
	 */
	inject_answer_t public;

	/**
	 * What it is, NULL as long as there is none.
	 */
	char *text;

	/**
	 * Lock for the text, signaled when it is there.
	 */
	mutex_t *mutex;
	condvar_t *condvar;

	/**
	 * References, by the task and by who waits.
	 */
	refcount_t ref;
};

/**
 * Private data of inject_task_t.
 */
struct private_inject_task_t {

	/**
	 * Public interface.
	 */
	inject_task_t public;

	/**
	 * Payloads of the request.
	 */
	inject_payloads_t *payloads;

	/**
	 * What becomes of it.
	 */
	private_inject_answer_t *answer;
};

METHOD(inject_answer_t, wait_, char*,
	private_inject_answer_t *this)
{
	char *text;

	this->mutex->lock(this->mutex);
	while (!this->text)
	{
		if (this->condvar->timed_wait(this->condvar, this->mutex, WAIT))
		{
			break;
		}
	}
	text = strdup(this->text ?: "error no response");
	this->mutex->unlock(this->mutex);
	return text;
}

METHOD(inject_answer_t, answer_destroy, void,
	private_inject_answer_t *this)
{
	if (ref_put(&this->ref))
	{
		this->condvar->destroy(this->condvar);
		this->mutex->destroy(this->mutex);
		free(this->text);
		free(this);
	}
}

/**
 * Set the answer, the first one counts.
 *
 * @param text		answer, adopted
 */
static void set_answer(private_inject_answer_t *this, char *text)
{
	this->mutex->lock(this->mutex);
	if (this->text)
	{
		free(text);
	}
	else
	{
		this->text = text;
	}
	this->condvar->signal(this->condvar);
	this->mutex->unlock(this->mutex);
}

METHOD(task_t, build, status_t,
	private_inject_task_t *this, message_t *message)
{
	this->payloads->add_to(this->payloads, message);
	return NEED_MORE;
}

METHOD(task_t, process, status_t,
	private_inject_task_t *this, message_t *message)
{
	set_answer(this->answer, inject_payloads_describe(message));
	return SUCCESS;
}

METHOD(task_t, get_type, task_type_t,
	private_inject_task_t *this)
{
	/* a type of INFORMATIONAL exchanges that charon activates */
	return TASK_IKE_DPD;
}

METHOD(task_t, migrate, void,
	private_inject_task_t *this, ike_sa_t *ike_sa)
{
}

METHOD(task_t, destroy, void,
	private_inject_task_t *this)
{
	set_answer(this->answer, strdup("error no response, IKE_SA is gone"));
	answer_destroy(this->answer);
	this->payloads->destroy(this->payloads);
	free(this);
}

/*
 * Described in header.
 */
inject_task_t *inject_task_create(inject_payloads_t *payloads,
								  inject_answer_t **answer)
{
	private_inject_task_t *this;

	INIT(this,
		.public = {
			.task = {
				.get_type = _get_type,
				.build = _build,
				.process = _process,
				.migrate = _migrate,
				.destroy = _destroy,
			},
		},
		.payloads = payloads,
	);
	INIT(this->answer,
		.public = {
			.wait = _wait_,
			.destroy = _answer_destroy,
		},
		.mutex = mutex_create(MUTEX_TYPE_DEFAULT),
		.condvar = condvar_create(CONDVAR_TYPE_DEFAULT),
		.ref = 2,
	);
	*answer = &this->answer->public;

	return &this->public;
}
