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

# Guest's part: what may happen to both ends of a tunnel and the paths between
# them, and what probes and charon say about it.

# ms until nobody waits for traffic to come back any more
give_up_after=200000

# They take turns in this order
failures=(blackhole-near blackhole-far rekey-blackhole rekey-removed both-known
	both-new both-new-return better-back)

# Addresses of uplinks a host has before it happens: has HOST UPLINK...
has()
{
	local host=$1 n
	shift

	on "$host" ip address flush dev uplink1
	on "$host" ip address flush dev uplink2
	for n
	do
		on "$host" ip -batch - < <(address_commands "$host" "$n")
	done
}

# Commands for "ip -batch" that take the address of an uplink away
removal_commands()
{
	echo "address del $(address_of "$1" "$2")/24 dev uplink$2"
}

# Both directions of an uplink lose everything, without a word: kill NAME SIDE N
blackhole()
{
	on "$1-net" iptables-legacy -I FORWARD -i "$2$3" -j DROP
	on "$1-net" iptables-legacy -I FORWARD -o "$2$3" -j DROP
}

heal()
{
	on "$1-net" iptables-legacy -F FORWARD
}

# SPIs of the IKE_SA a host has
ike_sa_of()
{
	on "$1" swanctl --list-sas --ike site --raw |
		grep -o 'state=ESTABLISHED.*initiator-spi=[0-9a-f]* responder-spi=[0-9a-f]*' |
		grep -o 'initiator-spi=.*' | head -n 1
}

# An IKE_SA that knows nothing of the past: renew NAME
renew()
{
	local side

	for side in left right
	do
		on "$1-$side" swanctl --terminate --ike site --force
	done >>"$log_folder/$1.terminate" 2>&1
	sleep 1
	on "$1-left" swanctl --initiate --child net >>"$log_folder/$1.initiate" 2>&1 ||
		fail "no tunnel, see ${log_folder#/share/}"
	sleep 2
}

# Probes for some ms that may never get through
start_stream()
{
	local name=$1 duration=$2 side peer

	mkdir -p "$probe_folder"
	receivers=()
	senders=()
	for side in left right
	do
		ip netns exec "$name-$side" "$probe" recv "$probe_port" \
			"$probe_folder/$name-$side.probes" >/dev/null &
		receivers+=($!)
	done
	for side in left right
	do
		peer=$name-left
		[ "$side" = right ] || peer=$name-right
		ip netns exec "$name-$side" "$probe" send \
			"$(inner_address_of "$peer")" "$probe_port" "$probe_interval" \
			"$duration" "$(inner_address_of "$name-$side")" >/dev/null &
		senders+=($!)
	done
}

end_stream()
{
	wait "${senders[@]}"
	sleep 1
	kill "${receivers[@]}" 2>/dev/null
	wait "${receivers[@]}"
}

# Probes lost after the event, and when they arrive again for good, or when they
# take the better path: read_stream HOST [SIDE UPLINK]
read_stream()
{
	awk -v event="$event" -v interval="$probe_interval" -v duration="$duration" \
		-v side="${2:-}" -v expected="${3:-}" -f "$lab/stream.awk" \
		"$probe_folder/$1.probes"
}

# What the sides have before it happens, and for how long to send probes
prepare_failure()
{
	local left=$1-left right=$1-right

	duration=$((give_up_after + 1000))
	case $2 in
	both-new)
		has "$left" 1
		has "$right" 1 2
		;;
	both-new-return)
		has "$left" 1
		has "$right" 1
		;;
	*)
		has "$left" 1 2
		has "$right" 1 2
		;;
	esac
}

rekey()
{
	on "$1" swanctl --rekey --child net >>"$log_folder/$1.rekey" 2>&1
	sleep 0.002
}

happen()
{
	local failure=$1 name=$2 left=$2-left right=$2-right

	case $failure in
	rekey-*) rekey "$left" ;;
	esac
	case $failure in
	*-removed) change "$left" < <(removal_commands "$left" 1) ;;
	blackhole-far)
		change "$left" </dev/null
		blackhole "$name" right 1
		;;
	*blackhole*)
		change "$left" </dev/null
		blackhole "$name" left 1
		;;
	both-known)
		change "$left" < <(removal_commands "$left" 1)
		change "$right" < <(removal_commands "$right" 1)
		;;
	both-new)
		change "$left" < <(removal_commands "$left" 1
			address_commands "$left" 2)
		change "$right" < <(removal_commands "$right" 1)
		;;
	both-new-return)
		change "$left" < <(removal_commands "$left" 1
			address_commands "$left" 2)
		change "$right" < <(removal_commands "$right" 1
			address_commands "$right" 2)
		moved=$event
		sleep 60
		change "$right" < <(address_commands "$right" 1)
		event=$moved
		;;
	better-back)
		change "$left" < <(address_commands "$left" 1)
		;;
	esac
}

# Lets a failure happen to a tunnel: failure_of FAILURE NAME, sets outcome
failure_of()
{
	local failure=$1 name=$2 duration left right better=()
	local left_now right_now sa=kept

	heal "$name"
	prepare_failure "$name" "$failure"
	renew "$name"
	if [ "$failure" = better-back ]
	then
		change "$name-left" < <(removal_commands "$name-left" 1)
		sleep 5
		better=(left 1)
		duration=20000
	fi
	left=$(ike_sa_of "$name-left")
	right=$(ike_sa_of "$name-right")
	start_stream "$name" "$duration"
	sleep 1
	happen "$failure" "$name"
	end_stream

	left_now=$(ike_sa_of "$name-left")
	right_now=$(ike_sa_of "$name-right")
	if [ -z "$left_now" ] || [ -z "$right_now" ]
	then
		sa=lost
	elif [ "$left_now $right_now" != "$left $right" ]
	then
		sa=new
	fi
	read -r -a outcome < <(
		echo "$sa $(read_stream "$name-right" "${better[@]}")" \
			"$(read_stream "$name-left" "${better[@]}")")
}
