#!/bin/sh
# In a fresh Debian with PHP's command line and php-fpm: the package and twint-setup.sh put the extension into both and take it away,
# and nothing stays behind.
#
#     in-debian.sh 8.2
#
# The folder of the script is that of ./dev dist; where it has no package for this PHP, twint-setup.sh alone is tried. Prints a line for
# each test, "the end" as the last.
set -u

php=$1
here=$(dirname -- "$0")
export DEBIAN_FRONTEND=noninteractive

check() {
    what=$1
    shift
    if said=$("$@" 2>&1); then
        echo "ok $what"
    else
        echo "FAILED $what"
        echo "$said"
    fi
}

files() {
    find /etc/php /usr/lib/php /usr/share/doc /var/lib/php/modules ! -type d | sort
}

# Both servers have it, without a word about it.
is_there() {
    [ "$("php$php" -r 'echo phpversion("twint");')" != '' ] && "php-fpm$php" -m 2>&1 | grep -qx twint
}

is_gone() {
    ! "php$php" -m 2>&1 | grep -i twint && ! "php-fpm$php" -m 2>&1 | grep -i twint && files | diff "$before" -
}

install_package() {
    apt-get install -y "$here/php$php"-twint_*_"$(dpkg --print-architecture)".deb && is_there
}

purge_package() {
    apt-get purge -y "php$php-twint" && is_gone
}

setup_leaves_the_package_alone() {
    ! said=$(sh "$here/twint-setup.sh" install 2>&1) && echo "$said" | grep -q 'belongs to the package' && is_there
}

setup_installs() {
    sh "$here/twint-setup.sh" install && is_there
}

setup_removes() {
    sh "$here/twint-setup.sh" remove && is_gone
}

before=$(mktemp)
files >"$before"
if ls "$here/php$php"-twint_*.deb >/dev/null 2>&1; then
    check "PHP $php: the package installs" install_package
    check "PHP $php: twint-setup.sh leaves the package alone" setup_leaves_the_package_alone
    check "PHP $php: the package is purged without a trace" purge_package
fi
check "PHP $php: twint-setup.sh installs for the command line and php-fpm" setup_installs
check "PHP $php: twint-setup.sh removes without a trace" setup_removes
rm -f "$before"
echo 'the end'
