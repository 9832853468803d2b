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
# What the log of a probe receiver says about one change of addresses, in ms:
# probes lost, outage, when the first one left on the expected path, the longest
# time without any, paths before and after, whether the tunnel moved.
#
# Variables: event (ns), interval (us), count (of probes sent), side (left or
# right) of the change and expected (uplink there)

function uplink(path)
{
	return side == "left" ? int(path / 10) : path % 10
}

{
	sent = ($2 - event) / 1e6
	received = ($3 - event) / 1e6
	path = $4
	times[$1] = sent
}

NR == 1 {
	first = $1
	before = path
}

NR > 1 && received - last_received > silence {
	silence = received - last_received
}

{
	last_received = received
}

start == "" && sent > 0 && uplink(path) == expected {
	start = sprintf("%.2f", sent)
}

# An outage lasts from the last probe before the loss that arrived to the first
# after it; several add up. Those before the first one might have been too early
# for the receiver.
END {
	last = first
	end = times[first] + (count - first) * interval / 1e3
	times[count] = end > sent ? end : sent + interval / 1e3
	for (seq = first; seq <= count; seq++)
	{
		if (seq in times)
		{
			if (seq > last + 1)
			{
				lost += seq - last - 1
				outage += times[seq] - times[last]
			}
			last = seq
		}
	}
	printf "%d\t%.2f\t%s\t%.2f\t%s\t%s\t%s\n", lost, outage,
		start == "" ? "-" : start, silence, before, path,
		uplink(before) == expected ? "already" : \
		uplink(path) == expected ? "yes" : "no"
}
