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

# What scenarios with mobile nodes need of the network, see tests/mobility/README

# most hosts beside those of strongSwan that a scenario can have
# shellcheck disable=SC2034 # for network.sh
max_nodes=20

# Lines of /etc/hosts for the addresses that plug gives to HOSTs
mobility_names()
{
	local link prefix host

	for link in home=fec1 foreign1=fec0 foreign2=fec2
	do
		prefix=${link#*=}
		link=${link%=*}
		for host
		do
			case $host in
			alice) echo "$prefix::a alice-$link" ;;
			carol) echo "$prefix::c carol-$link" ;;
			dave) echo "$prefix::d dave-$link" ;;
			venus) echo "$prefix::e venus-$link" ;;
			node*) echo "$prefix::1:${host#node} $host-$link" ;;
			esac
		done
	done
}

# Routes of HOST to the other links, as commands for ip -batch
mobility_routes()
{
	case $1 in
	moon) echo "route add fec2::/16 via fec0::2" ;;
	sun) echo "route add fec1::/16 via fec0::1" ;;
	winnetou|carol|dave) echo "route add default via fec0::1" ;;
	alice|venus) echo "route add default via fec1::1" ;;
	bob) echo "route add default via fec2::1" ;;
	esac
}

# Names of COUNT hosts that only some scenarios have
node_names()
{
	local i

	for ((i = 1; i <= $1; i++))
	do
		echo "node$i"
	done
}

# The network cards of these hosts, as those of the others
node_cards()
{
	local i

	for ((i = 1; i <= $1; i++))
	do
		printf 'node%d eth0 fe:fd:0a:04:00:%02x br0\n' "$i" "$i"
	done
}
