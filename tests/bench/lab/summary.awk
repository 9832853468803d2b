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
# Table of medians from the lines of handover-guest: variant, round, change,
# direction, lost, outage, start, silence, path before and after, moved.
# Status 1 if an outage with the plugin is more than a fifth of that without, and
# a round trip where a proof is asked for.
#
# Variables: medians (file to write them to), rtt (in ms)

BEGIN {
	FS = "\t"
	variants = split("mobike kivinen dupont trusting", variant, " ")
	label["mobike"] = "MOBIKE"
	label["kivinen"] = "kivinen"
	label["dupont"] = "dupont, with proof"
	label["trusting"] = "dupont, without"
	changes = split("left-lost right-lost left-planned right-planned " \
					"left-back right-back", change, " ")
	title["left-lost"] = "initiator loses address in use"
	title["right-lost"] = "responder loses address in use"
	title["left-planned"] = "initiator prefers other address"
	title["right-planned"] = "responder prefers other address"
	title["left-back"] = "initiator's better address is back"
	title["right-back"] = "responder's better address is back"
	never = 1e9
}

# was on the other address already, so there was nothing to do
$1 == "variant" || $11 == "already" {
	next
}

{
	key = $1 SUBSEP $3 SUBSEP $4
	n[key]++
	moved[key] += $11 == "yes"
	lost[key, n[key]] = $5
	outage[key, n[key]] = $6
	start[key, n[key]] = $11 == "yes" && $7 != "-" ? $7 : never
}

# Median of values[key, 1..n[key]], leaves the worst one in variable worst
function median(values, key,   count, i, j, value, sorted)
{
	count = n[key]
	for (i = 1; i <= count; i++)
	{
		value = values[key, i] + 0
		for (j = i - 1; j > 0 && sorted[j] > value; j--)
		{
			sorted[j + 1] = sorted[j]
		}
		sorted[j + 1] = value
	}
	worst = sorted[count]
	return count % 2 ? sorted[(count + 1) / 2] : \
					   (sorted[count / 2] + sorted[count / 2 + 1]) / 2
}

function number(value, digits)
{
	return value >= never ? "-" : sprintf("%." digits "f", value)
}

# Line of one variant, leaves the outage in variable result
function line(name, direction, v,   key, text, value, ratio)
{
	key = variant[v] SUBSEP name SUBSEP direction
	text = sprintf("%-35s%-4s%-19s", v == 1 ? title[name] : "",
				   v == 1 ? direction : "", label[variant[v]])
	printf "%s\t%s\t%s", name, direction, variant[v] >medians
	result = never
	if (!n[key])
	{
		printf "\t0\t0\t-\t-\t-\t-\t-\n" >medians
		return text sprintf("%6s%6s%6s%8s%8s%7s", "0/0", "-", "-", "-", "-",
							"-")
	}
	printf "\t%d\t%d", n[key], moved[key] >medians
	text = text sprintf("%6s", moved[key] "/" n[key])

	value = median(lost, key)
	text = text sprintf("%6s%6d", number(value, value != int(value)), worst)
	printf "\t%s\t%d", value, worst >medians

	result = median(outage, key)
	text = text sprintf("%8s", number(result, 1))
	printf "\t%s", number(result, 2) >medians

	value = median(start, key)
	text = text sprintf("%8s", number(value, 1))
	printf "\t%s", number(value, 2) >medians

	ratio = "-"
	if (v > 1 && stock > 0 && stock < never && result < never)
	{
		ratio = sprintf("%.2f", result / stock)
		slow += result > stock / 5 + (variant[v] == "dupont" ? rtt : 0)
	}
	printf "\t%s\n", ratio >medians
	return text sprintf("%7s", ratio)
}

function row(name, direction,   v)
{
	for (v = 1; v <= variants; v++)
	{
		print line(name, direction, v)
		if (v == 1)
		{
			stock = result
		}
	}
}

END {
	printf "%-39s%-19s%6s%6s%6s%8s%8s%7s\n", "", "", "moved", "lost", "worst",
		"outage", "start", "ratio"
	print "change\tdirection\tvariant\tchanges\tmoved\tlost\tlost_worst" \
		"\toutage_ms\tstart_ms\tratio" >medians
	for (c = 1; c <= changes; c++)
	{
		row(change[c], "out")
		row(change[c], "in")
	}
	print ""
	print "Medians, times in ms; the tunnel carries a probe per ms each way."
	print "out, in   from the side that changes, and towards it"
	print "moved     to the other address, of the changes it was not there yet"
	print "lost      probes, worst: most in one move"
	print "outage    between the probes before and after the loss"
	print "start     from the change to the first probe on the new path"
	print "ratio     of the outage to that of MOBIKE, required: 0.20, with proof a"
	print "          round trip more"
	print "proof     of the new address: return_routability = yes, or no"
	exit slow > 0
}
