# The PHP on PATH decides, unless PHP says another.
# shellcheck shell=bash

# Sets PHP_CONFIG to the php-config of this very PHP.
find_php_config() {
    local version short candidate
    version=$("${PHP:-php}" -r 'echo PHP_VERSION;') || return
    short=$("${PHP:-php}" -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
    if [[ -n ${PHP_CONFIG-} ]]; then
        set -- "$PHP_CONFIG"
    else
        set -- "$(dirname -- "$(command -v -- "${PHP:-php}")")/php-config" "php-config$short" php-config
    fi
    for candidate in "$@"; do
        if has "$candidate" && [[ $("$candidate" --version) == "$version" ]] &&
            [[ -e $("$candidate" --include-dir)/main/php.h ]]; then
            PHP_CONFIG=$(command -v -- "$candidate")
            return
        fi
    done
    return 1
}

use_php() {
    has "${PHP:-php}" || die "There is no PHP at ${PHP:-php}."
    PHP=$(command -v -- "${PHP:-php}")
    "$PHP" -r 'exit(PHP_VERSION_ID >= 80200 ? 0 : 1);' || die "PHP 8.2 or newer is needed; $PHP is $("$PHP" -r 'echo PHP_VERSION;')."
    find_php_config || die "No php-config of PHP $("$PHP" -r 'echo PHP_VERSION;') was found; name it in PHP_CONFIG."
    # The build finds the usual one by itself; told or not told is a difference that makes it compile everything again.
    [[ $PHP_CONFIG == $(command -v php-config) ]] || export PHP_CONFIG
}

# Sets LEAN_PHP to PHP with no more modules than the histories need: each of their requests is a process of its own, which begins
# and ends the sooner the less it carries.
lean_php() {
    local module built_in needed=(mysqlnd pdo pdo_mysql mbstring posix pcntl openssl ctype intl iconv)
    built_in=$("$PHP" -n -m)
    LEAN_PHP=("$PHP" -n -d memory_limit=-1)
    for module in "${needed[@]}"; do
        grep -qix "$module" <<<"$built_in" || LEAN_PHP+=(-d "extension=$module")
    done
    # Where they lie elsewhere, php.ini knows.
    [[ $("${LEAN_PHP[@]}" -m 2>&1 | grep -cixF "$(printf '%s\n' "${needed[@]}")") -eq ${#needed[@]} ]] || LEAN_PHP=("$PHP")
}

find_php_fpm() {
    local short candidate
    short=$("${PHP:-php}" -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;') || return
    for candidate in ${PHP_FPM:+"$PHP_FPM"} "php-fpm$short" "/usr/sbin/php-fpm$short" php-fpm \
        "$(dirname -- "$(command -v -- "${PHP:-php}")")/../sbin/php-fpm"; do
        if has "$candidate" && "$candidate" -v 2>/dev/null | grep -q "^PHP $short\."; then
            PHP_FPM=$(command -v -- "$candidate")
            return
        fi
    done
    return 1
}
