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

# Verdicts as they come, and the sum of them.

passed=0
failed=0
results=$top/tests/results

# Results of the last runs are kept, in a folder each
begin_report()
{
	run=$results/$(date +%Y%m%d-%H%M%S)-$$
	mkdir -p "$run" || exit
	ln -sfn "${run##*/}" "$results/latest"
	find "$results" -mindepth 1 -maxdepth 1 -type d -name '20*-*' | sort | head -n -10 |
		xargs -r rm -rf
	started=$EPOCHREALTIME
}

# Seconds with one digit
tenths()
{
	local tenths=$((($1 + 50000) / 100000))

	echo "$((tenths / 10)).$((tenths % 10))"
}

seconds_since()
{
	local now=$EPOCHREALTIME

	tenths $((${now/[.,]} - ${1/[.,]}))
}

# NAME passed|failed START SECONDS-IN-THE-GUEST [REASON...]
count_test()
{
	local name=$1 verdict=$2 start=$3 virtual=$4 sign=ok reason
	shift 4

	if [ "$verdict" = passed ]
	then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		sign=FAIL
	fi
	printf '%-5s %-46s%8s s' "$sign" "$name" "$(seconds_since "$start")"
	[ -z "$virtual" ] || printf '%8s s' "$virtual"
	echo
	for reason
	do
		[ ${#reason} -le 300 ] || reason=${reason:0:300}...
		echo "      $reason"
	done
	[ "$sign" = ok ] || [ ! -d "$run/results/$name" ] ||
		echo "      see ${run#"$PWD/"}/results/$name"
}

end_report()
{
	printf '%d passed, %d failed (%s s)\n' "$passed" "$failed" \
		"$(seconds_since "$started")"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
	exit
}
