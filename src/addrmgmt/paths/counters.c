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

#include "counters.h"

ENUM(counter_names, COUNTER_MOVES, COUNTER_HOME_ADDRESS_DENIED,
	"moves",
	"lists-sent",
	"lists-applied",
	"lists-refused",
	"lists-stale",
	"addresses-skipped",
	"addresses-ignored",
	"in-response",
	"checks",
	"checks-answered",
	"addresses-failed",
	"retransmits",
	"hints",
	"mobike-ignored",
	"disconnects",
	"disconnects-refused",
	"disconnects-sent",
	"credit-used-up",
	"addupd-applied",
	"addupd-refused",
	"addupd-denied",
	"addupd-failed",
	"migrate-applied",
	"migrate-refused",
	"migrate-failed",
	"proxy-denied",
	"proxy-closed",
	"home-address-denied",
);
