# What must be installed, as Debian names it.
# shellcheck shell=bash

MISSING=()

# Notes the Debian package when the check fails.
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || MISSING+=("$package")
}

has_c_headers() { printf '#include <stdio.h>\n' | cc -E - >/dev/null; }
has_library() { pkg-config --exists "$1"; }
# shellcheck disable=SC2016 # PHP's variable
has_php_module() { has "${PHP:-php}" && "${PHP:-php}" -r 'exit(extension_loaded($argv[1]) ? 0 : 1);' -- "$1"; }
has_php_headers() { find_php_config; }
has_php_fpm() { find_php_fpm; }
has_php_embed() { has_matching_file '/usr/lib*/libphp*.so'; }
has_matching_file() { compgen -G "$1"; }

# bindgen wants the library and clang's own headers.
has_libclang() {
    [[ -n ${LIBCLANG_PATH-} ]] && return
    has_matching_file '/usr/lib*/llvm*/lib*/libclang*.so*' || has_matching_file '/usr/lib*/libclang*.so*' || return
    has_matching_file '/usr/lib*/llvm*/lib*/clang/*/include/stddef.h' || has_matching_file '/usr/lib*/clang/*/include/stddef.h'
}

has_legacy_provider() { has_matching_file '/usr/lib/*/ossl-modules/legacy.so' || has_matching_file '/usr/lib*/ossl-modules/legacy.so'; }

# php-dev of the PHP that decides: Debian keeps one package a version.
php_package() {
    local php
    if has "${PHP:-php}" && has dpkg-query; then
        php=$(readlink -f -- "$(command -v -- "${PHP:-php}")")
        if dpkg-query -S "$php" >/dev/null 2>&1; then
            printf 'php%s-%s' "$("$php" -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')" "$1"
            return
        fi
    fi
    printf 'php-%s' "$1"
}

# Debian keeps the server out of a user's PATH.
has_mariadb() { has mariadbd || [[ -x /usr/sbin/mariadbd ]]; }

has_galera() { [[ -e /usr/lib/galera/libgalera_smm.so || -e /usr/lib64/galera-4/libgalera_smm.so ]]; }

has_rust_or_curl() { rust_is_good || has "$CARGO_BIN/cargo" || has curl; }

# The client and everything above it but PHP.
need_rust() {
    need curl has_rust_or_curl
    need gcc has cc
    need libc6-dev has_c_headers
    need pkg-config has pkg-config
    need libssl-dev has_library openssl
}

need_build() {
    need_rust
    need libclang-dev has_libclang
    need php-cli has "${PHP:-php}"
    need "$(php_package dev)" has_php_headers
}

# The plugin's classes run in it, with a database of their own and without a shop.
need_plugin() {
    local module
    need_build
    need openssl has openssl
    # Since Debian 13 a package of its own.
    need openssl-provider-legacy has_legacy_provider
    need mariadb-server has_mariadb
    need "$(php_package mysql)" has_php_module pdo_mysql
    for module in gd intl mbstring zip; do
        need "$(php_package "$module")" has_php_module "$module"
    done
}

need_test() {
    need_plugin
    need libxml2-utils has xmllint
    need phpunit has phpunit
    need "$(php_package xml)" has_php_module dom
    need gettext has msgfmt
    need smarty4 test -e /usr/share/php/smarty4/Smarty.class.php
    need_packing
    # Of a PHP that Debian did not package, what two tests of php-fpm and of restarts need may not exist; they are skipped then.
    if [[ $(php_package fpm) != php-fpm ]]; then
        need "$(php_package fpm)" has_php_fpm
        need "lib$(php_package embed)" has_php_embed
    fi
}

# Where it cannot be installed, what needs it is skipped, and says so.
need_galera() {
    need_test
    ! has apt-get || need galera-4 has_galera
}

need_packing() {
    need git has git
    need jq has jq
    need binutils has readelf
    need dpkg has dpkg-deb
}

need_shop() {
    local module
    need_plugin
    need "$(php_package xml)" has_php_module simplexml
    for module in bcmath curl soap; do
        need "$(php_package "$module")" has_php_module "$module"
    done
}

need_browser() {
    need_shop
    need chromium has chromium
    need nodejs has node
    need npm has npm
}

need_bench() {
    need_build
    need "$(php_package fpm)" has_php_fpm
    need "$(php_package curl)" has_php_module curl
    need "$(php_package soap)" has_php_module soap
    need "$(php_package xml)" has_php_module simplexml
    need valgrind has valgrind
    need binutils has readelf
}

# A head as hosters have it, and who asks it.
need_head() {
    need "$(php_package fpm)" has_php_fpm
    need nginx test -x /usr/sbin/nginx
    need wrk has wrk
}

need_fuzz() {
    need_rust
    need g++ has c++
}

# Installs what a check misses, and checks again: what a PHP needs is known only once there is one.
install_missing() {
    local check=$1 before=''
    while :; do
        MISSING=()
        "$check"
        ((${#MISSING[@]})) || return 0
        [[ ${MISSING[*]} != "$before" ]] || die "Still missing after the installation: ${MISSING[*]}."
        before=${MISSING[*]}
        install_packages "${MISSING[@]}"
        hash -r
    done
}

install_packages() {
    local line="apt-get install -y $*" may=()
    has apt-get || die "Missing: $* (names of Debian packages). Please install them and try again."
    if ((EUID != 0)); then
        has sudo || die "Missing: $*. Please run as root: $line"
        if ! sudo -n true 2>/dev/null; then
            [[ -t 0 && -t 1 ]] || die "Missing: $*. Please run: sudo $line"
            printf 'Missing: %s. sudo may ask for your password to install them.\n' "$*"
            sudo -v || die "Please run: sudo $line"
        fi
        may=(sudo -n)
    fi
    export DEBIAN_FRONTEND=noninteractive
    may+=(env DEBIAN_FRONTEND=noninteractive apt-get)
    if ! run "installing $*" "${may[@]}" install -y "$@"; then
        # The usual reason: lists of packages that are missing or old.
        step "updating the lists of packages" "${may[@]}" update
        step "installing $*" "${may[@]}" install -y "$@"
    fi
}
