# Everything a merchant downloads, made from what is committed. What is made, and within which limits: release/matrix.json.
# shellcheck shell=bash

need_dist() {
    need_build
    need_packing
    need gettext has msgfmt
}

need_signing() {
    need minisign has minisign
}

dist() {
    local target version commit key='' only=is_built_here made=$TMP/dist skipped=()
    while (($#)); do
        case $1 in
            --sign) key=$(cd -- "$CALLED_FROM" && realpath -- "${2-}") || die "There is no key ${2-}." && shift ;;
            --at-hand) only=at_hand ;;
            *) usage ;;
        esac
        shift
    done
    install_missing need_dist
    [[ -z $key ]] || install_missing need_signing
    use_php
    use_rust
    version=$(release/version) || exit
    commit=$(committed) || exit
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8

    mkdir -p "$made"
    plugin_zip "$made/jtl_twint-$version.zip"
    stub_package "$version" "$made/twint-php-stubs-$version.zip"
    while read -r target; do
        if [[ $only == at_hand ]] && ! at_hand "$target"; then
            skipped+=("$(target_name "$target"): not for the PHP at hand")
        elif ! "$only" "$target"; then
            skipped+=("$(target_name "$target"): built $(jq -r .built <<<"$target")")
        elif lay_out_headers "$target" && lay_out_compiler "$target"; then
            pack_extension "$target" "$version" "$made"
        else
            skipped+=("$(target_name "$target"): $SKIP")
        fi
    done < <(jq -c '.targets[]' release/matrix.json)
    compgen -G "$made/php_twint-*" >/dev/null || die "No extension was built."
    cp -- php/twint.stub.php release/twint-setup.sh "$made/"
    release/standalone docs/manual/de.md Installieren >"$made/INSTALL.de.md"
    release/standalone docs/manual/en.md Installing >"$made/INSTALL.en.md"
    release/standalone docs/operations.md >"$made/OPERATIONS.md"
    step "listing what the extension is made of" bill_of_materials "$made/twint-$version.cdx.json"
    [[ $(committed) == "$commit" ]] || die "The repository changed while the packages were made; please begin again."
    # The bytes are the same where the compiler is.
    printf '%s\n' "$commit" "$(rustc --version)" >"$made/COMMIT"
    (cd -- "$made" && sha256sum -- * >SHA256SUMS)
    if [[ -n $key ]]; then
        minisign -S -s "$key" -m "$made/SHA256SUMS" -x "$made/SHA256SUMS.minisig" -t "twint $version" ||
            die "The checksums were not signed."
    fi
    rm -rf -- dist
    mv -- "$made" dist
    printf '\n%s\n' "$ROOT/dist"
    find dist -type f -printf '%f %s\n' | sort | awk '{ printf "  %-62s %9d bytes\n", $1, $2 }'
    ((${#skipped[@]} == 0)) || printf '  not made: %s\n' "${skipped[@]}"
}

# HEAD, where nothing else lies in the tree.
committed() {
    [[ -z $(git status --porcelain) ]] || die "Packages are made of what is committed; commit or stash first: $(git status --short | head -n 3)"
    git rev-parse HEAD
}

bill_of_materials() {
    "$PHP" php/bill-of-materials.php cyclonedx >"$1"
}

# What stands in the names of files: "php8.2-x86_64-linux-glibc", as PIE looks for them.
target_name() {
    jq -r '"php\(.php)-\(.arch)-linux-\(.libc)\(if .zts then "-zts" else "" end)"' <<<"$1"
}

# The same of the PHP at hand. Only glibc's getconf knows glibc's version.
# shellcheck disable=SC2016 # PHP's variables
name_at_hand() {
    local libc=musl
    ! getconf GNU_LIBC_VERSION >/dev/null 2>&1 || libc=glibc
    "$PHP" -r 'printf("php%d.%d-%s-linux-%s%s", PHP_MAJOR_VERSION, PHP_MINOR_VERSION, str_replace("aarch64", "arm64", php_uname("m")),
        $argv[1], PHP_ZTS ? "-zts" : "");' -- "$libc"
}

at_hand() {
    [[ $(target_name "$1") == "$(name_at_hand)" ]]
}

# The shop takes the first entry's folder for the plugin's. git writes it first, and dates all files with the commit. The manual, which
# the repository has once, goes beside the templates.
plugin_zip() {
    step "comparing the plugin's translations" translations_are_fresh
    local file manual=()
    while read -r file; do
        case $file in
            docs/manual/*) manual+=(--prefix="jtl_twint/adminmenu/manual/" --add-file="$ROOT/$file") ;;
            *) manual+=(--prefix="jtl_twint/adminmenu/manual/screenshots/" --add-file="$ROOT/$file") ;;
        esac
    done < <(release/manual-files)
    (cd -- php/jtl_twint && git archive --format=zip -9 "${manual[@]}" --prefix=jtl_twint/ HEAD) >"$1"
}

# stub_package <version> <file>: twint/php-stubs as Composer takes it from a folder of archives, or a repository of its own.
stub_package() {
    jq --indent 4 --arg version "$1" '{name, version: $version} + .' release/stubs/composer.json >"$TMP/composer.json"
    (cd release/stubs && git archive --format=zip -9 --add-file="$TMP/composer.json" --add-file="$ROOT/php/twint.stub.php" \
        --add-file="$ROOT/LICENSE" HEAD README.md) >"$2"
}

translations_are_fresh() {
    local source
    for source in php/jtl_twint/locale/*/base.po; do
        msgfmt -o "$TMP/base.mo" -- "$source"
        cmp -- "$TMP/base.mo" "${source%.po}.mo" || die "Please run: msgfmt -o ${source%.po}.mo $source"
    done
}

# pack_extension <target> <version> <folder>
pack_extension() {
    local target=$1 version=$2 folder=$3 name extension
    name=$(target_name "$target")
    extension=$TMP/$name/twint.so
    step "building for $name" cargo_for "$target"
    mkdir -p "$TMP/$name"
    if is_for_another_processor "$target"; then
        cp -- "$TARGET/dist/$ARM64/release/libtwint.so" "$extension"
    else
        cp -- "$TARGET/dist/release/libtwint.so" "$extension"
    fi
    release/check-extension "$extension" || die "The extension for $name cannot be released."
    cp -- LICENSE docs/licences.md "$TMP/$name/"
    tar --create --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rw,go=r --mtime="@$SOURCE_DATE_EPOCH" \
        --directory="$TMP/$name" twint.so LICENSE licences.md | gzip -9n >"$folder/php_twint-${version}_$name.tgz"
    if jq -e .deb <<<"$target" >/dev/null; then
        step "packing it for Debian" release/deb "$extension" "$folder" "$version" "$target"
    fi
}

# PHP's headers of Debian with the two shims beside them, else those of the PHP at hand. Where neither is to be had, SKIP says so.
lay_out_headers() {
    local target=$1 php suite folder
    php=$(jq -r .php <<<"$target")
    suite=$(jq -r .headers <<<"$target")
    folder=$TARGET/dist/$(target_name "$target")
    if ! lay_out_debians_headers "$target" "$php" "$suite" "$folder"; then
        at_hand "$target" || {
            tail -n 3 -- "$LOG" >&2
            return 1
        }
        printf 'the headers of the PHP at hand take their place\n'
        mkdir -p "$folder/usr/include/php"
        ln -sfn "$("$PHP_CONFIG" --include-dir)" "$folder/usr/include/php/at-hand"
    fi
    cp -- release/shim/* "$folder/"
}

# lay_out_debians_headers <target> <php> <suite> <folder>: of a package, or of the source where Debian has no such PHP.
lay_out_debians_headers() {
    local target=$1 php=$2 suite=$3 folder=$4
    SKIP="there are no headers for it"
    [[ $suite != null ]] || return 1
    if is_thread_safe "$target"; then
        SKIP="a thread-safe PHP $php could not be configured from the source of Debian $suite"
        install_missing need_thread_safe_php
        run "configuring a thread-safe PHP $php of Debian $suite" nice release/thread-safe-php --headers "$folder" "$suite" "$php"
    else
        SKIP="php$php-dev of Debian $suite could not be had"
        run "fetching the headers of PHP $php ($(debian_architecture "$target") of Debian $suite)" release/debian-folder \
            "$folder" "$suite" "$(debian_architecture "$target")" "php$php-dev"
    fi
}

need_thread_safe_php() {
    need make has make
    need g++ has c++
    need xz-utils has xz
}

is_thread_safe() {
    jq -e .zts <<<"$1" >/dev/null
}

is_built_here() {
    jq -e '.built == "here"' <<<"$1" >/dev/null
}

# For another processor than this one, a compiler of its own. Where there is none, SKIP says so.
lay_out_compiler() {
    is_for_another_processor "$1" || return 0
    SKIP="only x86_64 is taught to build for another processor, and that is arm64"
    [[ $(uname -m) == x86_64 && $(debian_architecture "$1") == arm64 ]] || return 1
    install_missing need_cross
    SKIP="rustc of Debian sid for arm64 could not be had"
    run "fetching a compiler for arm64" release/cross-compiler "$TARGET/dist/cross" && return
    tail -n 3 -- "$LOG" >&2
    return 1
}

is_for_another_processor() {
    [[ $(jq -r '.arch | sub("arm64"; "aarch64")' <<<"$1") != "$(uname -m)" ]]
}

need_cross() {
    need gcc-aarch64-linux-gnu has aarch64-linux-gnu-gcc
    need libc6-dev-arm64-cross test -e /usr/aarch64-linux-gnu/include/stdio.h
}

ARM64=aarch64-unknown-linux-gnu

debian_architecture() {
    jq -r 'if .arch == "x86_64" then "amd64" else .arch end' <<<"$1"
}

# The same file comes out in whichever folder and home it is built.
cargo_for() {
    local target=$1 folder cross=$TARGET/dist/cross options=() environment=() sysroot flags
    folder=$TARGET/dist/$(target_name "$target")
    sysroot=$(rustc --print sysroot)
    if is_for_another_processor "$target"; then
        options=(--target "$ARM64")
        environment=(
            RUSTC="$cross/rustc"
            CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
            AARCH64_UNKNOWN_LINUX_GNU_OPENSSL_LIB_DIR="$cross/openssl/usr/lib/aarch64-linux-gnu"
            AARCH64_UNKNOWN_LINUX_GNU_OPENSSL_INCLUDE_DIR="$cross/openssl/usr/include"
            BINDGEN_EXTRA_CLANG_ARGS_aarch64_unknown_linux_gnu="--target=aarch64-linux-gnu -I/usr/aarch64-linux-gnu/include"
        )
    fi
    flags="--remap-path-prefix=$ROOT=/twint --remap-path-prefix=$TARGET=/target"
    flags+=" --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$sysroot=/rust"
    # For musl Rust links all of it into a program, and makes no library that another program loads.
    [[ $(jq -r .libc <<<"$target") != musl ]] || flags+=" -C target-feature=-crt-static"
    env PHP="$folder/php" PHP_CONFIG="$folder/php-config" CARGO_TARGET_DIR="$TARGET/dist" RUSTFLAGS="$flags" \
        "${environment[@]}" nice cargo build --color never --release --locked -p twint --lib "${options[@]}"
}
