# The servers of a shop: sourced by `up` and `down`, which set LAB.
# shellcheck shell=bash

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

BEGAN=
began() {
    BEGAN=$(date +%s%N)
}

# One line about a step, with the seconds since the beginning.
say() {
    printf '[%3d.%01d s] %s\n' $((($(date +%s%N) - BEGAN) / 1000000000)) $((($(date +%s%N) - BEGAN) / 100000000 % 10)) "$*" >&2
}

run() {
    local what=$1 log=$LAB/logs/step.log
    shift
    if ! TWINT_SHOP_LAB=$LAB "$@" >"$log" 2>&1 </dev/null; then
        cat -- "$log" >&2
        die "$what: failed."
    fi
    say "$what"
}

# ── processes: each has a file with its id and the moment it began, for the kernel gives ids out again ──

began_at() {
    cut -d ' ' -f 22 "/proc/$1/stat" 2>/dev/null
}

note() {
    printf '%s %s\n' "$2" "$(began_at "$2")" >"$LAB/pids/$1"
}

# The id of a server, if it still runs.
running() {
    local pid moment
    read -r pid moment 2>/dev/null <"$LAB/pids/$1" && [[ -n $moment && $(began_at "$pid") == "$moment" ]] || return 1
    printf '%s' "$pid"
}

