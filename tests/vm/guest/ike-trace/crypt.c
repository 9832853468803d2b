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
 * The kernel does the cryptography, so that this needs no library.
 */

#define _GNU_SOURCE
#include "crypt.h"

#include <linux/if_alg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * Socket for operations with a key
 */
static int open_alg(const char *type, const char *name, const uint8_t *key,
					size_t key_len)
{
	struct sockaddr_alg addr = { .salg_family = AF_ALG };
	int alg, op = -1;

	snprintf((char*)addr.salg_type, sizeof(addr.salg_type), "%s", type);
	snprintf((char*)addr.salg_name, sizeof(addr.salg_name), "%s", name);
	alg = socket(AF_ALG, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (alg >= 0 && bind(alg, (struct sockaddr*)&addr, sizeof(addr)) == 0 &&
		setsockopt(alg, SOL_ALG, ALG_SET_KEY, key, key_len) == 0)
	{
		op = accept4(alg, NULL, NULL, SOCK_CLOEXEC);
	}
	if (op < 0)
	{
		perror(name);
	}
	close(alg);
	return op;
}

static const struct {
	char *name;
	size_t key_len;
	size_t icv_len;
} hashes[] = {
	{ "hmac(sha1)", 20, 12 },
	{ "hmac(sha256)", 32, 16 },
	{ "hmac(sha384)", 48, 24 },
	{ "hmac(sha512)", 64, 32 },
	{}
};

size_t hmac_icv_len(size_t key_len)
{
	int i;

	for (i = 0; hashes[i].name && hashes[i].key_len != key_len; i++);
	return hashes[i].icv_len;
}

int hmac(const uint8_t *key, size_t key_len, const uint8_t *data, size_t len,
		 uint8_t out[MAX_HASH])
{
	int i, fd, ok = 0;

	for (i = 0; hashes[i].name && hashes[i].key_len != key_len; i++);
	fd = hashes[i].name ? open_alg("hash", hashes[i].name, key, key_len) : -1;
	if (fd >= 0)
	{
		ok = send(fd, data, len, 0) == (ssize_t)len &&
			 read(fd, out, MAX_HASH) == (ssize_t)key_len;
		close(fd);
	}
	return ok;
}

int aes_cbc(const uint8_t *key, size_t key_len, const uint8_t iv[16],
			const uint8_t *data, size_t len, uint8_t *out)
{
	char buf[CMSG_SPACE(sizeof(uint32_t)) +
			 CMSG_SPACE(sizeof(struct af_alg_iv) + 16)] = {};
	struct iovec iov = { .iov_base = (void*)data, .iov_len = len };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = buf,
		.msg_controllen = sizeof(buf),
	};
	struct af_alg_iv *alg_iv;
	struct cmsghdr *cmsg;
	int fd, ok;

	fd = open_alg("skcipher", "cbc(aes)", key, key_len);
	if (fd < 0)
	{
		return 0;
	}
	cmsg = CMSG_FIRSTHDR(&msg);
	cmsg->cmsg_level = SOL_ALG;
	cmsg->cmsg_type = ALG_SET_OP;
	cmsg->cmsg_len = CMSG_LEN(sizeof(uint32_t));
	*(uint32_t*)CMSG_DATA(cmsg) = ALG_OP_DECRYPT;
	cmsg = CMSG_NXTHDR(&msg, cmsg);
	cmsg->cmsg_level = SOL_ALG;
	cmsg->cmsg_type = ALG_SET_IV;
	cmsg->cmsg_len = CMSG_LEN(sizeof(struct af_alg_iv) + 16);
	alg_iv = (struct af_alg_iv*)CMSG_DATA(cmsg);
	alg_iv->ivlen = 16;
	memcpy(alg_iv->iv, iv, 16);

	ok = sendmsg(fd, &msg, 0) == (ssize_t)len &&
		 read(fd, out, len) == (ssize_t)len;
	close(fd);
	return ok;
}
