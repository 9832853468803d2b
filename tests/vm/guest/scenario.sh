# shellcheck shell=bash
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

# One scenario from the start of its hosts to the verdict.

# in real time, processes need some of it to finish
settle=0.02
[ "$VM_TIME" != real ] || settle=0.3

# reasons why the scenario failed
reasons=()

run_phases()
{
	local host

	if [ -n "$TCPDUMPHOSTS" ]
	then
		printf 'TCPDUMP\n\n'
		for host in $TCPDUMPHOSTS
		do
			start_tcpdump "$host"
		done
		for host in $TCPDUMPHOSTS
		do
			wait_tcpdump "${host%%:*}" || reasons+=("no tcpdump on $host")
		done
	fi

	printf '\nPRE-TEST\n\n'
	run_commands "$scenario/pretest.dat"

	printf '\nTEST\n\n'
	run_evaluation "$scenario/evaltest.dat" 2>&1
	if [ -n "$inverted" ]
	then
		for host in "${matches[@]}"
		do
			reasons+=("evaltest.dat:$host holds when turned around, too")
		done
		[ ${#misses[@]} -gt 0 ] || reasons+=("evaltest.dat tests nothing")
	else
		reasons+=("${misses[@]}")
	fi
	if [ ${#reasons[@]} -gt 0 ] || [ -e $input/collect ]
	then
		for host in $IPSECHOSTS
		do
			collect_state "$host"
		done
	fi

	printf '\nPOST-TEST\n\n'
	run_commands "$scenario/posttest.dat"

	for host in $IPSECHOSTS
	do
		check_leftovers "$host" || reasons+=("$host# xfrm state or policy left")
	done
	for host in $STRONGSWANHOSTS
	do
		check_leaks "$host" || reasons+=("$host# memory leaks")
		check_crashes "$host" || reasons+=("$host# a process crashed")
	done
	for host in "${!tcpdump_pid[@]}"
	do
		stop_tcpdump "$host"
	done
	for host in ${plugin_hosts//,/ }
	do
		grep -q "loaded plugins:.* addrmgmt" \
			"/proc/${host_pid[$host]}/root/var/log/daemon.log" ||
			reasons+=("$host# charon did not load the plugin")
	done
}

# Options:
#	inverted	expectations are turned around, all lines have to fail
#	strict		the scenario is ours, its files have to be right
#	plugin=HOST,...	load the plugin on these hosts, too
#	KEY=VALUE	an option in strongswan.conf there
run_scenario()
{
	local name=$1 folder=$2 option inverted="" strict="" plugin_hosts=""
	local scenario=$work/scenario result=$results/$1 start settings=()
	local misses=() matches=() complaints host seconds reason
	local VIRTHOSTS TCPDUMPHOSTS IPSECHOSTS RADIUSHOSTS DBHOSTS IPV6 SWANCTL
	# shellcheck disable=SC2034
	local DIAGRAM
	shift 2

	start=$EPOCHREALTIME
	echo "@$number begin $name"
	reasons=()
	tcpdump_pid=()
	mkdir -p "$result"
	for option
	do
		case $option in
		inverted) inverted=yes ;;
		strict) strict=yes ;;
		plugin=*) plugin_hosts=${option#*=} ;;
		*=*) settings+=("$option") ;;
		*) reasons+=("no such option: $option") ;;
		esac
	done

	prepare_scenario "$folder" "$scenario" ||
		reasons+=("the scenario cannot be prepared")
	complaints=$(cd "$scenario" && check_scenario)
	printf '%s\n\n' "$complaints" >"$result/console.log"
	if [ -n "$strict" ] && [ -n "$complaints" ]
	then
		mapfile -t -O ${#reasons[@]} reasons <<<"$complaints"
	fi
	for host in ${plugin_hosts//,/ }
	do
		add_plugin "$scenario" "$host" "${settings[@]}" ||
			reasons+=("the plugin cannot be loaded on $host")
	done
	if [ ${#reasons[@]} -eq 0 ]
	then
		# shellcheck source=/dev/null
		. "$scenario/test.conf"
		if start_network "$scenario/hosts"
		then
			run_phases
			for host in $STRONGSWANHOSTS
			do
				collect_files "$host"
			done
		else
			reasons+=("the network did not start")
		fi
		stop_network
	fi >>"$result/console.log" 2>&1

	seconds=$((${EPOCHREALTIME/.} - ${start/.}))
	for reason in "${reasons[@]}"
	do
		echo "@$number reason $name $reason"
	done
	if [ ${#reasons[@]} -eq 0 ]
	then
		echo "@$number end $name passed $((seconds / 1000000))"
	else
		echo "@$number end $name failed $((seconds / 1000000))"
	fi
}
