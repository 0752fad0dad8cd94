# What a poll and the plugin cost.
# shellcheck shell=bash

bench() {
    if [[ ${1-} == --jtl ]]; then
        [[ $# -eq 2 || $# -eq 3 && $3 =~ ^(status|crowd|flood|wawi)$ ]] || usage
        bench_shop "$2" "${3-bench}"
        return
    fi
    if [[ ${1-} == growth ]]; then
        bench_growth "${@:2}"
        return
    fi
    local length=() before=
    while [[ $# -gt 0 ]]; do
        case $1 in
            --quick | --full) length=("$1") ;;
            --before)
                before=$(cd -- "$CALLED_FROM" && realpath -e -- "${2-}") || die "--before needs the file of an older twint.so."
                shift
                ;;
            *) usage ;;
        esac
        shift
    done
    prepare need_bench
    find_php_fpm || die "No php-fpm of PHP $("$PHP" -r 'echo PHP_VERSION;') was found; name it in PHP_FPM."
    build_extension
    build_simulator
    TWINT_BENCH_DIRECTORY=$TMP TWINT_BENCH_EXTENSION=$EXTENSION TWINT_BENCH_SIMULATOR=$SIMULATOR TWINT_BENCH_FPM=$PHP_FPM \
        TWINT_BENCH_BEFORE=$before \
        launch "$PHP" -d "extension=$EXTENSION" tests/bench/bench.php "${length[@]}" </dev/null
    await "$CHILD"
}

# What it costs when a million payments lie in its tables; without a shop.
bench_growth() {
    prepare need_test
    build_extension
    build_simulator
    lean_php
    TMPDIR=$TMP TWINT_EXTENSION=$EXTENSION TWINT_SIMULATOR=$SIMULATOR \
        launch nice "${LEAN_PHP[@]}" -d "extension=$EXTENSION" -d memory_limit=512M tests/bench/growth.php "$@" </dev/null
    await "$CHILD"
}

# What the plugin costs in a real shop.
bench_shop() {
    local tree
    tree=$(cd -- "$CALLED_FROM" && check_tree "$1") || exit
    install_missing need_browser
    prepare need_build
    build_extension
    build_simulator
    install_playwright || die "npm could not install playwright-core: $(cat -- "$LOG")"
    start_lab 1 "$tree" || die "The shop did not start."
    if [[ $2 == status || $2 == crowd || $2 == flood ]]; then
        install_missing need_head
        find_php_fpm && export PHP_FPM
    fi
    TWINT_SHOP_LAB=$TMP/lab-1 launch node "tests/shop/bench/$2.mjs" </dev/null
    await "$CHILD"
}
