# Each test is a function test_…; it runs in a folder of its own, and what it cannot see ends it.
# shellcheck shell=bash

# refused <word> <command>…: the command fails, and says the word.
refused() {
    local word=$1 said
    shift
    if said=$("$@" 2>&1); then
        printf 'was not refused: %s\n' "$*"
        return 1
    fi
    [[ $said == *"$word"* ]] || {
        printf 'said nothing of "%s": %s\n' "$word" "$said"
        return 1
    }
}

# A shared library of one line of C.
library() {
    printf '%s\n' "$1" >library.c
    shift
    cc -shared -fPIC -fvisibility=hidden -o library.so library.c "$@"
}

VISIBLE='__attribute__((visibility("default")))'

test_a_library_that_keeps_the_limits_is_accepted() {
    library "$VISIBLE void *get_module(void) { return 0; }"
    "$ROOT/release/check-extension" library.so
}

test_a_second_visible_symbol_is_refused() {
    library "$VISIBLE void *get_module(void) { return 0; } $VISIBLE int other(void) { return 1; }"
    refused 'exports get_module, other' "$ROOT/release/check-extension" library.so
}

test_a_library_that_not_every_system_has_is_refused() {
    library "double sin(double); $VISIBLE void *get_module(double x) { return sin(x) > 0 ? get_module : 0; }" -lm
    refused 'needs libm.so.6' "$ROOT/release/check-extension" library.so
}

test_a_glibc_that_is_too_new_is_refused() {
    library "unsigned arc4random(void); $VISIBLE void *get_module(void) { return arc4random() ? get_module : 0; }"
    refused 'asks for glibc 2.36' "$ROOT/release/check-extension" library.so
}

# A library of that name, in which one symbol came with a later version.
test_an_openssl_that_is_too_new_is_refused() {
    printf 'OPENSSL_3.2.0 { global: came_later; };\n' >versions
    library "$VISIBLE int came_later(void) { return 1; }" -Wl,--version-script=versions -Wl,-soname,libssl.so.3
    mv library.so libssl.so.3
    library "int came_later(void); $VISIBLE void *get_module(void) { return came_later() ? get_module : 0; }" ./libssl.so.3
    refused 'asks for OpenSSL 3.2.0' "$ROOT/release/check-extension" library.so
}

test_a_size_beyond_the_limit_is_refused() {
    library "char ballast[2500000] = {1}; $VISIBLE void *get_module(void) { return ballast; }"
    refused 'bytes' "$ROOT/release/check-extension" library.so
}

# A repository with the files that name the version.
versions() {
    git init -q .
    mkdir -p release php/jtl_twint
    cp -- "$ROOT/release/version" release/
    printf '[workspace.package]\nversion = "%s"\n' "$1" >Cargo.toml
    printf '<jtlshopplugin>\n    <Version>%s</Version>\n' "$2" >php/jtl_twint/info.xml
    printf '# Changelog\n\n## %s\n\n## 0.0.1\n' "$3" >php/jtl_twint/CHANGELOG.md
    mkdir php/jtl_twint/src
    cat >php/jtl_twint/src/Extension.php <<PHP
<?php
namespace Plugin\\jtl_twint\\src;
class Extension { public static function understands(string \$version): bool { return \$version !== '9.0.0'; } }
PHP
    git add .
    git -c user.name=x -c user.email=x@localhost commit -qm x
}

test_versions_that_agree_are_printed() {
    versions 1.2.3 1.2.3 1.2.3
    [[ $(release/version) == 1.2.3 ]]
    git tag 1.2.3
    [[ $(release/version) == 1.2.3 ]]
}

test_versions_that_disagree_are_refused() {
    versions 1.2.3 1.2.2 1.2.3
    refused 'info.xml 1.2.2' release/version
}

test_a_change_without_its_heading_is_refused() {
    versions 1.2.3 1.2.3 1.2.2
    refused 'CHANGELOG.md 1.2.2' release/version
}

test_another_tag_is_refused() {
    versions 1.2.3 1.2.3 1.2.3
    git tag 1.2.4
    refused 'tag 1.2.4' release/version
}

test_a_plugin_that_does_not_understand_its_extension_is_refused() {
    versions 9.0.0 9.0.0 9.0.0
    refused 'does not understand the extension' release/version
}

