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

# Guest's part: charon on the hosts of a network, with and without the plugin.

log_folder=/share/log
plugins="random nonce openssl pem pkcs1 x509 kdf kernel-netlink socket-default"
plugins+=" vici updown"

# What a job may set
prefer_best_path=yes
plugin_options="protocol = kivinen"
connection_options=""
child_options=""

# Waits until a line of a growing file matches a pattern
await_line()
{
	local file=$1 pattern=$2 tail result fd

	exec {fd}< <(exec tail -n +1 -F -s 0.05 "$file" 2>/dev/null)
	tail=$!
	timeout 20 grep -q -m 1 -e "$pattern" <&"$fd"
	result=$?
	kill "$tail"
	exec {fd}<&-
	return "$result"
}

# ip netns exec puts what is in /etc/netns/HOST over /etc
configure_charon()
{
	local host=$1 load=$2 etc=/etc/netns/$1

	mkdir -p "$etc/swanctl" "$log_folder"
	# by default a better address that comes back is ignored
	cat >"$etc/strongswan.conf" <<-END
	charon {
		load = $load
		prefer_best_path = $prefer_best_path
		filelog {
			log {
				path = $log_folder/$host.log
				time_format = %H:%M:%S
				time_add_ms = yes
				flush_line = yes
				default = 1
			}
		}
		plugins {
			vici {
				socket = unix:///run/$host.vici
			}
			addrmgmt {
				$plugin_options
				socket = unix:///run/$host.addrmgmt
			}
		}
	}
	swanctl {
		socket = unix:///run/$host.vici
	}
	END
	cat >"$etc/swanctl/swanctl.conf"
}

# What left and right have in common, given the connection of one of them
connection()
{
	local me=$1 peer=$2 remote=$3

	cat <<-END
	connections {
		site {
			version = 2
			mobike = yes
			remote_addrs = $remote
			proposals = aes128gcm16-prfsha256-x25519
			$connection_options
			local {
				auth = psk
				id = ${me##*-}
			}
			remote {
				auth = psk
				id = ${peer##*-}
			}
			children {
				net {
					local_ts = $(inner_address_of "$me")/32
					remote_ts = $(inner_address_of "$peer")/32
					esp_proposals = aes128gcm16
					$child_options
				}
			}
		}
	}
	secrets {
		ike {
			secret = "only for tests"
		}
	}
	END
}

start_charon()
{
	local host=$1 log=$log_folder/$1.log

	rm -f "$log"
	on "$host" /usr/sbin/charon-systemd >"$log_folder/$host.out" 2>&1 &
	charons+=($!)
	await_line "$log" "spawning 16 worker threads" &&
	on "$host" swanctl --load-all >>"$log_folder/$host.out" 2>&1
}

# A tunnel between left and right of a network: start_tunnel NAME [PLUGIN]
start_tunnel()
{
	local left=$1-left right=$1-right load="$plugins ${2:-}"

	configure_charon "$left" "$load" < <(
		connection "$left" "$right" "$(address_of "$right" 1)")
	configure_charon "$right" "$load" < <(
		connection "$right" "$left" %any)
	start_charon "$right" && start_charon "$left" &&
	on "$left" swanctl --initiate --child net >"$log_folder/$1.initiate" 2>&1
}

stop_charons()
{
	kill "${charons[@]}"
	wait "${charons[@]}" || true
}

charons=()
