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

#ifndef CRYPT_H_
#define CRYPT_H_

#include <stddef.h>
#include <stdint.h>

#define MAX_HASH 64

/**
 * HMAC with the hash function that belongs to the length of the key
 *
 * @return			1 if that was possible
 */
int hmac(const uint8_t *key, size_t key_len, const uint8_t *data, size_t len,
		 uint8_t out[MAX_HASH]);

/**
 * Length of what IKE puts into messages of the HMAC with a key of that length
 *
 * @return			0 if the length belongs to no hash function
 */
size_t hmac_icv_len(size_t key_len);

/**
 * Decrypt with AES in CBC mode
 *
 * @return			1 if that was possible
 */
int aes_cbc(const uint8_t *key, size_t key_len, const uint8_t iv[16],
			const uint8_t *data, size_t len, uint8_t *out);

#endif
