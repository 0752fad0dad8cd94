# Hostile input.
# shellcheck shell=bash

# Coverage as libFuzzer wants it, which a stable compiler gives too. Only what we name a target for gets it.
COVERAGE='-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters'
COVERAGE+=' -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing'

cargo_fuzz_targets() {
    RUSTFLAGS=$COVERAGE cargo build --color never --release --manifest-path tests/fuzz/Cargo.toml \
        --target "$(rustc -vV | sed -n 's/^host: //p')" --target-dir "$TARGET/fuzz"
}

# New inputs are kept in target/fuzz/corpus, and go on from there the next time; what breaks something in target/fuzz/found.
fuzz_target() {
    local target=$1 runs=$2 options=() work=$TARGET/fuzz
    [[ ! -e tests/fuzz/dictionaries/$target ]] || options=("-dict=tests/fuzz/dictionaries/$target")
    mkdir -p "$work/corpus/$target" "$work/found"
    run "fuzzing $target $runs times" nice -n 19 "$(compgen -G "$work/*/release/$target")" "-runs=$runs" -max_len=8192 -timeout=20 \
        -rss_limit_mb=512 "${options[@]}" "-artifact_prefix=$work/found/$target-" -print_final_stats=1 \
        "$work/corpus/$target" "tests/fuzz/corpus/$target" || {
        grep -v '^#' "$LOG" >&2
        die "$target: broken by the input in $work/found; make it a test first, then mend."
    }
    sed -n 's/^stat:://p' "$LOG"
}

fuzz() {
    local target targets=() runs=1000000
    for target in "$@"; do
        if [[ $target =~ ^[0-9]+$ ]]; then
            runs=$target
        elif [[ -e tests/fuzz/targets/$target.rs ]]; then
            targets+=("$target")
        else
            die "There is no target $target; there are: $(basename -s .rs tests/fuzz/targets/*.rs | paste -s -d ' ')"
        fi
    done
    ((${#targets[@]})) || mapfile -t targets < <(basename -s .rs tests/fuzz/targets/*.rs)
    install_missing need_fuzz
    use_rust
    step "building the fuzz targets" cargo_fuzz_targets
    for target in "${targets[@]}"; do
        fuzz_target "$target" "$runs"
    done
}
