# Each suite adds to the counters.
# shellcheck shell=bash

PASSED=0
FAILED=0
SKIPPED=0

count() {
    PASSED=$((PASSED + ${1:-0}))
    FAILED=$((FAILED + ${2:-0}))
    SKIPPED=$((SKIPPED + ${3:-0}))
}

# A suite that cannot start is one failure, with its reason.
broken() {
    printf '%s\n' "$*" >&2
    count 0 1 0
}

# The number before a word, 0 without.
number() {
    [[ " $2" =~ [^0-9]([0-9]+)\ $1 ]] && printf '%s' "${BASH_REMATCH[1]}" || printf 0
}

has_schemas() {
    has xmllint && compgen -G "$SCHEMAS/wsdl-*/*" >/dev/null
}

# The names of the test binaries beside the units' own.
test_binaries() {
    find tests tests/simulator/tests tests/rehearse/tests -maxdepth 1 -name '*.rs' -printf '%f\n' | sed 's/\.rs$//'
    find tests tests/simulator/tests tests/rehearse/tests -mindepth 2 -maxdepth 2 -name main.rs -printf '%h\n' | sed 's,.*/,,'
}

suite_rust() {
    local schemas=yes
    if ! has_schemas; then
        schemas=no
        printf 'skipping the XSD checks: no xmllint, or no schemas in %s\n' "$SCHEMAS"
    fi
    if cargo nextest --version >/dev/null 2>&1; then
        rust_with_nextest "$schemas"
        rust_examples
    else
        rust_with_cargo "$schemas"
    fi
}

rust_with_nextest() {
    local filter=() status=0 summary
    if [[ $1 == no ]]; then
        filter=(-E 'not test(/(^|::)schema::/)')
        # nextest takes the name of a binary that is not there for a mistake.
        ! test_binaries | grep -qx schema || filter[1]+=' & not binary(schema)'
    fi
    run "Rust tests (nextest)" cargo nextest run --workspace --color never --cargo-quiet --no-fail-fast \
        --status-level fail --final-status-level fail --failure-output final "${filter[@]}" || status=$?
    summary=$(grep -E '^ *Summary \[' "$LOG" | tail -n 1 | sed 's/.*tests\{0,1\} run:/,/' || true)
    if [[ -z $summary ]] || ((status)); then
        cat -- "$LOG" >&2
    fi
    if [[ -z $summary ]]; then
        broken "The Rust tests did not run."
        return
    fi
    local failed=$(($(number failed "$summary") + $(number 'timed out' "$summary") + $(number 'exec failed' "$summary")))
    ((status == 0 || failed)) || failed=1
    count "$(number passed "$summary")" "$failed" "$(number skipped "$summary")"
}

