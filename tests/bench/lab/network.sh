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

# Guest's part: two gateways with two uplinks each and a router between them.
#
#             10.1.1.0/24             10.2.1.0/24
#          .--- uplink1 ---.       .--- uplink1 ---.
#   left --+               +- net -+               +-- right
#          '--- uplink2 ---'       '--- uplink2 ---'
#             10.1.2.0/24             10.2.2.0/24
#
# The gateways have address 1 in these networks, the router 254, and
# 10.10.0.1 and 10.20.0.1 are what is behind them. There may be several such
# networks side by side, all with the same addresses: NAME-left and so on are
# the names of the network namespaces.

# Nobody has to ask for these: on the links here it would take as long as a
# packet through half of the network, unlike on real ones
host_mac=02:00:00:00:00:01
net_mac=02:00:00:00:00:fe

# on a host in a network: on NAME-left ip route
on()
{
	ip netns exec "$@"
}

address_of()
{
	case $1 in
	*-left) echo "10.1.$2.1" ;;
	*-right) echo "10.2.$2.1" ;;
	esac
}

inner_address_of()
{
	case $1 in
	*-left) echo 10.10.0.1 ;;
	*-right) echo 10.20.0.1 ;;
	esac
}

# Commands for "ip -batch" that give uplink N of a host its address
address_commands()
{
	local host=$1 n=$2 address gateway

	address=$(address_of "$host" "$n")
	gateway=${address%.*}.254
	# routes vanish with the address, and metrics say what is preferred, to
	# charon also in tables of their own
	cat <<-END
	address add $address/24 dev uplink$n
	neighbour replace $gateway dev uplink$n lladdr $net_mac nud permanent
	route replace default via $gateway dev uplink$n table 10$n metric 99
	route add default via $gateway dev uplink$n metric ${n}0
	END
}

# A packet takes a quarter of the round trip for every link
add_link()
{
	local host=$1 n=$2 net=$3 delay=$4 side=${1##*-} address end

	address=$(address_of "$host" "$n")
	ip link add "uplink$n" address $host_mac netns "$host" type veth \
		peer name "$side$n" address $net_mac netns "$net"
	on "$net" ip address add "${address%.*}.254/24" dev "$side$n"
	on "$net" ip link set "$side$n" up
	on "$host" ip link set "uplink$n" up
	on "$host" ip rule add from "$address" table "10$n"
	on "$host" ip -batch - < <(address_commands "$host" "$n")
	on "$net" ip neighbour add "$address" dev "$side$n" nud permanent \
		lladdr $host_mac
	for end in "$host uplink$n" "$net $side$n"
	do
		# shellcheck disable=SC2086
		on ${end% *} tc qdisc add dev ${end#* } root netem \
			delay "$delay" limit 10000
	done
}

# Marks of received packets tell the path they took: 12 is uplink 1 on the
# left and uplink 2 on the right. The mark stays when the packet is decrypted.
# Debian's UML has no nf_tables.
mark_paths()
{
	local left right

	echo '*mangle'
	for left in 1 2
	do
		for right in 1 2
		do
			echo "-A PREROUTING -p esp -s 10.1.$left.1 -d 10.2.$right.1" \
				"-j MARK --set-mark $left$right"
			echo "-A PREROUTING -p esp -s 10.2.$right.1 -d 10.1.$left.1" \
				"-j MARK --set-mark $left$right"
		done
	done
	echo COMMIT
}

# usage: make_network NAME RTT-IN-US
make_network()
{
	local name=$1 delay=$(($2 / 4))us net=$1-net host n

	ip netns add "$net"
	on "$net" sysctl -qw net.ipv4.ip_forward=1
	for host in "$name-left" "$name-right"
	do
		ip netns add "$host"
		on "$host" ip link set lo up
		on "$host" sysctl -qw net.ipv6.conf.default.disable_ipv6=1
		on "$host" ip address add "$(inner_address_of "$host")/32" dev lo
		for n in 1 2
		do
			add_link "$host" "$n" "$net" "$delay"
		done
		on "$host" iptables-legacy-restore < <(mark_paths)
	done
}
