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

# What is left of a scenario: the checks after it, and the files that help to
# understand a failure.

# State or policies that charon left in the kernel of HOST
check_leftovers()
{
	local host=$1 state policy all=$work/leftovers

	echo $'xfrm state\nxfrm policy' >"$all.ip"
	if "$vhost" netexec "${host_pid[$host]}" ip -batch "$all.ip" >"$all" &&
		[ ! -s "$all" ]
	then
		return
	fi
	state=$("$vhost" netexec "${host_pid[$host]}" ip xfrm state)
	policy=$("$vhost" netexec "${host_pid[$host]}" ip xfrm policy)
	# states of IPComp are left to the kernel
	if grep 'proto.*spi' <<<"$state" | grep -qv 'proto 4' || [ -n "$policy" ]
	then
		printf '\n%s# ip xfrm state [NO]\n%s\n' "$host" "$state"
		printf '\n%s# ip xfrm policy [NO]\n%s\n' "$host" "$policy"
		return 1
	fi
}

check_leaks()
{
	local host=$1 leaks log

	log=/proc/${host_pid[$host]}/root/var/log/leak-detective.log
	[ -e "$log" ] || return 0
	leaks=$(grep -v "No leaks detected.*" "$log")
	if [ -n "$leaks" ]
	then
		printf '\n%s# cat /var/log/leak-detective.log [NO]\n%s\n' \
			"$host" "$leaks"
		return 1
	fi
}

# Whether charon crashed on HOST; it kills itself after a critical signal
check_crashes()
{
	local host=$1 log result

	log=/proc/${host_pid[$host]}/root/var/log/daemon.log
	if match_lines "killing ourself\\|vhost: process .* crashed" "$log"
	then
		grep -A 20 "killing ourself\|vhost: process .* crashed" "$log"
		return 1
	fi
}

# The state of HOST while charon still runs
collect_state()
{
	local host=$1 subsys

	for subsys in conns certs pools authorities sas pols
	do
		on "$host" "swanctl --list-$subsys" \
			>"$result/$host.swanctl.$subsys" 2>/dev/null
	done
	on "$host" "swanctl --stats; swanctl --list-algs" \
		>"$result/$host.swanctl.stats" 2>/dev/null
	on "$host" "ip -s xfrm policy" >"$result/$host.ip.policy"
	on "$host" "ip -s xfrm state" >"$result/$host.ip.state"
	on "$host" "ip addr; ip route; ip route list table 220;
		ip -6 route; ip -6 route list table 220" \
		>"$result/$host.ip.route" 2>/dev/null
	on "$host" "iptables-save -c; ip6tables-save -c" \
		>"$result/$host.iptables-save" 2>/dev/null
}

# The logs and captures of HOSTs
collect_files()
{
	local host root pid keys=()

	# a router has no keys, so use those of everybody
	for pid in "${host_pid[@]}"
	do
		keys+=("/proc/$pid/root/var/log/charon.ike-keys")
	done
	for host
	do
		root=/proc/${host_pid[$host]}/root
		collect_file "$root/var/log/daemon.log" "$host.daemon.log"
		collect_file "$root/var/log/strongswan.stderr" "$host.stderr"
		collect_file "$root/tmp/tcpdump.log" "$host.tcpdump.log"
		collect_file "$root/tmp/tcpdump.pcap" "$host.tcpdump.pcap"
		[ ! -e "$root/tmp/tcpdump.pcap" ] ||
			"$input/ike-trace" "$root/tmp/tcpdump.pcap" "${keys[@]}" \
				>"$result/$host.ike-trace"
	done
}

collect_file()
{
	[ ! -s "$1" ] || ask copy "$1" "$result/$2"
}

# Whether charon loaded the plugin on HOST
has_plugin()
{
	local result

	match_lines "loaded plugins:.* addrmgmt" \
		"/proc/${host_pid[$1]}/root/var/log/daemon.log"
}
