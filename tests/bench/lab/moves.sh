# shellcheck shell=bash disable=SC2034,SC2154 # variables of the job
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

# Guest's part: changes of the addresses of a host while probes go through
# the tunnel.

probe_port=7777
probe_interval=1000
probe_folder=/dev/shm/probes
# ms of probes and seconds of them before the change
probe_duration=1500
probe_before=0.3
declare -A admins preferred used lost

# Someone who changes addresses at once: to start a program takes longer than
# a tunnel needs to move
start_admin()
{
	local host=$1 fd

	exec {fd}> >(exec ip netns exec "$host" ip -force -batch -)
	admins[$host]=$fd
	preferred[$host]=1
	used[$host]=1
}

# Runs commands of "ip -batch" on stdin on a host, sets event to the time
change()
{
	local commands

	commands=$(cat)
	event=${EPOCHREALTIME/[^0-9]/}000
	echo "$commands" >&"${admins[$1]}"
}

# The address in use is removed
change_lost()
{
	local host=$1 n=${used[$1]}

	lost[$host]=$n
	change "$host" <<<"address del $(address_of "$host" "$n")/24 dev uplink$n"
}

# And comes back
change_back()
{
	local host=$1 n=${lost[$1]}

	change "$host" < <(
		address_commands "$host" "$n"
		[ "$n ${preferred[$host]}" != "2 2" ] || prefer_command "$host" add
	)
}

# A route that makes the second uplink better than the first
prefer_command()
{
	local gateway

	gateway=$(address_of "$1" 2)
	echo "route $2 default via ${gateway%.*}.254 dev uplink2 metric 5"
}

# The other address gets preferred, both are there
change_planned()
{
	local host=$1

	if [ "${preferred[$host]}" = 1 ]
	then
		change "$host" < <(prefer_command "$host" add)
		preferred[$host]=2
	else
		change "$host" < <(prefer_command "$host" del)
		preferred[$host]=1
	fi
}

# Uplink a host should use after a change
expected_uplink()
{
	local host=$1 kind=$2

	case $kind in
	lost) echo $((3 - lost[$host])) ;;
	*) echo "${preferred[$host]}" ;;
	esac
}

# Sends probes both ways. What arrives on a host is in the log NAME-left.probes
# or NAME-right.probes. Wait for the processes in probes.
start_probes()
{
	local name=$1 side

	mkdir -p "$probe_folder"
	probes=()
	for side in left right
	do
		on "$name-$side" "$probe" recv $probe_port \
			"$probe_folder/$name-$side.probes" >/dev/null &
		probes+=($!)
	done
	send_probes "$name-left" "$name-right"
	send_probes "$name-right" "$name-left"
}

send_probes()
{
	on "$1" "$probe" send "$(inner_address_of "$2")" $probe_port \
		$probe_interval $probe_duration "$(inner_address_of "$1")" >/dev/null &
	probes+=($!)
}

# What the probes that arrived on a host say, see measure.awk
measure()
{
	awk -f "$lab/measure.awk" -v event="$event" -v side="$2" \
		-v interval="$probe_interval" -v count="$probe_duration" \
		-v expected="$3" "$probe_folder/$1.probes"
}

# Remembers which uplinks the last probe used
note_path()
{
	local mark=${2##* }

	used[$1-left]=${mark:0:1}
	used[$1-right]=${mark:1:1}
}

# MOBIKE may move a side that did not change. Let it prefer what it uses, then a
# change is one for it, too.
align()
{
	local host

	for host in "$1-left" "$1-right"
	do
		if [ "${used[$host]}" != "${preferred[$host]}" ]
		then
			change_planned "$host"
			sleep 1
		fi
	done
}

# One change on a side of a network, e.g. move mobike left lost, sets arrays out
# and in: what the probes say, from that side and towards it
move()
{
	local name=$1 side=$2 kind=$3 host=$1-$2 peer=$1-left uplink

	[ "$side" = right ] || peer=$name-right
	[ "$kind" = back ] || align "$name"
	start_probes "$name"
	sleep $probe_before
	"change_$kind" "$host"
	wait "${probes[@]}"
	uplink=$(expected_uplink "$host" "$kind")
	read -r -a out < <(measure "$peer" "$side" "$uplink")
	read -r -a in < <(measure "$host" "$side" "$uplink")
	note_path "$name" "$(tail -n 1 "$probe_folder/$peer.probes")"
}
