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

#include "vendor_id.h"

ENUM(vendor_id_names, VENDOR_ID_KIVINEN_00, VENDOR_ID_OFF,
	"draft-kivinen-mobike-protocol-00",
	"draft-dupont-ikev2-addrmgmt-04",
	"draft-dupont-ikev2-addrmgmt-08",
	"addrmgmt-off",
);

/**
 * MD5 of the names above; constants, as the hasher might not be loaded.
 */
static const struct {
	u_char md5[16];
} vendor_ids[VENDOR_ID_MAX] = {
	[VENDOR_ID_KIVINEN_00] = {{
		0xe2, 0x9f, 0xc7, 0x36, 0xcb, 0x2a, 0xeb, 0xe0,
		0x16, 0xb5, 0x9f, 0x2b, 0xf5, 0xd1, 0x89, 0xab,
	}},
	[VENDOR_ID_DUPONT_04] = {{
		0xdd, 0x21, 0x14, 0xd6, 0x2a, 0x05, 0xdd, 0x37,
		0xe0, 0x7f, 0x87, 0xcd, 0x90, 0x15, 0x57, 0x1b,
	}},
	[VENDOR_ID_DUPONT_08] = {{
		0x20, 0x1e, 0x14, 0x04, 0x74, 0xd8, 0xcb, 0x71,
		0xa8, 0xfc, 0x09, 0xa2, 0xd5, 0x71, 0x59, 0x29,
	}},
	[VENDOR_ID_OFF] = {{
		0xfe, 0x3a, 0xc2, 0x72, 0xc3, 0x42, 0x26, 0xa8,
		0x39, 0xd7, 0x6b, 0x57, 0x26, 0xda, 0x66, 0x3d,
	}},
};

/*
 * Described in header.
 */
chunk_t vendor_id_get(vendor_id_t id)
{
	return chunk_create((u_char*)vendor_ids[id].md5,
						sizeof(vendor_ids[id].md5));
}

/*
 * Described in header.
 */
vendor_id_t vendor_id_find(chunk_t data)
{
	vendor_id_t id;

	for (id = 0; id < VENDOR_ID_MAX; id++)
	{
		if (chunk_equals(data, vendor_id_get(id)))
		{
			break;
		}
	}
	return id;
}
