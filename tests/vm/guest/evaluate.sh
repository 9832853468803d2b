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

# The files pretest.dat, evaltest.dat and posttest.dat, evaluated as do-tests
# does.  That runs commands through ssh from lines that the local shell expands
# first: in pretest and posttest a whole line in double quotes, in evaltest
# without quotes, so redirections and pipes stay with the runner.

# hosts with a running tcpdump, and its process
declare -A tcpdump_pid

# The time as the do-tests prints it
get_time()
{
	local now=$EPOCHREALTIME fraction

	fraction=${now#*.}
	printf -v reply '%(%T)T.%s ~ ' "${now%.*}" "${fraction:0:3}"
}

print_time()
{
	get_time
	printf '%s' "$reply"
}

# What the do-tests prints for a comment
print_comment()
{
	printf '%s\n' "$1"
}

run_commands()
{
	local file=$1 line host command

	while IFS= read -r -u 4 line || [ -n "$line" ]
	do
		if [[ $line == "#"* ]]
		then
			print_comment "$line"
			continue
		fi
		[[ $line == *::* ]] || continue
		host=${line%%::*}
		host=${host//[[:space:]]/}
		command=${line#*::}
		command=${command%%::*}
		[ -n "$command" ] || continue
		print_time
		eval "printf '%s# %s\n' \"\$host\" \"$command\""
		if [ -z "${host_pid[$host]}" ]
		then
			echo "no host '$host'"
			continue
		fi
		eval "on \$host \"$command\""
		echo
	done 4<"$file" 2>&1
}

start_tcpdump()
{
	local host=${1%%:*} interface=eth0 dump

	[[ $1 != *:* ]] || interface=${1#*:}
	dump="tcpdump -l --immediate-mode -i $interface -Z root -U --print"
	dump+=" -w /tmp/tcpdump.pcap not port ssh and not port domain"
	dump+=" >/tmp/tcpdump.log 2>/tmp/tcpdump.err.log"
	print_time
	echo "$host# $dump &"
	"$vhost" exec "${host_pid[$host]}" "exec $dump" &
	tcpdump_pid[$host]=$!
}

# Capturing begins some time after the start
wait_tcpdump()
{
	local host=$1 tries=0 log

	log=/proc/${host_pid[$host]}/root/tmp/tcpdump.err.log
	until [[ -e $log && $(<"$log") == *"listening on"* ]]
	do
		tries=$((tries + 1))
		if [ $tries -gt 500 ] || ! kill -0 "${tcpdump_pid[$host]}"
		then
			echo "tcpdump does not run on $host"
			return 1
		fi
		pause 0.01
	done
}

stop_tcpdump()
{
	local host=$1

	[ -n "${tcpdump_pid[$host]}" ] || return 0
	# wait for packets to get processed
	pause "$settle"
	print_time
	echo "$host# killall tcpdump"
	kill -INT "${tcpdump_pid[$host]}"
	wait "${tcpdump_pid[$host]}"
	unset "tcpdump_pid[$host]"
	echo
}

# Sets "result" to the lines of FILE that match PATTERN, returns what grep would
match_lines()
{
	local reply count

	ask match "$1" "$2"
	count=${reply%% *}
	result=${reply#* }
	case $count in
	-) return 2 ;;
	0) return 1 ;;
	esac
}

# Whether the result of grep is what was expected
is_expected()
{
	local hit=$1 status=$2 newlines=${3//[!$'\n']/}

	[ "$status" -le 1 ] || return
	if [[ $hit =~ ^[0-9]+$ ]]
	then
		# as the do-tests counts: nothing is one empty line
		[ $((${#newlines} + 1)) -eq "$hit" ]
	else
		! { [ "$status" -eq 0 ] && [ "$hit" = NO ]; } &&
		! { [ "$status" -ne 0 ] && [ "$hit" = YES ]; }
	fi
}

turn_around()
{
	case $1 in
	YES) reply=NO ;;
	NO) reply=YES ;;
	*[!0-9]*|"") reply=$1 ;;
	*) reply=$(($1 + 1)) ;;
	esac
}

# Fills array "misses" with the lines whose expectation was not met and
# "matches" with the others
run_evaluation()
{
	local file=$1 number=0 line host command pattern hit rest shown
	local out=$work/test.out err=$work/test.err result status start reply

	misses=()
	matches=()
	while IFS= read -r -u 4 line || [ -n "$line" ]
	do
		number=$((number + 1))
		if [[ $line == "#"* ]]
		then
			print_comment "$line"
			continue
		fi
		rest=$line::::
		host=${rest%%::*}; rest=${rest#*::}
		host=${host//[[:space:]]/}
		command=${rest%%::*}; rest=${rest#*::}
		pattern=${rest%%::*}; rest=${rest#*::}
		hit=${rest%%::*}
		[ -n "$command" ] || continue
		if [ -n "$inverted" ]
		then
			turn_around "$hit"
			hit=$reply
		fi
		get_time
		start=$reply
		shown=$command
		: >"$out"
		: >"$err"
		if [ -z "${host_pid[$host]}" ]
		then
			echo "no host '$host'" >"$err"
		elif [ "$command" = tcpdump ]
		then
			stop_tcpdump "$host"
			on "$host" cat /tmp/tcpdump.log >"$out"
			shown="cat /tmp/tcpdump.log"
		else
			# what was logged up to now is to be found in the log
			pause 0.001
			eval "on \$host $command >\$out 2>\$err"
		fi
		eval "pattern=\"$pattern\""
		match_lines "$pattern" "$out"
		status=$?
		if is_expected "$hit" "$status" "$result"
		then
			# a line without expectation is only an action
			[[ ! $hit =~ ^(YES|NO|[0-9]+)$ ]] || matches+=("$number")
			printf '%s%s# %s | grep '\''%s'\''  [%s]\n' "$start" \
				"$host" "$shown" "$pattern" "$hit"
		else
			misses+=("${file##*/}:$number: $host# $shown | grep '$pattern' [$hit]")
			echo "~~~~~~~ FAIL ~~~~~~~"
			printf '%s%s# %s | grep '\''%s'\''  [%s]\n' "$start" \
				"$host" "$shown" "$pattern" "$hit"
		fi
		[ -z "$result" ] || printf '%s\n' "$result"
		read_file "$err"
		printf '%s' "$reply"
		if [[ ${misses[*]: -1} == "${file##*/}:$number:"* && -s $out ]]
		then
			echo "~~ output ~~~~~~~~~~"
			printf '%s\n' "$(<"$out")"
			echo "~~~~~~~~~~~~~~~~~~~~"
		fi
		echo
	done 4<"$file"
}
