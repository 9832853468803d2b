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
# Table of what became of tunnels, medians. Status 1 if the plugin lost one.
#
# Variable: medians (file to write them to)

BEGIN {
	FS = "\t"
	rows = split("blackhole-near blackhole-far rekey-blackhole rekey-removed " \
				 "both-known both-new both-new-return better-back", row, " ")
	title["blackhole-near"] = "initiator's uplink dies silently"
	title["blackhole-far"] = "responder's uplink dies silently"
	title["rekey-blackhole"] = "CHILD_SA rekeying, uplink dies"
	title["rekey-removed"] = "CHILD_SA rekeying, address removed"
	title["both-known"] = "both ends move, addresses announced"
	title["both-new"] = "both ends move, one is new"
	title["both-new-return"] = "both new, an old one returns in 60 s"
	title["better-back"] = "better address comes back"
	variants = split("mobike addrmgmt", variant, " ")
	never = 1e12
}

$1 == "failure" {
	next
}

{
	key = $1 SUBSEP $2
	count = ++n[key]
	kept[key] += $4 == "kept"
	lost[key, count] = $5 > $7 ? $5 : $7
	out = $6 == "-" ? never : $6
	into = $8 == "-" ? never : $8
	back[key, count] = out > into ? out : into
	if ($2 == "addrmgmt" && ($4 != "kept" || out == never || into == never))
	{
		failed++
	}
}

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
	return count % 2 ? sorted[(count + 1) / 2] : \
					   (sorted[count / 2] + sorted[count / 2 + 1]) / 2
}

function columns(key,   time)
{
	time = median(back, key)
	time = time >= never ? "never" : sprintf("%.0f", time)
	printf "\t%d\t%d\t%s\t%d", n[key], kept[key], time,
		median(lost, key) >medians
	return sprintf("  %4s %8s %6d", kept[key] "/" n[key], time,
		median(lost, key))
}

END {
	printf "%-37s  %s  %s\n", "", "------ MOBIKE ------",
		"----- addrmgmt -----"
	printf "%-37s", ""
	printf "failure" >medians
	for (v = 1; v <= variants; v++)
	{
		printf "  kept     back   lost"
		printf "\t%s_rounds\t%s_kept\t%s_back_ms\t%s_lost", variant[v],
			variant[v], variant[v], variant[v] >medians
	}
	print ""
	print "" >medians
	for (r = 1; r <= rows; r++)
	{
		if (!n[row[r], "addrmgmt"])
		{
			continue
		}
		text = sprintf("%-37s", title[row[r]])
		printf "%s", row[r] >medians
		for (v = 1; v <= variants; v++)
		{
			text = text columns(row[r] SUBSEP variant[v])
		}
		print text
		print "" >medians
	}
	print ""
	print "Medians of the worse direction, a probe every 10 ms each way."
	print "kept   IKE_SAs, of the rounds"
	print "back   ms until all probes arrive, or the better address is used;"
	print "       never: not within 200 s, or 20 s for the better address"
	print "lost   probes"
	exit failed > 0
}
