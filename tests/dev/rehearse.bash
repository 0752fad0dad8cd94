# The day somebody has access data.
# shellcheck shell=bash

rehearse() {
    local status=0
    install_missing need_rust
    use_rust
    step "building the rehearsal" cargo build --color never -p twint-rehearse
    cd -- "$CALLED_FROM"
    # In our own group and in front, for it speaks with the terminal and hears Ctrl-C itself.
    trap '' INT
    (trap - INT && exec "$TARGET/debug/twint-rehearse" --docs "$ROOT/docs/architecture.md" "$@") || status=$?
    trap 'exit 130' INT
    return "$status"
}
