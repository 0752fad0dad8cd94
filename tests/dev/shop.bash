# A real JTL-Shop.
# shellcheck shell=bash

# Options other than --jtl are those of tests/shop/up.
shop() {
    local tree=${JTL_SHOP-} options=()
    while (($#)); do
        case $1 in
            --jtl) tree=${2-} && shift ;;
            *) options+=("$1") ;;
        esac
        shift || usage
    done
    if [[ " ${options[*]} " != *" --keep "* || ! -d $TARGET/shop/shop ]]; then
        tree=$(cd -- "$CALLED_FROM" && check_tree "$tree") || exit
    fi
    prepare need_shop
    build_extension
    build_simulator
    trap - EXIT
    rm -rf -- "$TMP"
    PHP=$PHP JTL_SHOP=$tree exec tests/shop/up --extension "$EXTENSION" --simulator "$SIMULATOR" "${options[@]}"
}

# start_lab <number> <tree> [options of tests/shop/up]: a shop that ends with us, in $TMP/lab-<number>.
start_lab() {
    local number=$1 tree=$2
    shift 2
    launch env PHP="$PHP" JTL_SHOP="$tree" tests/shop/up --lab "$TMP/lab-$number" --port $((8400 + 100 * number)) \
        --extension "$EXTENSION" --simulator "$SIMULATOR" "$@" >"$TMP/lab-$number.log" 2>&1 </dev/null
    while [[ ! -s $TMP/lab-$number/shop.json ]]; do
        if ! kill -0 "$CHILD" 2>/dev/null; then
            cat -- "$TMP/lab-$number.log" >&2
            return 1
        fi
        sleep 0.1
    done
}

install_playwright() {
    local browser=tests/shop/browser
    [[ $browser/node_modules/.package-lock.json -nt $browser/package-lock.json ]] ||
        run "installing playwright-core and axe-core" npm ci --prefix "$browser" --no-audit --no-fund
}
