#!/usr/bin/env bash
# A throw-away PostgreSQL server for tests, on a socket of its own in a temporary folder.
#   scripts/postgres.sh start            starts one and prints its connection string
#   scripts/postgres.sh start --durable  with the disk waited for, as in service: for measuring
#   scripts/postgres.sh stop CONNINFO    stops the one with this connection string and takes its folder away
#   scripts/postgres.sh run COMMAND…     starts one, runs the command with INZET_TEST_POSTGRES set, stops it
set -euo pipefail

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v pg_ctl || true)")
[ -x "$bin/initdb" ] || {
    echo "PostgreSQL ontbreekt. Installeer het met: scripts/setup.sh --tests" >&2
    exit 1
}

# The server refuses to run as root.
owner=()
account=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
    account=postgres
    id postgres >/dev/null 2>&1 || account=nobody
    owner=(setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups)
fi

as_owner() { (cd / && "${owner[@]}" "$@"); }

start() {
    local folder place=${TMPDIR:-/tmp}
    # A thousand tests each copy a database of hundreds of files: in memory where there is room for them.
    local room
    room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }') || true
    if [ "${1:-}" != --durable ] && [ "${room:-0}" -gt 6000000 ]; then place=/dev/shm; fi
    folder=$(mktemp -d "$place/inzet-pg.XXXXXX")
    [ "$(id -u)" -ne 0 ] || chown "$account" "$folder"
    chmod 755 "$folder"
    # The sort of a fresh cluster is that of the code points, so that every database has it.
    as_owner "$bin/initdb" -D "$folder/data" -U inzet --auth=trust --encoding=UTF8 --lc-collate=C \
        --lc-ctype=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        exit 1
    }
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 600
shared_buffers = 128MB
max_pred_locks_per_transaction = 512
max_wal_size = 2GB
CONF
    if [ "${1:-}" != --durable ]; then
        printf 'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nautovacuum = off\n' >>"$folder/data/postgresql.conf"
    fi
    as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" start >/dev/null || {
        cat "$folder/server.log" >&2
        exit 1
    }
    echo "host=$folder user=inzet dbname=postgres"
}

stop() {
    local folder
    folder=$(sed -n 's/.*host=\([^ ]*\).*/\1/p' <<<"$1")
    [[ $folder == */inzet-pg.* ]] || {
        echo "Dit is geen server van deze opdracht: $1" >&2
        exit 2
    }
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}

case ${1:-} in
    start) start "${2:-}" ;;
    stop) stop "${2:?}" ;;
    run)
        shift
        conninfo=$(start)
        trap 'stop "$conninfo"' EXIT
        # A machine that is busy with a thousand tests may take its time to let a line in.
        INZET_TEST_POSTGRES="$conninfo connect_timeout=60" INZET_RIG_PATIENCE=60 "$@"
        ;;
    *)
        sed -n '2,6p' "$0" >&2
        exit 2
        ;;
esac
