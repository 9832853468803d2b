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

#include "credit.h"

#include <collections/linked_list.h>

/**
 * Number of addresses to remember.
 */
#define MAX_ACCOUNTS 16

typedef struct private_credit_t private_credit_t;
typedef struct account_t account_t;

/**
 * Private data of credit_t.
 */
struct private_credit_t {

	/**
	 * Public interface.
	 */
	credit_t public;

	/**
	 * Accounts, account_t, the one used last first.
	 */
	linked_list_t *accounts;

	/**
	 * Is traffic observed, so that the next two are known?
	 */
	bool observed;

	/**
	 * Bytes received and sent as of the last observation.
	 */
	uint64_t in;
	uint64_t out;
};

/**
 * What was used of an address's credit.
 */
struct account_t {

	/**
	 * The address.
	 */
	host_t *addr;

	/**
	 * Bytes sent to it.
	 */
	uint64_t sent;

	/**
	 * Bytes received from the peer meanwhile.
	 */
	uint64_t received;
};

/**
 * Destroy an account.
 */
static void account_destroy(account_t *account)
{
	account->addr->destroy(account->addr);
	free(account);
}

/**
 * Take the account of an address out of the list.
 *
 * @return			NULL if there is none
 */
static account_t *take(private_credit_t *this, host_t *addr)
{
	enumerator_t *enumerator;
	account_t *account, *found = NULL;

	enumerator = this->accounts->create_enumerator(this->accounts);
	while (!found && enumerator->enumerate(enumerator, &account))
	{
		if (addr->ip_equals(addr, account->addr))
		{
			this->accounts->remove_at(this->accounts, enumerator);
			found = account;
		}
	}
	enumerator->destroy(enumerator);
	return found;
}

/**
 * Get the account of an address, and make it the one used last.
 */
static account_t *use_account(private_credit_t *this, host_t *addr)
{
	account_t *account, *old;

	account = take(this, addr);
	if (!account)
	{
		INIT(account,
			.addr = addr->clone(addr),
		);
	}
	this->accounts->insert_first(this->accounts, account);
	if (this->accounts->get_count(this->accounts) > MAX_ACCOUNTS)
	{
		this->accounts->remove_last(this->accounts, (void**)&old);
		account_destroy(old);
	}
	return account;
}

/**
 * Difference of a counter, which starts over if SAs are replaced.
 */
static uint64_t grown(uint64_t now, uint64_t before)
{
	return now >= before ? now - before : now;
}

METHOD(credit_t, use, bool,
	private_credit_t *this, host_t *addr, uint64_t in, uint64_t out,
	uint64_t limit)
{
	account_t *account;

	account = use_account(this, addr);
	if (this->observed)
	{
		account->sent += grown(out, this->out);
		account->received += grown(in, this->in);
	}
	this->observed = TRUE;
	this->in = in;
	this->out = out;
	return account->sent <= account->received ||
		   account->sent - account->received <= limit;
}

METHOD(credit_t, forget, void,
	private_credit_t *this, host_t *addr)
{
	account_t *account;

	account = take(this, addr);
	if (account)
	{
		account_destroy(account);
	}
}

METHOD(credit_t, stop, void,
	private_credit_t *this)
{
	this->observed = FALSE;
}

METHOD(credit_t, destroy, void,
	private_credit_t *this)
{
	this->accounts->destroy_function(this->accounts, (void*)account_destroy);
	free(this);
}

/*
 * Described in header.
 */
credit_t *credit_create()
{
	private_credit_t *this;

	INIT(this,
		.public = {
			.use = _use,
			.forget = _forget,
			.stop = _stop,
			.destroy = _destroy,
		},
		.accounts = linked_list_create(),
	);

	return &this->public;
}
