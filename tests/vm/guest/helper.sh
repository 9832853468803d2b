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

# What the runner would start a process for again and again.  That is what takes
# most of the time in here, also if it is only one of this shell, so functions
# leave their result in "reply" instead of printing it.

start_helper()
{
	coproc helper { exec "$input/helper"; }
	exec {helper_in}>&"${helper[1]}" {helper_out}<&"${helper[0]}"
}

# Has a request done, see helper.c; nothing works without it
ask()
{
	printf '%s\0' "$@" >&"$helper_in"
	IFS= read -r -d '' reply <&"$helper_out" || exit
}

read_file()
{
	IFS= read -r -d '' reply <"$1"
	reply=${reply%$'\n'}
}
