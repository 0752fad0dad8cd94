# The sources lie two folders up; Cargo asks the php-config that ./configure was told about the PHP to build for.
# Made once: whoever installs it is root, and may have no Cargo.
$(phplibdir)/twint.so:
	$(mkinstalldirs) $(phplibdir)
	cd $(top_srcdir)/../.. && PHP="$(PHP_EXECUTABLE)" PHP_CONFIG="$$(command -v $(PHP_CONFIG))" \
		$(CARGO) build --release --locked -p twint --lib --target-dir "$(top_builddir)/cargo"
	cp $(top_builddir)/cargo/release/libtwint.so $@
