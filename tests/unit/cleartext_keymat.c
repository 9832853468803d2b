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

#include "cleartext_keymat.h"

/**
 * Length of the ICV.
 */
#define ICV_LEN 4

/**
 * Padding is added up to this.
 */
#define BLOCK_SIZE 4

typedef struct private_keymat_t private_keymat_t;

/**
 * Everything in one.
 */
struct private_keymat_t {
	keymat_t public;
	aead_t aead;
	iv_gen_t iv_gen;
};

METHOD(rng_t, get_bytes, bool,
	rng_t *this, size_t len, uint8_t *buffer)
{
	memset(buffer, 0, len);
	return TRUE;
}

static rng_t *rng_create(rng_quality_t quality)
{
	rng_t *this;

	INIT(this,
		.get_bytes = _get_bytes,
		.destroy = (void*)free,
	);
	return this;
}

METHOD(iv_gen_t, get_iv, bool,
	iv_gen_t *this, uint64_t seq, size_t size, uint8_t *buffer)
{
	memset(buffer, 0, size);
	return TRUE;
}

METHOD(aead_t, encrypt, bool,
	aead_t *this, chunk_t plain, chunk_t assoc, chunk_t iv, chunk_t *encrypted)
{
	/* inline, the ICV follows */
	memset(plain.ptr + plain.len, 0, ICV_LEN);
	return encrypted == NULL;
}

METHOD(aead_t, decrypt, bool,
	aead_t *this, chunk_t encrypted, chunk_t assoc, chunk_t iv, chunk_t *plain)
{
	return plain == NULL;
}

METHOD(aead_t, get_block_size, size_t,
	aead_t *this)
{
	return BLOCK_SIZE;
}

METHOD(aead_t, get_icv_size, size_t,
	aead_t *this)
{
	return ICV_LEN;
}

METHOD(aead_t, get_iv_size, size_t,
	aead_t *this)
{
	return CLEARTEXT_IV_LEN;
}

METHOD(aead_t, get_iv_gen, iv_gen_t*,
	aead_t *aead)
{
	return &((private_keymat_t*)((char*)aead -
								 offsetof(private_keymat_t, aead)))->iv_gen;
}

METHOD(keymat_t, get_version, ike_version_t,
	private_keymat_t *this)
{
	return IKEV2;
}

METHOD(keymat_t, get_aead, aead_t*,
	private_keymat_t *this, bool in)
{
	return &this->aead;
}

METHOD(keymat_t, destroy, void,
	private_keymat_t *this)
{
	lib->crypto->remove_rng(lib->crypto, rng_create);
	free(this);
}

/*
 * Described in header.
 */
keymat_t *cleartext_keymat_create()
{
	private_keymat_t *this;

	INIT(this,
		.public = {
			.get_version = _get_version,
			.get_aead = _get_aead,
			.destroy = _destroy,
		},
		.aead = {
			.encrypt = _encrypt,
			.decrypt = _decrypt,
			.get_block_size = _get_block_size,
			.get_icv_size = _get_icv_size,
			.get_iv_size = _get_iv_size,
			.get_iv_gen = _get_iv_gen,
		},
		.iv_gen = {
			.get_iv = _get_iv,
		},
	);
	lib->crypto->add_rng(lib->crypto, RNG_WEAK, "cleartext", rng_create);
	return &this->public;
}
