dnl PIE, and whoever builds with phpize: Cargo compiles, make only puts the file where PHP looks for it.

PHP_ARG_ENABLE([twint], [whether to enable TWINT payments], [AS_HELP_STRING([--enable-twint], [Enable TWINT payments])], [yes])

if test "$PHP_TWINT" != "no"; then
  AC_PATH_PROG([CARGO], [cargo], [no])
  if test "$CARGO" = "no"; then
    AC_MSG_ERROR([cargo was not found: Rust builds this extension, see https://www.rust-lang.org/tools/install])
  fi
  PHP_SUBST([CARGO])
  PHP_SUBST([PHP_CONFIG])
  PHP_ADD_BUILD_DIR([modules])
  PHP_MODULES="$PHP_MODULES \$(phplibdir)/twint.so"
  PHP_ADD_MAKEFILE_FRAGMENT([$abs_srcdir/Makefile.frag], [$abs_srcdir], [$abs_builddir])
fi
