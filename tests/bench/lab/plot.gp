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
# Picture of the demo: packets of four moves over time.
#
# Variables: picture (file to write), data (folder with the points), note_N
# (what is said about panel N)

set terminal svg size 1200,760 enhanced background "#ffffff" font "sans-serif,13"
set output picture

uplink1 = "#1f6fb4"
uplink2 = "#f29f05"
gone = "#d3202a"
ink = "#2b2b2b"
faint = "#7a7a7a"

set multiplot
set xrange [-40:200]
set yrange [0:8.2]
set border 0
set tics nomirror scale 0 textcolor rgb ink
set xtics 0,50
set grid xtics linestyle 1 linecolor rgb "#e8e8e8" linewidth 1
unset key

set label 1 "A tunnel loses its uplink, and gets it back" \
	at screen 0.5,0.963 center font ",21" textcolor rgb ink
set label 2 "Every tick is one of 1000 packets per second in either direction, drawn when it was sent. Round-trip time 10 ms." \
	at screen 0.5,0.922 center textcolor rgb faint

# Lanes: direction by direction, left's uplinks and what got lost
lane(direction, kind) = (direction eq "out" ? 4.3 : 0) + \
	(kind eq "1" ? 2.9 : kind eq "2" ? 1.8 : 0.7)
colour(kind) = kind eq "1" ? uplink1 : kind eq "2" ? uplink2 : gone

lanes = ""
n = 20
do for [direction in "out in"] {
	do for [kind in "1 2 lost"] {
		y = lane(direction, kind)
		set object n rectangle from graph 0,first y - 0.42 \
			to graph 1,first y + 0.42 behind fillstyle solid noborder \
			fillcolor rgb (kind eq "lost" ? "#fdf1f0" : "#f5f6f8")
		n = n + 1
		lanes = lanes.sprintf('set label %d "%s" at graph -0.015,first %f right textcolor rgb "%s"; ', \
			n, kind eq "lost" ? "lost" : "uplink ".kind, y, colour(kind))
	}
}

ticks(panel, direction, kind) = sprintf( \
	'"%s/%s-%s.points" using (strcol(2) eq "%s" ? $1 : NaN):(%f):(0):(0.7) with vectors nohead linewidth 1.7 linecolor rgb "%s"', \
	data, panel, direction eq "out" ? "right" : "left", kind, lane(direction, kind) - 0.35, colour(kind))

set format y ""
do for [n = 1:4] {
	panel = word("mobike-lost mobike-back addrmgmt-lost addrmgmt-back", n)
	column = (n - 1) % 2
	row = (n - 1) / 2
	set lmargin at screen 0.125 + column * 0.44
	set rmargin at screen 0.54 + column * 0.44
	set tmargin at screen 0.83 - row * 0.41
	set bmargin at screen 0.525 - row * 0.41
	if (column == 0) {
		eval lanes
		set label 11 "left → right" at graph -0.16,first 6.1 center \
			rotate textcolor rgb faint
		set label 12 "right → left" at graph -0.16,first 1.8 center \
			rotate textcolor rgb faint
		set label 13 (row ? "addrmgmt" : "Stock MOBIKE, RFC 4555") \
			at graph 0,1.085 left font ",15" textcolor rgb ink
	} else {
		do for [i = 11:26] { unset label i }
	}
	if (row == 1) {
		set xlabel "ms after the change" textcolor rgb faint
	}
	set label 14 value(sprintf("note_%d", n)) at graph 1,1.085 right \
		textcolor rgb ink
	set label 15 (column ? "address is back" : "address removed") \
		at first 3,graph 0.97 left font ",11" textcolor rgb ink front
	set arrow 1 from 0,graph 0 to 0,graph 1 nohead linewidth 1.3 \
		dashtype (5, 4) linecolor rgb ink front
	plots = ""
	do for [direction in "out in"] {
		do for [kind in "1 2 lost"] {
			plots = plots.(strlen(plots) ? ", " : "plot "). \
				ticks(panel, direction, kind)
		}
	}
	eval plots
}
unset multiplot
