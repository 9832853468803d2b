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
 * Key material for IKEv2 messages that can be read: nothing is encrypted, but
 * there are IV, padding and ICV.
 */

#ifndef CLEARTEXT_KEYMAT_H_
#define CLEARTEXT_KEYMAT_H_

#include <sa/keymat.h>

/**
 * Length of the IV, which precedes the payloads.
 */
#define CLEARTEXT_IV_LEN 8

/**
 * Create a keymat_t, for both directions. While there is one it provides random
 * numbers too, they are zeroes.
 */
keymat_t *cleartext_keymat_create();

#endif /** CLEARTEXT_KEYMAT_H_ */
