# Payments to watch.
# shellcheck shell=bash

# The simulator ends when the pipe at its stdin closes, that is with us, however we end.
start_simulator() {
    mkfifo "$TMP/alive"
    exec {ALIVE}<>"$TMP/alive"
    mkdir "$TMP/twint"
    launch "$SIMULATOR" --exit-with-stdin --directory "$TMP/twint" <"$TMP/alive" >"$TMP/simulator.json" 2>"$TMP/simulator.log" {ALIVE}>&-
    wait_for '}' "$TMP/simulator.json" || die "The simulator did not start: $(cat "$TMP/simulator.log")"
}

start_checkout() {
    launch "$PHP" -d "extension=$EXTENSION" -d display_errors=stderr -S 127.0.0.1:0 -t php/demo/assets php/demo/checkout.php \
        >"$TMP/checkout.log" 2>&1 </dev/null
    wait_for 'started$' "$TMP/checkout.log" || die "The checkout page did not start."
    TWINT_DEMO_CHECKOUT=$(sed -n 's/.*(\(http:[^)]*\)) started$/\1/p' "$TMP/checkout.log")
    export TWINT_DEMO_CHECKOUT
}

demo() {
    local child status=0
    [[ $# -eq 0 || $* == --headless ]] || usage
    prepare need_build
    build_extension
    build_simulator
    export TWINT_DEMO_DIRECTORY=$TMP
    start_simulator
    start_checkout
    # In our own group, for it reads the keyboard; in the background, for bash answers signals only while it waits.
    "$PHP" -d "extension=$EXTENSION" php/demo/demo.php "$@" <&0 &
    child=$!
    trap 'stop_demo "$child"; exit 130' INT
    trap 'stop_demo "$child"; exit 143' TERM HUP
    wait "$child" || status=$?
    return "$status"
}

stop_demo() {
    kill -TERM "$1" 2>/dev/null || true
    for _ in {1..20}; do
        kill -0 "$1" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || true
    { wait "$1" || true; } 2>/dev/null
}