rust_with_cargo() {
    local targets=() filter=() status=0
    if [[ $1 == no ]]; then
        mapfile -t targets < <(test_binaries | grep -vx schema | sed 's/^/--test=/')
        targets+=(--lib --bins)
        filter=(--skip schema::)
        if test_binaries | grep -qx schema; then
            count 0 0 "$(cargo test --workspace --quiet --test schema -- --list 2>/dev/null | grep -c ': test$' || true)"
        fi
    fi
    run "Rust tests (cargo test)" cargo test --workspace --color never --quiet --no-fail-fast "${targets[@]}" -- "${filter[@]}" ||
        status=$?
    count_cargo_tests "$status" "The Rust tests did not run."
    # Named targets leave the examples out.
    ((${#targets[@]} == 0)) || rust_examples
}

# The examples in the documentation, which nextest does not run.
rust_examples() {
    local status=0
    run "Rust examples (cargo test --doc)" cargo test --workspace --doc --color never --quiet --no-fail-fast || status=$?
    count_cargo_tests "$status" "The examples in the documentation did not run."
}

# count_cargo_tests <exit status> <what to say if there is no result>
count_cargo_tests() {
    local status=$1 passed failed ignored skipped
    read -r passed failed ignored skipped < <(awk '
        /^test result:/ { p += $4; f += $6; i += $8; for (n = 9; n < NF; n++) if ($(n + 1) == "filtered") s += $n }
        END { print p + 0, f + 0, i + 0, s + 0 }' "$LOG")
    ((status == 0)) || cat -- "$LOG" >&2
    if ! grep -q '^test result:' "$LOG"; then
        broken "$2"
        return
    fi
    ((status == 0 || failed)) || failed=1
    count "$passed" "$failed" $((ignored + skipped))
}

# What makes and checks the packages.
suite_release() {
    local status=0 summary failed
    run "tests of the release's scripts" env PHP="$PHP" TWINT_EXTENSION="$EXTENSION" tests/release/run || status=$?
    summary=$(tail -n 1 -- "$LOG")
    ((status == 0)) || cat -- "$LOG" >&2
    if [[ $summary != *' passed, '* ]]; then
        broken "The tests of the release's scripts did not run."
        return
    fi
    failed=$(number failed "$summary")
    ((status == 0 || failed)) || failed=1
    count "$(number passed "$summary")" "$failed" "$(number skipped "$summary")"
}

# PHP's own runner.
find_run_tests() {
    local directory
    for directory in "/usr/lib/php/$("$PHP_CONFIG" --phpapi)" "$("$PHP_CONFIG" --prefix)/lib/php" \
        "$("$PHP_CONFIG" --prefix)/lib64/php"; do
        RUN_TESTS=$directory/build/run-tests.php
        [[ ! -e $RUN_TESTS ]] || return 0
    done
    return 1
}

# phpt <name> <extension> <file>…
phpt() {
    local name=$1 extension=$2 status=0 results=$TMP/phpt-results
    shift 2
    rm -f -- "$results"
    run "$name" env NO_INTERACTION=1 REPORT_EXIT_STATUS=1 TWINT_SIMULATOR="$SIMULATOR" \
        "$PHP" "$RUN_TESTS" -P -q --show-diff -W "$results" -d "extension=$extension" "$@" || status=$?
    ((status == 0)) || cat -- "$LOG" >&2
    if [[ ! -s $results ]]; then
        broken "$name did not run."
        return
    fi
    count "$(grep -c '^PASSED' "$results")" "$(grep -cv '^\(PASSED\|SKIPPED\)' "$results")" "$(grep -c '^SKIPPED' "$results")"
}

try_build() {
    local what=$1
    shift
    run "building $what" "$@" && return
    cat -- "$LOG" >&2
    broken "$what: the build failed."
    return 1
}

# For a release build.
phpt_files() {
    find tests/phpt -name '*.phpt' -not -path '*/debug/*' 2>/dev/null | sort
}

suite_phpt() {
    local files=()
    if ! find_run_tests; then
        broken "run-tests.php of PHP $("$PHP_CONFIG" --version) was not found."
        return
    fi
    mapfile -t files < <(phpt_files)
    if ! ((${#files[@]})); then
        broken "There are no phpt tests in tests/phpt."
        return
    fi
    phpt "PHP tests" "$EXTENSION" "${files[@]}"
}

suite_phpt_debug() {
    local debug=()
    mapfile -t debug < <(find tests/phpt/debug -name '*.phpt' 2>/dev/null | sort)
    { ((${#debug[@]})) && find_run_tests; } || return 0
    try_build "the extension for debugging" cargo build --color never -p twint || return 0
    phpt "PHP tests of the debug build" "$TARGET/debug/libtwint.so" "${debug[@]}"
}

# The plugin's classes, with doubles only for the shop; database and simulator are real. They mostly wait, and so run
# beside the other suites.
begin_plugin() {
    launch env TWINT_EXTENSION="$EXTENSION" TWINT_SIMULATOR="$SIMULATOR" \
        "$PHP" -d "extension=$EXTENSION" "$(command -v phpunit)" -c tests/php --colors=never --log-junit "$TMP/plugin.xml" \
        >"$TMP/plugin.log" 2>&1 </dev/null
    PLUGIN=$CHILD
}

end_plugin() {
    local status=0
    run "plugin tests (PHPUnit), begun beside the others" tail -f --pid "$PLUGIN" /dev/null
    await "$PLUGIN" || status=$?
    ((status == 0)) || cat -- "$TMP/plugin.log" >&2
    count_junit "$TMP/plugin.xml" "$status" "The plugin tests did not run."
}

# Without those of the SDK's tests that only its own mock passes, and one that asks nobody: tests/sdk/README.md.
SDK_TESTS='/^(?!.*::(testOrder\w+Scenario|testReverseOrder|testDetectDevice))/'

# TWINT's own SDK, which is fetched by whoever runs it: tests/sdk/README.md.
suite_sdk() {
    local name status
    if [[ -z ${TWINT_SDK-} ]]; then
        printf 'skipping the tests of TWINT'\''s own SDK: tests/sdk/README.md says how it is fetched\n'
        count 0 0 1
        return
    fi
    for name in FastCheckoutTest RegularCheckoutTest SystemAdministrationTest DeviceHandlingTest; do
        status=0
        run "tests of TWINT's SDK: $name" env TWINT_SIMULATOR="$SIMULATOR" "$PHP" "$(command -v phpunit)" --colors=never \
            --do-not-cache-result --bootstrap tests/sdk/bootstrap.php --filter "$SDK_TESTS" --log-junit "$TMP/sdk-$name.xml" \
            "$TWINT_SDK/tests/integration/$name.php" || status=$?
        ((status == 0)) || cat -- "$LOG" >&2
        count_junit "$TMP/sdk-$name.xml" "$status" "$name of TWINT's SDK did not run."
    done
}

# count_junit <file> <exit status> <what to say if there is no result>
count_junit() {
    local summary all bad skipped
    summary=$(grep -m 1 '<testsuite ' "$1" 2>/dev/null || true)
    if [[ -z $summary ]]; then
        broken "$3"
        return
    fi
    all=$(attribute tests "$summary")
    bad=$(($(attribute errors "$summary") + $(attribute failures "$summary")))
    skipped=$(attribute skipped "$summary")
    (($2 == 0 || bad)) || bad=1
    count $((all - bad - skipped)) "$bad" "$skipped"
}

# Random lives under random faults: each counts only when it fails. They take what the other suites leave of the machine.
# ./dev chaos plays thousands.
begin_chaos() {
    lean_php
    launch nice env TWINT_SIMULATOR="$SIMULATOR" TMPDIR="$TMP" \
        "${LEAN_PHP[@]}" -d "extension=$EXTENSION" tests/chaos/chaos.php --seeds 60 --minutes 4 >"$TMP/chaos.log" 2>&1 </dev/null
    CHAOS=$CHILD
}

end_chaos() {
    local status=0
    run "random histories, begun beside the others" tail -f --pid "$CHAOS" /dev/null
    await "$CHAOS" || status=$?
    tail -n 1 -- "$TMP/chaos.log"
    if ((status == 0)); then
        count 1
        return
    fi
    cat -- "$TMP/chaos.log" >&2
    count 0 "$(grep -c '^seed [0-9]* broke:' "$TMP/chaos.log" || printf 1)"
}

# two_shops <tree>: since most of a test is waiting. Without a tree, or where they do not start, it says so and fails.
two_shops() {
    local tree=$1
    if [[ -z $tree ]]; then
        printf 'skipping the tests in a real shop: they need an unpacked JTL-Shop, named with --jtl DIR or in JTL_SHOP\n'
        return 1
    fi
    if ! install_playwright; then
        cat -- "$LOG" >&2
        broken "The tests in a real shop did not run: npm could not install playwright-core."
        return 1
    fi
    if ! start_lab 1 "$tree" || ! start_lab 2 "$tree"; then
        broken "The shop did not start."
        return 1
    fi
}

# suite_browser <tree>: a real shop, with a browser as the buyer and the simulator's phone as TWINT's customer.
suite_browser() {
    local tree=$1
    two_shops "$tree" || return 0
    browser_tests "tests in a real shop" "$TMP/lab-1:$TMP/lab-2"
    has_galera || return 0
    if ! start_lab 3 "$tree" --galera; then
        broken "The shop on a cluster did not start."
        return
    fi
    browser_tests "tests in a shop on a cluster" "$TMP/lab-3" cluster
}

# browser_tests <what> <labs> [part of a file's name]…
browser_tests() {
    local what=$1 labs=$2 status=0 summary failed
    run "$what" env TWINT_SHOP_LAB="$labs" node tests/shop/browser/run.mjs "${@:3}" || status=$?
    summary=$(tail -n 1 -- "$LOG")
    ((status == 0)) || cat -- "$LOG" >&2
    if [[ $summary != *' passed, '* ]]; then
        broken "The $what did not run."
        return
    fi
    failed=$(number failed "$summary")
    ((status == 0 || failed)) || failed=1
    count "$(number passed "$summary")" "$failed" "$(number skipped "$summary")"
}

# The number in an attribute of an XML tag.
attribute() {
    [[ $2 =~ \ $1=\"([0-9]+)\" ]] && printf '%s' "${BASH_REMATCH[1]}" || printf 0
}

run_tests() {
    local tree=${JTL_SHOP-} suite=everything place=here
    while (($#)); do
        case $1 in
            --jtl) tree=${2-} && shift ;;
            --dist) suite=dist ;;
            --php) suite=php ;;
            --in) place=${2-} && shift ;;
            *) usage ;;
        esac
        shift || usage
    done
    if [[ -n $tree ]]; then
        tree=$(cd -- "$CALLED_FROM" && check_tree "$tree") || exit
    fi
    if [[ $place != here ]]; then
        [[ -n $place && -n ${PLACES[$place]-} ]] || usage
        JTL_SHOP=$tree in_place "$place" ./dev test --php
        return
    fi
    [[ -z $tree ]] || install_missing need_browser
    if [[ $suite == dist ]]; then
        prepare need_dist_tests
    else
        prepare need_test
    fi
    "suite_$suite" "$tree"
    if ((PASSED + FAILED == 0)); then
        broken "No test ran."
    fi
    printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
    ((FAILED == 0))
}

suite_everything() {
    # In two commands as everywhere here: together they would share features, and be built once more.
    if try_build "the extension" cargo_extension &&
        try_build "the simulator" cargo build --color never --release -p twint-simulator; then
        begin_plugin
        begin_chaos
        suite_rust
        suite_phpt
        suite_phpt_debug
        suite_release
        suite_sdk
        end_plugin
        end_chaos
        suite_browser "$1"
    fi
}

# What a merchant and a buyer do first: the set-up, an order paid, one not paid, one that ends, and the mails.
JOURNEYS=(paid.test ended.test mails.test admin-configuration.test)

# What another PHP, OpenSSL or database may break.
suite_php() {
    if try_build "the extension" cargo_extension &&
        try_build "the simulator" cargo build --color never --release -p twint-simulator; then
        begin_plugin
        suite_phpt
        suite_release
        end_plugin
        ! two_shops "$1" || browser_tests "journeys in a real shop" "$TMP/lab-1:$TMP/lab-2" "${JOURNEYS[@]}"
    fi
}
