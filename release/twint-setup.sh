#!/bin/sh
# Puts the PHP extension twint into the PHPs of this machine, or takes it out again.
#
# Needs nothing but a POSIX shell, tar and sha256sum. Each PHP is changed as a whole or not at all.
set -eu

usage() {
    cat <<'TEXT'
sh twint-setup.sh list                every PHP of this machine, the file it needs, and what it has
sh twint-setup.sh install [options]   installs into every PHP whose file lies beside this script
sh twint-setup.sh remove [options]    removes from every PHP

  --php PATH          only this PHP; may be given several times
  --dry-run           says what it would do, and does nothing
  --public-key KEY    checks the signature of SHA256SUMS with minisign before anything else

Download php_twint-… for your PHP and SHA256SUMS into the folder of this script, then run it as root.
It does not restart your server; it says which service to restart.
TEXT
}

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
die() {
    complain "$*"
    exit 1
}

HERE=$(cd -- "$(dirname -- "$0")" && pwd)
# Another root folder, in which the tests imitate the layouts of hosters.
ROOT=${TWINT_SETUP_ROOT-}
COMMAND=
CHOSEN=
DRY=no
KEY=

while [ $# -gt 0 ]; do
    case $1 in
        list | --list) COMMAND=list ;;
        install | remove) COMMAND=$1 ;;
        --php)
            [ $# -ge 2 ] || die "--php wants the path of a PHP."
            [ -x "$2" ] || die "There is no PHP at $2."
            CHOSEN="$CHOSEN$2
"
            shift
            ;;
        --public-key)
            [ $# -ge 2 ] || die "--public-key wants a key of minisign."
            KEY=$2
            shift
            ;;
        --dry-run) DRY=yes ;;
        -h | --help) usage && exit ;;
        *) usage >&2 && exit 2 ;;
    esac
    shift
done
[ -n "$COMMAND" ] || { usage >&2 && exit 2; }

# Where hosters keep their PHPs: Debian and Sury, Remi, Plesk, cPanel, CloudLinux, LiteSpeed, aaPanel, DirectAdmin, Docker's images.
candidates() {
    for each in \
        "$ROOT"/usr/bin/php[0-9].[0-9] \
        "$ROOT"/opt/remi/php[0-9]*/*/usr/bin/php \
        "$ROOT"/opt/plesk/php/[0-9]*/bin/php \
        "$ROOT"/opt/cpanel/ea-php[0-9]*/*/usr/bin/php \
        "$ROOT"/opt/alt/php[0-9]*/usr/bin/php \
        "$ROOT"/usr/local/lsws/lsphp[0-9]*/bin/php \
        "$ROOT"/www/server/php/[0-9]*/bin/php \
        "$ROOT"/usr/local/php[0-9]*/bin/php \
        "$ROOT"/usr/local/bin/php \
        "$ROOT"/usr/bin/php; do
        [ ! -x "$each" ] || say "$each"
    done
    [ -n "$ROOT" ] || command -v php || true
}

# Each PHP once, by whatever links it is reached.
find_phps() {
    if [ -n "$CHOSEN" ]; then
        printf '%s' "$CHOSEN"
        return
    fi
    candidates | while read -r each; do
        printf '%s %s\n' "$(readlink -f "$each")" "$each"
    done | sort -u -k 1,1 | cut -d ' ' -f 2
}

# The answer of a PHP that has read its ini files, whatever it complains about.
# ask <php> <code>
ask() {
    "$1" -d display_startup_errors=0 -d disable_functions= -r "$2" 2>/dev/null
}

# beside <php.ini>: that file, and those that php-fpm, the command line and others read instead where they have one of their own, as
# aaPanel's php.ini and php-cli.ini. Each once and behind all links, so that what is written, kept and put back is the file itself.
beside() {
    {
        say "$1"
        for each in php php-cli php-fpm-fcgi php-cgi-fcgi php-litespeed php-apache2handler; do
            [ ! -f "$(dirname -- "$1")/$each.ini" ] || say "$(dirname -- "$1")/$each.ini"
        done
    } | while read -r each; do
        readlink -f "$each"
    done | awk '!seen[$0]++'
}

