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

# Everything tests need: packages, the plugin, the kernel, strongSwan's testing
# environment.

build=${BUILD_DIR:-$top/build}
stage=$build/stage

# A step of the set-up with its time; what it says is shown if it fails
step()
{
	local title=$1 log=$run/setup.log start=$EPOCHREALTIME
	shift

	printf '      %-46s' "$title"
	if "$@" >"$log" 2>&1 </dev/null
	then
		printf '%8s s\n' "$(seconds_since "$start")"
	else
		echo
		tail -n 40 "$log" | sed 's/^/      /' >&2
		return 1
	fi
}

build_plugin()
{
	scripts/build "$build" -j"$(nproc)" &&
	rm -rf "$stage" &&
	make -C "$build" install DESTDIR="$stage" &&
	make -C "$build/tests/plugins/inject" stage-test-plugins \
		DESTDIR="$stage" &&
	make -C "$build/tests/addupd" stage-test-programs DESTDIR="$stage" &&
	make -C "$build/tests/mobility" stage-test-programs DESTDIR="$stage" &&
	stage_wrong_plugins
}

# Plugins charon has to refuse, where it does not look for any
stage_wrong_plugins()
{
	local kind

	make -C "$build" -j"$(nproc)" wrong-abi-plugins || return
	for kind in wrong-version wrong-features
	do
		install -D "$build/src/addrmgmt/$kind/.libs/libstrongswan-addrmgmt.so" \
			"$stage/usr/lib/ipsec/$kind/libstrongswan-addrmgmt.so" || return
	done
}

# The programs of the guest need no library, so they start fast
build_guest_tools()
{
	local out=$build/guest guest=tests/vm/guest

	mkdir -p "$out" &&
	compile "$out/vhost" $guest/{vhost,host_exec}.c &&
	compile "$out/systemctl" $guest/systemctl.c &&
	compile "$out/helper" $guest/{helper,host_exec}.c &&
	compile "$out/probe" tests/bench/probe.c &&
	compile "$out/httpd" $guest/httpd.c &&
	compile "$out/typed6" $guest/typed6.c &&
	compile "$out/ike-trace" $guest/ike-trace/*.c
}

# Compiles a program from sources unless it is newer
compile()
{
	local program=$1 source
	shift

	for source
	do
		if [ ! "$program" -nt "$source" ]
		then
			gcc -Wall -Wextra -Werror -O2 -static -o "$program" "$@"
			return
		fi
	done
}

find_testing()
{
	local source

	source=$(scripts/strongswan-source) &&
	testing=$(tests/lib/certificates "$source") &&
	tests/lib/revocation-lists "$testing"
}

find_libreswan()
{
	# shellcheck disable=SC2034 # for guests.sh
	libreswan=$(tests/vm/libreswan)
}

boot_once()
{
	mkdir -p "$run/boot" &&
	tests/vm/boot "${boot_options[@]}" --timeout 120 --share "$run/boot" true
}

set_up()
{
	step "packages" tests/vm/packages || return
	if [ -n "$build_wanted" ]
	then
		step "plugin" build_plugin || return
	fi
	[ "$what" = unit ] && return
	step "programs of the guest" build_guest_tools &&
	step "strongSwan's test environment" find_testing &&
	step "libreswan" find_libreswan &&
	case ${boot_options[*]} in
	*--kernel*)
		;;
	*)
		step "kernel" tests/vm/kernel
		;;
	esac
}

# Unit tests count by the checks Check counts, in the logs of all programs
run_unit_tests()
{
	local out=$run/unit.log start=$EPOCHREALTIME status checks failures

	rm -f "$build"/tests/unit/*.log
	FUZZ_SECONDS=${FUZZ_SECONDS:-1} make -C "$build" -j"$(nproc)" -k check \
		>"$out" 2>&1
	status=$?
	cat "$build"/tests/unit/*-tests.log >>"$out" 2>/dev/null
	read -r checks failures < <(
		sed -n 's/.*Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 \2 \3/p' \
			"$out" | awk '{ c += $1; f += $2 + $3 } END { print c + 0, f + 0 }')
	if [ "$status" -eq 0 ] && [ "$failures" -eq 0 ] && [ "$checks" -gt 0 ]
	then
		passed=$((passed + checks - 1))
		count_test "unit ($checks checks)" passed "$start" ""
		return
	fi
	passed=$((passed + checks - failures))
	count_test "unit ($checks checks)" failed "$start" "" "$failures failed"
	[ "$failures" -eq 0 ] || failed=$((failed + failures - 1))
	grep -E '^[^ ]+:[0-9]+:[FE]:' "$out" | sed 's/^/      /'
	[ "$failures" -gt 0 ] || tail -n 20 "$out" | sed 's/^/      /'
}
