#!/usr/bin/env bash
# Asks R again for everything the statistics are tested against and compares it with what is kept in fixtures/.
#   Tests/verify/verify.sh            fails when R says something else (relative difference above 1e-12)
#   Tests/verify/verify.sh --write    keeps what R says now
set -euo pipefail
cd "$(dirname "$0")"

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
Rscript fixtures.R . "$fresh"
if [ "${1:-}" = --write ]; then
    cp "$fresh"/*.json fixtures/
    echo "Bewaard: $(du -sk fixtures | cut -f1) kB in fixtures/"
else
    python3 compare.py fixtures "$fresh"
fi