# Sets VERSION, FILE (the archive this PHP takes, without version), FOLDER (of extensions), SCAN (of ini files, or empty), INI (the
# php.ini that is read, behind all links, or empty), INIS (it and those of other servers beside it, one a line), LOADED (the version of
# the extension it loads now, or empty).
learn() {
    # shellcheck disable=SC2016 # PHP's variables
    facts=$("$1" -n -r '
        $musl = is_readable("/proc/self/maps") && str_contains((string) file_get_contents("/proc/self/maps"), "ld-musl-");
        printf("%d.%d %s-linux-%s%s%s", PHP_MAJOR_VERSION, PHP_MINOR_VERSION,
            str_replace("aarch64", "arm64", php_uname("m")), $musl ? "musl" : "glibc",
            PHP_DEBUG ? "-debug" : "", PHP_ZTS ? "-zts" : "");' 2>/dev/null) || return 1
    VERSION=${facts%% *}
    FILE=php$VERSION-${facts#* }
    FOLDER=$(ask "$1" 'echo ini_get("extension_dir");')
    # What php --ini prints is for humans: since PHP 8.5 with quotes. An empty part of the variable means PHP's own folder.
    # shellcheck disable=SC2016 # PHP's variables
    SCAN=$(ask "$1" '
        $told = getenv("PHP_INI_SCAN_DIR");
        [$first] = explode(":", $told === false ? PHP_CONFIG_FILE_SCAN_DIR : $told);
        echo $first === "" && (string) $told !== "" ? explode(":", PHP_CONFIG_FILE_SCAN_DIR)[0] : $first;')
    INI=$(ask "$1" 'echo php_ini_loaded_file() ?: "";')
    INIS=
    if [ -n "$INI" ]; then
        INIS=$(beside "$INI")
        INI=$(printf '%s\n' "$INIS" | head -n 1)
    fi
    LOADED=$(ask "$1" 'echo phpversion("twint") ?: "";')
    [ -n "$FOLDER" ]
}

# The archive for the PHP just learned of; of several versions the newest.
archive() {
    find "$HERE" -maxdepth 1 -name "php_twint-*_$FILE.tgz" | sort -V | tail -n 1
}

# What restarts the server that runs the PHP at this path.
service() {
    short=$(printf %s "$VERSION" | tr -d .)
    case $1 in
        */opt/remi/*) say "systemctl restart php$short-php-fpm" ;;
        */opt/plesk/*) say "systemctl restart plesk-php$short-fpm" ;;
        */opt/cpanel/*) say "/scripts/restartsrv_apache_php_fpm" ;;
        */opt/alt/*) say "cagefsctl --rebuild-alt-php-ini, then restart the web server; users choose twint in the PHP selector" ;;
        */lsws/*) say "systemctl restart lsws" ;;
        */www/server/php/*) say "/etc/init.d/php-fpm-$short restart" ;;
        */usr/local/php[0-9]*) say "systemctl restart php-fpm$short" ;;
        */usr/local/bin/php) say "restart the container" ;;
        */usr/bin/php[0-9].[0-9] | */usr/bin/php)
            if [ -d "$ROOT/etc/php/$VERSION/fpm" ]; then
                say "systemctl restart php$VERSION-fpm"
            elif [ -d "$ROOT/etc/php/$VERSION/apache2" ]; then
                say "systemctl restart apache2"
            else
                say "systemctl restart php-fpm"
            fi
            ;;
        *) say "restart php-fpm or the web server" ;;
    esac
}

