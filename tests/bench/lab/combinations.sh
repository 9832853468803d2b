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


# Guest's part: all combinations of two things that happen to a tunnel, each
# time with everything back afterwards.

# ms until packets have to get through where there is a path
bound=90000
events=(left-lose1 left-lose2 left-lose12 left-dead1 left-dead2
	right-lose1 right-lose2 right-lose12 right-dead1 right-dead2)

# Lines "FIRST SECOND MS ORDER": two events, ms between them and between the
# sides when they get everything back, and who does so first. What happens is
# undone instead of happening twice. At once there is no order.
list_combinations()
{
	local rtt=$1 i j delay second n=0

	for i in "${!events[@]}"
	do
		for j in "${!events[@]}"
		do
			second=${events[j]}
			[ "$i" != "$j" ] || second=${second/-*/-back}
			for delay in 0 $((rtt / 2)) "$rtt" 100 1000
			do
				if [ "$delay" -eq 0 ] && [ "$j" -lt "$i" ]
				then
					continue
				fi
				if [ $((n++ % 2)) -eq 0 ]
				then
					echo "${events[i]} $second $delay left"
				else
					echo "${events[i]} $second $delay right"
				fi
			done
		done
	done
}

# Commands for "ip -batch" on the router: all from and to an uplink is dropped
# without a word
dead_commands()
{
	local action=$1 side=$2 n=$3 address

	address=$(address_of "x-$side" "$n")
	echo "rule $action iif $side$n blackhole prio 1$n"
	echo "route $action blackhole $address/32"
}

# What happens to a side, remembers what works there
happen()
{
	local name=$1 side=${2%-*} what=${2#*-} n

	case $what in
	lose*)
		for ((n = 1; n <= 2; n++))
		do
			case $what in
			*$n*)
				[ "${works[$side$n]}" != lost ] || continue
				[ "${works[$side$n]}" != dead ] ||
					dead_commands del "$side" "$n" >&"${admins[$name-net]}"
				echo "address del $(address_of "$name-$side" $n)/24" \
					"dev uplink$n" >&"${admins[$name-$side]}"
				works[$side$n]=lost
				;;
			esac
		done
		;;
	dead*)
		n=${what#dead}
		[ "${works[$side$n]}" = yes ] || return
		dead_commands add "$side" "$n" >&"${admins[$name-net]}"
		works[$side$n]=dead
		;;
	back)
		for n in 1 2
		do
			case ${works[$side$n]} in
			lost) address_commands "$name-$side" $n >&"${admins[$name-$side]}" ;;
			dead) dead_commands del "$side" "$n" >&"${admins[$name-net]}" ;;
			esac
			works[$side$n]=yes
		done
		;;
	esac
}

# Whether one address on each side is reachable from the other
path_exists()
{
	case "${works[left1]} ${works[left2]}" in
	*yes*) ;;
	*) return 1 ;;
	esac
	case "${works[right1]} ${works[right2]}" in
	*yes*) ;;
	*) return 1 ;;
	esac
}

now_us()
{
	now=${EPOCHREALTIME/[^0-9]/}
}

# Pause of some ms
pause()
{
	[ "$1" -eq 0 ] || sleep "$((($1) / 1000)).$(printf %03d $(($1 % 1000)))"
}

# Waits until three packets that are sent from now on got through and were
# answered, sets took to the ms it took: await_replies NAME BOUND
await_replies()
{
	local start

	now_us
	start=$now
	while [ $((now - start)) -lt $(($2 * 1000)) ]
	do
		# ends early if the network complains
		if on "$1-left" ping -q -n -c 3 -i 0.05 -w $(($2 / 1000)) \
			-I "$(inner_address_of "$1-left")" \
			"$(inner_address_of "$1-right")" >/dev/null 2>&1
		then
			now_us
			took=$(((now - start) / 1000))
			return
		fi
		sleep 0.05
		now_us
	done
	took=never
	return 1
}

# Sets ike_sa to the SPIs and path to the addresses
look_at_sa()
{
	local sas

	sas=$(on "$1" swanctl --list-sas --raw)
	ike_sa=""
	path=-
	if [[ $sas =~ state=ESTABLISHED\ local-host=([0-9.]+).*\ remote-host=([0-9.]+) ]]
	then
		path="${BASH_REMATCH[1]}-${BASH_REMATCH[2]}"
	fi
	if [[ $sas =~ initiator-spi=[0-9a-f]+\ responder-spi=[0-9a-f]+ ]]
	then
		ike_sa=${BASH_REMATCH[0]}
	fi
}

# FIRST SECOND MS ORDER, sets back and restored, false if the tunnel is lost
try_combination()
{
	local name=addrmgmt last=right result=0

	[ "$4" = left ] || last=left
	happen $name "$1"
	pause "$3"
	happen $name "$2"
	back=-
	if path_exists
	then
		await_replies $name $bound || result=1
		back=$took
	else
		sleep 10
	fi
	happen $name "$4-back"
	pause "$3"
	happen $name "$last-back"
	await_replies $name $bound || result=1
	restored=$took
	# the better addresses are verified again and used
	sleep 20
	look_at_sa $name-left
	[ "$ike_sa" = "$established" ] || result=1
	return $result
}

declare -A works=([left1]=yes [left2]=yes [right1]=yes [right2]=yes)
