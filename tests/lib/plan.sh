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

# What is to be run: lines of "NAME FOLDER OPTION...".  FOLDER is below
# tests/scenarios, or below testing/tests of strongSwan's source with
# "upstream:" in front.

# The lines of a list file without comments
read_list()
{
	sed 's/#.*//; /^[[:space:]]*$/d' "tests/scenarios/$1"
}

plan_scenarios()
{
	local folder

	for folder in tests/scenarios/*/
	do
		folder=${folder%/}
		[ ! -d "$folder" ] ||
			echo "${folder##*/} ${folder##*/} strict"
	done
}

plan_upstream()
{
	local name

	upstream_names | while read -r name
	do
		echo "$name upstream:$name ${variant_options[*]}"
	done
}

# Those of the list, and any other that is asked for by its whole name
upstream_names()
{
	local pattern

	read_list upstream.list | cut -d ' ' -f 1
	for pattern in "${patterns[@]}"
	do
		[ ! -e "${testing:-}/tests/$pattern/test.conf" ] ||
			read_list upstream.list | cut -d ' ' -f 1 | grep -qxF "$pattern" ||
			echo "$pattern"
	done
}

# All of the list, or in a run of everything only those marked in it
plan_inverted()
{
	local name mark

	read_list upstream.list | while read -r name mark
	do
		[ "$what" = inverted ] || [ -n "$mark" ] || continue
		echo "inverted/${name#*/} upstream:$name inverted"
	done
}

plan_variants()
{
	local name folder options

	read_list variants.list | while read -r name folder options
	do
		echo "$name upstream:$folder $options"
	done
}

matches_pattern()
{
	local name=$1 pattern

	[ ${#patterns[@]} -gt 0 ] || return 0
	for pattern in "${patterns[@]}"
	do
		[[ $pattern == *[*?[]* ]] || pattern="*$pattern*"
		# shellcheck disable=SC2053 # a pattern
		[[ $name == $pattern ]] && return
	done
	return 1
}

# The plan for $what, longest known first would be better but hardly faster
make_plan()
{
	local name rest

	case $what in
	""|list)
		plan_scenarios
		plan_upstream
		plan_variants
		plan_inverted
		;;
	*)
		"plan_$what"
		;;
	esac | while read -r name rest
	do
		! matches_pattern "$name" || echo "$name $rest"
	done
}

list_tests()
{
	echo unit
	make_plan | cut -d ' ' -f 1
}
