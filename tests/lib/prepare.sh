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

# Copies of scenarios with their placeholders replaced, and what is wrong with
# their files.

# Field N of host NAME in a list as testing.conf has them
address_of()
{
	local entry fields

	for entry in $1
	do
		IFS=, read -ra fields <<<"$entry"
		if [ "${fields[0]}" = "$2" ]
		then
			echo "${fields[$3]}"
			return
		fi
	done
}

# The script for sed, from what load-testconfig does
placeholders()
{
	local host name infix

	set +u
	# shellcheck source=/dev/null
	. "$testing/testing.conf"

	for host in $STRONGSWANHOSTS
	do
		name=${host^^}
		for infix in IP IP6
		do
			local list=$HOSTNAMEIPV4

			[ $infix = IP ] || list=$HOSTNAMEIPV6
			case $host in
			moon|sun|alice|carol|dave)
				echo "s/PH_${infix}_${name}1/$(address_of \
					"$list" "$host" 2)/g"
				;;
			esac
			[ "$host$infix" != bobIP6 ] || infix=IPV6
			echo "s/PH_${infix}_$name/$(address_of \
				"$list" "$host" 1)/g"
		done
	done
}

# What hosts/node has is for all of the scenario's NODES, with the number of each
# for PH_NODE
make_nodes()
(
	set +u
	# shellcheck source=/dev/null
	. ./test.conf >/dev/null 2>&1
	for ((i = 1; i <= ${NODES:-0}; i++))
	do
		cp -r hosts/node "hosts/node$i" &&
		grep -rlZ PH_NODE "hosts/node$i" |
			xargs -0r sed -i "s/PH_NODE/$i/g" || return
	done
	rm -r hosts/node
)

# Whether HOST is one of those the scenario starts
is_host()
{
	[[ ! $1 =~ ^node[1-9][0-9]*$ || ${1#node} -gt ${NODES:-0} ]] ||
		return 0
	[[ " $STRONGSWANHOSTS " == *" $1 "* &&
		" $VIRTHOSTS $IPSECHOSTS $TCPDUMPHOSTS " == *" $1"[\ :]* ]]
}

# Complaints about the lines of a .dat file
check_lines()
{
	local file=$1 wanted=$2 number=0 line parts

	while IFS= read -r line || [ -n "$line" ]
	do
		number=$((number + 1))
		[[ $line == "#"* || -z ${line//[[:space:]]/} ]] && continue
		parts=${line//::/$'\n'}
		mapfile -t parts <<<"$parts"
		if ! is_host "${parts[0]//[[:space:]]/}"
		then
			echo "$file:$number: no host '${parts[0]}', VIRTHOSTS has:" \
				"$VIRTHOSTS"
		elif [ ${#parts[@]} -ne "$wanted" ]
		then
			echo "$file:$number: ${#parts[@]} fields instead of" \
				"$wanted: $line"
		elif [ "$wanted" -eq 4 ] &&
			! [[ ${parts[3]} =~ ^(YES|NO|[0-9]+)$ ]]
		then
			echo "$file:$number: '${parts[3]}' is not YES, NO or a" \
				"number"
		elif [ "$wanted" -eq 4 ] && [ "${parts[3]}" = 0 ]
		then
			echo "$file:$number: no result counts as one line, use NO"
		fi
	done <"$file"
}

# Complaints about a prepared scenario
check_scenario()
(
	local file host

	set +u
	# shellcheck source=/dev/null
	. "$testing/testing.conf"
	for file in description.txt test.conf pretest.dat evaltest.dat posttest.dat
	do
		[ -f $file ] || { echo "File '$file' is missing"; return; }
	done
	bash -n test.conf 2>&1
	# shellcheck source=/dev/null
	. ./test.conf >/dev/null 2>&1
	[ -n "$VIRTHOSTS" ] || echo "test.conf: no VIRTHOSTS"
	for host in $VIRTHOSTS $IPSECHOSTS $TCPDUMPHOSTS
	do
		is_host "${host%%:*}" || echo "test.conf: no host '$host'"
	done
	[ -z "$RADIUSHOSTS$DBHOSTS" ] ||
		echo "test.conf: RADIUSHOSTS and DBHOSTS are not supported"
	[ -n "$SWANCTL" ] || echo "test.conf: only SWANCTL=1 is supported"
	for host in hosts/*/
	do
		host=${host%/}
		[ ! -d "$host" ] || is_host "${host#hosts/}" || echo "no host: $host"
	done
	check_lines pretest.dat 2
	check_lines posttest.dat 2
	check_lines evaltest.dat 4
	grep -rno 'PH_IP[A-Z0-9_]*' . | sed 's/$/ is not a placeholder/'
)

# Makes charon on HOST load the plugin, with OPTIONS "a.b.c=value"
add_plugin()
{
	local target=$1 host=$2 conf option key value close part
	shift 2

	conf=$target/hosts/$host/etc/strongswan.conf
	if ! grep -q '^[[:space:]]*charon' "$conf" 2>/dev/null
	then
		echo "no strongswan.conf to load the plugin on $host"
		return 1
	fi
	sed -i '/^charon/,/^}/ s/^\([[:space:]]*load *=.*\)/\1 addrmgmt/' "$conf"
	for option
	do
		key=${option%%=*}
		value=${option#*=}
		close=""
		while [[ $key == *.* ]]
		do
			part=${key%%.*}
			key=${key#*.}
			printf '%s {\n' "$part"
			close+=" }"
		done
		printf '%s = %s\n%s\n' "$key" "$value" "$close"
	done >>"$conf"
}

# The copy of FOLDER in TARGET, as OPTIONs of the plan want it. Fills array
# "complaints".
prepare_scenario()
{
	local folder=$1 target=$2 option host strict="" plugin_hosts="" settings=()
	shift 2

	complaints=()
	for option
	do
		case $option in
		inverted) ;;
		strict) strict=yes ;;
		plugin=*) plugin_hosts=${option#*=} ;;
		*=*) settings+=("$option") ;;
		*) complaints+=("no such option: $option") ;;
		esac
	done
	mkdir -p "$target" && cp -r "$folder/." "$target" &&
	grep -rlZ PH_IP "$target" |
		xargs -0r sed -i -f "$placeholders" || return
	[ ! -d "$target/hosts/node" ] || (cd "$target" && make_nodes) || return
	(cd "$target" && check_scenario) >"$target/complaints"
	# upstream has lines of its own taste, but no files without sense
	if [ -s "$target/complaints" ] && { [ -n "$strict" ] ||
		[[ $(<"$target/complaints") == "File "* ]]; }
	then
		mapfile -t -O ${#complaints[@]} complaints <"$target/complaints"
	fi
	for host in ${plugin_hosts//,/ }
	do
		add_plugin "$target" "$host" "${settings[@]}" ||
			complaints+=("the plugin can not be loaded on $host")
	done
}
