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
# Timeline from lines of charon's log: those of moves, with the ms since the
# change and the side they are from.
#
# Variables: side, start (time of day of the change) and us (microseconds of it)

function seconds(time,   part)
{
	split(time, part, ":")
	return (part[1] * 60 + part[2]) * 60 + part[3]
}

BEGIN {
	zero = seconds(start) + us / 1e6
}

/disappeared|appeared on|requesting address change|checking path/ ||
/moving to path|peer announced|announcing our|endpoint changed/ ||
/ is verified|sending address list|UPD_SA_ADDR/ {
	time = $1
	sub(/^[^ ]+ [^ ]+ /, "")
	gsub(/\[4500\]/, "")
	ms = (seconds(time) - zero) * 1000
	printf "%8d ms  %-6s %s\n", ms < 0 ? 0 : ms + 0.5, side, $0
}
