# Tests in Debian 13, with its PHP 8.4, OpenSSL 3.5 and MariaDB 11.8: in a folder that is made once and kept.
# shellcheck shell=bash

# in_trixie <command of the repository>…: what it needs beside PHP it installs there itself; only Rust is this machine's, for Debian's is
# too old. What it builds is its own. All mounts are gone with the command.
in_trixie() {
    local root=$TARGET/trixie/root folder folders=("$ROOT" "$TARGET")
    ((EUID == 0)) || die "Only root can make a Debian 13 in a folder, and enter it."
    install_missing need_chroot
    step "making a Debian 13 with PHP 8.4" make_debian "$root" trixie 8.4
    for folder in "${CARGO_HOME:-$HOME/.cargo}" "${RUSTUP_HOME:-$HOME/.rustup}" "${JTL_SHOP-}"; do
        [[ -z $folder || ! -d $folder ]] || folders+=("$folder")
    done
    # shellcheck disable=SC2016 # the inner shell's variables
    unshare --mount --propagation private bash -euc '
        root=$1
        shift
        for folder in /proc /sys /dev; do
            mount --rbind "$folder" "$root$folder"
        done
        while [[ $1 != -- ]]; do
            mkdir -p "$root$1"
            mount --bind "$1" "$root$1"
            shift
        done
        shift
        exec chroot "$root" "$@"
    ' bash "$root" "${folders[@]}" -- \
        env --chdir "$ROOT" -u PHP -u PHP_CONFIG PATH="$CARGO_BIN:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
        CARGO_TARGET_DIR="$TARGET/trixie/target" JTL_SHOP="${JTL_SHOP-}" "$@"
}