test_the_shims_say_what_the_headers_say() {
    mkdir -p usr/include/php/20240924/{main,Zend}
    cp -- "$ROOT"/release/shim/* .
    printf '#define PHP_VERSION "8.4.28"\n' >usr/include/php/20240924/main/php_version.h
    printf '#define PHP_API_VERSION 20240924\n' >usr/include/php/20240924/main/php.h
    printf '/* #undef ZTS */\n#define ZEND_DEBUG 0\n' >usr/include/php/20240924/main/php_config.h
    [[ $(./php -i) == $'PHP Version => 8.4.28\nPHP API => 20240924\nDebug Build => no\nThread Safety => disabled' ]]
    printf '#define ZTS 1\n#define ZEND_DEBUG 1\n' >usr/include/php/20240924/main/php_config.h
    [[ $(./php -i) == *$'Debug Build => yes\nThread Safety => enabled' ]]
    [[ $(./php-config --includes) == *"-I./usr/include/php/20240924/Zend "* ]]
}

test_a_debian_package_can_be_installed_as_it_says() {
    local target package content
    target=$(jq -c '[.targets[] | select(.deb)][0]' "$ROOT/release/matrix.json")
    library "$VISIBLE void *get_module(void) { return 0; }"
    # A strict umask of whoever packs must not reach the merchant's server.
    (umask 077 && SOURCE_DATE_EPOCH=0 "$ROOT/release/deb" library.so . 1.2.3 "$target")
    package=php8.2-twint_1.2.3-1~deb12u1_amd64.deb
    [[ $(dpkg-deb -f "$package" Version Depends) == *'phpapi-20220829'* ]]
    # Read as a whole: grep -q would end before dpkg-deb has written all of it.
    content=$(dpkg-deb -c "$package")
    [[ -z $(grep -v '^[d-]rw[x-]r-[x-]r-[x-] root/root ' <<<"$content") ]]
    grep -q ' ./usr/lib/php/20220829/twint.so$' <<<"$content"
    [[ $(dpkg-deb -I "$package" conffiles) == /etc/php/8.2/mods-available/twint.ini ]]
}

# A release of GitHub has no such sign in a name.
test_checksums_of_a_release_name_the_files_as_github_does() {
    mkdir dist
    printf 'package\n' >'dist/php8.2-twint_1.2.3-1~deb12u1_amd64.deb'
    printf 'archive\n' >dist/php_twint-1.2.3_php8.2-x86_64-linux-glibc.tgz
    printf 'of other names\n' | tee dist/SHA256SUMS >dist/SHA256SUMS.minisig
    "$ROOT/release/for-github" dist
    (cd dist && sha256sum --check --quiet --strict SHA256SUMS)
    [[ $(cut -d ' ' -f 3 dist/SHA256SUMS) == $'php8.2-twint_1.2.3-1.deb12u1_amd64.deb\nphp_twint-1.2.3_php8.2-x86_64-linux-glibc.tgz' ]]
    [[ ! -e dist/SHA256SUMS.minisig ]]
}

test_whatever_the_matrix_names_is_built_somewhere() {
    [[ -z $(jq -r '.targets[] | select(.built != "here" and .image == null) | .php' "$ROOT/release/matrix.json") ]]
    [[ $(jq '[.targets[] | select(.built != "here")] | length' "$ROOT/release/matrix.json") == \
        $(for libc in glibc musl; do "$ROOT/release/public-builds" $libc; done | jq -s '[.[].include[]] | length') ]]
    [[ $("$ROOT/release/public-builds" glibc) == *'"arch":"arm64","image":"php:8.3-cli-bookworm","runner":"ubuntu-24.04-arm"'* ]]
}

test_a_library_of_another_c_library_is_measured_by_its_own_limits() {
    printf 'void *memory(void) { return 0; }\n' >musl.c
    cc -shared -fPIC -nostdlib -o libc.musl-x86_64.so.1 musl.c -Wl,-soname,libc.musl-x86_64.so.1
    library "void *memory(void); $VISIBLE void *get_module(void) { return memory(); }" -nostdlib ./libc.musl-x86_64.so.1
    "$ROOT/release/check-extension" library.so
    library "void *memory(void); $VISIBLE void *get_module(void) { return memory(); }" ./libc.musl-x86_64.so.1 -Wl,--no-as-needed -lc
    refused 'needs libc.so.6' "$ROOT/release/check-extension" library.so
}

