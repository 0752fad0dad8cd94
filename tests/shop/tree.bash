# What is expected of a JTL-Shop tree: sourced by `up` and by `dev`.
# shellcheck shell=bash

WHERE_TREES_COME_FROM='An unpacked JTL-Shop 5 is needed: JTL offers its releases at https://build.jtl-shop.de, and the package a merchant has downloaded will do; name its folder with --jtl DIR or in JTL_SHOP.'

# The tree's full path, or why it cannot be used.
check_tree() {
    if [[ -z $1 ]]; then
        printf '%s\n' "$WHERE_TREES_COME_FROM" >&2
        return 1
    fi
    if ! [[ -f $1/includes/defines_inc.php && -d $1/includes/vendor && -d $1/install ]]; then
        printf '%s is no JTL-Shop as it is delivered: includes/defines_inc.php, includes/vendor or install is missing.\n' "$1" >&2
        return 1
    fi
    (cd -- "$1" && pwd)
}
