# Rust, installed where it is missing.
# shellcheck shell=bash

MINIMUM_RUST=$(sed -n 's/^rust-version = "\([0-9.]*\)".*/\1/p' Cargo.toml)
RUST_LINE='curl -sSf https://sh.rustup.rs | sh -s -- -y --profile minimal --component clippy,rustfmt'

rust_version() { rustc --version 2>/dev/null | cut -d ' ' -f 2; }

rust_is_good() {
    has cargo && has rustc &&
        [[ $(printf '%s\n' "$MINIMUM_RUST" "$(rust_version)" | sort -V | head -n 1) == "$MINIMUM_RUST" ]]
}

install_rust() {
    # shellcheck disable=SC2016 # the inner shell runs it
    bash -c 'set -o pipefail; RUSTUP_INIT_SKIP_PATH_CHECK=yes '"${RUST_LINE/ -y / -y --no-modify-path }"
}

use_rust() {
    rust_is_good && return
    export PATH=$CARGO_BIN:$PATH
    hash -r
    rust_is_good && return
    if has rustup; then
        die "Rust $MINIMUM_RUST or newer is needed, and here is $(rust_version || true). Please run: rustup update stable"
    fi
    has curl || die "Rust $MINIMUM_RUST or newer is missing. Please install curl, then run: $RUST_LINE"
    run "installing Rust with rustup" install_rust || {
        cat -- "$LOG" >&2
        die "Rust $MINIMUM_RUST or newer is missing and could not be installed here. Please run: $RUST_LINE"
    }
    hash -r
    rust_is_good || die "Rust $MINIMUM_RUST or newer is missing. Please run: $RUST_LINE"
}
