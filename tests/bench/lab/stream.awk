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
# From a log of probes: how many were lost after an event, and how many ms after
# it was sent the first from which on none was, "-" if there is no such.
#
# Variables: event (ns), interval (us), duration (ms), and side and expected for
# the first that took this uplink there instead

function uplink(path)
{
	return side == "left" ? int(path / 10) : path % 10
}

{
	sent[$1] = ($2 - event) / 1e6
	last = $1
	if (expected != "" && start == "" && sent[$1] > 0 &&
		uplink($4) == expected)
	{
		start = sent[$1]
	}
}

NR == 1 {
	first = $1
}

END {
	count = duration * 1000 / interval
	for (seq = first; seq < count; seq++)
	{
		if (!(seq in sent))
		{
			lost++
			back = ""
		}
		else if (back == "")
		{
			back = sent[seq]
		}
	}
	if (expected != "")
	{
		back = start
	}
	else if (!lost)
	{
		back = 0
	}
	printf "%d %s\n", lost, back == "" ? "-" : sprintf("%.2f", back)
}
