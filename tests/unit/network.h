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
 * What watch/ needs of charon, in a network of its own.
 */

#ifndef TEST_NETWORK_H_
#define TEST_NETWORK_H_

/**
 * Interface that charon does not use.
 */
#define IGNORED_INTERFACE "ignored0"

/**
 * Address that is a virtual IP of charon.
 */
#define VIRTUAL_IP "10.0.9.9"

/**
 * Check if a network can be made here.
 */
bool network_available();

/**
 * Enter a new network of interfaces without any addresses: d0, d1 and
 * IGNORED_INTERFACE, and v0 whose carrier is p0.
 */
void network_setup();

/**
 * Run ip(8) with the given commands, separated by semicolons; fail the test if
 * it fails.
 */
void network_ip(char *commands);

#endif /** TEST_NETWORK_H_ */
