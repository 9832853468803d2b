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

#include <fcntl.h>
#include <unistd.h>

#include "xfrm_hold.h"

#include <collections/linked_list.h>

#include "xfrm_message.h"

/**
 * Whether packets without an SA are dropped, of the network namespace.
 */
#define LARVAL_DROP "/proc/sys/net/core/xfrm_larval_drop"

typedef struct private_xfrm_hold_t private_xfrm_hold_t;
typedef struct larval_t larval_t;

/**
 * Private data of a xfrm_hold_t.
 */
struct private_xfrm_hold_t {

	/**
	 * Public interface.
	 */
	xfrm_hold_t public;

	/**
	 * Socket to use.
	 */
	xfrm_socket_t *socket;

	/**
	 * Addresses of the SAs.
	 */
	host_t *src, *dst;

	/**
	 * SAs to be established, larval_t*, one for each interface ID.
	 */
	linked_list_t *larvals;

	/**
	 * TRUE if packets have to be dropped again afterwards.
	 */
	bool drop;
};

/**
 * An SA that never gets established.
 */
struct larval_t {

	/**
	 * SA, addresses are not set.
	 */
	kernel_ipsec_sa_id_t id;

	/**
	 * Template that refers to it.
	 */
	struct xfrm_user_tmpl tmpl;
};

/**
 * Set the sysctl, get what it was.
 */
static bool set_drop(bool drop)
{
	char value = 0;
	int fd;

	fd = open(LARVAL_DROP, O_RDWR | O_CLOEXEC);
	if (fd == -1)
	{
		return FALSE;
	}
	if (read(fd, &value, 1) == 1 && (value == '1') != drop)
	{
		if (pwrite(fd, drop ? "1" : "0", 1, 0) != 1)
		{
			value = 0;
		}
	}
	close(fd);
	return value == '1';
}

METHOD(xfrm_hold_t, get_tmpl, struct xfrm_user_tmpl*,
	private_xfrm_hold_t *this, uint32_t if_id)
{
	struct xfrm_usersa_info *info;
	larval_t *larval;
	enumerator_t *enumerator;
	struct xfrm_user_tmpl *tmpl = NULL;
	xfrm_request_t request = {};

	enumerator = this->larvals->create_enumerator(this->larvals);
	while (enumerator->enumerate(enumerator, &larval))
	{
		if (larval->id.if_id == if_id)
		{
			tmpl = &larval->tmpl;
			break;
		}
	}
	enumerator->destroy(enumerator);
	if (tmpl)
	{
		return tmpl;
	}

	request.message = xfrm_spi_alloc(this->src, this->dst, if_id);
	this->socket->send(this->socket, &request, 1);
	info = xfrm_sa_info(request.reply);
	if (info)
	{
		INIT(larval,
			.id = {
				.spi = info->id.spi,
				.proto = info->id.proto,
				.if_id = if_id,
			},
			.tmpl = {
				.id = info->id,
				.saddr = info->saddr,
				.family = info->family,
				.mode = info->mode,
				.aalgos = ~0,
				.ealgos = ~0,
				.calgos = ~0,
			},
		);
		this->larvals->insert_last(this->larvals, larval);
		tmpl = &larval->tmpl;
	}
	xfrm_request_clear(&request, 1);
	return tmpl;
}

METHOD(xfrm_hold_t, destroy, void,
	private_xfrm_hold_t *this)
{
	xfrm_request_t request = {};
	larval_t *larval;

	if (this->drop)
	{
		set_drop(TRUE);
	}
	while (this->larvals->remove_first(this->larvals,
									   (void**)&larval) == SUCCESS)
	{
		request.message = xfrm_sa_query(XFRM_MSG_DELSA, &larval->id,
										this->dst);
		this->socket->send(this->socket, &request, 1);
		xfrm_request_clear(&request, 1);
		free(larval);
	}
	this->larvals->destroy(this->larvals);
	this->src->destroy(this->src);
	this->dst->destroy(this->dst);
	free(this);
}

/*
 * Described in header.
 */
xfrm_hold_t *xfrm_hold_create(xfrm_socket_t *socket, host_t *src, host_t *dst)
{
	private_xfrm_hold_t *this;

	INIT(this,
		.public = {
			.get_tmpl = _get_tmpl,
			.destroy = _destroy,
		},
		.socket = socket,
		.src = src->clone(src),
		.dst = dst->clone(dst),
		.larvals = linked_list_create(),
		.drop = set_drop(FALSE),
	);

	return &this->public;
}
