# Builds for those who look for errors: sanitizers and test coverage.
AC_DEFUN([ADDRMGMT_DEBUG],
[
	AC_ARG_ENABLE([asan], AS_HELP_STRING([--enable-asan],
		[build with address and undefined behaviour sanitizers]))
	if test "x$enable_asan" = xyes; then
		DEBUG_CFLAGS="-g -O1 -fno-omit-frame-pointer \
-fsanitize=address,undefined"
		DEBUG_LDFLAGS="-fsanitize=address,undefined"
	fi
	AC_ARG_ENABLE([coverage], AS_HELP_STRING([--enable-coverage],
		[build for gcov]))
	if test "x$enable_coverage" = xyes; then
		DEBUG_CFLAGS="$DEBUG_CFLAGS -g -O0 --coverage"
		DEBUG_LDFLAGS="$DEBUG_LDFLAGS --coverage"
	fi
	AC_SUBST([DEBUG_CFLAGS])
	AC_SUBST([DEBUG_LDFLAGS])
])
