# shellcheck shell=bash disable=SC1091,SC2034,SC2154
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
# Host's part: what a guest needs, shared with tests/run.

# shellcheck source=tests/lib/setup.sh
. tests/lib/setup.sh
# shellcheck source=tests/lib/report.sh
. tests/lib/report.sh

build_wanted=yes

build_probe()
{
	mkdir -p "$build/guest" &&
	compile "$build/guest/probe" tests/bench/probe.c
}

# Makes a folder for results of a kind, also what the guest shares, in run
prepare()
{
	run=$top/tests/results/$1/$(date +%Y%m%d-%H%M%S)
	mkdir -p "$run"
	find "${run%/*}" -mindepth 1 -maxdepth 1 -type d | sort | head -n -10 |
		xargs -r rm -rf
	ln -sfn "${run##*/}" "tests/results/$1/latest"
	step "packages" tests/vm/packages || return
	if [ -n "$build_wanted" ]
	then
		step "plugin" build_plugin || return
	fi
	step "probe" build_probe || return
	case ${boot_options[*]} in
	*--kernel*)
		;;
	*)
		step "kernel (minutes, but only once)" tests/vm/kernel || return
		;;
	esac
	cp -a "$stage" "$run/stage"
}

# Boots a guest for a job of tests/bench with its arguments. Options of
# tests/vm/boot are in boot_options. In real time, other work of this machine
# should not count; UML takes one CPU only.
boot_guest()
{
	local job=$1 priority=()
	shift

	case " ${boot_options[*]} " in
	*" qemu "*)
		;;
	*" --real-time "*)
		! chrt --fifo 1 true 2>/dev/null || priority=(chrt --fifo 1)
		;;
	esac
	"${priority[@]}" tests/vm/boot "${boot_options[@]}" --share "$run" \
		bash -c 'cp -a /share/stage/. / && exec "$@"' - \
		"$top/tests/bench/$job" "$build/guest/probe" "$@"
}
