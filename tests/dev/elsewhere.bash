# Tests in another Debian, with its PHP, OpenSSL and MariaDB: in a folder that is made once and kept.
# shellcheck shell=bash

# By the name of the place: the suite and the PHP of it.
declare -A PLACES=([trixie]='trixie 8.4' [php8.5]='experimental 8.5')

# in_place <name> <command of the repository>…: what it needs beside PHP it installs there itself; only Rust is this machine's, for
# Debian's is too old. What it builds is its own. All mounts are gone with the command.
in_place() {
    local place=$1 root=$TARGET/$1/root suite php folder folders=("$ROOT" "$TARGET")
    shift
    read -r suite php <<<"${PLACES[$place]}"
    ((EUID == 0)) || die "Only root can make a Debian in a folder, and enter it."
    install_missing need_chroot
    step "making a Debian ($suite) with PHP $php" make_debian "$root" "$suite" "$php"
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
        CARGO_TARGET_DIR="$TARGET/$place/target" JTL_SHOP="${JTL_SHOP-}" "$@"
}