# Debian keeps one ini file for all its servers and links it into each of them; everywhere else one folder is for all.
debians() {
    case $SCAN in
        "$ROOT/etc/php/$VERSION"/*/conf.d) [ -d "$ROOT/etc/php/$VERSION/mods-available" ] ;;
        *) return 1 ;;
    esac
}

# CloudLinux copies what users choose in the PHP selector out of this folder; the file there, or nothing.
selectors() {
    case $SCAN in
        "$ROOT"/opt/alt/php[0-9]*/*)
            version=${SCAN#"$ROOT/opt/alt/"}
            folder=$ROOT/opt/alt/${version%%/*}/etc/php.d.all
            [ ! -d "$folder" ] || say "$folder/twint.ini"
            ;;
    esac
}

# The ini files that name the extension, one a line. For Debian's servers the first is a file, others are links to it.
ini_files() {
    if debians; then
        say "$ROOT/etc/php/$VERSION/mods-available/twint.ini"
        for each in "$ROOT/etc/php/$VERSION"/*/conf.d; do
            [ ! -d "$each" ] || say "$each/20-twint.ini"
        done
    elif [ -n "$SCAN" ]; then
        say "$SCAN/20-twint.ini"
        selector="$(selectors)"
        [ -z "$selector" ] || say "$selector"
    else
        say "$INIS"
    fi
}

# The same for a human, in one line.
named_in() {
    ini_files | paste -s -d ' ' -
}

LINE='extension=twint.so'
MARK='; added by twint-setup.sh'
TITLE='; configuration for php twint module'

# rewrite <php.ini> <command>…: as the command prints it. It keeps its owner, its mode and its place.
rewrite() {
    target=$1
    shift
    if "$@" >"$target.twint-new" && cat "$target.twint-new" >"$target"; then
        rm -f "$target.twint-new"
        return
    fi
    rm -f "$target.twint-new"
    return 1
}

# Its last line may lack its end.
with_our_line() {
    cat "$1" || return 1
    [ -z "$(tail -c 1 "$1")" ] || say ''
    printf '%s\n%s\n' "$MARK" "$LINE"
}

without_our_line() {
    sed "/^$MARK\$/{N;d;}" "$1"
}

has_our_line() {
    grep -qxF "$MARK" "$1"
}

names_twint() {
    grep -Eq '^[[:space:]]*extension[[:space:]]*=[[:space:]]*"?([^"[:space:]]*/)?twint(\.so)?"?[[:space:]]*$' "$1"
}

# Whether an ini file is there that this script wrote.
named_by_us() {
    if [ -z "$SCAN" ]; then
        for file in $INIS; do
            ! has_our_line "$file" || return 0
        done
        return 1
    fi
    [ "$(head -n 1 "$(ini_files | head -n 1)" 2>/dev/null)" = "$TITLE" ]
}

name_in_ini() {
    if [ -z "$SCAN" ]; then
        for file in $INIS; do
            names_twint "$file" || rewrite "$file" with_our_line "$file" || return 1
        done
        return
    fi
    mkdir -p "$SCAN" || return 1
    first=
    for file in $(ini_files); do
        if [ -n "$first" ] && debians; then
            ln -sf "$first" "$file" || return 1
        else
            first=$file
            # Not through a link.
            rm -f "$file" && printf '%s\n; priority=20\n%s\n' "$TITLE" "$LINE" >"$file" || return 1
        fi
    done
}

forget_in_ini() {
    if [ -z "$SCAN" ]; then
        for file in $INIS; do
            ! has_our_line "$file" || rewrite "$file" without_our_line "$file" || return 1
        done
        return
    fi
    for file in $(ini_files); do
        rm -f "$file" || return 1
    done
}

# What is about to change, kept so that restore brings back exactly that.
keep() {
    KEPT=$1
    mkdir "$KEPT" || return 1
    number=0
    for file in "$FOLDER/twint.so" $(ini_files); do
        number=$((number + 1))
        say "$file" >"$KEPT/$number.path" || return 1
        if [ -e "$file" ] || [ -L "$file" ]; then
            cp -pP "$file" "$KEPT/$number.kept" || return 1
        fi
    done
}

# An ini file stays the file it is, whatever hangs on it; twint.so is put back in one step, for a server may run it.
restore() {
    for path in "$KEPT"/*.path; do
        file=$(cat "$path")
        kept=${path%.path}.kept
        if [ ! -e "$kept" ] && [ ! -L "$kept" ]; then
            rm -f "$file"
        elif [ "$file" = "$FOLDER/twint.so" ] || [ -L "$kept" ] || [ -L "$file" ] || [ ! -f "$file" ]; then
            mv -f "$kept" "$file"
        else
            cat "$kept" >"$file" && touch -r "$kept" "$file"
        fi
        rm -f "$file.twint-new"
    done
}

# A PHP on which somebody pressed Ctrl-C is left as it was.
WORK=
interrupted() {
    if [ -n "$WORK" ]; then
        restore
        rm -rf "$WORK"
        complain "Interrupted; everything is as it was."
    fi
    exit 130
}
trap interrupted HUP INT TERM

# loads <php> [options]: it has the extension and does not complain about it; the version is in NEW, what it said otherwise in SAID.
loads() {
    # shellcheck disable=SC2016 # PHP's variables
    SAID=$("$@" -d display_errors=1 -d display_startup_errors=1 -r 'echo "twint ", phpversion("twint");' 2>&1) || return 1
    # What this PHP complains about beside us is not ours to mend.
    SAID=$(say "$SAID" | grep -i twint)
    NEW=${SAID#twint }
    [ "twint $NEW" = "$SAID" ] && [ -n "$NEW" ]
}

owned_by_a_package() {
    [ -z "$ROOT" ] && [ -e "$FOLDER/twint.so" ] && command -v dpkg >/dev/null && dpkg -S "$FOLDER/twint.so" >/dev/null 2>&1
}

checksum() {
    sum=$(sed -n "s/^\([0-9a-f]\{64\}\)  $(basename "$1")$/\1/p" "$HERE/SHA256SUMS")
    [ -n "$sum" ] && [ "$sum" = "$(sha256sum <"$1" | cut -d ' ' -f 1)" ]
}

# install_into <php>: all of it, or nothing.
install_into() {
    ARCHIVE=$(archive)
    if [ -z "$ARCHIVE" ]; then
        complain "$1: there is no php_twint-…_$FILE.tgz beside this script."
        return 2
    fi
    if owned_by_a_package; then
        complain "$1: the extension there belongs to the package php$VERSION-twint; update that with apt."
        return 1
    fi
    if ! checksum "$ARCHIVE"; then
        complain "$1: $(basename "$ARCHIVE") is not the file that SHA256SUMS names; download it again."
        return 1
    fi
    if [ -z "$SCAN" ] && [ -z "$INI" ]; then
        complain "$1: this PHP reads no php.ini and no folder of ini files; nothing was changed."
        return 1
    fi
    case $SCAN in
        '' | /*) ;;
        *)
            complain "$1: this PHP reads its ini files from $SCAN, which is another folder wherever it is started; nothing was changed."
            return 1
            ;;
    esac
    if [ "$DRY" = yes ]; then
        say "$1: would install $(basename "$ARCHIVE") as $FOLDER/twint.so, named in $(named_in)"
        return
    fi
    # In its folder, so that the move is one step and the file gets that folder's labels.
    if ! { mkdir -p "$FOLDER" && work=$(mktemp -d "$FOLDER/.twint-setup.XXXXXX") && keep "$work/kept"; } 2>/dev/null; then
        complain "$1: $FOLDER cannot be written to; run this as root."
        return 1
    fi
    WORK=$work
    status=0
    put_in_place "$1" || status=1
    [ "$status" = 0 ] || restore
    rm -rf "$WORK"
    WORK=
    if [ "$status" = 0 ]; then
        say "$1: twint $NEW is installed. Now: $(service "$1")"
    else
        complain "$1: $REASON Everything is as it was."
    fi
    return "$status"
}

put_in_place() {
    REASON="The archive could not be unpacked."
    tar -xzf "$ARCHIVE" -C "$WORK" twint.so && chmod 644 "$WORK/twint.so" || return 1
    loads "$1" -n -d "extension=$WORK/twint.so" || {
        REASON="This PHP does not load the file: $SAID."
        return 1
    }
    packed=$NEW
    REASON="$FOLDER/twint.so could not be written."
    mv -f "$WORK/twint.so" "$FOLDER/twint.so" || return 1
    # What somebody else names already stays. What we named is completed: a server may have come later.
    if named_by_us || ! loads "$1"; then
        REASON="${SCAN:-$INI} could not be written."
        name_in_ini || return 1
    fi
    loads "$1" || {
        REASON="This PHP does not load it from its ini files: $SAID."
        return 1
    }
    [ "$NEW" = "$packed" ] || {
        REASON="An ini file loads another twint, version $NEW, see php --ini; remove its line."
        return 1
    }
}

# remove_from <php>: the ini files first, so that no PHP starts without what it is told to load.
remove_from() {
    if owned_by_a_package; then
        complain "$1: the extension there belongs to a package; run: apt-get purge php$VERSION-twint"
        return 1
    fi
    if [ -z "$LOADED" ] && [ ! -e "$FOLDER/twint.so" ]; then
        say "$1: twint is not installed"
        return
    fi
    if [ "$DRY" = yes ]; then
        say "$1: would remove $FOLDER/twint.so and what names it in $(named_in)"
        return
    fi
    forget_in_ini || {
        complain "$1: ${SCAN:-$INI} cannot be written to; run this as root."
        return 1
    }
    if [ -n "$(ask "$1" 'echo phpversion("twint") ?: "";')" ]; then
        complain "$1: another ini file loads twint, see php --ini; $FOLDER/twint.so stays. Remove its line, then run this again."
        return 1
    fi
    # The command line does not read the php.ini of a server that stands beside its own.
    if [ -z "$SCAN" ]; then
        for file in $INIS; do
            if names_twint "$file"; then
                complain "$1: $file still names twint, and not by a line of this script; $FOLDER/twint.so stays. Remove that line, then run this again."
                return 1
            fi
        done
    fi
    rm -f "$FOLDER/twint.so"
    say "$1: twint is removed. Now: $(service "$1")"
}

list_one() {
    here="not here"
    [ -z "$(archive)" ] || here=here
    printf '%s\n  PHP %s, needs php_twint-…_%s.tgz, which is %s\n  twint %s\n' \
        "$1" "$VERSION" "$FILE" "$here" "${LOADED:-is not installed}"
}

if [ "$COMMAND" = install ]; then
    [ -e "$HERE/SHA256SUMS" ] || die "SHA256SUMS is not beside this script; download it from where you have the other files."
    if [ -n "$KEY" ]; then
        command -v minisign >/dev/null || die "minisign is not installed, so that the signature cannot be checked."
        minisign -Vqm "$HERE/SHA256SUMS" -x "$HERE/SHA256SUMS.minisig" -P "$KEY" || die "The signature of SHA256SUMS is not that key's."
    elif [ -e "$HERE/SHA256SUMS.minisig" ] && command -v minisign >/dev/null; then
        complain "SHA256SUMS is signed, but that was not checked: give --public-key KEY."
    fi
fi

done=0 failed=0 found=0
phps=$(find_phps)
while read -r php; do
    [ -n "$php" ] || continue
    found=$((found + 1))
    status=0
    if ! learn "$php"; then
        complain "$php: does not answer as PHP 8 does; nothing was changed."
        status=2
    else
        case $COMMAND in
            list) list_one "$php" ;;
            install) install_into "$php" || status=$? ;;
            remove) remove_from "$php" || status=$? ;;
        esac
    fi
    case $status in
        0) done=$((done + 1)) ;;
        # A PHP that is too old or without its file is a failure only where it was asked for, or where it is the only one.
        2) [ -z "$CHOSEN" ] || failed=$((failed + 1)) ;;
        *) failed=$((failed + 1)) ;;
    esac
done <<PHPS
$phps
PHPS

[ "$found" -gt 0 ] || die "No PHP was found. Name yours: --php PATH"
[ "$failed" -eq 0 ] || exit 1
[ "$done" -gt 0 ] || die "Nothing was done: see above."
