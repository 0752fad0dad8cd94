# Whatever is started here ends here.
# shellcheck shell=bash

TMP=$(mktemp -d)
declare -A CHILDREN=()
LOG=$TMP/log

# Starts a command in a process group of its own, so that what it starts in turn ends with it. Its id is in $CHILD.
launch() {
    set -m
    "$@" &
    CHILD=$!
    set +m
    CHILDREN[$CHILD]=1
}

# Waits for a launched command; its status is ours.
await() {
    local status=0
    wait "$1" || status=$?
    unset "CHILDREN[$1]"
    return "$status"
}

stop() {
    kill -TERM -- "-$1" 2>/dev/null || true
    for _ in {1..20}; do
        kill -0 -- "-$1" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL -- "-$1" 2>/dev/null || true
    { wait "$1" || true; } 2>/dev/null
    unset "CHILDREN[$1]"
}

finish() {
    local status=$? child
    trap - EXIT
    trap '' HUP INT TERM
    # A shop ends its servers itself, in order.
    for child in "$TMP"/lab-*; do
        [[ ! -d $child ]] || tests/shop/down --lab "$child"
    done
    for child in "${!CHILDREN[@]}"; do
        stop "$child"
    done
    rm -rf -- "$TMP"
    exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs a command with one line about it; what it printed is kept in $LOG.
run() {
    local what=$1 began=$SECONDS status=0 latest
    shift
    launch "$@" >"$LOG" 2>&1 </dev/null
    if [[ -t 1 ]]; then
        while kill -0 "$CHILD" 2>/dev/null; do
            latest=$(tail -n 1 "$LOG" | tr -d '\r\033' | cut -c 1-50)
            printf '\r\033[K%s … %d s  %s' "$what" $((SECONDS - began)) "$latest"
            sleep 0.3
        done
        printf '\r\033[K'
    fi
    printf '%s … ' "$what"
    await "$CHILD" || status=$?
    if ((status == 0)); then
        printf 'done (%d s)\n' $((SECONDS - began))
    else
        printf 'failed (%d s)\n' $((SECONDS - began))
    fi
    return "$status"
}

# The same where nothing can go on without it.
step() {
    run "$@" || {
        cat -- "$LOG" >&2
        die "$1: failed, see above."
    }
}

# Waits up to ten seconds until a launched program has written what we look for.
wait_for() {
    local pattern=$1 file=$2
    for _ in {1..100}; do
        grep -q -- "$pattern" "$file" 2>/dev/null && return
        kill -0 "$CHILD" 2>/dev/null || break
        sleep 0.1
    done
    cat -- "$file" >&2
    return 1
}