test_a_chapter_can_be_read_alone() {
    local said
    cat >manual.md <<'TEXT'
# Manual
## Before
not this
## Installing

See [The files](#the-files), [operations.md](../operations.md) and [TWINT](https://www.twint.ch).

![A picture](../screenshots/picture.png)

### The files
```text
## no heading, [no link](#at-all)
```
## After
TEXT
    said=$("$ROOT/release/standalone" manual.md Installing)
    [[ $said == $'## Installing\n\nSee The files, operations.md and [TWINT](https://www.twint.ch).\n\n### The files\n```text\n## no heading, [no link](#at-all)\n```' ]]
    refused '' "$ROOT/release/standalone" manual.md Elsewhere
    [[ $("$ROOT/release/standalone" manual.md) == *'## Before'*'## After'* ]]
}

# Whoever installs is root, and must not have to have Rust.
test_make_install_does_not_build_once_more() {
    local phpize=phpize
    [[ ! ${PHP_CONFIG-} ]] || phpize=${PHP_CONFIG/php-config/phpize}
    if ! command -v "$phpize" >/dev/null || ! command -v autoconf >/dev/null; then
        return 77
    fi
    mkdir -p release programs installed src
    cp -R -- "$ROOT/release/pie" release/
    touch Cargo.toml Cargo.lock src/lib.rs
    # Stands for Cargo, and puts a file where it is told to.
    cat >programs/cargo <<'SH'
#!/bin/sh
while [ "$1" != --target-dir ]; do shift; done
mkdir -p "$2/release" && echo built >"$2/release/libtwint.so"
SH
    chmod +x programs/cargo
    PATH=$PWD/programs:$PATH
    cd release/pie
    "$phpize" && ./configure --with-php-config="${PHP_CONFIG-php-config}" && make
    [[ $(cat modules/twint.so) == built ]]
    make install CARGO=/bin/false "INSTALL_ROOT=$PWD/../../installed"
    [[ $(find ../../installed -name twint.so | wc -l) == 1 ]]
    # Sources that changed are built again, and not by whoever installs.
    touch -d 'next minute' ../../src/lib.rs
    refused false make CARGO=/bin/false
}

# packages: a repository with one commit, and what was made from it.
packages() {
    die() { printf '%s\n' "$*" >&2 && exit 1; }
    # shellcheck source=tests/dev/dist_tests.bash
    source "$ROOT/tests/dev/dist_tests.bash"
    git init -q .
    git -c user.name=x -c user.email=x@localhost commit -q --allow-empty -m x
    mkdir dist
    printf 'x\n' >dist/file
    printf '%s\n' "$(git rev-parse HEAD)" 'rustc 1.2.3' >dist/COMMIT
    (cd dist && sha256sum -- * >SHA256SUMS)
    check_dist
}

test_packages_of_another_commit_are_not_tested() {
    packages
    git -c user.name=x -c user.email=x@localhost commit -q --allow-empty -m y
    refused "and HEAD is $(git rev-parse HEAD)" check_dist
}

test_packages_that_say_no_commit_are_not_tested() {
    packages
    rm dist/COMMIT
    refused 'made from an unknown commit' check_dist
}

test_bytes_that_differ_the_second_time_are_noticed() {
    packages
    printf 'x\n' >dist/php_twint-1.2.3_php8.2-x86_64-linux-glibc.tgz
    printf 'for another PHP\n' >dist/php_twint-1.2.3_php8.4-x86_64-linux-glibc.tgz
    (cd dist && sha256sum -- [!S]* >SHA256SUMS)
    mkdir again
    cp dist/COMMIT dist/file again/
    (cd again && sha256sum -- [!S]* >SHA256SUMS)
    # Where nothing was built, nothing is the same.
    refused '' same_bytes again
    cp dist/php_twint-*_php8.2-* again/
    (cd again && sha256sum -- [!S]* >SHA256SUMS)
    same_bytes again
    printf 'y\n' >again/php_twint-1.2.3_php8.2-x86_64-linux-glibc.tgz
    (cd again && sha256sum -- [!S]* >SHA256SUMS)
    refused 'php_twint-1.2.3_php8.2' same_bytes again
}

# In PHP's own images Debian's Composer cannot be installed.
test_without_composer_only_the_stubs_are_not_tested() {
    local skipped=
    # shellcheck source=/dev/null
    source "$ROOT/tests/dev/packages.bash"
    packages
    need_dist() { :; }
    has() { [[ $1 != composer ]] && command -v -- "$1" >/dev/null; }
    install_packages() { die "Please install $*"; }
    find_mago() { true; }
    run() { printf 'ran %s\n' "$*"; }
    count() { skipped=${3-}; }
    MISSING=()
    need_dist_tests
    [[ " ${MISSING[*]} " != *' composer '* ]]
    suite_stubs >said
    [[ $skipped == 1 && $(cat said) == *'skipping the stubs: '* ]]
}

test_packages_that_were_changed_are_not_tested() {
    packages
    printf 'y\n' >dist/file
    refused 'not as ./dev dist left it' check_dist
}

# Who attests a bill of materials for a release asks for all three.
test_the_bill_of_materials_can_be_attested() {
    "$PHP" "$ROOT/php/bill-of-materials.php" cyclonedx >bom.json
    "$PHP" -r '
        $bom = json_decode(file_get_contents("bom.json"), true);
        $uuid = "/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/D";
        exit($bom["bomFormat"] === "CycloneDX" && $bom["specVersion"] !== "" && preg_match($uuid, $bom["serialNumber"]) === 1 ? 0 : 1);'
}
