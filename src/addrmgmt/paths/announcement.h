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
 * @defgroup announcement announcement
 * @{ @ingroup paths
 */

#ifndef ANNOUNCEMENT_H_
#define ANNOUNCEMENT_H_

#include "paths.h"
#include "retry.h"

typedef struct announcement_t announcement_t;

/**
 * Keeps the peer's knowledge of our addresses up to date (K1).
 *
 * They are announced in the order of preference, but the one in use first, so
 * that the peer uses what we use.
 */
struct announcement_t {

	/**
	 * Have our addresses announced if the peer knows something else.
	 */
	void (*update)(announcement_t *this);

	/**
	 * Is an announcement waiting to be sent?
	 */
	bool (*is_queued)(announcement_t *this);

	/**
	 * Is an announcement in the air?
	 */
	bool (*is_sent)(announcement_t *this);

	/**
	 * Enumerate our addresses as they are to be announced; they are in the air
	 * from now on.
	 *
	 * @return			enumerator over host_t*
	 */
	enumerator_t *(*send)(announcement_t *this);

	/**
	 * Whatever is in the air was answered.
	 */
	void (*answered)(announcement_t *this);

	/**
	 * Have our addresses announced again, even if they don't change.
	 */
	void (*forget)(announcement_t *this);

	/**
	 * The peer just asked for what we use: if, told what we announced last, it
	 * uses our current address as soon as it uses one of that family, it knows.
	 * To tell it would be to ask for that in turn.
	 */
	void (*was_asked)(announcement_t *this);

	/**
	 * The peer was told of our addresses by other means.
	 *
	 * @param addrs		our addresses, host_t, get cloned
	 */
	void (*told)(announcement_t *this, linked_list_t *addrs);

	/**
	 * The peer asked for the current path, naming both ends, so it knows them.
	 */
	void (*agreed)(announcement_t *this);

	/**
	 * What was queued or in the air is lost.
	 */
	void (*abandon)(announcement_t *this);

	/**
	 * Destroy an announcement_t.
	 */
	void (*destroy)(announcement_t *this);
};

/**
 * Create an announcement_t; the peer knows the local address of the current
 * path.
 *
 * @param actions	queues announcements
 * @param current	current path, always up to date
 * @param local		our addresses
 * @param both_ends	TRUE to tell the peer of both ends of the path, the order
 *					of other addresses does not matter then
 */
announcement_t *announcement_create(path_actions_t *actions, path_t *current,
									address_list_t *local,
									bool both_ends);

#endif /** ANNOUNCEMENT_H_ @}*/
