# What the tests would not notice.
# shellcheck shell=bash

MUTANTS_VERSION=25.3.1

find_cargo_mutants() {
    CARGO_MUTANTS=$ROOT/target/tools/bin/cargo-mutants
    [[ -x $CARGO_MUTANTS ]] || CARGO_MUTANTS=$(command -v cargo-mutants)
}

install_cargo_mutants() {
    env -u CARGO_TARGET_DIR cargo install cargo-mutants --version "$MUTANTS_VERSION" --locked --root target/tools
}

# Changes the rules one by one, in a copy, and says which changes no test notices. tests/mutants.toml lists those that are
# equivalent, each with the reason. The rules are pure, so that the tests beside them have to notice everything; nothing else is run.
mutants() {
    prepare need_build
    find_cargo_mutants || step "installing cargo-mutants" install_cargo_mutants
    find_cargo_mutants
    launch "$CARGO_MUTANTS" mutants --config tests/mutants.toml --output "$TARGET" --package twint --no-shuffle "$@" </dev/null
    await "$CHILD"
}
