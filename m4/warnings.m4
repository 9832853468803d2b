# Warnings, of which strongSwan's object pattern forces some off: METHOD()
# casts functions, INIT() overrides initializers, interfaces hand in arguments
# that not every implementation needs.
AC_DEFUN([ADDRMGMT_WARNINGS],
[
	WARN_CFLAGS="-Wall -Wextra -Wno-unused-parameter -Wno-sign-compare \
-Wno-missing-field-initializers -Wno-cast-function-type"
	AC_ARG_ENABLE([werror], AS_HELP_STRING([--enable-werror],
		[treat warnings as errors]))
	if test "x$enable_werror" = xyes; then
		WARN_CFLAGS="$WARN_CFLAGS -Werror"
	fi
	AC_SUBST([WARN_CFLAGS])
])
