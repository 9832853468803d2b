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
 * @defgroup kernel_news kernel_news
 * @{ @ingroup watch
 */

#ifndef KERNEL_NEWS_H_
#define KERNEL_NEWS_H_

#include <utils/utils.h>

typedef enum kernel_news_t kernel_news_t;

/**
 * What the kernel tells, as flags.
 */
enum kernel_news_t {
	NEWS_NONE = 0,
	/** something about links or addresses */
	NEWS_ADDRESSES = (1<<0),
	/** a route changed that a path to a peer may use */
	NEWS_ROUTES = (1<<1),
	/** there was more than the kernel could tell */
	NEWS_LOST = (1<<2),
};

/**
 * Open a netlink socket on which the kernel tells of links, addresses and
 * routes.
 *
 * @return			file descriptor, -1 on failure
 */
int kernel_news_open();

/**
 * Read what there is on such a socket, without waiting.
 *
 * Left out are routes of charon's own table, local, broadcast, multicast,
 * cached and link-local ones, and those over interfaces charon does not use.
 *
 * @param fd		file descriptor of kernel_news_open()
 * @return			all news in one
 */
kernel_news_t kernel_news_read(int fd);

#endif /** KERNEL_NEWS_H_ @}*/
