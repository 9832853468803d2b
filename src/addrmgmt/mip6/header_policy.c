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
#include "header_policy.h"

#include <errno.h>
#include <netinet/in.h>

#include "mobility_options.h"
#include "move/xfrm_message.h"
#include "move/xfrm_socket.h"

typedef struct private_header_policy_t private_header_policy_t;

/**
 * Private data of header_policy_t.
 */
struct private_header_policy_t {

	/**
	 * Public interface.
	 */
	header_policy_t public;

	/**
	 * Whether it is installed.
	 */
	bool installed;
};

/**
 * ESP over IPv6, from and to any address.
 */
static struct xfrm_selector any_esp = {
	.family = AF_INET6,
	.proto = IPPROTO_ESP,
};

/**
 * Send a message to the kernel.
 */
static bool send_message(chunk_t message)
{
	xfrm_request_t request = {
		.message = message,
	};
	xfrm_socket_t *socket;
	int error = ENOSYS;

	socket = xfrm_socket_create();
	if (socket)
	{
		socket->send(socket, &request, 1);
		error = request.error;
		socket->destroy(socket);
	}
	xfrm_request_clear(&request, 1);
	if (error)
	{	/* such a kernel needs none */
		DBG2(DBG_KNL, "no policy for headers of Mobile IPv6: %s",
			 strerror(error));
	}
	return !error;
}

/**
 * Install the policy, of which neither template has to be met.
 */
static bool install()
{
	struct xfrm_userpolicy_info info = {
		.sel = any_esp,
		.lft = {
			.soft_byte_limit = XFRM_INF,
			.hard_byte_limit = XFRM_INF,
			.soft_packet_limit = XFRM_INF,
			.hard_packet_limit = XFRM_INF,
		},
		.dir = XFRM_POLICY_IN,
		.action = XFRM_POLICY_ALLOW,
	};
	struct xfrm_user_tmpl tmpls[] = {
		{
			.id.proto = IPPROTO_DSTOPTS,
			.family = AF_INET6,
			.mode = XFRM_MODE_ROUTEOPTIMIZATION,
			.optional = 1,
			.aalgos = ~0,
			.ealgos = ~0,
			.calgos = ~0,
		},
		{
			.id.proto = IPPROTO_ROUTING,
			.family = AF_INET6,
			.mode = XFRM_MODE_ROUTEOPTIMIZATION,
			.optional = 1,
			.aalgos = ~0,
			.ealgos = ~0,
			.calgos = ~0,
		},
	};

	return send_message(xfrm_sub_policy(XFRM_MSG_UPDPOLICY,
						chunk_from_thing(info), chunk_from_thing(tmpls)));
}

/**
 * Uninstall the policy.
 */
static void uninstall()
{
	struct xfrm_userpolicy_id id = {
		.sel = any_esp,
		.dir = XFRM_POLICY_IN,
	};

	send_message(xfrm_sub_policy(XFRM_MSG_DELPOLICY, chunk_from_thing(id),
								 chunk_empty));
}

/**
 * Check if a connection has a role.
 */
static bool is_wanted()
{
	enumerator_t *enumerator;
	char *conn;
	bool wanted;

	enumerator = mobility_options_create_enumerator();
	wanted = enumerator->enumerate(enumerator, &conn);
	enumerator->destroy(enumerator);
	return wanted;
}

METHOD(header_policy_t, reload, void,
	private_header_policy_t *this)
{
	bool wanted = is_wanted();

	if (wanted && !this->installed)
	{
		this->installed = install();
	}
	else if (!wanted && this->installed)
	{
		uninstall();
		this->installed = FALSE;
	}
}

METHOD(header_policy_t, destroy, void,
	private_header_policy_t *this)
{
	if (this->installed)
	{
		uninstall();
	}
	free(this);
}

/*
 * Described in header.
 */
header_policy_t *header_policy_create()
{
	private_header_policy_t *this;

	INIT(this,
		.public = {
			.reload = _reload,
			.destroy = _destroy,
		},
	);
	reload(this);

	return &this->public;
}
