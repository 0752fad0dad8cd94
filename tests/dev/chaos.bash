# Random lives under random faults.
# shellcheck shell=bash

# What was run before counts only while nothing of it has changed.
chaos_fingerprint() {
    find php/jtl_twint/src tests/chaos tests/php "$EXTENSION" "$SIMULATOR" -type f -print0 | sort -z | xargs -0 sha256sum |
        sha256sum | cut -c 1-12
}

chaos() {
    local kind='' check=need_test
    [[ " $* " != *' --galera '* ]] || kind=-galera
    [[ $kind == '' && ${1-} != --broken ]] || check=need_galera
    prepare "$check"
    if [[ $kind == -galera ]] && ! has_galera; then
        printf 'SKIPPED: this machine has no Galera (Debian: galera-4), so nothing was played.\n' >&2
        return
    fi
    build_extension
    build_simulator
    if [[ ${1-} == --broken ]]; then
        has_galera || export TWINT_GALERA=no
        TMPDIR=$TMP TWINT_EXTENSION=$EXTENSION TWINT_SIMULATOR=$SIMULATOR launch tests/chaos/broken/run </dev/null
    else
        mkdir -p -- "$TARGET/chaos"
        lean_php
        TMPDIR=$TMP TWINT_SIMULATOR=$SIMULATOR launch "${LEAN_PHP[@]}" -d "extension=$EXTENSION" tests/chaos/chaos.php \
            --results "$TARGET/chaos/$(chaos_fingerprint)$kind.jsonl" "$@" </dev/null
    fi
    await "$CHILD"
}
