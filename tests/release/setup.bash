# twint-setup.sh in folders laid out as hosters lay theirs out. The PHP in them is the real one, told other places by a wrapper.
# shellcheck shell=bash

# Where a software collection, as Remi's and cPanel's, keeps its tree.
COLLECTION=root

# machine <PHP's path> [folder of ini files]: a PHP of its own at that path of the imitated machine, and the downloads of a merchant.
machine() {
    local path=$1 scan=${2-}
    export TWINT_SETUP_ROOT=$PWD/machine
    PHP_AT=$PWD/machine$path
    EXTENSIONS=$PWD/machine/extensions
    PHP_INI=$PWD/machine/ini/php.ini
    mkdir -p "$(dirname -- "$PHP_AT")" "$EXTENSIONS" "$PWD/machine/ini" ${scan:+"$PWD/machine$scan"} downloads
    printf 'memory_limit = 200M\n' >"$PHP_INI"
    cat >"$PHP_AT" <<SH
#!/bin/sh
export PHPRC="$PWD/machine/ini" PHP_INI_SCAN_DIR=${scan:+$PWD/machine$scan}
exec "$(command -v "${PHP:-php}")" -d "extension_dir=$EXTENSIONS" "\$@"
SH
    chmod +x "$PHP_AT"
    cp -- "$ROOT/release/twint-setup.sh" downloads/
    NAME=$("${PHP:-php}" -n -r 'printf("php%d.%d-%s-linux-glibc%s", PHP_MAJOR_VERSION, PHP_MINOR_VERSION, str_replace("aarch64", "arm64", php_uname("m")), PHP_ZTS ? "-zts" : "");')
    VERSION=${NAME#php}
    VERSION=${VERSION%%-*}
    SHORT=${VERSION/./}
    pack "$TWINT_EXTENSION"
}

# pack <file>: as the archive for this PHP, with its checksum.
pack() {
    mkdir -p packed
    cp -- "$1" packed/twint.so
    tar -czf "downloads/php_twint-1.2.3_$NAME.tgz" -C packed twint.so
    (cd downloads && sha256sum -- *.tgz >SHA256SUMS)
}

setup() {
    sh downloads/twint-setup.sh "$@"
}

everything() {
    find machine -type f -exec sha256sum {} + -o -type l -printf '%p -> %l\n' -o -printf '%p\n' | sort
}

loaded() {
    "$PHP_AT" -r 'exit(extension_loaded("twint") ? 0 : 1);'
}

# installs_and_removes <PHP's path> <folder of ini files> <ini file> <word of the service>
installs_and_removes() {
    local before said
    machine "$1" "$2"
    before=$(everything)
    said=$(setup install)
    [[ $said == *"$4"* ]] || { printf 'said: %s\n' "$said" && return 1; }
    loaded
    [[ -e machine$3 && -f $EXTENSIONS/twint.so ]]
    # Once more: what is installed already is replaced.
    setup install
    loaded
    setup remove
    diff <(printf '%s\n' "$before") <(everything)
}

version() {
    "${PHP:-php}" -r 'echo PHP_MAJOR_VERSION, $argv[1], PHP_MINOR_VERSION;' -- "$1"
}

test_setup_knows_remi() {
    installs_and_removes "/opt/remi/php$(version '')/$COLLECTION/usr/bin/php" "/etc/opt/remi/php$(version '')/php.d" \
        "/etc/opt/remi/php$(version '')/php.d/20-twint.ini" "php$(version '')-php-fpm"
}

test_setup_knows_plesk() {
    installs_and_removes "/opt/plesk/php/$(version .)/bin/php" "/opt/plesk/php/$(version .)/etc/php.d" \
        "/opt/plesk/php/$(version .)/etc/php.d/20-twint.ini" "plesk-php$(version '')-fpm"
}

test_setup_knows_cpanel() {
    installs_and_removes "/opt/cpanel/ea-php$(version '')/$COLLECTION/usr/bin/php" "/opt/cpanel/ea-php$(version '')/$COLLECTION/etc/php.d" \
        "/opt/cpanel/ea-php$(version '')/$COLLECTION/etc/php.d/20-twint.ini" restartsrv_apache_php_fpm
}

# Users choose among the files in php.d.all; outside of their cages PHP reads php.d by way of a link.
test_setup_knows_cloudlinux() {
    local alt
    alt=/opt/alt/php$(version '')
    mkdir -p "machine$alt"/{link,etc/php.d,etc/php.d.all}
    ln -s ../etc/php.d "machine$alt/link/conf"
    installs_and_removes "$alt/usr/bin/php" "$alt/link/conf" "$alt/etc/php.d.all/twint.ini" cagefsctl
    setup install
    grep -qx extension=twint.so "machine$alt/etc/php.d.all/twint.ini"
    grep -qx extension=twint.so "machine$alt/etc/php.d/20-twint.ini"
}

test_setup_knows_a_cloudlinux_without_a_selector() {
    installs_and_removes "/opt/alt/php$(version '')/usr/bin/php" "/opt/alt/php$(version '')/link/conf" \
        "/opt/alt/php$(version '')/link/conf/20-twint.ini" cagefsctl
}

test_setup_knows_litespeed() {
    installs_and_removes "/usr/local/lsws/lsphp$(version '')/bin/php" "/usr/local/lsws/lsphp$(version '')/etc/php/$(version .)/mods-available" \
        "/usr/local/lsws/lsphp$(version '')/etc/php/$(version .)/mods-available/20-twint.ini" 'restart lsws'
}

test_setup_knows_dockers_images() {
    installs_and_removes /usr/local/bin/php /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d/20-twint.ini 'restart the container'
}

test_setup_writes_to_php_ini_where_no_folder_is_read_as_in_aapanel() {
    installs_and_removes "/www/server/php/$(version '')/bin/php" '' /ini/php.ini "php-fpm-$(version '')"
}

# The command line reads php-cli.ini, php-fpm the php.ini beside it.
test_setup_writes_to_the_php_ini_of_each_server_as_in_aapanel() {
    mkdir -p machine/ini
    printf 'memory_limit = 100M\n' >machine/ini/php-cli.ini
    installs_and_removes "/www/server/php/$(version '')/bin/php" '' /ini/php.ini "php-fpm-$(version '')"
    setup install
    setup install
    [[ $(grep -cx extension=twint.so machine/ini/php.ini) == 1 ]]
    [[ $(grep -cx extension=twint.so machine/ini/php-cli.ini) == 1 ]]
    # As one left it that knew only the command line's.
    sed -i /twint/d machine/ini/php.ini
    setup install
    grep -qx extension=twint.so machine/ini/php.ini
}

test_setup_leaves_the_file_that_another_php_ini_names() {
    machine "/www/server/php/$(version '')/bin/php" ''
    printf 'memory_limit = 100M\n' >machine/ini/php-cli.ini
    setup install
    sed -i /twint/d machine/ini/php.ini
    printf 'extension=twint.so\n' >>machine/ini/php.ini
    refused 'php.ini still names twint' setup remove
    [[ -e $(find machine -name twint.so) ]]
}

test_setup_undoes_the_php_ini_of_each_server() {
    machine "/www/server/php/$(version '')/bin/php" ''
    printf 'memory_limit = 100M\n' >machine/ini/php-cli.ini
    fails_when_named php-cli.ini
    changes_nothing 'Everything is as it was' install
}

test_setup_undoes_what_it_wrote_behind_a_link() {
    machine "/www/server/php/$(version '')/bin/php" ''
    mkdir machine/elsewhere
    mv machine/ini/php.ini machine/elsewhere/php.ini
    ln -s ../elsewhere/php.ini machine/ini/php.ini
    fails_when_named php.ini
    changes_nothing 'Everything is as it was' install
}

# fails_when_named <php.ini>: this PHP does not start where the file names the extension.
fails_when_named() {
    sed -i "2i ! grep -q twint '$PWD/machine/ini/$1' || exit 1" "$PHP_AT"
}

test_setup_begins_a_line_where_php_ini_does_not_end_its_last_one() {
    machine "/www/server/php/$(version '')/bin/php" ''
    printf 'memory_limit = 200M' >"$PHP_INI"
    setup install
    loaded
    [[ $("$PHP_AT" -r 'echo ini_get("memory_limit");') == 200M ]]
    setup remove
    [[ $(cat "$PHP_INI") == 'memory_limit = 200M' ]]
}

test_setup_enables_the_extension_for_each_of_debians_servers() {
    local conf fpm
    conf=/etc/php/$(version .)
    mkdir -p "machine$conf"/{mods-available,cli/conf.d,fpm/conf.d}
    fpm=machine$conf/fpm/conf.d/20-twint.ini
    installs_and_removes "/usr/bin/php$(version .)" "$conf/cli/conf.d" "$conf/mods-available/twint.ini" "php$(version .)-fpm"
    [[ $(setup install --dry-run) == *"named in $PWD/machine$conf/mods-available/twint.ini "*"$fpm" ]]
    setup install
    [[ $(readlink -f "$fpm") == "$PWD/machine$conf/mods-available/twint.ini" ]]
    # php-fpm may be installed later than the extension.
    rm "$fpm"
    setup install
    [[ $(readlink -f "$fpm") == "$PWD/machine$conf/mods-available/twint.ini" ]]
}

# As PHP prints them since 8.5.
test_setup_does_not_take_quotes_for_a_part_of_a_path() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    sed -i "2i [ \"\$*\" != --ini ] || { printf 'Configuration File (php.ini) Path: \"%s\"\\\\nLoaded Configuration File:         \"%s\"\\\\nScan for additional .ini files in: \"%s\"\\\\n' /etc '$PHP_INI' '$PWD/machine/scan' && exit; }" "$PHP_AT"
    [[ $("$PHP_AT" --ini) == *$'\n'"Scan for additional .ini files in: \"$PWD/machine/scan\"" ]]
    setup install
    loaded
    [[ -e machine/scan/20-twint.ini ]]
    setup remove
    [[ ! -e machine/scan/20-twint.ini ]]
}

