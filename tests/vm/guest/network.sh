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

# The network: a host of the name of each of strongSwan's machines, as
# testing/hosts has them, and the host "uml" with the bridges between them.

# process id of each host
declare -A host_pid

# seconds the network takes to calm down; they are free in virtual time
quiet=5
[ "$VM_TIME" != real ] || quiet=2

# Waits without starting a process.  In virtual time the clock only moves when
# nobody has anything to do, so the shortest pause lets everybody finish.
pause()
{
	read -r -t "$1" -u "$pause_fd" || true
}

# "HOST INTERFACE HARDWARE-ADDRESS BRIDGE" of all network cards
cards()
{
	local host key value interface

	for host in $STRONGSWANHOSTS
	do
		while read -r key value
		do
			case $key in
			iface)
				interface=${value%% *}
				;;
			address)
				case $value in
				10.1.*) echo "$host $interface $(mac "$value") br1" ;;
				10.2.*) echo "$host $interface $(mac "$value") br2" ;;
				192.168.0.*)
					echo "$host $interface $(mac "$value") br0" ;;
				esac
				;;
			esac
		done <"$work/hosts/$host/etc/network/interfaces"
	done
}

# The hardware addresses upstream's hosts files know
mac()
{
	local IFS=.
	# shellcheck disable=SC2086
	printf 'fe:fd:%02x:%02x:%02x:%02x' $1
}

# For kernels without nf_tables
use_legacy_iptables()
{
	local family name

	for family in iptables ip6tables
	do
		for name in $family $family-restore $family-save
		do
			ln -s xtables-legacy-multi "$work/guest/usr/sbin/$name" ||
				return
		done
	done
}

# Once for all scenarios: folders, layers of the hosts' root file systems
prepare_machine()
{
	local host names

	mkdir -p "$work" && mount -t tmpfs -o mode=755 hosts "$work" &&
	mkfifo "$work/pause" && exec {pause_fd}<>"$work/pause" || return
	cp -r --preserve=mode,timestamps "$input/testing/hosts" "$work" || return
	mkdir -p "$work/uml/etc" "$work/guest/usr/sbin" \
		"$work/hosts/winnetou/var" &&
	cp -r --preserve=mode "$input/www" "$work/hosts/winnetou/var" || return
	# a bridge has nothing to say itself
	printf "net.ipv6.conf.%s.disable_ipv6=1\n" all default \
		>"$work/uml/etc/sysctl.conf"
	cp -r --preserve=mode "$here/root/." "$work/guest" &&
	install -D -t "$work/guest/usr/bin" "$input/systemctl" \
		"$input/ike-trace" "$input/httpd" "$input/probe" \
		"$input/typed6" || return
	if [ -d "$input/stage" ]
	then
		cp -r --preserve=mode "$input/stage/." "$work/guest" || return
	fi

	iptables -N probe 2>/dev/null || use_legacy_iptables || return

	# what this machine uses IPsec for is none of the hosts' business
	rm -rf /etc/strongswan.d /etc/strongswan.conf /etc/ipsec.*
	find /etc/swanctl -type f -delete
	# names come from /etc/hosts or not at all
	sed -i 's/^hosts:.*/hosts: files/' /etc/nsswitch.conf
	: >/etc/resolv.conf

	{ cards; node_cards "$max_nodes"; } >"$work/cards"
	mapfile -t names < <(node_names "$max_nodes")
	mobility_names alice carol dave venus "${names[@]}" \
		>>"$work/hosts/default/etc/hosts"
	for host in $STRONGSWANHOSTS
	do
		"$here/root/usr/local/sbin/ifup" --print -a \
			-i "$work/hosts/$host/etc/network/interfaces" \
			>"$work/hosts/$host.ip" || return
	done
	for host in "${names[@]}"
	do
		printf 'link set lo up\nlink set eth0 up\n' \
			>"$work/hosts/$host.ip"
	done
}

# Starts HOSTs, FOLDER/HOST is laid over the root of each
start_network()
{
	local folder=$1 host pid interface mac bridge layers
	shift

	host_pid=()
	layers=$work/guest:$work/hosts/default:$work/hosts/%h
	layers+=:$input/libreswan:/
	while read -r host pid
	do
		host_pid[$host]=$pid
	done < <("$vhost" boot "$work/run" "$work/uml:/" uml)
	while read -r host pid
	do
		host_pid[$host]=$pid
	done < <(
		BRIDGES=/proc/${host_pid[uml]}/ns/net \
			"$vhost" boot "$work/run" \
			"$folder/%h:$layers" "$@"
	)
	for host in uml "$@"
	do
		[ -n "${host_pid[$host]}" ] || return
	done
	{
		for bridge in br0 br1 br2
		do
			echo "link add $bridge type bridge forward_delay 0" \
				"mcast_snooping 0"
			echo "link set $bridge up"
		done
		echo "addr add 192.168.0.254/24 dev br0"
		echo "addr add 10.1.0.254/16 dev br1"
		echo "addr add 10.2.0.254/16 dev br2"
		while read -r host interface mac bridge
		do
			[ -n "${host_pid[$host]}" ] || continue
			echo "link add $host-$interface type veth peer name" \
				"$interface address $mac" \
				"netns ${host_pid[$host]}"
			echo "link set $host-$interface master $bridge up"
		done <"$work/cards"
	} >"$work/uml.ip"
	"$vhost" netexec "${host_pid[uml]}" ip -batch "$work/uml.ip" || return
	for host
	do
		"$vhost" netexec "${host_pid[$host]}" \
			ip -batch "$work/hosts/$host.ip" || return
		[ -z "$MOBILITY" ] || mobility_routes "$host" |
			"$vhost" netexec "${host_pid[$host]}" ip -6 -batch - ||
			return
	done
	[ -z "${host_pid[winnetou]}" ] || on winnetou httpd /var/www || return
	# duplicate address detection, multicast reports
	pause "$quiet"
}

stop_network()
{
	local host

	for host in "${!host_pid[@]}"
	do
		kill -KILL "${host_pid[$host]}" 2>/dev/null
	done
	for host in "${!host_pid[@]}"
	do
		while [ -e "/proc/${host_pid[$host]}" ]
		do
			pause 0.001
		done
	done
	host_pid=()
	rm -rf "$work/run"
}

# Runs a command on a host, the way ssh would.  The helper has no time for other
# processes of this shell.
on()
{
	local host=$1 reply

	shift
	if [ "$BASHPID" = $$ ]
	then
		# as 1 is that of the request until this shell gets to go on
		exec 8>&1 9>&2
		ask exec "${host_pid[$host]}" $$ "$*"
		return "$reply"
	fi
	"$vhost" exec "${host_pid[$host]}" "$@"
}