# gone <pid> <tenths of a second>
gone() {
    local i
    for ((i = 0; i < $2; i++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    return 1
}

# Each server leads a process group, so that its workers end with it.
end() {
    local pid
    pid=$(running "$1") || { rm -f -- "$LAB/pids/$1"; return 0; }
    kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || true
    gone "$pid" 100 || kill -KILL -- "-$pid" 2>/dev/null || true
    rm -f -- "$LAB/pids/$1"
}

# Those that ask first, the database last.
end_all() {
    local file
    for file in "$LAB"/pids/web-*; do
        [[ ! -e $file ]] || end "${file##*/}"
    done
    end simulator
    end_nodes
    end database
}

finish() {
    local status=$?
    trap - EXIT
    trap '' HUP INT TERM
    end_all
    rm -f -- "$LAB/pids/up" "$LAB/shop.json"
    exit "$status"
}

only_one_at_a_time() {
    local pid
    mkdir -p "$LAB/pids/nodes" "$LAB/logs/nodes" "$LAB/mails"
    if pid=$(running up); then
        die "This shop is already up (process $pid); tests/shop/down ends it."
    fi
    end_all
    note up "$$"
    trap finish EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# start <name> <command>…: its output in logs/<name>.log; Ctrl-C reaches only us, and we end it in order
start() {
    local name=$1
    shift
    setsid "$@" >"$LAB/logs/$name.log" 2>&1 </dev/null &
    note "$name" "$!"
}

until_it() {
    local what=$1 name=$2
    shift 2
    for _ in {1..300}; do
        "$@" >/dev/null 2>&1 && { say "$what"; return; }
        running "$name" >/dev/null || break
        sleep 0.1
    done
    tail -n 20 -- "$LAB/logs/$name.log" >&2
    die "$what: failed."
}

free_port() {
    # shellcheck disable=SC2016
    "$PHP" -r 'for ($port = (int) $argv[1]; $port < 65000; $port++) {
        if ($s = @stream_socket_server("tcp://127.0.0.1:$port")) { fclose($s); echo $port; exit; }
    }' "$1"
}

own_copy() {
    cp -f -- "$1" "$LAB/$2.new" && mv -f -- "$LAB/$2.new" "$LAB/$2"
}

# ── database ──

# Debian keeps the server out of a user's PATH.
PATH=$PATH:/usr/sbin

sql() {
    mariadb --no-defaults --user=root --socket="$LAB/database.sock" "$@"
}

# What every server of this shop's data is started with: database_server <data> <socket> <port> [options]
database_server() {
    DATABASE_SERVER=(mariadbd --no-defaults "--datadir=$1" "--socket=$2" "--port=$3" --bind-address=127.0.0.1 --skip-name-resolve
        --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=256M
        --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci "${@:4}")
    ((EUID != 0)) || DATABASE_SERVER+=(--user=root)
}

start_database() {
    local options=(--no-defaults "--datadir=$LAB/database")
    ((EUID != 0)) || options+=(--user=root)
    if [[ ! -d $LAB/database/mysql ]]; then
        run "creating the database" mariadb-install-db "${options[@]}" --force --skip-test-db --auth-root-authentication-method=normal
    fi
    DATABASE_PORT=$(free_port "$DATABASE_PORT")
    printf '%s' "$DATABASE_PORT" >"$LAB/database-port"
    database_server "$LAB/database" "$LAB/database.sock" "$DATABASE_PORT" "--pid-file=$LAB/database.pid"
    # The shop's PHP lives in this time zone too; a provider's database usually does.
    TZ=Europe/Berlin start database "${DATABASE_SERVER[@]}"
    until_it "database" database sql -e 'SELECT 1'
    sql -e "CREATE USER IF NOT EXISTS 'shop'@'127.0.0.1' IDENTIFIED BY 'shop'; GRANT ALL ON shop.* TO 'shop'@'127.0.0.1'"
}

# ── cluster: the database as it was is the first of three nodes; the second head uses the second ──

GALERA=/usr/lib/galera/libgalera_smm.so
CLUSTER_PORT=8650

node_socket() {
    if (($1 == 1)); then printf '%s' "$LAB/database.sock"; else printf '%s' "$LAB/node-$1/database.sock"; fi
}

# node_server <number> [options]
node_server() {
    local number=$1 network folder=$LAB/node-$1 data=$LAB/node-$1/data port=$LAB/node-$1/port
    network=$(cat -- "$LAB/cluster-network")
    ((number != 1)) || data=$LAB/database port=$LAB/database-port
    mkdir -p "$folder/scratch"
    # No snapshots are sent: each node begins with a copy of the first one's data.
    database_server "$data" "$(node_socket "$number")" "$(cat -- "$port")" "--pid-file=$folder/pid" "--tmpdir=$folder/scratch" \
        --binlog-format=ROW --innodb-autoinc-lock-mode=2 \
        --wsrep-on=ON "--wsrep-provider=$GALERA" "--wsrep-cluster-name=$network" "--wsrep-node-name=node-$number" \
        "--wsrep-node-address=$network.$number" --wsrep-sst-method=position \
        "--wsrep-cluster-address=gcomm://$network.1:$CLUSTER_PORT,$network.2:$CLUSTER_PORT,$network.3:$CLUSTER_PORT" \
        "--wsrep-provider-options=gmcast.listen_addr=tcp://$network.$number:$CLUSTER_PORT;ist.recv_addr=$network.$number:$((CLUSTER_PORT + 1));gcache.size=128M;pc.recovery=no;evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.25S;evs.suspect_timeout=PT3S;evs.inactive_timeout=PT10S;gmcast.peer_timeout=PT3S" \
        "${@:2}"
}

# start_node <number> [options]
start_node() {
    local name=nodes/$1
    (($1 != 1)) || name=database
    node_server "$@"
    PATH=$HERE/../chaos/galera:$PATH TZ=Europe/Berlin start "$name" "${DATABASE_SERVER[@]}"
    until_it "node $1" "$name" is_node_ready "$(node_socket "$1")"
}

is_node_ready() {
    mariadb --no-defaults --user=root --socket="$1" -Ne "SHOW STATUS LIKE 'wsrep_ready'" | grep -q ON
}

found_cluster() {
    local number
    [[ -e $GALERA ]] || die "This machine has no Galera (Debian: galera-4)."
    # Addresses of its own in 127/8, so that several clusters fit on one machine.
    printf '127.%d.%d' $((RANDOM % 200 + 16)) $((RANDOM % 250 + 1)) >"$LAB/cluster-network"
    # Of a cluster of last time, too.
    rm -rf -- "$LAB"/node-* "$LAB"/database/{grastate.dat,gvwstate.dat,galera.cache}
    # What the first one writes as it founds the cluster, the others have from the beginning.
    end database
    start_node 1 --wsrep-new-cluster
    end database
    for number in 2 3; do
        mkdir -p "$LAB/node-$number"
        free_port $((DATABASE_PORT + number - 1)) >"$LAB/node-$number/port"
        cp -a -- "$LAB/database" "$LAB/node-$number/data"
    done
    start_node 1 --wsrep-new-cluster
    start_node 2
    start_node 3
}

# As when its machine dies.
kill_node() {
    local pid
    pid=$(running "nodes/$1") || return 0
    kill -KILL "$pid"
    rm -f -- "$LAB/pids/nodes/$1"
}

# A node that was killed comes back where its own log ends.
revive_node() {
    local position
    node_server "$1" --wsrep-recover
    position=$("${DATABASE_SERVER[@]}" 2>&1 | sed -n 's/.*Recovered position: \(\S*\).*/\1/p' | tail -n 1)
    start_node "$1" ${position:+"--wsrep-start-position=$position"}
}

end_nodes() {
    local file
    for file in "$LAB"/pids/nodes/*; do
        [[ ! -e $file ]] || end "nodes/${file##*/}"
    done
}

# ── simulator ──

# start_simulator <port>: and the ones after it
start_simulator() {
    local port file=$LAB/logs/simulator.log settings
    settings=(--directory "$LAB/twint" --shop-name 'Demo-Shop')
    # The same merchant as last time, so that the plugin's settings stay true.
    [[ -s $LAB/store-uuid ]] || "$PHP" -r '$b = bin2hex(random_bytes(16)); $b[12] = "4"; $b[16] = "8";
        echo preg_replace("/^(.{8})(.{4})(.{4})(.{4})(.{12})$/", "$1-$2-$3-$4-$5", $b);' >"$LAB/store-uuid"
    mkdir -p "$LAB/twint"
    port=$(free_port "$1")
    start simulator "$LAB/twint-simulator" "${settings[@]}" --store-uuid "$(cat -- "$LAB/store-uuid")" \
        --soap-port "$port" --control-port "$(free_port $((port + 1)))"
    until_it "simulator" simulator grep -q '}' "$file"
    head -n 1 -- "$file" >"$LAB/simulator.json"
}

# ── shop ──

copy_shop() {
    rm -rf -- "$LAB/shop"
    mkdir -p "$LAB/shop"
    tar -C "$1" --exclude=./.git -cf - . | tar -C "$LAB/shop" -xf -
    # The folders that the shop's installer wants to find; archives made of a checkout lack the empty ones.
    "$PHP" "$HERE/setup/folders.php" "$LAB/shop"
    say "shop copied"
}

install_shop() {
    sql -e 'DROP DATABASE IF EXISTS shop; CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci'
    rm -f -- "$LAB"/mails/*
    # The installer puts the host into the DSN as it is, which is the only way to tell it a port.
    (cd -- "$LAB/shop" && USER=${USER:-root} run "shop installed" "$PHP" -d memory_limit=1G -d display_errors=0 -d upload_max_filesize=16M -d post_max_size=20M \
        cli shop:install --no-interaction --shop-url="http://127.0.0.1:$SHOP_PORT/" \
        --database-host="127.0.0.1;port=$DATABASE_PORT" --database-name=shop --database-user=shop --database-password=shop \
        --admin-user=admin --admin-password=admin --sync-user=sync --sync-password=sync)
    grep -q BLOWFISH_KEY "$LAB/shop/includes/config.JTL-Shop.ini.php" || {
        cat -- "$LAB/logs/step.log" >&2
        die "The shop's installer wrote no configuration."
    }
    # A tree that is put together of two versions brings the older one's tables, and its backend shows nothing until they are updated.
    (cd -- "$LAB/shop" && run "shop's tables are those of its code" "$PHP" -d memory_limit=1G -d display_errors=0 cli migrate --no-interaction)
    "$PHP" "$HERE/setup/configuration.php" "$LAB"
    # Every mail becomes a file.
    printf '#!/bin/sh\ncat >"%s/mails/$(date +%%s%%N).eml"\n' "$LAB" >"$LAB/catch-mail"
    chmod +x "$LAB/catch-mail"
}

# start_web <name> <workers> <port> <php options>…
start_web() {
    local name=web-$1 workers=$2 port=$3
    shift 3
    PHP_CLI_SERVER_WORKERS=$workers start "$name" "$PHP" -d memory_limit=512M -d upload_max_filesize=16M -d post_max_size=20M \
        -d opcache.enable_cli=1 -d opcache.validate_timestamps=1 -d opcache.revalidate_freq=0 -d display_errors=0 -d log_errors=1 \
        "$@" -S "127.0.0.1:$port" -t "$LAB/shop" "$HERE/web.php"
    until_it "${name#web-} at http://127.0.0.1:$port/" "$name" curl -fs -o /dev/null "http://127.0.0.1:$port/robots.txt"
}

# ── telling ──

describe() {
    "$PHP" "$HERE/setup/describe.php" "$LAB" "$SHOP_PORT" "$BARE_PORT" "$SECOND_PORT" >"$LAB/shop.json"
    if [[ $JSON == yes ]]; then
        cat -- "$LAB/shop.json"
    else
        # shellcheck disable=SC2016
        "$PHP" -r '$s = json_decode(file_get_contents($argv[1]));
            printf("\n  shop     %s\n  backend  %s  (%s / %s)\n  phone    %s\n  customer %s / %s, voucher %s\n  mails    %s\n\nCtrl-C ends everything.\n",
            $s->url, $s->backend, $s->admin->user, $s->admin->password, $s->phone, $s->customer->mail, $s->customer->password, $s->voucher, $s->mails);' \
            "$LAB/shop.json"
    fi
}

# Sleeps until a signal comes; a server that ends by itself is an error, and says why.
until_told() {
    local file
    while :; do
        for file in "$LAB"/pids/*; do
            # A test may kill a node.
            [[ -f $file ]] || continue
            if ! running "${file##*/}" >/dev/null; then
                tail -n 20 -- "$LAB/logs/${file##*/}.log" >&2
                die "${file##*/} ended unexpectedly."
            fi
        done
        sleep 2 &
        wait $! || true
    done
}