test_setup_refuses_a_folder_of_ini_files_that_is_another_wherever_php_starts() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    sed -i 's,PHP_INI_SCAN_DIR=[^ ]*,PHP_INI_SCAN_DIR=scan,' "$PHP_AT"
    changes_nothing 'reads its ini files from scan' install
}

test_setup_reads_phps_own_folder_where_the_variable_leaves_a_place_for_it() {
    local own
    own=$("${PHP:-php}" -r 'echo explode(":", PHP_CONFIG_FILE_SCAN_DIR)[0];')
    [[ -n $own ]] || return 77
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    sed -i "s,PHP_INI_SCAN_DIR=\([^ ]*\),PHP_INI_SCAN_DIR=:\1," "$PHP_AT"
    [[ $(setup install --dry-run) == *"named in $own/"* ]]
}

test_setup_lists_what_it_finds() {
    local said
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    said=$(setup list)
    [[ $said == *"$PHP_AT"*"needs php_twint-…_$NAME.tgz, which is here"*'twint is not installed'* ]]
    setup install
    said=$(setup --list)
    [[ $said == *"$("$PHP_AT" -r 'echo "twint ", phpversion("twint");')"* ]]
}

test_setup_changes_nothing_in_a_dry_run() {
    local before
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    before=$(everything)
    setup install --dry-run
    diff <(printf '%s\n' "$before") <(everything)
    setup install
    before=$(everything)
    setup remove --dry-run
    diff <(printf '%s\n' "$before") <(everything)
}

