# The extension and the simulator.
# shellcheck shell=bash

prepare() {
    install_missing "$1"
    use_php
    use_rust
}

EXTENSION=$TARGET/release/libtwint.so
SIMULATOR=$TARGET/release/twint-simulator

cargo_extension() {
    cargo build --color never --release -p twint --lib
}

build_extension() {
    step "building the extension for PHP $("$PHP" -r 'echo PHP_VERSION;')" cargo_extension
    "$PHP" -d "extension=$EXTENSION" -r 'exit(extension_loaded("twint") ? 0 : 1);' ||
        die "PHP does not load $EXTENSION."
}

build_simulator() {
    step "building the simulator" cargo build --color never --release -p twint-simulator
}

build() {
    prepare need_build
    build_extension
    printf '%s  %s bytes\n' "$EXTENSION" "$(stat -c %s -- "$EXTENSION")"
}

clean() {
    rm -rf -- "$TARGET" "$ROOT/dist"
}
