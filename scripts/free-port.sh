#!/usr/bin/env bash
# scripts/free-port.sh PORT   refuses a port that is taken, before somebody waits minutes for a build.
if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
    echo "Poort $1 is bezet. Kies een andere: make demo PORT=$(($1 + 10))" >&2
    exit 1
fi
