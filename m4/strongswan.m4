# What is known about the strongSwan this plugin is built for is read from the
# installed libraries: a plugin built with other assumptions loads, but calls
# the wrong methods.

# Finds the installed libraries, their version and where charon looks for
# plugins and for its configuration.
AC_DEFUN([STRONGSWAN_INSTALLED],
[
	AC_ARG_WITH([ipseclibdir], AS_HELP_STRING([--with-ipseclibdir=DIR],
		[folder of libcharon.so.0 and libstrongswan.so.0]),
		[ipseclibdir=$withval],
		[for dir in /usr/lib/ipsec /usr/lib/*/ipsec /usr/lib*/ipsec \
					/usr/lib*/strongswan /usr/local/lib/ipsec; do
			if test -e "$dir/libcharon.so.0"; then
				ipseclibdir=$dir
				break
			fi
		done])
	AC_MSG_CHECKING([for the installed libcharon])
	if test ! -e "$ipseclibdir/libcharon.so.0"; then
		AC_MSG_RESULT([none])
		AC_MSG_ERROR([strongSwan is not installed: try
	apt-get install charon-systemd strongswan-swanctl
or name the folder of libcharon.so.0 by --with-ipseclibdir=DIR])
	fi
	AC_MSG_RESULT([$ipseclibdir])
	AC_SUBST([ipseclibdir])

	AC_CHECK_TOOL([NM], [nm])
	AC_CHECK_TOOL([STRINGS], [strings])

	# libcharon does not contain the version, the programs and the vici
	# plugin that come from the same build do
	AC_MSG_CHECKING([for the version of strongSwan])
	for file in "$ipseclibdir/plugins/libstrongswan-vici.so" \
				"$ipseclibdir/plugins/libstrongswan-stroke.so" \
				/usr/sbin/charon-systemd "$ipseclibdir/charon" \
				/usr/libexec/ipsec/charon /usr/sbin/swanctl; do
		if test -e "$file"; then
			strongswan_version=`$STRINGS -n 5 "$file" |
				grep -xE '@<:@0-9@:>@+\.@<:@0-9@:>@+\.@<:@0-9@:>@+@<:@a-z0-9@:>@*' |
				head -n 1`
			test -n "$strongswan_version" && break
		fi
	done
	AC_ARG_WITH([strongswan-version],
		AS_HELP_STRING([--with-strongswan-version=VERSION],
			[version of the installed strongSwan, if it can not be detected]),
		[strongswan_version=$withval])
	if test -z "$strongswan_version"; then
		AC_MSG_RESULT([unknown])
		AC_MSG_ERROR([no program or plugin of strongSwan tells its version, \
use --with-strongswan-version])
	fi
	AC_MSG_RESULT([$strongswan_version])
	AC_SUBST([strongswan_version])

	AC_ARG_WITH([plugindir], AS_HELP_STRING([--with-plugindir=DIR],
		[where charon looks for plugins]), [plugindir=$withval],
		[plugindir=$ipseclibdir/plugins])
	AC_SUBST([plugindir])

	AC_MSG_CHECKING([for strongswan.conf])
	AC_ARG_WITH([charonconfdir], AS_HELP_STRING([--with-charonconfdir=DIR],
		[folder of the option files of charon's plugins]),
		[charonconfdir=$withval],
		[strongswan_conf=`$STRINGS "$ipseclibdir/libstrongswan.so.0" |
			grep -x '/.*/strongswan\.conf' | head -n 1`
		: ${strongswan_conf:=/etc/strongswan.conf}
		charonconfdir=`dirname "$strongswan_conf"`/strongswan.d/charon])
	AC_MSG_RESULT([$charonconfdir])
	AC_SUBST([charonconfdir])

	AC_MSG_CHECKING([for the folder of charon's sockets])
	AC_ARG_WITH([piddir], AS_HELP_STRING([--with-piddir=DIR],
		[folder of charon's sockets]), [piddir=$withval],
		[piddir=`$STRINGS "$ipseclibdir/plugins/libstrongswan-vici.so" \
			2>/dev/null | sed -n 's,^unix://\(/.*\)/charon\.vici$,\1,p'`
		: ${piddir:=/var/run}])
	AC_MSG_RESULT([$piddir])
	AC_SUBST([piddir])
])

# Finds headers of that very version.
AC_DEFUN([STRONGSWAN_HEADERS],
[
	AC_MSG_CHECKING([for strongSwan's headers])
	AC_ARG_WITH([strongswan-headers],
		AS_HELP_STRING([--with-strongswan-headers=DIR],
			[installed headers, or strongSwan's configured source tree]),
		[strongswan_headers=$withval],
		[strongswan_headers=${XDG_CACHE_HOME:-$HOME/.cache}/addrmgmt/strongswan-$strongswan_version])
	for dir in "$strongswan_headers/src/libstrongswan" "$strongswan_headers" \
				''; do
		test -e "$dir/library.h" && break
	done
	strongswan_config=
	for file in "$strongswan_headers/config.h" \
				"$ipseclibdir/include/config.h"; do
		if test -e "$file"; then
			strongswan_config=$file
			break
		fi
	done
	for charon_dir in "$strongswan_headers/src/libcharon" \
				"$strongswan_headers/libcharon" ''; do
		test -e "$charon_dir/daemon.h" && break
	done
	if test -z "$dir" || test -z "$charon_dir" || test -z "$strongswan_config"; then
		AC_MSG_RESULT([none in $strongswan_headers])
		AC_MSG_ERROR([strongSwan's headers, with those of libcharon and config.h, are \
needed: try
	$srcdir/scripts/strongswan-headers
or name installed headers by --with-strongswan-headers=DIR])
	fi
	headers_version=`sed -n 's/^#define VERSION "\(.*\)"$/\1/p' \
						"$strongswan_config"`
	AC_MSG_RESULT([$strongswan_headers, $headers_version])
	if test "x$headers_version" != "x$strongswan_version"; then
		AC_MSG_ERROR([headers of strongSwan $headers_version do not fit the \
installed $strongswan_version])
	fi
	STRONGSWAN_CPPFLAGS="-D_GNU_SOURCE \
-include \$(top_builddir)/src/strongswan_config.h \
-isystem $dir -isystem $charon_dir -isystem $charon_dir/plugins/vici"
	STRONGSWAN_LIBS="-L$ipseclibdir -Wl,-rpath,$ipseclibdir -l:libstrongswan.so.0"
	CHARON_LIBS="-l:libcharon.so.0 -l:libvici.so.0"
	AC_SUBST([STRONGSWAN_CPPFLAGS])
	AC_SUBST([STRONGSWAN_LIBS])
	AC_SUBST([CHARON_LIBS])
])

# STRONGSWAN_FEATURE(DEFINE, LIBRARY, SYMBOL)
# Sets DEFINE for the headers if LIBRARY was built with it, i.e. has SYMBOL.
AC_DEFUN([STRONGSWAN_FEATURE],
[
	AC_MSG_CHECKING([if $2 is built with $1])
	if $NM -D --defined-only "$ipseclibdir/$2.so.0" | grep -q ' $3$'; then
		AC_MSG_RESULT([yes])
		feature="#define $1 1"
		wrong_feature=
		strongswan_features="$strongswan_features${strongswan_features:+ }$1"
	else
		AC_MSG_RESULT([no])
		feature=
		wrong_feature="#define $1 1"
	fi
	strongswan_feature_defines="$strongswan_feature_defines
#undef $1
$feature"
	wrong_feature_defines="$wrong_feature_defines
#undef $1
$wrong_feature"
])

AC_DEFUN([STRONGSWAN_FEATURES],
[
	STRONGSWAN_FEATURE([ME], [libcharon], [mediation_manager_create])
	AC_SUBST([strongswan_config])
	AC_SUBST([strongswan_feature_defines])
	AC_SUBST([wrong_feature_defines])
])
