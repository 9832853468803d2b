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
# The table of tests/bench/mobility, from lines with kind of move, name, direction, ms until
# the first packet and packets lost

{
	key = $1 SUBSEP $2 SUBSEP $3
	if (!(key in n))
	{
		order[++keys] = key
	}
	n[key]++
	time[key, n[key]] = $4 + 0
	lost[key, n[key]] = $5 + 0
}

# Median and most of values of a key
function median(values, key,   count, i, j, value, sorted)
{
	count = n[key]
	for (i = 1; i <= count; i++)
	{
		value = values[key, i]
		for (j = i - 1; j > 0 && sorted[j] > value; j--)
		{
			sorted[j + 1] = sorted[j]
		}
		sorted[j + 1] = value
	}
	most = sorted[count]
	return count % 2 ? sorted[(count + 1) / 2] : \
					   (sorted[count / 2] + sorted[count / 2 + 1]) / 2
}

END {
	printf "%-18s%-14s%-9s%6s%16s%16s\n", "", "", "", "moves",
		"first packet", "lost"
	for (k = 1; k <= keys; k++)
	{
		split(order[k], part, SUBSEP)
		middle = median(time, order[k])
		printf "%-18s%-14s%-9s%6d%8.1f%8.1f", part[1], part[2], part[3],
			n[order[k]], middle, most
		middle = median(lost, order[k])
		printf "%8.1f%8d\n", middle, most
	}
	print ""
	print "ms from plugging in to the first packet, and packets lost of one per ms:"
	print "median and worst. In virtual time, where computing takes none."
}
