# What every change must pass beside the tests.
# shellcheck shell=bash

PROBLEMS=0

check() {
    run "$@" || {
        cat -- "$LOG" >&2
        PROBLEMS=$((PROBLEMS + 1))
    }
}

find_mago() {
    MAGO=$ROOT/target/tools/bin/mago
    [[ -x $MAGO ]] || MAGO=$(command -v mago) || return 1
}

install_mago() {
    env -u CARGO_TARGET_DIR cargo install mago --version "$MAGO_VERSION" --locked --root target/tools
}

php_syntax() {
    find php tests -name '*.php' -not -path '*/phpt/*' -print0 | xargs -0 -r -n 1 "$PHP" -l
}

lint() {
    [[ $# -eq 0 || $* == --install-mago ]] || usage
    prepare need_build
    if has rustup; then
        rustup component add --toolchain "$(rustup show active-toolchain | cut -d ' ' -f 1)" clippy rustfmt >/dev/null 2>&1 || true
    fi
    install_missing need_lint
    if [[ $* == --install-mago ]]; then
        step "installing Mago" install_mago
    fi
    check "Rust formatting" cargo fmt --all --check
    check "clippy" cargo clippy --color never --workspace --all-targets -- -D warnings
    check "clippy without PHP" cargo clippy --color never --workspace --all-targets --no-default-features -- -D warnings
    check "shellcheck" shellcheck -x dev .ci/run tests/shop/up tests/shop/down tests/chaos/broken/run tests/release/run tests/dist/in-debian.sh \
        release/{check-extension,cross-compiler,deb,debian-folder,version,twint-setup.sh} release/shim/{php,php-config}
    check "licences" licences
    check "PHP syntax" php_syntax
    if find_mago; then
        check "PHP formatting" "$MAGO" --colors never format --check
        check "PHP lint" "$MAGO" --colors never lint
        check "PHP analysis" "$MAGO" --colors never analyze
    else
        printf 'skipping Mago, PHP'\''s linter; install it with: ./dev lint --install-mago (cargo install mago --version %s --locked --root target/tools)\n' "$MAGO_VERSION"
    fi
    ((PROBLEMS == 0)) || die "$PROBLEMS checks failed."
}

licences() {
    "$PHP" php/bill-of-materials.php licences | diff docs/licences.md - ||
        die "Write them anew with: php php/bill-of-materials.php licences > docs/licences.md"
}

need_lint() {
    need shellcheck has shellcheck
}
