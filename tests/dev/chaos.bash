# Random lives under random faults.
# shellcheck shell=bash

# What was run before counts only while nothing of it has changed.
chaos_fingerprint() {
    find php/jtl_twint/src tests/chaos tests/php "$EXTENSION" "$SIMULATOR" -type f -print0 | sort -z | xargs -0 sha256sum |
        sha256sum | cut -c 1-12
}

chaos() {
    prepare need_test
    build_extension
    build_simulator
    if [[ ${1-} == --broken ]]; then
        TMPDIR=$TMP TWINT_EXTENSION=$EXTENSION TWINT_SIMULATOR=$SIMULATOR launch tests/chaos/broken/run </dev/null
    else
        mkdir -p -- "$TARGET/chaos"
        lean_php
        TMPDIR=$TMP TWINT_SIMULATOR=$SIMULATOR launch "${LEAN_PHP[@]}" -d "extension=$EXTENSION" tests/chaos/chaos.php \
            --results "$TARGET/chaos/$(chaos_fingerprint).jsonl" "$@" </dev/null
    fi
    await "$CHILD"
}
