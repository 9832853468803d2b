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
 * Plugin for tests only: sends what a well behaved peer does not.  It is never
 * installed.
 */

#include <daemon.h>
#include <plugins/plugin_feature.h>

#include "compat.h"
#include "inject_listener.h"
#include "inject_sender.h"
#include "inject_socket.h"

typedef struct private_inject_plugin_t private_inject_plugin_t;

/**
 * Private data of the plugin.
 */
struct private_inject_plugin_t {

	/**
	 * Public interface.
	 */
	plugin_t public;

	/**
	 * Adds payloads to messages.
	 */
	inject_listener_t *listener;

	/**
	 * Repeats requests.
	 */
	inject_sender_t *sender;

	/**
	 * Takes commands.
	 */
	inject_socket_t *socket;
};

METHOD(plugin_t, get_name, char*,
	private_inject_plugin_t *this)
{
	return "addrmgmt-inject";
}

/**
 * Start or stop.
 */
static bool plugin_cb(private_inject_plugin_t *this,
					  plugin_feature_t *feature, bool reg, void *cb_data)
{
	if (reg)
	{
		this->listener = inject_listener_create();
		this->sender = inject_sender_create();
		this->socket = inject_socket_create(this->listener, this->sender);
		charon->bus->add_listener(charon->bus, &this->listener->listener);
		return this->socket != NULL;
	}
	DESTROY_IF(this->socket);
	charon->bus->remove_listener(charon->bus, &this->listener->listener);
	this->sender->destroy(this->sender);
	this->listener->destroy(this->listener);
	return TRUE;
}

METHOD(plugin_t, get_features, int,
	private_inject_plugin_t *this, plugin_feature_t *features[])
{
	static plugin_feature_t f[] = {
		PLUGIN_CALLBACK((plugin_feature_callback_t)plugin_cb, NULL),
			PLUGIN_PROVIDE(CUSTOM, "addrmgmt-inject"),
				PLUGIN_DEPENDS(CUSTOM, "libcharon-receiver"),
	};
	*features = f;
	return countof(f);
}

METHOD(plugin_t, destroy, void,
	private_inject_plugin_t *this)
{
	free(this);
}

PLUGIN_DEFINE(addrmgmt_inject)
{
	private_inject_plugin_t *this;

	INIT(this,
		.public = {
			.get_name = _get_name,
			.get_features = _get_features,
			.destroy = _destroy,
		},
	);

	return &this->public;
}
