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

/*
 * A request with injected payloads.
 */

#ifndef INJECT_TASK_H_
#define INJECT_TASK_H_

#include <sa/task.h>

#include "inject_payloads.h"

typedef struct inject_task_t inject_task_t;
typedef struct inject_answer_t inject_answer_t;

/**
 * What becomes of a request.
 */
struct inject_answer_t {

	/**
	 * Wait for it.
	 *
	 * @return			description of the response, or "error ...", allocated
	 */
	char *(*wait)(inject_answer_t *this);

	/**
	 * Destroy an inject_answer_t.
	 */
	void (*destroy)(inject_answer_t *this);
};

/**
 * Task that makes an INFORMATIONAL exchange.
 */
struct inject_task_t {

	/**
	 * Implements task_t interface.
	 */
	task_t task;
};

/**
 * Create a task.
 *
 * @param payloads	payloads of the request, adopted
 * @param answer	receives what to wait on, destroyed by the caller
 * @return			task
 */
inject_task_t *inject_task_create(inject_payloads_t *payloads,
								  inject_answer_t **answer);

#endif /** INJECT_TASK_H_ */
