#!/usr/bin/awk -f
#
# Copyright (C) 2026 The addrmgmt authors
#
# This program is free software; you can redistribute it and/or modify it
# under the terms of the GNU General Public License as published by the
# Free Software Foundation; either version 2 of the License, or (at your
# option) any later version.  See <http://www.fsf.org/copyleft/gpl.txt>.
#
# This program is distributed in the hope that it will be useful, but
# WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY
# or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License
# for more details.
# Points of the picture from the log of a probe receiver: when a probe was sent,
# in ms after the change, and how it got through: "1" or "2" for left's uplink,
# "lost".
#
# Variables: event (ns), count (of probes sent)

{
	times[$1] = ($2 - event) / 1e6
	uplink[$1] = int($4 / 10)
}

NR == 1 {
	first = $1
}

END {
	last = first
	for (seq = first; seq < count; seq++)
	{
		if (!(seq in times))
		{
			continue
		}
		for (i = last + 1; i < seq; i++)
		{
			printf "%.3f lost\n", times[last] + \
				(times[seq] - times[last]) * (i - last) / (seq - last)
		}
		printf "%.3f %d\n", times[seq], uplink[seq]
		last = seq
	}
}