# changes_nothing <word> <arguments>…: refused with the word, and every file as it was.
changes_nothing() {
    local before word=$1
    shift
    before=$(everything)
    refused "$word" setup "$@"
    diff <(printf '%s\n' "$before") <(everything)
}

test_setup_refuses_a_file_with_another_checksum() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    printf x >>"downloads/php_twint-1.2.3_$NAME.tgz"
    changes_nothing 'not the file that SHA256SUMS names' install
    rm downloads/SHA256SUMS
    changes_nothing 'SHA256SUMS is not beside this script' install
}

test_setup_refuses_what_this_php_does_not_load() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    library 'int get_nothing(void) { return 0; }'
    pack library.so
    changes_nothing 'does not load the file' install
}

test_setup_leaves_the_old_version_where_the_new_one_fails() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    setup install
    library 'int get_nothing(void) { return 0; }'
    pack library.so
    changes_nothing 'Everything is as it was' install
    loaded
}

test_setup_undoes_the_file_where_the_ini_cannot_be_written() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    # Root may write everywhere, but not into a folder that is a file.
    rmdir machine/scan
    printf 'in the way\n' >machine/scan
    changes_nothing 'could not be written' install
}

test_setup_says_which_file_is_missing() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    rm downloads/*.tgz
    changes_nothing "no php_twint-…_$NAME.tgz" install
}

test_setup_leaves_a_line_of_somebody_else() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    printf 'extension=twint.so\n' >machine/scan/99-own.ini
    setup install
    loaded
    [[ ! -e machine/scan/20-twint.ini ]]
    refused 'another ini file loads twint' setup remove
    loaded
}

test_setup_passes_over_a_php_that_is_too_old() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    mkdir -p machine/opt/plesk/php/7.4/bin
    printf '#!/bin/sh\nexit 255\n' >machine/opt/plesk/php/7.4/bin/php
    chmod +x machine/opt/plesk/php/7.4/bin/php
    [[ $(setup install 2>&1) == *'7.4/bin/php: does not answer as PHP 8 does'* ]]
    loaded
    setup list
    refused 'does not answer as PHP 8 does' setup install --php machine/opt/plesk/php/7.4/bin/php
}

test_setup_installs_into_the_php_that_is_named() {
    machine /elsewhere/php /scan
    refused 'No PHP was found' setup install
    setup install --php "$PHP_AT"
    loaded
}

test_setup_is_as_it_was_after_ctrl_c() {
    local before
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    before=$(everything)
    # This PHP asks for an end as soon as the file is in its place.
    sed -i "2i [ ! -e '$EXTENSIONS/twint.so' ] || kill -INT \"\$(cat '$PWD/pid')\"" "$PHP_AT"
    before=$(everything)
    # Whoever runs the tests in the background ignores INT, and a shell cannot trap what it was told to ignore.
    if env --default-signal=INT sh -c 'echo $$ >pid && exec sh downloads/twint-setup.sh install'; then
        return 1
    fi
    diff <(printf '%s\n' "$before") <(everything)
}

test_setup_checks_the_signature() {
    local key
    has_minisign || return 77
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    minisign -G -W -p ours.pub -s ours.key >/dev/null
    minisign -G -W -p other.pub -s other.key >/dev/null
    key=$(tail -n 1 ours.pub)
    minisign -S -s other.key -m downloads/SHA256SUMS -x downloads/SHA256SUMS.minisig >/dev/null
    changes_nothing 'not that key' install --public-key "$key"
    minisign -S -s ours.key -m downloads/SHA256SUMS -x downloads/SHA256SUMS.minisig >/dev/null
    setup install --public-key "$key"
    loaded
}

test_setup_says_that_a_signature_was_not_checked() {
    machine "/opt/plesk/php/$(version .)/bin/php" /scan
    mkdir programs
    ln -s /bin/false programs/minisign
    PATH=$PWD/programs:$PATH
    [[ $(setup install 2>&1) != *signed* ]]
    printf 'signature\n' >downloads/SHA256SUMS.minisig
    [[ $(setup install 2>&1) == *'signed, but that was not checked: give --public-key'* ]]
}

has_minisign() { command -v minisign >/dev/null; }
