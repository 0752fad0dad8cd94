# Every interleaving of one payment.
# shellcheck shell=bash

model() {
    install_missing need_rust
    use_rust
    step "building the model" cargo build --color never --release -p twint-model
    launch "$TARGET/release/twint-model" "$@" </dev/null
    await "$CHILD"
}
