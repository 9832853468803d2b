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

#include "cookies.h"
#include "ike/notifies.h"
#include "wire/rr_cookie.h"

#include <daemon.h>

typedef struct private_cookies_t private_cookies_t;

/**
 * Private data of cookies_t.
 */
struct private_cookies_t {

	/**
	 * Public interface.
	 */
	cookies_t public;

	/**
	 * Session to report for.
	 */
	session_t *session;

	/**
	 * Numbers in use.
	 */
	const dupont_numbers_t *numbers;

	/**
	 * Does the peer know cookies?
	 */
	bool known;

	/**
	 * Cookie of our last check, empty if it had none.
	 */
	chunk_t sent;

	/**
	 * Cookie of the peer's last request, empty if it had none.
	 */
	chunk_t to_copy;
};

METHOD(cookies_t, add, void,
	private_cookies_t *this, message_t *message)
{
	notify_t notify;
	rng_t *rng;

	chunk_clear(&this->sent);
	if (!this->known)
	{
		return;
	}
	rng = lib->crypto->create_rng(lib->crypto, RNG_STRONG);
	if (rng && rng->allocate_bytes(rng, RR_COOKIE_LEN, &this->sent))
	{
		notify = rr_cookie_build(this->numbers, this->sent);
		notifies_add(message, &notify);
	}
	else
	{
		DBG1(DBG_IKE, "failed to create a cookie, checking without");
	}
	DESTROY_IF(rng);
}

METHOD(cookies_t, is_copied, bool,
	private_cookies_t *this, message_t *message)
{
	chunk_t cookie;
	char *error;
	bool copied = TRUE;

	if (this->sent.len)
	{
		copied = rr_cookie_read(notifies_create_enumerator(message),
								this->numbers, &cookie, &error) == RR_COOKIE_OK &&
				 rr_cookie_matches(this->sent, cookie);
		chunk_clear(&this->sent);
	}
	return copied;
}

METHOD(cookies_t, received, void,
	private_cookies_t *this, message_t *message)
{
	chunk_t cookie;
	char *error;

	chunk_free(&this->to_copy);
	switch (rr_cookie_read(notifies_create_enumerator(message), this->numbers,
						   &cookie, &error))
	{
		case RR_COOKIE_OK:
			this->to_copy = chunk_clone(cookie);
			break;
		case RR_COOKIE_MALFORMED:
			this->session->count(this->session, COUNTER_LISTS_REFUSED);
			this->session->report(this->session, "refuse",
								  "ignored cookie: %s", error);
			break;
		case RR_COOKIE_NONE:
			break;
	}
}

METHOD(cookies_t, copy, void,
	private_cookies_t *this, message_t *message)
{
	notify_t notify;

	if (this->to_copy.len)
	{
		notify = rr_cookie_build(this->numbers, this->to_copy);
		notifies_add(message, &notify);
		chunk_free(&this->to_copy);
	}
}

METHOD(cookies_t, destroy, void,
	private_cookies_t *this)
{
	chunk_clear(&this->sent);
	chunk_free(&this->to_copy);
	free(this);
}

/*
 * Described in header.
 */
cookies_t *cookies_create(session_t *session, const dupont_numbers_t *numbers,
						  bool known)
{
	private_cookies_t *this;

	INIT(this,
		.public = {
			.add = _add,
			.is_copied = _is_copied,
			.received = _received,
			.copy = _copy,
			.destroy = _destroy,
		},
		.session = session,
		.numbers = numbers,
		.known = known,
	);

	return &this->public;
}
