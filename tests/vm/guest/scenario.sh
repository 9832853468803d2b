# shellcheck shell=bash disable=SC2154 # variables of job
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

# shellcheck disable=SC2034 # for evaluate.sh
# in real time, processes need some of it to finish
settle=0.02
# shellcheck disable=SC2034
[ "$VM_TIME" != real ] || settle=0.3

# reasons why the scenario failed
reasons=()

start_captures()
{
	local host

	for host in $TCPDUMPHOSTS
	do
		start_tcpdump "$host"
	done
	for host in $TCPDUMPHOSTS
	do
		wait_tcpdump "${host%%:*}" || reasons+=("no tcpdump on $host")
	done
}

stop_captures()
{
	local host

	for host in "${!tcpdump_pid[@]}"
	do
		stop_tcpdump "$host"
	done
}

# What the evaluation means for the verdict
judge()
{
	local line

	if [ -z "$inverted" ]
	then
		reasons+=("${misses[@]}")
		return
	fi
	for line in "${matches[@]}"
	do
		reasons+=("evaltest.dat:$line holds when turned around, too")
	done
	[ ${#misses[@]} -gt 0 ] || reasons+=("evaltest.dat tests nothing")
}

check_hosts()
{
	local host

	for host in $IPSECHOSTS
	do
		check_leftovers "$host" || reasons+=("$host# xfrm state or policy left")
	done
	for host in "${hosts[@]}"
	do
		check_leaks "$host" || reasons+=("$host# memory leaks")
		check_crashes "$host" || reasons+=("$host# a process crashed")
	done
	for host in ${plugin_hosts//,/ }
	do
		has_plugin "$host" ||
			reasons+=("$host# charon did not load the plugin")
	done
}

run_phases()
{
	local host

	printf 'TCPDUMP\n\n'
	start_captures
	printf '\nPRE-TEST\n\n'
	run_commands "$scenario/pretest.dat"
	printf '\nTEST\n\n'
	run_evaluation "$scenario/evaltest.dat"
	judge
	if [ ${#reasons[@]} -gt 0 ] || [ -e "$input/collect" ]
	then
		for host in $IPSECHOSTS
		do
			collect_state "$host"
		done
	fi
	printf '\nPOST-TEST\n\n'
	run_commands "$scenario/posttest.dat"
	check_hosts
	stop_captures
	collect_files "${hosts[@]}"
}

take_options()
{
	local option

	for option
	do
		case $option in
		inverted) inverted=yes ;;
		plugin=*) plugin_hosts=${option#*=} ;;
		esac
	done
}

# The hosts the scenario needs
set_hosts()
{
	local host needed=" $VIRTHOSTS $IPSECHOSTS $TCPDUMPHOSTS "

	hosts=()
	for host in $STRONGSWANHOSTS
	do
		[[ $needed != *" $host"[\ :]* ]] || hosts+=("$host")
	done
	mapfile -t -O ${#hosts[@]} hosts < <(node_names "${NODES:-0}")
}

run_files()
{
	# shellcheck disable=SC2034 # what test.conf sets
	local VIRTHOSTS TCPDUMPHOSTS IPSECHOSTS RADIUSHOSTS DBHOSTS IPV6 SWANCTL
	# shellcheck disable=SC2034
	local MOBILITY NODES
	# shellcheck disable=SC2034
	local DIAGRAM hosts=() misses=() matches=()

	# shellcheck source=/dev/null
	. "$scenario/test.conf"
	tcpdump_pid=()
	set_hosts
	if start_network "$scenario/hosts" "${hosts[@]}"
	then
		run_phases
	else
		reasons+=("the network did not start")
	fi
	stop_network
}

# Options that matter here:
#	inverted	expectations are turned around, all lines have to fail
#	plugin=HOST,...	the plugin has to be loaded on these hosts
run_scenario()
{
	local name=$1 inverted="" plugin_hosts=""
	local scenario=$input/scenarios/$1 result=$results/$1
	local start=$EPOCHREALTIME verdict=passed reason
	shift

	echo "@$number begin $name"
	mkdir -p "$result"
	reasons=()
	{
		take_options "$@"
		read_file "$scenario/complaints"
		[ -z "$reply" ] || printf '%s\n\n' "$reply"
		run_files
	} >"$result/console.log" 2>&1

	for reason in "${reasons[@]}"
	do
		echo "@$number reason $name $reason"
		verdict=failed
	done
	echo "@$number end $name $verdict" \
		$(((${EPOCHREALTIME/.} - ${start/.}) / 1000000))
}
