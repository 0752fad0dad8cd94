# The sources lie two folders up; Cargo asks the php-config that ./configure was told about the PHP to build for.
# Made once for these sources: whoever installs it is root, and may have no Cargo.
$(phplibdir)/twint.so: $(shell find $(top_srcdir)/../../src -name '*.rs') $(top_srcdir)/../../Cargo.toml $(top_srcdir)/../../Cargo.lock
	$(mkinstalldirs) $(phplibdir)
	cd $(top_srcdir)/../.. && PHP="$(PHP_EXECUTABLE)" PHP_CONFIG="$$(command -v $(PHP_CONFIG))" \
		$(CARGO) build --release --locked -p twint --lib --target-dir "$(top_builddir)/cargo"
	cp $(top_builddir)/cargo/release/libtwint.so $@
