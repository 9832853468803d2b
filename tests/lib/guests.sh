# shellcheck shell=bash disable=SC2154 # variables of tests/run
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

# The guests that run the scenarios: one a CPU, each takes the next scenario
# that nobody has.

# seconds of the host after which a scenario hangs
scenario_limit=600

declare -A guest_pid guest_test test_start test_reasons test_done
guests_left=0

# All that guests read and write, in one folder
fill_share()
{
	local name folder options source input=$run/input
	local placeholders=$input/placeholders complaints=()

	mkdir -p "$input/scenarios" "$input/testing" "$run/claims" "$run/results"
	cp -r "$testing/hosts" "$testing/testing.conf" "$input/testing" &&
	cp -r "$testing/www" "$input" &&
	cp -r tests/vm/guest "$build"/guest/{vhost,helper,systemctl,httpd,probe,ike-trace,typed6} \
		"$input" || return
	cp -r "$libreswan" "$input/libreswan" || return
	[ ! -d "$stage" ] || cp -r "$stage" "$input/stage" || return
	[ -z "$collect" ] || : >"$input/collect"
	(placeholders) >"$placeholders" || return
	: >"$input/list"
	while read -r name folder options
	do
		case $folder in
		upstream:*) source=$testing/tests/${folder#*:} ;;
		*) source=tests/scenarios/$folder ;;
		esac
		if [ ! -d "$source" ]
		then
			count_test "$name" failed "$EPOCHREALTIME" "" \
				"no folder $source"
			continue
		fi
		# shellcheck disable=SC2086
		prepare_scenario "$source" "$input/scenarios/$name" $options || return
		if [ ${#complaints[@]} -gt 0 ]
		then
			count_test "$name" failed "$EPOCHREALTIME" "" \
				"${complaints[@]}"
			continue
		fi
		echo "$name $options" >>"$input/list"
	done
}

start_guest()
{
	local number=$1

	guest_test[$number]=""
	{
		trap 'kill $!; wait $!; exit 143' TERM
		# shellcheck disable=SC2261 # a descriptor, not stderr
		tests/vm/boot "${boot_options[@]}" --timeout 7200 --share "$run" \
			/share/input/guest/job "$number" \
			>&"$events" 2>>"$run/guest-$number.log" &
		wait $!
		echo "@$number exit $?" >&"$events"
	} &
	guest_pid[$number]=$!
	guests_left=$((guests_left + 1))
}

stop_guests()
{
	local number

	for number in "${!guest_pid[@]}"
	do
		kill "${guest_pid[$number]}" 2>/dev/null
	done
	for number in "${!guest_pid[@]}"
	do
		wait "${guest_pid[$number]}" 2>/dev/null
	done
	[ -z "${run:-}" ] || rm -rf "$run"/{events,claims,input}
}

take_event()
{
	local number=$1 event=$2 name=$3 text=$4 reasons=()

	case $event in
	begin)
		guest_test[$number]=$name
		test_done[$name]=yes
		test_start[$name]=$EPOCHREALTIME
		;;
	reason)
		test_reasons[$name]+=$text$'\n'
		;;
	end)
		guest_test[$number]=""
		if [ -n "${test_reasons[$name]:-}" ]
		then
			mapfile -t reasons <<<"${test_reasons[$name]%$'\n'}"
		fi
		count_test "$name" "${text% *}" "${test_start[$name]}" \
			"${text#* }" "${reasons[@]}"
		;;
	exit)
		guests_left=$((guests_left - 1))
		wait "${guest_pid[$number]}"
		unset "guest_pid[$number]"
		guest_ended "$number" "$name"
		;;
	esac
}

# A guest that dies takes one scenario with it, the others need a new one
guest_ended()
{
	local number=$1 status=$2 name=${guest_test[$1]}

	[ "$status" -ne 0 ] || [ -n "$name" ] || return 0
	if [ -n "$name" ]
	then
		count_test "$name" failed "${test_start[$name]}" "" \
			"the guest died (status $status)," \
			"see ${run#"$PWD/"}/guest-$number.log"
		start_guest "$number"
	else
		count_test "guest $number" failed "$EPOCHREALTIME" "" \
			"does not run (status $status)"
		tail -n 20 "$run/guest-$number.log" | sed 's/^/      /'
	fi
}

check_hanging()
{
	local number name now=${EPOCHREALTIME/[.,]}

	for number in "${!guest_pid[@]}"
	do
		name=${guest_test[$number]}
		[ -n "$name" ] || continue
		if [ $((now - ${test_start[$name]/[.,]})) -gt \
			$((scenario_limit * 1000000)) ]
		then
			echo "no end after $scenario_limit s" \
				>>"$run/guest-$number.log"
			kill "${guest_pid[$number]}"
		fi
	done
}

run_scenarios()
{
	local count number event name text

	fill_share < <(make_plan) || {
		echo "tests/run: cannot fill $run/input" >&2
		failed=$((failed + 1))
		return
	}
	count=$(wc -l <"$run/input/list")
	if [ "$count" -eq 0 ]
	then
		[ ${#patterns[@]} -eq 0 ] || echo "no test matches ${patterns[*]}"
		return
	fi
	[ "$jobs" -le "$count" ] || jobs=$count

	mkfifo "$run/events" && exec {events}<>"$run/events" || return
	for ((number = 1; number <= jobs; number++))
	do
		start_guest $number
	done
	while [ $guests_left -gt 0 ]
	do
		if read -r -t 5 -u "$events" number event name text
		then
			number=${number#@}
			[ -z "${guest_pid[${number:-x}]:-}" ] ||
				take_event "$number" "$event" "$name" "$text"
		else
			check_hanging
		fi
	done
	check_missing
}

# Without a guest there are no events
check_missing()
{
	local name

	while read -r name _
	do
		[ -n "${test_done[$name]:-}" ] ||
			count_test "$name" failed "$EPOCHREALTIME" "" "not run"
	done <"$run/input/list"
}
