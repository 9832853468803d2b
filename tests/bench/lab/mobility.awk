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
# What became of probes in moves of a mobile node: a line for each move and direction with
# name, kind of move, direction, ms from plugging in to the first packet and packets lost.
# Reads daemon.log of the mobile node, then that of its correspondent.
#
# Variables: name

FNR == 1 {
	files++
}

$1 == "move" {
	moves++
	when[moves] = $2
	kind[moves] = $3
}

# number, sent, received
$1 == "probe" {
	n = ++count[files]
	number[files, n] = $2
	sent[files, n] = $3 / 1e9
	received[files, n] = $4 / 1e9
}

# To the node everything that is received at the new place counts, from it what is sent there
function first(direction, move,   i, time)
{
	for (i = 1; i <= count[direction]; i++)
	{
		time = direction == 1 ? received[direction, i] : sent[direction, i]
		if (time > when[move])
		{
			return (received[direction, i] - when[move]) * 1000
		}
	}
	return -1
}

# Those in flight when it left count, too
function lost(direction, move,   i, n, start, end)
{
	start = when[move] - 0.05
	end = move < moves ? when[move + 1] - 0.05 : when[move] + 0.6
	if (end > start + 4)
	{
		end = start + 4
	}
	for (i = 2; i <= count[direction]; i++)
	{
		if (sent[direction, i] > start && sent[direction, i - 1] < end)
		{
			n += number[direction, i] - number[direction, i - 1] - 1
		}
	}
	return n + 0
}

END {
	for (move = 1; move <= moves; move++)
	{
		for (direction = 1; direction <= 2; direction++)
		{
			printf "%s\t%s\t%s\t%.1f\t%d\n", kind[move], name,
				direction == 1 ? "to node" : "from it",
				first(direction, move), lost(direction, move)
		}
	}
}
