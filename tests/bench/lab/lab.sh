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
# Guest's part: all that jobs need to move tunnels. Expects the path of the
# probe program in variable probe.

lab=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=tests/bench/lab/network.sh
. "$lab/network.sh"
# shellcheck source=tests/bench/lab/charon.sh
. "$lab/charon.sh"
# shellcheck source=tests/bench/lab/moves.sh
. "$lab/moves.sh"

fail()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

# A network and a tunnel through it: set_up NAME RTT-IN-US [PLUGIN]
set_up()
{
	make_network "$1" "$2" || fail "no network"
	start_tunnel "$1" "${3:-}" || fail "no tunnel, see ${log_folder#/share/}"
	start_admin "$1-left"
	start_admin "$1-right"
}

# What the plugin says on a side of a network
list_sessions()
{
	on "$1" addrmgmt -u "unix:///run/$1.addrmgmt" list
}
